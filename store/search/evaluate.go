package search

import (
	"context"
	"slices"
	"strings"

	"forumgraph/store"
)

// clause is a word or a phrase of a question.
type clause struct {
	word   word
	phrase []string
	// required says that a document must have it; the others only rank.
	required bool
}

// clauses returns what a question asks for, in the order in which it is looked for and scores are added up: sums of floating
// point numbers depend on it.
func (q *question) clauses() []clause {
	var all []clause
	for _, phrase := range q.phrases {
		all = append(all, clause{phrase: phrase, required: true})
	}
	for _, w := range q.words {
		all = append(all, clause{word: w, required: true})
	}
	for _, w := range q.optional {
		w.prefix = false
		all = append(all, clause{word: w})
	}
	return all
}

// matches are the documents of a part that have everything a question asks for, in no order. What they are kept in is
// borrowed.
type matches struct {
	*part
	*scratch
	// values are, for each clause, what its ranks stand for; only if ranked.
	values [][]float64
}

// scratch is what a part's documents are found in. It is kept from one search to the next.
type scratch struct {
	// most has a rank for each document; all are zero between two clauses.
	most    []uint16
	touched []uint32

	docs []uint32
	// ranks[i][j] says by its place in values[i] what clause i counts in docs[j]; 0 is nothing. Only if ranked.
	ranks [][]uint16
	// scores are those of docs, once they are ranked.
	scores []float64
}

// evaluation finds the documents for a question.
type evaluation struct {
	ctx      context.Context
	view     *view
	question *question
	clauses  []clause
	// ranked asks for what each clause counts, which takes longer than to know that it is there.
	ranked bool

	// had counts for each clause the documents of all parts that have it; only if ranked.
	had   []int
	found []*matches // by part
}

// evaluate finds the documents for a question, of some kinds; none given means all.
func evaluate(ctx context.Context, v *view, q *question, kinds []store.Kind, ranked bool) (*evaluation, error) {
	e := &evaluation{ctx: ctx, view: v, question: q, clauses: q.clauses(), ranked: ranked}
	e.had = make([]int, len(e.clauses))
	for _, p := range v.parts {
		var ranges []docRange
		for _, kind := range kinds {
			ranges = append(ranges, p.ofKind(kind))
		}
		m := &matches{part: p, scratch: p.borrow()}
		e.found = append(e.found, m)
		if err := e.run(m, ranges); err != nil {
			e.release()
			return nil, err
		}
	}
	return e, nil
}

// release gives back what the evaluation borrowed. Nothing of it may be used any more.
func (e *evaluation) release() {
	for _, m := range e.found {
		m.lent.Put(m.scratch)
	}
	e.found = nil
}

