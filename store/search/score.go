package search

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
	"sort"
)

// Documents are scored in spans of 1024. The highest codes in the lists give an upper bound for each span's scores.
// Spans that cannot add to the page are not read.

// eagerSpans is how many spans are scored best first. The others are scored in their order, since looking for the best
// takes time itself.
const eagerSpans = 4

// scoring is the memory for scoring a part's documents.
type scoring struct {
	// weights holds the weight of each clause: a clause adds its weight times what it counts to the score of a
	// document.
	weights []float64
	// wholes are the documents with a name or an alias equal to the whole query, in the order in which they are added
	// to scores.
	wholes []wholeCount
	// bounds holds the upper bound for each span's scores; below 0 if the span is already scored. best is the highest.
	bounds []float64
	best   float64
	// tops[i][span] is the highest rank of clause i in a span. rarest holds the clauses, those with the fewest
	// documents first.
	tops   [][]uint16
	rarest []int

	rows  [][spanSize]uint16
	block block
}

type wholeCount struct {
	doc   uint32
	worth float64
}

// bound computes the upper bound for each span. Scores and bounds are added up in the same order and therefore rounded
// alike: no score is above its bound.
func (m *matches) bound(r *ranking) {
	s := &m.scored
	s.best, s.bounds = -1, s.bounds[:0]
	if m.size == 0 {
		return
	}
	spans := spansOf(m.count)
	s.weights = r.weights
	s.bounds = zeroed(s.bounds, spans)
	s.rows = slices.Grow(s.rows[:0], len(m.counts))[:len(m.counts)]
	s.tops = slices.Grow(s.tops[:0], len(m.counts))[:len(m.counts)]
	for i := range m.counts {
		c := &m.counts[i]
		s.tops[i] = zeroed(s.tops[i], spans)
		m.raise(c, s.tops[i])
		for span, rank := range s.tops[i] {
			s.bounds[span] += s.worth(i, c.values[rank])
		}
	}
	s.rarest = s.rarest[:0]
	for i := range m.counts {
		s.rarest = append(s.rarest, i)
	}
	// The rarer a word is, the more it counts.
	slices.SortStableFunc(s.rarest, func(a, b int) int { return cmp.Compare(r.weights[b], r.weights[a]) })
	s.wholes = s.wholes[:0]
	for _, doc := range m.names.find(r.text) {
		s.wholes = append(s.wholes, wholeCount{doc, wholeNameWorth})
	}
	for _, doc := range m.aliases.find(r.text) {
		s.wholes = append(s.wholes, wholeCount{doc, wholeAliasWorth})
	}
	for _, w := range s.wholes {
		s.bounds[w.doc/spanSize] += w.worth
	}
	s.best = slices.Max(s.bounds)
}

// worth is what a clause adds to a score. It is rounded here, because some machines would round only the sum.
func (s *scoring) worth(clause int, counts float64) float64 {
	return float64(s.weights[clause] * counts)
}

// boundOf returns the upper bound of a span's scores from the tops of the clauses.
func (m *matches) boundOf(span int) float64 {
	s := &m.scored
	bound := 0.0
	for i, tops := range s.tops {
		bound += s.worth(i, m.counts[i].values[tops[span]])
	}
	for _, w := range s.wholes {
		if int(w.doc/spanSize) == span {
			bound += w.worth
		}
	}
	return bound
}

