package topology_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// graph is a store.Snapshot of nodes and edges that a test writes down, free of the rules for records. It has what
// topology.Build needs; calling anything else panics.
type graph struct {
	store.Snapshot
	nodes   []store.Node
	edges   []topology.Edge
	version uint64
	ends    map[store.ID][]store.Neighbor
}

// newGraph returns the graph of the edges, with the nodes at their ends and those in more. A session is a root unless a
// PART_OF leads from it to a session.
func newGraph(edges []topology.Edge, more ...store.ID) *graph {
	g := &graph{edges: edges, version: 7, ends: map[store.ID][]store.Neighbor{}}
	ids := slices.Clone(more)
	parent := map[store.ID]store.ID{}
	for _, e := range edges {
		ids = append(ids, e.Source, e.Target)
		g.ends[e.Source] = append(g.ends[e.Source], store.Neighbor{ID: e.Target, Type: e.Type, Direction: store.Out, Weight: e.Weight, Stance: e.Stance})
		g.ends[e.Target] = append(g.ends[e.Target], store.Neighbor{ID: e.Source, Type: e.Type, Direction: store.In, Weight: e.Weight, Stance: e.Stance})
		if e.Type == store.PartOf && e.Target.Kind() == store.KindSession {
			parent[e.Source] = e.Target
		}
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		n := store.NewNode(id.Kind())
		n.Base().ID = id
		if s, ok := n.(*store.Session); ok {
			s.Parent = parent[id]
		}
		g.nodes = append(g.nodes, n)
	}
	for _, ends := range g.ends {
		slices.SortFunc(ends, func(a, b store.Neighbor) int {
			if a.Type != b.Type {
				return slices.Index(store.EdgeTypes(), a.Type) - slices.Index(store.EdgeTypes(), b.Type)
			}
			if a.Direction != b.Direction {
				return int(a.Direction) - int(b.Direction)
			}
			return strings.Compare(string(a.ID), string(b.ID))
		})
	}
	return g
}

func (g *graph) Version() uint64 { return g.version }

func (g *graph) Stats(context.Context) (store.Stats, error) {
	stats := store.Stats{Nodes: map[store.Kind]int{}, Edges: map[store.EdgeType]int{}}
	for _, n := range g.nodes {
		stats.Nodes[n.Base().ID.Kind()]++
	}
	for _, e := range g.edges {
		stats.Edges[e.Type]++
	}
	return stats, nil
}

// ScanNodes numbers the nodes in the order of their IDs, with gaps.
func (g *graph) ScanNodes(ctx context.Context, f func(uint64, store.Node) error) error {
	for i, n := range g.nodes {
		if err := f(uint64(3*i+1), n); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// ScanEnds yields a run for each end.
func (g *graph) ScanEnds(ctx context.Context, f func(store.EndRun) error) error {
	numbers := make(map[store.ID]uint64)
	for i, n := range g.nodes {
		numbers[n.Base().ID] = uint64(3*i + 1)
	}
	for _, n := range g.nodes {
		for _, end := range g.ends[n.Base().ID] {
			ends := []store.End{{Other: numbers[end.ID], Weight: end.Weight, Stance: end.Stance}}
			if err := f(store.EndRun{Node: numbers[n.Base().ID], Type: end.Type, Direction: end.Direction, Ends: ends}); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// edge returns an edge of weight 1, or of the weight given.
func edge(source store.ID, t store.EdgeType, target store.ID, weight ...int) topology.Edge {
	e := topology.Edge{EdgeKey: store.EdgeKey{Source: source, Type: t, Target: target}, Weight: 1}
	if len(weight) > 0 {
		e.Weight = weight[0]
	}
	return e
}

func build(t testing.TB, snap store.Snapshot) *topology.Topology {
	t.Helper()
	top, err := topology.Build(t.Context(), snap)
	if err != nil {
		t.Fatal(err)
	}
	return top
}

// countdown is a context that ends after it was looked at a number of times.
type countdown struct {
	context.Context
	looks int
}

func (c *countdown) Err() error {
	if c.looks--; c.looks < 0 {
		return context.Canceled
	}
	return nil
}
