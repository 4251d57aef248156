package search

import (
	"context"
	"math"
	"slices"

	index "github.com/blevesearch/bleve_index_api"
)

// The constants k1 and b of BM25: how soon more occurrences stop counting, and how much length counts.
const (
	bm25K1 = 1.2
	bm25B  = 0.75
)

// What a word counts that is found in another form than it is written in.
const (
	stemShare   = 0.9
	prefixShare = 0.6
)

// What a name, or an alias, adds that is the whole query. Words cannot add up to either: [MaxQueryWords] words count less
// than 12 * (1 + bm25K1) * ln(2^32) each.
const (
	wholeName  = 1e6
	wholeAlias = 1e5
)

// candidate is a document that was found.
type candidate struct {
	doc   uint64 // bleve's number, of one reader
	score float64
}

// evaluation finds the documents for a question, one word after the other. What is known of each document is kept in slices
// by its number, for there is nothing faster; they are borrowed from a pool and wiped by the lists of what was touched.
type evaluation struct {
	ctx    context.Context
	reader index.IndexReader
	slots  []slot
	total  float64 // documents in the index

	states []state
	found  []uint64 // documents that have everything asked for so far
	// now lists the documents that have the word at hand.
	now   []uint64
	asked int // how many words and phrases were asked for so far
}

// state is what is known of a document.
type state struct {
	score float64
	best  float64 // what the word at hand counts; 0 if it was not found
	has   int     // how many of the words and phrases it has
}

// evaluate returns the documents that have everything a question asks for, in no order.
func (ix *Index) evaluate(ctx context.Context, reader index.IndexReader, q *question) ([]candidate, error) {
	count, err := reader.DocCount()
	if err != nil {
		return nil, err
	}
	states, ok := ix.scratch.Get().(*[]state)
	if !ok {
		states = new([]state)
	}
	e := &evaluation{ctx: ctx, reader: reader, slots: ix.slots, total: float64(count), states: *states}
	touched, err := e.run(q)
	found := make([]candidate, 0, len(e.found))
	for _, doc := range e.found {
		found = append(found, candidate{doc, e.states[doc].score})
	}
	for _, docs := range append(touched, e.now) {
		for _, doc := range docs {
			e.states[doc] = state{}
		}
	}
	*states = e.states
	ix.scratch.Put(states)
	return found, err
}

// run returns the lists of all documents it touched besides e.now.
func (e *evaluation) run(q *question) (touched [][]uint64, err error) {
	var finds []func() error
	for _, phrase := range q.phrases {
		finds = append(finds, func() error { return e.phrase(phrase) })
	}
	for _, w := range q.words {
		finds = append(finds, func() error { return e.word(w) })
	}
	required := len(finds)
	for _, w := range q.optional {
		w.prefix = false
		finds = append(finds, func() error { return e.word(w) })
	}
	for i, find := range finds {
		if err := find(); err != nil {
			return touched, err
		}
		e.score(i < required)
		touched = append(touched, e.now)
		e.now = nil
	}
	return touched, e.whole(q.whole)
}

// score adds what the word at hand counts. A required one leaves only those documents found that have it.
func (e *evaluation) score(required bool) {
	// The more documents have a word, the less it tells; always above 0.
	n := float64(len(e.now))
	weight := math.Log(1 + (e.total-n+0.5)/(n+0.5))
	var found []uint64
	for _, doc := range e.now {
		s := &e.states[doc]
		if s.has == e.asked {
			s.score += weight * s.best
			if required {
				s.has++
				found = append(found, doc)
			}
		}
		s.best = 0
	}
	if required {
		e.asked++
		e.found = found
	}
}

// hit notes that a document has the word at hand and what that counts; of several, the most counts.
func (e *evaluation) hit(doc uint64, worth float64) {
	if missing := int(doc) + 1 - len(e.states); missing > 0 {
		e.states = append(e.states, make([]state, missing)...)
	}
	s := &e.states[doc]
	if s.best == 0 {
		e.now = append(e.now, doc)
	}
	s.best = max(s.best, worth)
}

