package topology

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"forumgraph/store"
	"forumgraph/store/internal/partial"
)

// The limits of a neighborhood.
const (
	MaxDepth        = 3
	DefaultSubgraph = 100
	MaxSubgraph     = 500
	defaultDepth    = 1
)

// NeighborhoodOptions says how far a neighborhood goes. The zero value is the nodes one edge away, at most
// [DefaultSubgraph].
type NeighborhoodOptions struct {
	// Depth is the most edges between the center and any other node: 1 to [MaxDepth]; 0 means 1.
	Depth int
	// Types admits edges of these types only; empty admits all that connect by default (see the package comment).
	Types []store.EdgeType
	// Kinds admits nodes of these kinds only; others are neither shown nor passed through. Empty admits the discourse.
	Kinds []store.Kind
	// First is the most nodes returned, including the center: 1 to [MaxSubgraph]; 0 means [DefaultSubgraph].
	First int
}

// Subgraph is a part of the graph around a node.
type Subgraph struct {
	// Version is the version of the graph.
	Version uint64
	// Nodes holds the center, then the others, most relevant first: by depth, then by the sum of the weights of their
	// edges to the nodes of smaller depth, larger first, then by ID.
	Nodes []SubgraphNode
	// Edges holds every admitted edge between two of Nodes, ordered by source, then type as in store.EdgeTypes, then target.
	Edges []Edge
}

// SubgraphNode is a node of a subgraph.
type SubgraphNode struct {
	ID   store.ID
	Kind store.Kind
	// Depth is the number of edges from the center.
	Depth int
}

// Neighborhood returns the nodes around from, breadth first, and the edges between them. If there are more than
// opts.First, it keeps the most relevant. A node without admitted edges gives itself alone.
//
// Errors: store.ErrNotFound if from is not in the graph, store.ErrInvalid for an option out of its range, and the
// context's error when it ends.
func (t *Topology) Neighborhood(ctx context.Context, from store.ID, opts NeighborhoodOptions) (*Subgraph, error) {
	sub, err := t.neighborhood(ctx, from, opts)
	if err != nil {
		return nil, fmt.Errorf("neighborhood of %.80s: %w", from, err)
	}
	return sub, nil
}

func (t *Topology) neighborhood(ctx context.Context, from store.ID, opts NeighborhoodOptions) (*Subgraph, error) {
	depth, most, f, err := t.bounds(ctx, opts)
	if err != nil {
		return nil, err
	}
	middle, err := t.number(from)
	if err != nil {
		return nil, err
	}
	s, err := t.borrow(ctx)
	if err != nil {
		return nil, err
	}
	defer t.giveBack(s)
	s.ahead.clear()
	s.ahead.set(middle, 0)
	g := gathering{Topology: t, scratch: s, filter: f, watch: newWatch(ctx), chosen: []Number{middle}}
	g.sub = &Subgraph{Version: t.version, Nodes: []SubgraphNode{{from, t.Kind(middle), 0}}, Edges: []Edge{}}
	layer := g.chosen
	for d := 1; d <= depth && len(layer) > 0 && len(g.chosen) < most; d++ {
		if layer, err = g.layer(layer, d, most); err != nil {
			return nil, err
		}
	}
	return g.sub, g.edges()
}

// bounds returns the options with their zero values filled in.
func (t *Topology) bounds(ctx context.Context, opts NeighborhoodOptions) (depth, most int, f filter, err error) {
	if err = ctx.Err(); err != nil {
		return 0, 0, f, err
	}
	if depth, err = inRange("depth", opts.Depth, defaultDepth, MaxDepth); err != nil {
		return 0, 0, f, err
	}
	if most, err = inRange("first", opts.First, DefaultSubgraph, MaxSubgraph); err != nil {
		return 0, 0, f, err
	}
	f, err = newFilter(opts.Types, opts.Kinds)
	return depth, most, f, err
}

// inRange returns n, or otherwise if n is 0. Errors: store.ErrInvalid if n is negative or above most.
func inRange(name string, n, otherwise, most int) (int, error) {
	if n < 0 || n > most {
		return 0, fmt.Errorf("%s is %d; it goes from 1 to %d: %w", name, n, most, store.ErrInvalid)
	}
	if n == 0 {
		return otherwise, nil
	}
	return n, nil
}

// gathering is a neighborhood in progress.
type gathering struct {
	*Topology
	*scratch
	filter filter
	watch  *watch
	chosen []Number
	sub    *Subgraph
}

// layer selects the nodes at depth d, next to those of the previous layer, and returns them.
func (g *gathering) layer(before []Number, d, most int) ([]Number, error) {
	found, err := g.around(before, d)
	if err != nil {
		return nil, err
	}
	room := min(most-len(g.chosen), len(found))
	g.best(found, room)
	for _, n := range found[:room] {
		g.sub.Nodes = append(g.sub.Nodes, SubgraphNode{g.ids[n], g.Kind(n), d})
	}
	g.chosen = append(g.chosen, found[:room]...)
	return found[:room], nil
}

// around returns the new nodes next to those of the previous layer, and adds up their weights.
func (g *gathering) around(before []Number, d int) ([]Number, error) {
	var found []Number
	for _, n := range before {
		if err := g.watch.spend(g.degree(n)); err != nil {
			return nil, err
		}
		for from, end := range g.followed(n, g.filter) {
			for i, to := range g.targets[from:end] {
				if !g.enters(g.filter, to) {
					continue
				}
				if !g.ahead.has(to) {
					g.ahead.set(to, d)
					g.weight[to] = 0
					found = append(found, to)
				}
				g.weight[to] += uint64(g.weights[from+i]) // harmless for earlier layers, which are already selected
			}
		}
	}
	return found, nil
}

// best moves the n most relevant nodes to the front, in order. The rest, which is long at a hub and left out, stays
// unsorted.
func (g *gathering) best(nodes []Number, n int) {
	partial.Sort(nodes, n, func(a, b Number) int { return cmp.Or(cmp.Compare(g.weight[b], g.weight[a]), cmp.Compare(a, b)) })
}

// edges adds the edges between the selected nodes. They may be many and large, so they are counted first and allocated
// once.
func (g *gathering) edges() error {
	g.back.clear()
	for _, n := range g.chosen {
		g.back.set(n, 0)
	}
	slices.Sort(g.chosen)
	found := g.found[:0]
	for _, n := range g.chosen {
		if err := g.watch.spend(g.degree(n)); err != nil {
			return err
		}
		for from, end := range g.followed(n, g.filter.out()) {
			for i, to := range g.targets[from:end] {
				if g.back.has(to) {
					found = append(found, endAt{n, from + i})
				}
			}
		}
	}
	g.found = found
	g.sub.Edges = make([]Edge, len(found))
	for i, at := range found {
		g.sub.Edges[i] = g.edge(at.node, at.end)
	}
	return nil
}

// endAt is an edge end at a node.
type endAt struct {
	node Number
	end  int
}
