package topology

import (
	"iter"

	"forumgraph/store"
)

// Outgoing is an edge seen from its source.
type Outgoing struct {
	Target Number
	Type   store.EdgeType
	// Weight is the edge's [store.Edge.Weight].
	Weight int
	// Stance is set on POSITION edges.
	Stance store.Stance
	// CoPresence is set if the edge only says that two nodes attended the same session: PRESENTED_AT, IN_SESSION,
	// HOSTED, and PART_OF between sessions. Such an edge is not a tie.
	CoPresence bool
}

// Outgoing returns the edges whose source node n is, by type in the order of [store.EdgeTypes], then by target.
func (t *Topology) Outgoing(n Number) iter.Seq[Outgoing] {
	return func(yield func(Outgoing) bool) {
		for end := t.first[n]; end < t.first[n+1]; end++ {
			way := Way(t.ways[end])
			if !way.isOut() {
				continue
			}
			if !yield(Outgoing{
				Target: t.targets[end], Type: way.typ(), Weight: int(t.weights[end]), Stance: stances[t.stances[end]],
				CoPresence: way.isCoPresence(),
			}) {
				return
			}
		}
	}
}
