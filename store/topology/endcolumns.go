package topology

import (
	"fmt"
	"math"
	"slices"

	"forumgraph/store"
)

// endColumns are the edge ends at nodes, in columns.
type endColumns struct {
	targets []Number // the node at the other end
	types   []uint8  // the type's code; the lowest bit is set at the edge's target
	weights []uint32
	stances []uint8
}

func newEnds(capacity int) endColumns {
	return endColumns{
		make([]Number, 0, capacity), make([]uint8, 0, capacity), make([]uint32, 0, capacity), make([]uint8, 0, capacity),
	}
}

func (e *endColumns) len() int { return len(e.targets) }

func (e *endColumns) add(target Number, code uint8, weight uint32, stance uint8) {
	e.targets = append(e.targets, target)
	e.types = append(e.types, code)
	e.weights = append(e.weights, weight)
	e.stances = append(e.stances, stance)
}

// copy appends the ends of o from one index up to another.
func (e *endColumns) copy(o *endColumns, from, to int) {
	e.targets = append(e.targets, o.targets[from:to]...)
	e.types = append(e.types, o.types[from:to]...)
	e.weights = append(e.weights, o.weights[from:to]...)
	e.stances = append(e.stances, o.stances[from:to]...)
}

// endCode returns the code of edges of a type in one direction, as Topology.types holds it, but for PART_OF between
// sessions.
func (t *Topology) endCode(typ store.EdgeType, direction store.Direction) (uint8, error) {
	code, ok := t.typeCodes.of(typ)
	if !ok {
		return 0, fmt.Errorf("edge type %.40q: %w", typ, store.ErrCorrupt)
	}
	code <<= 1
	if direction == store.In {
		code |= 1
	}
	return code, nil
}

// between returns the code of an edge between two nodes whose endCode is code.
func (t *Topology) between(n, other Number, code uint8) uint8 {
	if t.codes.types[code>>1] == store.PartOf && t.kind(n) == store.KindSession && t.kind(other) == store.KindSession {
		return uint8(t.codes.sessionPartOf())<<1 | code&1
	}
	return code
}

func (c *codes) stance(s store.Stance) (uint8, error) {
	code := slices.Index(c.stances, s)
	if code < 0 {
		return 0, fmt.Errorf("stance %.40q: %w", s, store.ErrCorrupt)
	}
	return uint8(code), nil
}

func weightOf(weight int) uint32 { return uint32(min(uint64(weight), math.MaxUint32)) }