func (e *evaluation) word(w word) error {
	for _, s := range e.slots {
		for _, f := range formsOf(s.lang) {
			share := stemShare
			if f == exact {
				share = 1
			}
			if err := e.term(s, f, w.terms[f], share); err != nil {
				return err
			}
		}
		if !w.prefix {
			continue
		}
		longer, err := e.longer(s, w.folded)
		if err != nil {
			return err
		}
		for _, term := range longer {
			if err := e.term(s, exact, term, prefixShare); err != nil {
				return err
			}
		}
	}
	return nil
}

// term hits the documents with a term in a slot; "" is in none.
func (e *evaluation) term(s slot, f form, term string, share float64) error {
	if term == "" {
		return nil
	}
	return e.postings(s.names[f], term, false, func(doc uint64, p *index.TermFieldDoc) {
		e.hit(doc, s.boost*share*saturation(s, p))
	})
}

// saturation is what occurrences count in a text of its length: 0 to 1+bm25K1, and 1 for one in a text of the usual length.
func saturation(s slot, p *index.TermFieldDoc) float64 {
	long := 1.0
	if s.usual > 0 {
		// bleve keeps the number of words as 1/sqrt(n).
		long = 1 - bm25B + bm25B*math.Round(1/(p.Norm*p.Norm))/s.usual
	}
	tf := float64(p.Freq)
	return tf * (bm25K1 + 1) / (tf + bm25K1*long)
}

// longer returns the exact words of a slot that begin with prefix and go on.
func (e *evaluation) longer(s slot, prefix string) ([]string, error) {
	dict, err := e.reader.FieldDictPrefix(s.names[exact], []byte(prefix))
	if err != nil {
		return nil, err
	}
	var all []string
	for {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return all, joinClose(err, dict)
		}
		if entry.Term != prefix {
			all = append(all, entry.Term)
		}
	}
}

// phrase hits the documents with words one after the other in one text. It counts as each word at its place would.
func (e *evaluation) phrase(words []string) error {
	for _, s := range e.slots {
		// starts holds, for each document, where the phrase so far begins: the text's place and the word's.
		var starts map[uint64][][2]uint64
		for i, w := range words {
			next := make(map[uint64][][2]uint64)
			err := e.postings(s.names[exact], w, true, func(doc uint64, p *index.TermFieldDoc) {
				for _, v := range p.Vectors {
					var at [2]uint64
					if len(v.ArrayPositions) > 0 {
						at[0] = v.ArrayPositions[0]
					}
					at[1] = v.Pos - uint64(i) // wraps around where no phrase can begin
					if i == 0 || slices.Contains(starts[doc], at) {
						next[doc] = append(next[doc], at)
					}
				}
				if n := len(next[doc]); n > 0 && i == len(words)-1 {
					p.Freq = uint64(n)
					e.hit(doc, float64(len(words))*s.boost*saturation(s, p))
				}
			})
			if err != nil {
				return err
			}
			starts = next
		}
	}
	return nil
}

// whole adds to the documents found with a name, or an alias, that is the query.
func (e *evaluation) whole(text string) error {
	// Always in this order: sums of floating point numbers depend on it.
	for _, in := range []struct {
		field string
		worth float64
	}{{wholeNameField, wholeName}, {wholeAliasField, wholeAlias}} {
		err := e.postings(in.field, text, false, func(doc uint64, _ *index.TermFieldDoc) {
			if doc < uint64(len(e.states)) && e.states[doc].has == e.asked {
				e.states[doc].score += in.worth
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// postings calls f for each document with a term in a bleve field. What f is given does not outlive the call.
func (e *evaluation) postings(field, term string, positions bool, f func(doc uint64, p *index.TermFieldDoc)) error {
	return postings(e.ctx, e.reader, field, term, positions, f)
}

func postings(ctx context.Context, reader index.IndexReader, field, term string, positions bool, f func(uint64, *index.TermFieldDoc)) error {
	// bleve takes values out of the context, which ours has none of, and never looks at its end.
	if err := ctx.Err(); err != nil {
		return err
	}
	list, err := reader.TermFieldReader(ctx, []byte(term), field, true, true, positions)
	if err != nil {
		return err
	}
	p := new(index.TermFieldDoc)
	for n := 1; ; n++ {
		found, err := list.Next(p.Reset())
		if err == nil && n%4096 == 0 {
			err = ctx.Err()
		}
		if err != nil || found == nil {
			return joinClose(err, list)
		}
		f(found.ID.Value(), found)
	}
}
