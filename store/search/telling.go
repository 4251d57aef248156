package search

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"forumgraph/store"
)

// telling returns the question for the most telling part of a text, which has too many words to require them all or finds
// nothing: of all sets of its words that a document of the kinds has together, the one with the greatest weight. A word weighs
// ln(1 + documents / documents that have it), so rare words count most; stop words are left out, and more than [MaxQueryWords]
// are cut to the heaviest. It returns nil if no document has any of the words. Of equal sets, that of the document with the
// first ID counts, so that equal graphs give equal answers.
func (ix *Index) telling(ctx context.Context, v *view, text string, words []token, kinds []store.Kind) (*question, error) {
	all := ix.weighed(text, words)
	documents := 0
	weights := make([][]float64, len(v.parts)) // of each document of each part
	for i, p := range v.parts {
		documents += p.live
		weights[i] = make([]float64, p.count)
	}
	for at := range all {
		e, err := evaluate(ctx, v, &question{words: []word{all[at].word}}, kinds, false)
		if err != nil {
			return nil, err
		}
		all[at].weight = math.Log1p(float64(documents) / float64(e.count()))
		for i, m := range e.found {
			if m.size > 0 {
				for doc := range m.found.from(0, len(m.found)) {
					weights[i][doc] += all[at].weight
				}
			}
		}
		e.release()
	}
	part, doc := heaviest(v.parts, weights)
	if part < 0 {
		return nil, nil
	}
	var has []weighedWord
	for _, w := range all {
		e, err := evaluate(ctx, v, &question{words: []word{w.word}}, kinds, false)
		if err != nil {
			return nil, err
		}
		if e.found != nil && e.found[part].size > 0 && e.found[part].found.has(uint32(doc)) {
			has = append(has, w)
		}
		e.release()
	}
	slices.SortStableFunc(has, func(a, b weighedWord) int { return cmp.Compare(b.weight, a.weight) })
	has = has[:min(len(has), MaxQueryWords)]
	slices.SortFunc(has, func(a, b weighedWord) int { return cmp.Compare(a.at, b.at) })
	q, folded, typed := new(question), make([]string, len(has)), make([]string, len(has))
	for i, w := range has {
		q.words = append(q.words, w.word)
		folded[i], typed[i] = w.folded, w.typed
	}
	q.whole, q.searched = strings.Join(folded, " "), strings.Join(typed, " ")
	return q, nil
}

// weighedWord is a word at a place in a text, as it is typed there, with its weight once it is known.
type weighedWord struct {
	word
	at     int
	typed  string
	weight float64
}

// weighed returns the words of a text, each once, without stop words and without weights.
func (ix *Index) weighed(text string, words []token) []weighedWord {
	var all []weighedWord
	for i, t := range words {
		if ix.analyzer.isStop(t.folded) || slices.ContainsFunc(all, func(w weighedWord) bool { return w.folded == t.folded }) {
			continue
		}
		all = append(all, weighedWord{word{folded: t.folded, terms: ix.analyzer.spell(t.folded)}, i, text[t.start:t.end], 0})
	}
	return all
}

// heaviest returns the document with the greatest weight above 0, of equal ones that with the first ID; part is -1 if there is
// none. The documents of a part are in the order of their IDs.
func heaviest(parts []*part, weights [][]float64) (part, doc int) {
	part = -1
	best, id := 0.0, ""
	for i, p := range parts {
		for d, weight := range weights[i] {
			if weight == 0 || weight < best || weight == best && i == part {
				continue
			}
			docs := p.cursor()
			docs.seek(d)
			if weight > best || string(docs.id) < id {
				best, id, part, doc = weight, string(docs.id), i, d
			}
		}
	}
	return part, doc
}
