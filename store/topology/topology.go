package topology

import (
	"fmt"
	"slices"
	"sync"

	"forumgraph/store"
)

// Topology is the adjacency of one version of the graph, in memory. It is immutable and safe for concurrent use; it
// does not need the snapshot it was built from, and need not be closed.
type Topology struct {
	version uint64
	columns columns

	ids     []store.ID // ascending; a node's number is its index here
	classes []uint8

	// The edge ends at node n are in endColumns from first[n] up to first[n+1], in the order of
	// store.Snapshot.Neighbors. An edge has two ends: one at its source, one at its target.
	first []int
	endColumns

	desks desks

	kept kept

	fingerprint    sync.Once
	fingerprintSum uint64
}

// Number identifies a node of one topology. Numbers compare as the nodes' IDs do.
type Number uint32

// Edge is the part of an edge that a topology holds.
type Edge struct {
	store.EdgeKey
	// Weight is the edge's [store.Edge.Weight].
	Weight int
	// Stance is set on POSITION edges.
	Stance store.Stance
}

// Version returns the version of the graph that the topology shows.
func (t *Topology) Version() uint64 { return t.version }

// NodeCount returns the number of nodes.
func (t *Topology) NodeCount() int { return len(t.ids) }

// EdgeCount returns the number of edges.
func (t *Topology) EdgeCount() int { return len(t.targets) / 2 }

// number returns the number of the node with id. Errors: store.ErrNotFound.
func (t *Topology) number(id store.ID) (Number, error) {
	i, ok := slices.BinarySearch(t.ids, id)
	if !ok {
		return 0, fmt.Errorf("node %.80s: %w", id, store.ErrNotFound)
	}
	return Number(i), nil
}

func (t *Topology) degree(n Number) int { return t.first[n+1] - t.first[n] }

// edge returns the edge whose end at node n is at index end.
func (t *Topology) edge(n Number, end int) Edge {
	way := Way(t.ways[end])
	e := Edge{
		EdgeKey: store.EdgeKey{Source: t.ids[n], Type: way.typ(), Target: t.ids[t.targets[end]]},
		Weight:  int(t.weights[end]),
		Stance:  stances[t.stances[end]],
	}
	if !way.isOut() {
		e.Source, e.Target = e.Target, e.Source
	}
	return e
}
