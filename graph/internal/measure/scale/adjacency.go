package main

import (
	"forumgraph/store"
	"forumgraph/store/topology"
)

// adjacency is a graph as two slices: the neighbors of node n are targets[first[n]:first[n+1]]. It holds the edges that
// connect by themselves (see package topology), in both directions and once for each of their types.
type adjacency struct {
	first   []uint32
	targets []uint32
	sides   [2]side
}

// side is what is known of one end of a search.
type side struct {
	// seen[n] is the number of the search that saw node n last, so that nothing need be cleared.
	seen           []uint32
	search         uint32
	frontier, next []uint32
}

// newAdjacency copies what connects in a topology.
func newAdjacency(t *topology.Topology) *adjacency {
	n := t.NodeCount()
	a := &adjacency{first: make([]uint32, n+1)}
	each := func(f func(from, to topology.Number)) {
		for _, kind := range store.Kinds() {
			for from := range t.Of(kind) {
				for e := range t.Outgoing(from) {
					if !e.CoPresence && connects(t, from) && connects(t, e.Target) {
						f(from, e.Target)
					}
				}
			}
		}
	}
	each(func(from, to topology.Number) {
		a.first[from+1]++
		a.first[to+1]++
	})
	for i := range n {
		a.first[i+1] += a.first[i]
	}
	a.targets = make([]uint32, a.first[n])
	filled := make([]uint32, n)
	add := func(from, to topology.Number) {
		a.targets[a.first[from]+filled[from]] = uint32(to)
		filled[from]++
	}
	each(func(from, to topology.Number) {
		add(from, to)
		add(to, from)
	})
	for i := range a.sides {
		a.sides[i].seen = make([]uint32, n)
	}
	return a
}

func connects(t *topology.Topology, n topology.Number) bool {
	return !t.Kind(n).IsDocument() && !t.IsRoot(n)
}

// distance returns the number of edges of the shortest path between two nodes, -1 if there is none or it has more than most:
// breadth first from both ends, of which the one with fewer nodes at its rim goes on.
func (a *adjacency) distance(from, to uint32, most int) int {
	if from == to {
		return 0
	}
	for i, n := range []uint32{from, to} {
		s := &a.sides[i]
		s.search++
		s.frontier = append(s.frontier[:0], n)
		s.seen[n] = s.search
	}
	for length := 1; length <= most; length++ {
		s, other := &a.sides[0], &a.sides[1]
		if len(other.frontier) < len(s.frontier) {
			s, other = other, s
		}
		s.next = s.next[:0]
		for _, n := range s.frontier {
			for _, neighbor := range a.targets[a.first[n]:a.first[n+1]] {
				if other.seen[neighbor] == other.search {
					return length
				}
				if s.seen[neighbor] != s.search {
					s.seen[neighbor] = s.search
					s.next = append(s.next, neighbor)
				}
			}
		}
		if s.frontier, s.next = s.next, s.frontier; len(s.frontier) == 0 {
			return -1
		}
	}
	return -1
}
