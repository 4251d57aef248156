package search

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"iter"
	"math/bits"
	"slices"
)

// docSet has a bit for each document of a segment; nil is the empty set.
type docSet []uint64

func (s docSet) has(doc uint32) bool { return s != nil && s[doc/64]>>(doc%64)&1 == 1 }

func (s docSet) add(doc uint32) { s[doc/64] |= 1 << (doc % 64) }

func (s docSet) len() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// lenIn returns how many documents of a range are in the set.
func (s docSet) lenIn(r docRange) int {
	if r.start >= r.end {
		return 0
	}
	first, last := r.start/64, (r.end-1)/64
	head, tail := ^uint64(0)<<(r.start%64), ^uint64(0)>>(63-(r.end-1)%64)
	if first == last {
		return bits.OnesCount64(s[first] & head & tail)
	}
	return bits.OnesCount64(s[first]&head) + s[first+1:last].len() + bits.OnesCount64(s[last]&tail)
}

// from yields the documents from one word of the set up to another, ascending.
func (s docSet) from(first, end int) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, word := range s[first:end] {
			for ; word != 0; word &= word - 1 {
				if !yield(uint32(64*(first+i) + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}

// all returns the documents, ascending.
func (s docSet) all() []uint32 { return slices.Collect(s.from(0, len(s))) }

// join adds the documents of a set that is stored in a segment.
func (s docSet) join(written []byte) {
	written = written[:8*len(s)]
	for i := range s {
		s[i] |= binary.LittleEndian.Uint64(written[8*i:])
	}
}

// set overwrites the set with one that is stored in a segment.
func (s docSet) set(written []byte) {
	written = written[:8*len(s)]
	for i := range s {
		s[i] = binary.LittleEndian.Uint64(written[8*i:])
	}
}

// keep removes what another set does not have.
func (s docSet) keep(other docSet) {
	other = other[:len(s)]
	for i := range s {
		s[i] &= other[i]
	}
}

// drop removes what another set has; the other may be nil.
func (s docSet) drop(other docSet) {
	for i, word := range other {
		s[i] &^= word
	}
}

// keepIn removes the documents outside the ranges.
func (s docSet) keepIn(ranges []docRange) {
	ranges = slices.Clone(ranges)
	slices.SortFunc(ranges, func(a, b docRange) int { return int(a.start) - int(b.start) })
	next := uint32(0)
	for _, r := range ranges {
		if r.start < r.end {
			s.dropIn(docRange{next, r.start})
			next = max(next, r.end)
		}
	}
	s.dropIn(docRange{next, uint32(64 * len(s))})
}

// dropIn removes the documents of a range.
func (s docSet) dropIn(r docRange) {
	if r.start >= r.end {
		return
	}
	first, last := r.start/64, (r.end-1)/64
	head, tail := ^uint64(0)<<(r.start%64), ^uint64(0)>>(63-(r.end-1)%64)
	if first == last {
		s[first] &^= head & tail
		return
	}
	s[first] &^= head
	clear(s[first+1 : last])
	s[last] &^= tail
}

// text writes the gaps between the documents as varints, in base64.
func (s docSet) text() string {
	var gaps []byte
	next := uint32(0)
	for doc := range s.from(0, len(s)) {
		gaps = binary.AppendUvarint(gaps, uint64(doc-next))
		next = doc + 1
	}
	return base64.RawStdEncoding.EncodeToString(gaps)
}

// deletedOf reads what docSet.text wrote, of a segment with count documents.
func deletedOf(text string, count int) ([]uint32, error) {
	gaps, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	var docs []uint32
	next := uint64(0)
	for len(gaps) > 0 {
		gap, size := binary.Uvarint(gaps)
		if size <= 0 || next+gap >= uint64(count) {
			return nil, fmt.Errorf("a deleted document of %d or more", count)
		}
		docs = append(docs, uint32(next+gap))
		next += gap + 1
		gaps = gaps[size:]
	}
	return docs, nil
}
