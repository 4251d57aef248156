package topology_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
)

// example returns a snapshot of the example graph of package storetest.
func example(t testing.TB) store.Snapshot {
	t.Helper()
	s := memstore.New()
	if _, err := s.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(snap.Close)
	return snap
}

// A topology must hold every node and every edge of its snapshot, with weight and stance, and tell its version.
func TestBuild(t *testing.T) {
	snap := example(t)
	top := build(t, snap)
	stats, err := snap.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	nodes, edges := 0, 0
	for _, n := range stats.Nodes {
		nodes += n
	}
	for _, n := range stats.Edges {
		edges += n
	}
	if top.NodeCount() != nodes || top.EdgeCount() != edges || top.Version() != snap.Version() {
		t.Errorf("got %d nodes, %d edges, version %d; want %d, %d, %d", top.NodeCount(), top.EdgeCount(), top.Version(), nodes, edges, snap.Version())
	}
	for _, n := range storetest.Example().Put {
		id := n.Base().ID
		neighbors, err := snap.Neighbors(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		want := map[store.EdgeKey]topology.Edge{}
		for _, end := range neighbors {
			want[end.Key(id)] = topology.Edge{EdgeKey: end.Key(id), Weight: end.Weight, Stance: end.Stance}
		}
		opts := topology.NeighborhoodOptions{Types: store.EdgeTypes(), Kinds: store.Kinds()}
		sub, err := top.Neighborhood(t.Context(), id, opts)
		if err != nil {
			t.Fatal(err)
		}
		got := map[store.EdgeKey]topology.Edge{}
		for _, e := range sub.Edges {
			if e.Source == id || e.Target == id {
				got[e.EdgeKey] = e
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("edges at %s (-want +got):\n%s", id, diff)
		}
	}
}

// The topology of an empty graph has no nodes, and nothing is found in it.
func TestBuild_empty(t *testing.T) {
	top := build(t, newGraph(nil))
	if top.NodeCount() != 0 || top.EdgeCount() != 0 {
		t.Errorf("got %d nodes and %d edges", top.NodeCount(), top.EdgeCount())
	}
	if _, err := top.Neighborhood(t.Context(), "issue:a", topology.NeighborhoodOptions{}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("got %v; want ErrNotFound", err)
	}
}

// Building must end with the context's error, and with that of a closed snapshot.
func TestBuild_ends_early(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	g := newGraph([]topology.Edge{edge("issue:a", store.Related, "issue:b"), edge("person:a", store.Raised, "issue:b", 2)})
	for name, snap := range map[string]store.Snapshot{"written down": g, "in memory": example(t)} {
		if _, err := topology.Build(ended, snap); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v; want Canceled", name, err)
		}
	}
	snap := example(t)
	snap.Close()
	if _, err := topology.Build(t.Context(), snap); !errors.Is(err, store.ErrClosed) {
		t.Errorf("got %v; want ErrClosed", err)
	}
}

// star returns n issues that are related to person:hub.
func star(n int) *graph {
	var edges []topology.Edge
	for i := range n {
		edges = append(edges, edge("person:hub", store.Raised, store.ID(fmt.Sprintf("issue:%d", i))))
	}
	return newGraph(edges, "person:far")
}
