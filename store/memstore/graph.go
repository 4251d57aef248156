package memstore

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"

	"forumgraph/store"
)

// graph is one version with all its indexes. It never changes.
type graph struct {
	version uint64
	nodes   map[store.ID]store.Node
	edges   map[store.EdgeKey]*store.Edge
	// ends are the edge ends at a node, in the order of store.Snapshot's Neighbors.
	ends map[store.ID][]store.Neighbor
	// kinds are the nodes of each kind, by ID.
	kinds map[store.Kind][]store.Node
	stats store.Stats

	// The numbers that a scan gives to the nodes; see scanned.
	numberOnce sync.Once
	numbered   []store.ID
	numbers    map[store.ID]uint64
}

// newGraph makes the indexes of nodes, which it keeps.
func newGraph(version uint64, nodes map[store.ID]store.Node) *graph {
	g := &graph{
		version: version,
		nodes:   nodes,
		edges:   make(map[store.EdgeKey]*store.Edge),
		ends:    make(map[store.ID][]store.Neighbor),
		kinds:   make(map[store.Kind][]store.Node),
		stats:   store.Stats{Nodes: make(map[store.Kind]int), Edges: make(map[store.EdgeType]int)},
	}
	var statements []*store.Statement
	for _, n := range nodes {
		kind := n.Base().ID.Kind()
		g.stats.Nodes[kind]++
		g.kinds[kind] = append(g.kinds[kind], n)
		for _, e := range store.AssertedEdges(n) {
			g.add(e)
		}
		if s, ok := n.(*store.Statement); ok {
			statements = append(statements, s)
		}
	}
	for _, e := range store.DeriveAll(statements, func(id store.ID) []store.ID { return store.AffiliationsOf(nodes[id]) }) {
		g.add(e)
	}
	for _, nodes := range g.kinds {
		slices.SortFunc(nodes, func(a, b store.Node) int { return cmp.Compare(a.Base().ID, b.Base().ID) })
	}
	g.sortEnds()
	g.cover()
	return g
}

func (g *graph) add(e store.Edge) {
	g.edges[e.EdgeKey] = &e
	g.stats.Edges[e.Type]++
	end := store.Neighbor{ID: e.Target, Type: e.Type, Direction: store.Out, Weight: e.Weight(), Stance: e.Stance}
	g.ends[e.Source] = append(g.ends[e.Source], end)
	end.ID, end.Direction = e.Source, store.In
	g.ends[e.Target] = append(g.ends[e.Target], end)
}

func (g *graph) sortEnds() {
	for _, ends := range g.ends {
		slices.SortFunc(ends, func(a, b store.Neighbor) int {
			return cmp.Or(cmp.Compare(a.Type.Info().Code, b.Type.Info().Code), cmp.Compare(a.Direction, b.Direction), cmp.Compare(a.ID, b.ID))
		})
	}
}

func (g *graph) cover() {
	for id, n := range g.nodes {
		p, ok := n.(*store.Passage)
		if !ok {
			continue
		}
		var citing []store.Kind
		for _, end := range g.ends[id] {
			if end.Type == store.Cites && end.Direction == store.In {
				citing = append(citing, end.ID.Kind())
			}
		}
		g.stats.Coverage.Add(p, citing, 1)
	}
}

func (g *graph) cloneNodes() map[store.ID]store.Node {
	nodes := make(map[store.ID]store.Node, len(g.nodes))
	maps.Copy(nodes, g.nodes)
	return nodes
}

// Nodes implements store.Lookup.
func (g *graph) Nodes(_ context.Context, ids []store.ID) ([]store.Node, error) {
	nodes := make([]store.Node, len(ids))
	for i, id := range ids {
		nodes[i] = g.nodes[id]
	}
	return nodes, nil
}

// Neighbors implements store.Lookup.
func (g *graph) Neighbors(_ context.Context, id store.ID) ([]store.Neighbor, error) {
	if g.nodes[id] == nil {
		return nil, store.ErrNotFound
	}
	return g.ends[id], nil
}
