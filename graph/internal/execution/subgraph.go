package execution

import (
	"context"
	"errors"
	"slices"

	"forumgraph/graph/protocol"
	"forumgraph/store"
	"forumgraph/store/topology"
)

// Subgraph is a part of the graph around a node.
type Subgraph struct {
	topology *topology.Topology
	options  topology.NeighborhoodOptions
	found    *topology.Subgraph
}

// SubgraphNode is a node of a subgraph.
type SubgraphNode struct {
	id    store.ID
	Depth int
}

// neighborhood returns the nodes around id, or nil if id is unknown.
func neighborhood(ctx context.Context, id store.ID, opts topology.NeighborhoodOptions) (*Subgraph, error) {
	if _, err := store.ParseID(string(id)); err != nil {
		return nil, err
	}
	// Zero means the default in package topology, but is out of range for a client.
	if opts.Depth < 1 || opts.Depth > topology.MaxDepth {
		return nil, protocol.ArgumentErrorf("depth: %d is out of range; use 1 to %d", opts.Depth, topology.MaxDepth)
	}
	if opts.First < 1 || opts.First > topology.MaxSubgraph {
		return nil, protocol.ArgumentErrorf("first: %d is out of range; use 1 to %d", opts.First, topology.MaxSubgraph)
	}
	t, err := topologyOf(ctx)
	if err != nil {
		return nil, err
	}
	found, err := t.Neighborhood(ctx, id, opts)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, n := range found.Nodes {
		requestOf(ctx).loader.want(n.ID)
	}
	return &Subgraph{t, opts, found}, nil
}

// Version returns the version of the graph.
func (s *Subgraph) Version() int { return int(s.found.Version) }

// Nodes returns the nodes, the center first.
func (s *Subgraph) Nodes() []*SubgraphNode {
	nodes := make([]*SubgraphNode, len(s.found.Nodes))
	for i, n := range s.found.Nodes {
		nodes[i] = &SubgraphNode{n.ID, n.Depth}
	}
	return nodes
}

// Node returns the node.
func (n *SubgraphNode) Node(ctx context.Context) (store.Node, error) {
	return loadOne[store.Node](ctx, n.id)
}

// Relationships returns the edges between the nodes.
func (s *Subgraph) Relationships() []*Relationship { return relationshipsOf(s.found.Edges) }

// Cut returns how many nodes of each kind were left out, in the order of [store.Kinds].
func (s *Subgraph) Cut(ctx context.Context) ([]KindCount, error) {
	found, err := s.topology.Cut(ctx, s.found, s.options)
	if err != nil {
		return nil, err
	}
	cut := make([]KindCount, 0, len(found))
	for _, k := range store.Kinds() {
		if n := found[k]; n > 0 {
			cut = append(cut, KindCount{k, n})
		}
	}
	return cut, nil
}

// relationshipsOf returns edges of a topology as the API shows them. Their records are read together when one of them
// needs more than the topology knows.
func relationshipsOf(edges []topology.Edge) []*Relationship {
	b := &edgeRecords{keys: make([]store.EdgeKey, len(edges))}
	all := make([]*Relationship, len(edges))
	for i, e := range edges {
		b.keys[i] = e.EdgeKey
		all[i] = &Relationship{&end{
			Neighbor: store.Neighbor{ID: e.Target, Type: e.Type, Direction: store.Out, Weight: e.Weight, Stance: e.Stance},
			of:       e.Source, records: b, index: i,
		}}
	}
	return all
}

// Path is a path from one node to another.
type Path struct {
	Weight int
	hops   []*Hop
}

// Hop is a step from a node to a neighbor.
type Hop struct {
	from, to      store.ID
	relationships []*Relationship
}

