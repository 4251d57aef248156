package topology

import (
	"math"
	"slices"

	"forumgraph/store"
)

// endColumns are the edge ends at nodes, in columns.
type endColumns struct {
	targets []Number // the node at the other end
	ways    []uint8  // a Way each
	weights []uint32
	stances []uint8
}

func newEnds(capacity int) endColumns {
	return endColumns{
		make([]Number, 0, capacity), make([]uint8, 0, capacity), make([]uint32, 0, capacity), make([]uint8, 0, capacity),
	}
}

func (e *endColumns) len() int { return len(e.targets) }

func (e *endColumns) add(target Number, way Way, weight uint32, stance uint8) {
	e.targets = append(e.targets, target)
	e.ways = append(e.ways, uint8(way))
	e.weights = append(e.weights, weight)
	e.stances = append(e.stances, stance)
}

// copy appends the ends of o from one index up to another.
func (e *endColumns) copy(o *endColumns, from, to int) {
	e.targets = append(e.targets, o.targets[from:to]...)
	e.ways = append(e.ways, o.ways[from:to]...)
	e.weights = append(e.weights, o.weights[from:to]...)
	e.stances = append(e.stances, o.stances[from:to]...)
}

// sort sorts the ends from an index on.
func (e *endColumns) sort(from int) {
	order := make([]int, e.len()-from)
	for i := range order {
		order[i] = from + i
	}
	slices.SortFunc(order, e.compare)
	sorted := newEnds(len(order))
	for _, i := range order {
		sorted.copy(e, i, i+1)
	}
	*e = endColumns{e.targets[:from], e.ways[:from], e.weights[:from], e.stances[:from]}
	e.copy(&sorted, 0, sorted.len())
}

// compare orders two ends at one node.
func (e *endColumns) compare(i, j int) int {
	return compareEnds(Way(e.ways[i]), e.targets[i], Way(e.ways[j]), e.targets[j])
}

// between returns the way between two nodes that edges of a way join: PART_OF has a way of its own between sessions.
func (t *Topology) between(n, other Number, way Way) Way {
	if way>>1 == partOf && t.Kind(n) == store.KindSession && t.Kind(other) == store.KindSession {
		return sessionPartOf<<1 | way&1
	}
	return way
}

func weightOf(weight int) uint32 { return uint32(min(uint64(weight), math.MaxUint32)) }
