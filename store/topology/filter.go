package topology

import (
	"fmt"
	"iter"
	"slices"

	"forumgraph/store"
)

// filter is what a query follows: bit n of ways[0] and ways[1] admits edges of the n-th type that leave a node and that
// enter it, bit n of classes admits nodes of class n.
type filter struct {
	ways    [2]uint64
	classes uint32
}

// newFilter returns the filter for the types and kinds of a query; see "What does not connect" in the package comment.
//
// Errors: store.ErrInvalid for an unknown type or kind.
func newFilter(types []store.EdgeType, kinds []store.Kind) (filter, error) {
	var f filter
	var admitted uint64
	toDocument, toSession := false, false
	for _, t := range types {
		place, ok := placeOfType[t]
		if !ok {
			return f, fmt.Errorf("unknown edge type %.40q: %w", t, store.ErrInvalid)
		}
		admitted |= 1 << place
		if t == store.PartOf {
			admitted |= 1 << sessionPartOf
		}
		toDocument = toDocument || t.Info().ToDocument
		toSession = toSession || t == store.PartOf || t.Info().CoPresence
	}
	if len(types) == 0 {
		for place := range edgeTypes {
			if !(Way(place) << 1).isCoPresence() {
				admitted |= 1 << place
			}
		}
	}
	f.ways = [2]uint64{admitted, admitted}
	for _, k := range kinds {
		if !k.IsValid() {
			return f, fmt.Errorf("unknown kind %.40q: %w", k, store.ErrInvalid)
		}
	}
	for class, k := range classes {
		enters := slices.Contains(kinds, k) || len(kinds) == 0 && (!k.IsDocument() || toDocument)
		if enters && (class != int(rootClass) || toSession) {
			f.classes |= 1 << class
		}
	}
	return f, nil
}

// follows reports whether f admits edges of a way.
func (f *filter) follows(way uint8) bool { return f.ways[way&1]>>(way>>1)&1 != 0 }

// out returns f restricted to edges that leave a node.
func (f filter) out() filter {
	f.ways[1] = 0
	return f
}

// enters reports whether f admits node n.
func (t *Topology) enters(f filter, n Number) bool { return f.classes>>t.classes[n]&1 != 0 }

// followed yields the ranges of the ends at node n whose edges f admits. The ends of a hub are long runs of one way,
// and a run that f does not admit is skipped as a whole.
func (t *Topology) followed(n Number, f filter) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		for at, limit := t.first[n], t.first[n+1]; at < limit; {
			if !f.follows(t.ways[at]) {
				at = t.last(at, limit) + 1
				continue
			}
			from := at
			for at < limit && f.follows(t.ways[at]) {
				at++
			}
			if !yield(from, at) {
				return
			}
		}
	}
}

// last returns the index of the last consecutive end with the same way as the one at index end; limit is the end of the
// node's list.
func (t *Topology) last(end, limit int) int {
	way, step := t.ways[end], 1
	for end+step < limit && t.ways[end+step] == way {
		end += step
		step *= 2
	}
	for ; step > 0; step /= 2 {
		if end+step < limit && t.ways[end+step] == way {
			end += step
		}
	}
	return end
}
