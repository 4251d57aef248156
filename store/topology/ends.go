package topology

import (
	"bytes"
	"iter"
	"sort"

	"forumgraph/store"
)

// Find returns the number of the node with id, or false if the topology does not have it.
func (t *Topology) Find(id store.ID) (Number, bool) {
	n, err := t.number(id)
	return n, err == nil
}

// ID returns the ID of node n.
func (t *Topology) ID(n Number) store.ID { return t.ids[n] }

// Kind returns the kind of node n.
func (t *Topology) Kind(n Number) store.Kind { return classes[t.classes[n]] }

// IsRoot reports whether node n is a session at the root of a tree: the event itself.
func (t *Topology) IsRoot(n Number) bool { return t.classes[n] == rootClass }

// Of returns the numbers of the nodes of a kind in ascending order, which is that of their IDs.
func (t *Topology) Of(kind store.Kind) iter.Seq[Number] {
	return t.rangeOf(kind).numbers()
}

// Range returns the numbers of the nodes of a kind, from first up to but not including end.
func (t *Topology) Range(kind store.Kind) (first, end Number) {
	r := t.rangeOf(kind)
	return r.first, r.end
}

// Count returns the number of nodes of a kind.
func (t *Topology) Count(kind store.Kind) int {
	r := t.rangeOf(kind)
	return int(r.end - r.first)
}

// Ends are the ends of the edges of one type and one direction at a node, by the ID of the node at the other end.
type Ends struct {
	t         *Topology
	from, end int
}

// Ends returns the ends at node n of the edges of a type; direction is [store.Out] or [store.In]. It reads nothing. For
// many nodes, make the [Way] once and call Along.
func (t *Topology) Ends(n Number, typ store.EdgeType, direction store.Direction) Ends {
	way, _ := WayOf(typ, direction)
	return t.Along(n, way)
}

// Along returns the ends at node n of the edges of a way.
func (t *Topology) Along(n Number, way Way) Ends {
	first, end := t.first[n], t.first[n+1]
	if end-first > fewEnds || way>>1 == partOf {
		return t.bisect(n, way)
	}
	// For a few ends, a linear scan is faster; their ways fit in one or two machine words.
	ways := t.ways[first:end]
	from := bytes.IndexByte(ways, uint8(way))
	if from < 0 {
		return Ends{t, first, first}
	}
	to := from + 1
	for to < len(ways) && ways[to] == uint8(way) {
		to++
	}
	return Ends{t, first + from, first + to}
}

// fewEnds is how many ends are scanned linearly.
const fewEnds = 64

// bisect is Along by binary search. If no end matches, the result still says where one would be.
func (t *Topology) bisect(n Number, way Way) Ends {
	first, end := t.first[n], t.first[n+1]
	from := first + sort.Search(end-first, func(i int) bool { return Way(t.ways[first+i]).key() >= way })
	to := from + sort.Search(end-from, func(i int) bool { return Way(t.ways[from+i]).key() > way })
	return Ends{t, from, to}
}

// Len returns the number of ends.
func (e Ends) Len() int { return e.end - e.from }

// Node returns the node at the other end of the i-th edge.
func (e Ends) Node(i int) Number { return e.t.targets[e.from+i] }

// Nodes returns the nodes at the other ends, ascending. The slice is shared: do not change it.
func (e Ends) Nodes() []Number { return e.t.targets[e.from:e.end] }

// Weight returns the weight of the i-th edge.
func (e Ends) Weight(i int) int { return int(e.t.weights[e.from+i]) }

// Stance returns the stance of the i-th edge, "" unless it is a POSITION.
func (e Ends) Stance(i int) store.Stance { return stances[e.t.stances[e.from+i]] }
