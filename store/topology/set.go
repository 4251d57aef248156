package topology

import (
	"iter"
	"math/bits"

	"forumgraph/store"
)

// Set is a set of nodes of one topology: one bit a node. Sets of different topologies must not be mixed.
type Set []uint64

// NewSet returns an empty set.
func (t *Topology) NewSet() Set { return make(Set, (len(t.ids)+63)/64) }

// SetOf returns the set of all nodes of the kinds.
func (t *Topology) SetOf(kinds ...store.Kind) Set {
	s := t.NewSet()
	for _, k := range kinds {
		r := t.rangeOf(k)
		s.fill(r.first, r.end)
	}
	return s
}

// fill adds the nodes from first up to end, word by word.
func (s Set) fill(first, end Number) {
	if first >= end {
		return
	}
	from, to := first/64, (end-1)/64
	head, tail := ^uint64(0)<<(first%64), ^uint64(0)>>(63-(end-1)%64)
	if from == to {
		s[from] |= head & tail
		return
	}
	s[from] |= head
	for i := from + 1; i < to; i++ {
		s[i] = ^uint64(0)
	}
	s[to] |= tail
}

// Add adds n to the set.
func (s Set) Add(n Number) { s[n/64] |= 1 << (n % 64) }

// Remove removes n from the set.
func (s Set) Remove(n Number) { s[n/64] &^= 1 << (n % 64) }

// Has reports whether n is in the set.
func (s Set) Has(n Number) bool { return s[n/64]>>(n%64)&1 != 0 }

// Len returns the number of nodes in the set.
func (s Set) Len() int {
	count := 0
	for _, word := range s {
		count += bits.OnesCount64(word)
	}
	return count
}

// Intersect removes what o does not hold.
func (s Set) Intersect(o Set) {
	for i := range s {
		s[i] &= o[i]
	}
}

// Unite adds what o holds.
func (s Set) Unite(o Set) {
	for i := range s {
		s[i] |= o[i]
	}
}

// Subtract removes what o holds.
func (s Set) Subtract(o Set) {
	for i := range s {
		s[i] &^= o[i]
	}
}

// All returns the nodes of the set in ascending order.
func (s Set) All() iter.Seq[Number] {
	return func(yield func(Number) bool) {
		for i, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(Number(i*64 + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}
