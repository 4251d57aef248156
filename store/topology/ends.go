package topology

import (
	"bytes"
	"iter"
	"sort"

	"forumgraph/store"
)

// Find returns the number of the node with id, or false if there is none.
func (t *Topology) Find(id store.ID) (Number, bool) {
	n, err := t.number(id)
	return n, err == nil
}

// ID returns the ID of node n.
func (t *Topology) ID(n Number) store.ID { return t.ids[n] }

// Kind returns the kind of node n.
func (t *Topology) Kind(n Number) store.Kind { return t.kind(n) }

// IsRoot reports whether node n is a session at the root of a tree: the event itself.
func (t *Topology) IsRoot(n Number) bool { return int(t.classes[n]) == t.codes.root() }

// Of returns the numbers of the nodes of a kind in ascending order, which is that of their IDs.
func (t *Topology) Of(kind store.Kind) iter.Seq[Number] {
	return t.columns.ranges[kind].numbers()
}

// Range returns the numbers of the nodes of a kind: from first up to end, end left out.
func (t *Topology) Range(kind store.Kind) (first, end Number) {
	r := t.columns.ranges[kind]
	return r.first, r.end
}

// Count returns the number of nodes of a kind.
func (t *Topology) Count(kind store.Kind) int {
	r := t.columns.ranges[kind]
	return int(r.end - r.first)
}

// Ends are the ends of the edges of one type and one direction at a node, by the ID of the node at the other end.
type Ends struct {
	t         *Topology
	from, end int
}

// Way is what edges of one type and one direction have in common: to follow many of them, it is made once. It belongs to one
// topology. The zero value leads nowhere.
type Way struct {
	key   uint8
	known bool
}

// Way returns the way along edges of a type; direction is [store.Out] or [store.In].
func (t *Topology) Way(typ store.EdgeType, direction store.Direction) Way {
	code, ok := t.typeCodes.of(typ)
	key := code << 1
	if direction == store.In {
		key |= 1
	}
	return Way{key, ok}
}

// Ends returns the ends at node n of the edges of a type; direction is [store.Out] or [store.In]. It reads nothing.
func (t *Topology) Ends(n Number, typ store.EdgeType, direction store.Direction) Ends {
	return t.Along(n, t.Way(typ, direction))
}

// Along returns the ends at node n of the edges of a way.
func (t *Topology) Along(n Number, way Way) Ends {
	if !way.known {
		return Ends{t: t}
	}
	first, end := t.first[n], t.first[n+1]
	if end-first > fewEnds || way.key>>1 == t.partOf {
		return t.bisect(n, way.key)
	}
	// Of a few, looking at all is faster; they are one word of the processor or two.
	types := t.types[first:end]
	from := bytes.IndexByte(types, way.key)
	if from < 0 {
		return Ends{t, first, first}
	}
	to := from + 1
	for to < len(types) && types[to] == way.key {
		to++
	}
	return Ends{t, first + from, first + to}
}

// fewEnds is how many ends are looked at one by one.
const fewEnds = 64

// bisect returns the ends at node n with a key. If there are none, it still says where they would be.
func (t *Topology) bisect(n Number, key uint8) Ends {
	first, end := t.first[n], t.first[n+1]
	search := func(key uint8) int {
		return first + sort.Search(end-first, func(i int) bool { return t.endKey(first+i) >= key })
	}
	return Ends{t, search(key), search(key + 1)}
}

// endKey is the type and direction of an end, which ascend along a neighbor list. PART_OF between sessions stands where
// PART_OF stands, whatever its code.
func (t *Topology) endKey(end int) uint8 {
	key := t.types[end]
	if int(key>>1) == t.codes.sessionPartOf() {
		return t.partOf<<1 | key&1
	}
	return key
}

// Len returns the number of ends.
func (e Ends) Len() int { return e.end - e.from }

// Node returns the node at the other end of the i-th edge.
func (e Ends) Node(i int) Number { return e.t.targets[e.from+i] }

// Nodes returns the nodes at the other ends, ascending. The slice is the topology's own: do not change it.
func (e Ends) Nodes() []Number { return e.t.targets[e.from:e.end] }

// Weight returns the weight of the i-th edge.
func (e Ends) Weight(i int) int { return int(e.t.weights[e.from+i]) }

// Stance returns the stance of the i-th edge, "" unless it is a POSITION.
func (e Ends) Stance(i int) store.Stance { return e.t.codes.stances[e.t.stances[e.from+i]] }
