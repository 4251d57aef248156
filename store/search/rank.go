package search

import (
	"cmp"
	"math"
	"slices"

	"forumgraph/store"
)

// What a name, or an alias, adds if it equals the whole query. Words cannot add up to either: [MaxQueryWords] words
// count less than 12 * (1 + bm25K1) * ln(2^32) each.
const (
	wholeNameWorth  = 1e6
	wholeAliasWorth = 1e5
)

// ranking orders what an evaluation found.
type ranking struct {
	found []*matches
	// weights holds the weight of each clause.
	weights []float64
	// text is all words, to compare with names.
	text string
}

// ranking returns the ranking of the documents found.
func (e *evaluation) ranking() *ranking {
	r := &ranking{found: e.found, text: e.question.whole}
	total := float64(sizeOf(e.view.parts))
	for _, had := range e.had {
		// The more documents have a word, the less it weighs; always above 0.
		n := float64(had)
		r.weights = append(r.weights, math.Log(1+(total-n+0.5)/(n+0.5)))
	}
	return r
}

// page returns up to size entries after a position (nil for the start), in the direction of the walk, and whether more
// follow.
func (r *ranking) page(after *entry, size int, reverse bool) (entries []entry, more bool) {
	inOrder := func(a, b entry) int {
		if reverse {
			a, b = b, a
		}
		return a.compare(b)
	}
	for _, m := range r.promising() {
		b := &best{size: size + 1, reverse: reverse}
		if after != nil {
			doc, found := m.from(after.id)
			b.after = &candidate{after.score, doc}
			if !found {
				// Between two documents: before this one, after the previous one.
				b.between = true
			}
		}
		if len(entries) > size {
			b.enough = entries[size].score
			if !reverse && m.scored.best == b.enough && m.firstID() > entries[size].id {
				continue
			}
		}
		m.score(b)
		for _, c := range b.sorted() {
			docs := m.cursor()
			docs.seek(c.doc)
			entries = append(entries, entry{store.ID(docs.id), c.score})
		}
		slices.SortFunc(entries, inOrder)
		entries = entries[:min(len(entries), size+1)]
	}
	if len(entries) > size {
		return entries[:size], true
	}
	return entries, false
}

// promising returns the matches of all parts, ready to be scored: the highest possible score first, ties by ID.
func (r *ranking) promising() []*matches {
	for _, m := range r.found {
		m.bound(r)
	}
	all := slices.Clone(r.found)
	slices.SortFunc(all, func(a, b *matches) int {
		return cmp.Or(cmp.Compare(b.scored.best, a.scored.best), cmp.Compare(a.firstID(), b.firstID()))
	})
	return all
}

// candidate is a document of one part with its score.
type candidate struct {
	score float64
	doc   int
}

// compare orders candidates as the list does: documents are numbered in the order of their IDs.
func (c candidate) compare(o candidate) int {
	return cmp.Or(cmp.Compare(o.score, c.score), cmp.Compare(c.doc, o.doc))
}

// best keeps the first candidates after a position, in the direction of a walk.
type best struct {
	size    int
	reverse bool
	after   *candidate
	// between means that after is not a candidate's position, but the one just before it.
	between bool

	// enough is the least score of use, since other parts have enough candidates that reach it; 0 if not known. It is
	// only for walks from the best on.
	enough float64

	kept []candidate
	// last is the last of the first size candidates; valid if isFull is set.
	last   candidate
	isFull bool
}

func (b *best) offer(c candidate) {
	if b.isFull && b.compare(c, b.last) > 0 || b.after != nil && !b.isAfter(c) {
		return
	}
	b.kept = append(b.kept, c)
	if len(b.kept) >= 4*b.size {
		b.cut()
	}
}

// isBeyond reports whether the score alone shows that a candidate is after the last.
func (b *best) isBeyond(score float64) bool {
	switch {
	case !b.isFull:
		return false
	case b.reverse:
		return score > b.last.score
	}
	return score < b.last.score
}

// hopes reports whether a document from first on with a score of at most bound may be among the first candidates.
func (b *best) hopes(bound float64, first int) bool {
	if b.reverse {
		return true
	}
	return bound >= b.enough && (!b.isFull || bound > b.last.score || bound == b.last.score && first <= b.last.doc)
}

// settle determines which candidate is the last, if it may have changed.
func (b *best) settle() {
	if len(b.kept) > b.size || len(b.kept) == b.size && !b.isFull {
		b.cut()
	}
}

func (b *best) compare(c, o candidate) int {
	if b.reverse {
		return o.compare(c)
	}
	return c.compare(o)
}

func (b *best) isAfter(c candidate) bool {
	order := c.compare(*b.after)
	if order == 0 {
		return b.between && !b.reverse
	}
	return order > 0 != b.reverse
}

// cut keeps only the first candidates.
func (b *best) cut() {
	slices.SortFunc(b.kept, b.compare)
	b.kept = b.kept[:min(len(b.kept), b.size)]
	if b.isFull = len(b.kept) == b.size; b.isFull {
		b.last = b.kept[b.size-1]
	}
}

func (b *best) sorted() []candidate {
	b.cut()
	return b.kept
}