// run finds the documents of a part within some ranges; none means all.
func (e *evaluation) run(m *matches, within []docRange) error {
	m.docs, m.ranks = m.docs[:0], m.ranks[:0]
	for i, c := range e.clauses {
		if !e.ranked && (!c.required || i > 0 && len(m.docs) == 0) {
			break
		}
		a := &accumulator{ctx: e.ctx, part: m.part, scratch: m.scratch, ranked: e.ranked}
		a.touched = a.touched[:0]
		err := a.clause(c)
		a.leaveOutDeleted()
		if err == nil {
			e.had[i] += len(a.touched)
			m.take(a, i, c.required, within)
		}
		a.wipe()
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *evaluation) count() int {
	n := 0
	for _, m := range e.found {
		n += len(m.docs)
	}
	return n
}

// kinds counts what was found by kind.
func (e *evaluation) kinds() map[store.Kind]int {
	counts := make(map[store.Kind]int)
	for _, m := range e.found {
		kinds := store.Kinds()
		ranges := make([]docRange, len(kinds))
		for i, kind := range kinds {
			ranges[i] = m.ofKind(kind)
		}
		in := 0
		for _, doc := range m.docs {
			// Neighbors are mostly of one kind.
			if !ranges[in].has(doc) {
				in = slices.IndexFunc(ranges, func(r docRange) bool { return r.has(doc) })
			}
			counts[kinds[in]]++
		}
	}
	return counts
}

// ids returns the IDs of what was found, in order.
func (e *evaluation) ids() []store.ID {
	var ids []store.ID
	for _, m := range e.found {
		ids = slices.Grow(ids, len(m.docs))
		slices.Sort(m.docs)
		docs := m.cursor()
		for _, doc := range m.docs {
			docs.seek(int(doc))
			ids = append(ids, store.ID(docs.id))
		}
	}
	if len(e.found) > 1 {
		slices.Sort(ids)
	}
	return ids
}

// take adds the clause at hand to the matches; a required one leaves only the documents that have it.
func (m *matches) take(a *accumulator, i int, required bool, within []docRange) {
	switch {
	case i == 0 && len(within) == 0:
		m.docs = append(m.docs, a.touched...)
	case i == 0:
		for _, doc := range a.touched {
			if slices.ContainsFunc(within, func(r docRange) bool { return r.has(doc) }) {
				m.docs = append(m.docs, doc)
			}
		}
	case required:
		m.leave(a.most)
	}
	if !a.ranked {
		return
	}
	// Take up the memory of an earlier search.
	m.ranks = slices.Grow(m.ranks, 1)[:i+1]
	ranks := m.ranks[i][:0]
	for _, doc := range m.docs {
		ranks = append(ranks, a.most[doc])
	}
	m.ranks[i], m.values = ranks, append(m.values, a.values)
}

// leave leaves the documents that have a rank.
func (m *matches) leave(most []uint16) {
	n := 0
	for j, doc := range m.docs {
		if most[doc] == 0 {
			continue
		}
		m.docs[n] = doc
		for _, ranks := range m.ranks {
			ranks[n] = ranks[j]
		}
		n++
	}
	m.docs = m.docs[:n]
	for i := range m.ranks {
		m.ranks[i] = m.ranks[i][:n]
	}
}

// accumulator finds the documents of a part that have one clause: in most is the place in values of the most that the clause
// was seen to count, and touched are the documents where that is not 0.
type accumulator struct {
	ctx context.Context
	*part
	*scratch
	values []float64
	// ranked says that ranks matter; else any will do.
	ranked bool
}

func (a *accumulator) clause(c clause) error {
	if c.phrase != nil {
		return a.phrase(c.phrase)
	}
	a.values = a.segment.values
	for f, term := range c.word.terms {
		if term == "" {
			continue
		}
		// Each text that has a word has its stem, too, unless its language has it for a stop word.
		if !a.ranked && form(f) == exact && c.word.terms[stemEN] != "" && c.word.terms[stemFR] != "" {
			continue
		}
		d := &a.forms[f]
		if err := a.list(d.reader(d.find(term)), a.plain); err != nil {
			return err
		}
	}
	if !c.word.prefix {
		return nil
	}
	d := &a.forms[exact]
	for longer := d.from(c.word.folded); longer.next() && strings.HasPrefix(string(longer.term), c.word.folded); {
		if len(longer.term) == len(c.word.folded) {
			continue
		}
		if err := a.list(d.reader(longer.postings), a.begun); err != nil {
			return err
		}
	}
	return nil
}

// list adds the documents of a list; rankOf leads from codes to ranks.
func (a *accumulator) list(r listReader, rankOf []uint16) error {
	if err := a.ctx.Err(); err != nil {
		return err
	}
	var b block // all codes are 0, and stay so if they are not read
	most, touched := a.most, slices.Grow(a.touched, r.count)
	for {
		n := r.read(&b, a.ranked)
		if n == 0 {
			break
		}
		codes := b.codes[:n]
		for i, doc := range b.docs[:n] {
			rank, was := rankOf[codes[i]], most[doc]
			if was == 0 {
				touched = append(touched, doc)
			}
			most[doc] = max(was, rank)
		}
	}
	a.touched = touched
	return nil
}

func (a *accumulator) leaveOutDeleted() {
	if a.deleted == nil {
		return
	}
	left := a.touched[:0]
	for _, doc := range a.touched {
		if a.deleted.has(doc) {
			a.most[doc] = 0
			continue
		}
		left = append(left, doc)
	}
	a.touched = left
}

// wipe leaves most as it was: all zero.
func (a *accumulator) wipe() {
	if len(a.touched) > len(a.most)/16 {
		clear(a.most)
		return
	}
	for _, doc := range a.touched {
		a.most[doc] = 0
	}
}
