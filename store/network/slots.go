package network

import (
	"sync"

	"forumgraph/store/topology"
)

// slots numbers nodes in the order they come: 0, 1, 2. It replaces a map, at four bytes for each node of the graph,
// which are reused by later questions.
type slots struct {
	of    []uint32 // by node: its slot plus 1, 0 for none
	nodes []topology.Number
}

var slotsPool = sync.Pool{New: func() any { return new(slots) }}

// borrow returns slots for the nodes of the graph; giveBack returns them.
func (q *question) borrow() *slots {
	s := slotsPool.Get().(*slots)
	if len(s.of) < q.NodeCount() {
		s.of = make([]uint32, q.NodeCount())
	}
	return s
}

// slot returns the slot of a node, a new one if it has none.
func (s *slots) slot(n topology.Number) uint32 {
	if s.of[n] == 0 {
		s.nodes = append(s.nodes, n)
		s.of[n] = uint32(len(s.nodes))
	}
	return s.of[n] - 1
}

func (s *slots) giveBack() {
	for _, n := range s.nodes {
		s.of[n] = 0
	}
	s.nodes = s.nodes[:0]
	slotsPool.Put(s)
}
