package search

import (
	"context"
	"slices"

	"forumgraph/store"
)

// clause is a word or a phrase of a question.
type clause struct {
	word   word
	phrase []string
	// required means that a document must have the clause; other clauses only affect the ranking.
	required bool
}

// clauses returns the clauses of a question in the order in which they are looked up and scores are added up: sums of
// floating-point numbers depend on the order.
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

// matches holds the documents of a part that satisfy a question. Its memory is borrowed.
type matches struct {
	*part
	*scratch
	// lists holds the lists of each clause.
	lists [][]clauseList
	// size is how many documents were found.
	size int
	// counts says, for each clause, what it counts in which documents; only if ranked.
	counts []clauseCounts
}

// scratch is the memory for finding a part's documents. It is reused from one search to the next.
type scratch struct {
	// found holds the documents that have all required clauses so far, clause those that have the current one.
	found, clause docSet
	// most holds, for each document, the highest rank of the words that begin with the last word of the query. All are
	// zero except for the documents of touched. It is allocated on first use.
	most    []uint16
	touched []uint32
	// scored is the memory for scoring documents.
	scored scoring
}

// evaluation finds the documents for a question.
type evaluation struct {
	ctx      context.Context
	view     *view
	question *question
	clauses  []clause
	// ranked requests what each clause counts, which takes longer than finding where it occurs.
	ranked bool

	// had is, for each clause, how many documents of all parts have it; only if ranked.
	had   []int
	found []*matches // by part
}

// evaluate finds the documents for a question, of some kinds; no kinds means all.
func evaluate(ctx context.Context, v *view, q *question, kinds []store.Kind, ranked bool) (*evaluation, error) {
	e := &evaluation{ctx: ctx, view: v, question: q, clauses: q.clauses(), ranked: ranked}
	e.had = make([]int, len(e.clauses))
	for _, p := range v.parts {
		e.found = append(e.found, &matches{part: p, lists: make([][]clauseList, len(e.clauses))})
	}
	for i, c := range e.clauses {
		if c.phrase == nil && !e.look(i, c.word) && c.required {
			e.found = nil // a required word does not occur
			return e, nil
		}
	}
	for _, m := range e.found {
		var ranges []docRange
		for _, kind := range kinds {
			ranges = append(ranges, m.ofKind(kind))
		}
		m.scratch = m.borrow()
		if err := e.run(m, ranges); err != nil {
			e.release()
			return nil, err
		}
	}
	return e, nil
}

// look looks up the lists of a word, the i-th clause, in all parts, and reports whether it finds any.
func (e *evaluation) look(i int, w word) bool {
	found := false
	for _, m := range e.found {
		m.lists[i] = m.part.lists(w)
		found = found || len(m.lists[i]) > 0
	}
	return found
}

// release returns the borrowed memory. The evaluation must not be used afterwards.
func (e *evaluation) release() {
	for _, m := range e.found {
		if m.scratch != nil {
			m.wipe()
			m.lent.Put(m.scratch)
		}
	}
	e.found = nil
}

// run finds the documents of a part within some ranges; no ranges means all.
func (e *evaluation) run(m *matches, within []docRange) error {
	missing := false // whether a required word does not occur in the part
	for i, c := range e.clauses {
		if !e.ranked && (!c.required || missing) {
			break
		}
		if c.phrase == nil && len(m.lists[i]) == 0 {
			missing = missing || c.required
			m.counts = append(m.counts, clauseCounts{values: m.segment.values})
			continue
		}
		g := &gatherer{ctx: e.ctx, matches: m, ranked: e.ranked}
		if err := g.gather(c.phrase, m.lists[i]); err != nil {
			return err
		}
		m.clause.drop(m.deleted)
		if e.ranked {
			e.had[i] += m.had(c, m.lists[i], m.clause)
			m.counts = append(m.counts, g.counts)
		}
		switch {
		case missing:
		case i == 0: // always required
			m.found, m.clause = m.clause, m.found
		case c.required:
			m.found.keep(m.clause)
		}
	}
	if missing {
		clear(m.found)
		return nil
	}
	if len(within) > 0 {
		m.found.keepIn(within)
	} else if len(e.clauses) == 1 {
		m.size = m.had(e.clauses[0], m.lists[0], m.found)
		return nil
	}
	m.size = m.found.len()
	return nil
}

// had returns how many documents have a clause; of is their set.
func (m *matches) had(c clause, lists []clauseList, of docSet) int {
	// Most words have all their documents in one list, whose length is known.
	if c.phrase == nil && m.deleted == nil {
		count := -1
		for _, l := range lists {
			if l.known {
				continue
			}
			if count >= 0 {
				return of.len()
			}
			count = l.count
		}
		return count
	}
	return of.len()
}

func (e *evaluation) count() int {
	n := 0
	for _, m := range e.found {
		n += m.size
	}
	return n
}

// kinds returns how many documents of each kind were found.
func (e *evaluation) kinds() map[store.Kind]int {
	counts := make(map[store.Kind]int)
	for _, m := range e.found {
		if m.size == 0 {
			continue
		}
		for _, kind := range store.Kinds() {
			if n := m.found.lenIn(m.ofKind(kind)); n > 0 {
				counts[kind] += n
			}
		}
	}
	return counts
}

// ids returns the IDs of the documents found, in order.
func (e *evaluation) ids() []store.ID {
	var ids []store.ID
	for _, m := range e.found {
		if m.size == 0 {
			continue
		}
		ids = slices.Grow(ids, m.size)
		docs := m.cursor()
		for doc := range m.found.from(0, len(m.found)) {
			docs.seek(int(doc))
			ids = append(ids, store.ID(docs.id))
		}
	}
	if len(e.found) > 1 {
		slices.Sort(ids)
	}
	return ids
}