// paths returns the first paths between two nodes.
func paths(ctx context.Context, from, to store.ID, opts topology.PathOptions) ([]*Path, error) {
	for _, id := range append([]store.ID{from, to}, opts.Except...) {
		if _, err := store.ParseID(string(id)); err != nil {
			return nil, err
		}
	}
	if opts.MaxLength < 1 || opts.MaxLength > topology.MaxPathLength {
		return nil, protocol.ArgumentErrorf("maxLength: %d is out of range; use 1 to %d", opts.MaxLength, topology.MaxPathLength)
	}
	if opts.First < 1 || opts.First > topology.MaxPaths {
		return nil, protocol.ArgumentErrorf("first: %d is out of range; use 1 to %d", opts.First, topology.MaxPaths)
	}
	if len(opts.Except) > maxIDs {
		return nil, protocol.ArgumentErrorf("except: %d are too many; name at most %d", len(opts.Except), maxIDs)
	}
	t, err := topologyOf(ctx)
	if err != nil {
		return nil, err
	}
	found, err := t.Paths(ctx, from, to, opts)
	if errors.Is(err, store.ErrNotFound) {
		// A node that does not exist is on no path, so avoiding it changes nothing.
		return pathsWithout(ctx, t, from, to, opts)
	}
	if err != nil {
		return nil, err
	}
	return pathsOf(ctx, found), nil
}

// pathsOf returns paths of a topology as the API shows them. The edges of all paths are read together.
func pathsOf(ctx context.Context, found []topology.Path) []*Path {
	var edges []topology.Edge
	for _, p := range found {
		for _, h := range p.Hops {
			requestOf(ctx).loader.want(h.From, h.To)
			edges = append(edges, h.Edges...)
		}
	}
	relationships := relationshipsOf(edges)
	all := make([]*Path, len(found))
	for i, p := range found {
		all[i] = &Path{Weight: p.Weight}
		for _, h := range p.Hops {
			n := len(h.Edges)
			all[i].hops = append(all[i].hops, &Hop{h.From, h.To, relationships[:n:n]})
			relationships = relationships[n:]
		}
	}
	return all
}

// pathsWithout is paths when one of the nodes does not exist.
func pathsWithout(ctx context.Context, t *topology.Topology, from, to store.ID, opts topology.PathOptions) ([]*Path, error) {
	known := func(id store.ID) bool {
		_, ok := t.Find(id)
		return ok
	}
	if !known(from) || !known(to) {
		return []*Path{}, nil
	}
	opts.Except = slices.DeleteFunc(slices.Clone(opts.Except), func(id store.ID) bool { return !known(id) })
	return paths(ctx, from, to, opts)
}

// Length returns the number of hops.
func (p *Path) Length() int { return len(p.hops) }

// Hops returns the hops in order.
func (p *Path) Hops() []*Hop { return p.hops }

// Nodes returns the nodes from end to end.
func (p *Path) Nodes(ctx context.Context) ([]store.Node, error) {
	ids := []store.ID{p.hops[0].from}
	for _, h := range p.hops {
		ids = append(ids, h.to)
	}
	return load[store.Node](ctx, ids)
}

// From returns the node where the hop begins.
func (h *Hop) From(ctx context.Context) (store.Node, error) { return loadOne[store.Node](ctx, h.from) }

// To returns the node where the hop ends.
func (h *Hop) To(ctx context.Context) (store.Node, error) { return loadOne[store.Node](ctx, h.to) }

// Relationships returns the edges between the two nodes.
func (h *Hop) Relationships() []*Relationship { return h.relationships }

// said lists the statements that support the hop: those behind derived edges and those at an end of the hop.
func (h *Hop) said() list[*store.Statement] {
	return listed[*store.Statement]("hop/"+string(h.from)+" "+string(h.to), func(ctx context.Context) ([]store.ID, error) {
		var ids []store.ID
		for _, id := range []store.ID{h.from, h.to} {
			if id.Kind() == store.KindStatement {
				ids = append(ids, id)
			}
		}
		for _, r := range h.relationships {
			if !r.Derived() {
				continue
			}
			edge, err := r.end.edge(ctx)
			if err != nil {
				return nil, err
			}
			for _, s := range edge.Support {
				ids = append(ids, s.Statement)
			}
		}
		return distinct(ids), nil
	})
}