// zeroed returns n zeros, in the memory of s if it is large enough.
func zeroed[T uint16 | float64](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// wordsOf returns the words of found that belong to a span.
func (m *matches) wordsOf(span int) []uint64 {
	return m.found[span*spanWords : min((span+1)*spanWords, len(m.found))]
}

// raise raises each span's top to the highest rank that a clause may have in it.
func (m *matches) raise(c *clauseCounts, tops []uint16) {
	for i := range c.long {
		l := &c.long[i]
		if l.tops != nil {
			for span := range tops {
				if top := binary.LittleEndian.Uint16(l.tops[2*span:]); top > 0 {
					tops[span] = max(tops[span], l.rankOf[top-1])
				}
			}
			continue
		}
		span := 0
		for skips := l.skips; len(skips) >= skipEntry; skips = skips[skipEntry:] {
			entry := (*[skipEntry]byte)(skips)
			rank, last := l.rankOf[mostOf(entry)], int(lastOf(entry))/spanSize
			for ; span < last; span++ {
				tops[span] = max(tops[span], rank)
			}
			tops[span] = max(tops[span], rank)
		}
	}
	for _, s := range c.short {
		for i, doc := range s.docs {
			tops[doc/spanSize] = max(tops[doc/spanSize], s.ranks[i])
		}
	}
	if c.begun {
		for _, doc := range m.touched {
			tops[doc/spanSize] = max(tops[doc/spanSize], m.most[doc])
		}
	}
}

// score offers the documents found with their scores, except those that cannot be among the first candidates.
func (m *matches) score(to *best) {
	bounds := m.scored.bounds
	hopes := func(span int) bool { return bounds[span] >= 0 && to.hopes(bounds[span], span*spanSize) }
	for scored := 0; scored < eagerSpans; {
		span := 0
		for i, bound := range bounds {
			if bound > bounds[span] {
				span = i
			}
		}
		if len(bounds) == 0 || !hopes(span) {
			return // nor can any other span
		}
		if m.has(span) {
			m.scoreSpan(span, to)
			scored++
		}
		bounds[span] = -1
	}
	for span := range bounds {
		if hopes(span) && m.has(span) {
			m.scoreSpan(span, to)
		}
	}
}

// has reports whether any document of a span was found.
func (m *matches) has(span int) bool {
	for _, word := range m.wordsOf(span) {
		if word != 0 {
			return true
		}
	}
	return false
}

// scoreSpan offers the documents of a span. It begins with the clause that has the fewest documents: its counts may
// show that the other clauses need not be read.
func (m *matches) scoreSpan(span int, to *best) {
	s := &m.scored
	first := uint32(span * spanSize)
	for _, i := range s.rarest {
		m.fill(&m.counts[i], first, &s.rows[i])
		if top := m.topOf(span, &s.rows[i]); top < s.tops[i][span] {
			s.tops[i][span] = top
			if !to.hopes(m.boundOf(span), int(first)) {
				return
			}
		}
	}
	var scores [64]float64
	for w, word := range m.wordsOf(span) {
		if word == 0 {
			continue
		}
		clear(scores[:])
		for i := range s.rows {
			values, row := m.counts[i].values, s.rows[i][64*w:64*w+64]
			for left := word; left != 0; left &= left - 1 {
				at := bits.TrailingZeros64(left)
				scores[at] += s.worth(i, values[row[at]])
			}
		}
		start := first + uint32(64*w)
		for _, whole := range s.wholes {
			if at := whole.doc - start; at < 64 {
				scores[at] += whole.worth
			}
		}
		for left := word; left != 0; left &= left - 1 {
			at := bits.TrailingZeros64(left)
			if score := scores[at]; !to.isBeyond(score) {
				to.offer(candidate{score, int(start) + at})
			}
		}
	}
	to.settle()
}

// topOf returns the highest rank of the documents found in a span.
func (m *matches) topOf(span int, row *[spanSize]uint16) (top uint16) {
	for w, word := range m.wordsOf(span) {
		ranks := row[64*w : 64*w+64]
		for ; word != 0; word &= word - 1 {
			top = max(top, ranks[bits.TrailingZeros64(word)])
		}
	}
	return top
}

// fill writes the ranks of a clause in the documents of a span.
func (m *matches) fill(c *clauseCounts, first uint32, row *[spanSize]uint16) {
	clear(row[:])
	for i := range c.long {
		m.fillLong(&c.long[i], first, row)
	}
	for _, s := range c.short {
		from, _ := slices.BinarySearch(s.docs, first)
		for i, doc := range s.docs[from:] {
			at := doc - first
			if at >= spanSize {
				break
			}
			row[at] = max(row[at], s.ranks[from+i])
		}
	}
	if c.begun {
		for at, rank := range m.most[first:min(int(first)+spanSize, len(m.most))] {
			row[at] = max(row[at], rank)
		}
	}
}

// fillLong does the same for a long list, reading only the blocks in the span.
func (m *matches) fillLong(l *rankedList, first uint32, row *[spanSize]uint16) {
	blocks := blocksOf(l.count)
	begin := sort.Search(blocks, func(i int) bool { return lastOf(l.entry(i)) >= first })
	if begin == blocks {
		return
	}
	b := &m.scored.block
	r := l.from(begin, l.exact)
	for n := r.read(b, true); n > 0; n = r.read(b, true) {
		codes := b.codes[:n]
		for i, doc := range b.docs[:n] {
			// Below first it wraps around and is large.
			if at := doc - first; at < spanSize {
				row[at] = max(row[at], l.rankOf[codes[i]])
			}
		}
		if b.docs[n-1] >= first+spanSize-1 {
			return
		}
	}
}
