package graph

import (
	"context"
	"fmt"
	"slices"

	"forumgraph/store"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// base is a list in the terms of a topology, before a filter and an order apply to it.
type base[T any] struct {
	// name tells the list from others in cursors.
	name string
	// nodes are the nodes that the list leads to. A list under a node begins from that node's edges, never from the graph.
	nodes func(context.Context, *topology.Topology) (topology.Nodes, error)
	// among are the statements that tie the nodes to the one above the list; nil if all of a node's statements count.
	among func(*topology.Topology) topology.Set
	// through is whether an organization's statements among them are also those of affiliated persons.
	through bool
	// weight is what STATEMENTS orders by if not by the number of a node's statements; nil if by that.
	weight func(*topology.Topology) func(topology.Number) int
	// order is the list's own order, by ID if it is empty.
	order selection.Order
	// items loads the elements that lead to the nodes.
	items func(context.Context, *topology.Topology, []topology.Number) ([]T, error)
}

// idsOf returns the IDs of nodes.
func idsOf(t *topology.Topology, nodes []topology.Number) []store.ID {
	ids := make([]store.ID, len(nodes))
	for i, n := range nodes {
		ids[i] = t.ID(n)
	}
	return ids
}

// loadNodes loads nodes of type N.
func loadNodes[N store.Node](ctx context.Context, t *topology.Topology, nodes []topology.Number) ([]N, error) {
	return load[N](ctx, idsOf(t, nodes))
}

// ofKinds is the base of the list of all nodes of kinds.
func ofKinds[N store.Node](name string, kinds ...store.Kind) *base[N] {
	return &base[N]{
		name: name,
		nodes: func(_ context.Context, t *topology.Topology) (topology.Nodes, error) {
			return t.SetOf(kinds...).Nodes(), nil
		},
		items: loadNodes[N],
	}
}

// ofIDs is the base of a list of nodes whose IDs read returns, which ascend and are distinct.
func ofIDs[N store.Node](name string, read func(context.Context) ([]store.ID, error)) *base[N] {
	return &base[N]{
		name: name,
		nodes: func(ctx context.Context, t *topology.Topology) (topology.Nodes, error) {
			ids, err := read(ctx)
			if err != nil {
				return topology.Nodes{}, err
			}
			nodes := make([]topology.Number, 0, len(ids))
			for _, id := range ids {
				if n, ok := t.Find(id); ok {
					nodes = append(nodes, n)
				}
			}
			return topology.Listed(nodes), nil
		},
		items: loadNodes[N],
	}
}

// ofNeighbors is the base of the list of the neighbors of id by the edges of a type in the directions; with kinds, only
// those of these.
func ofNeighbors[N store.Node](id store.ID, typ store.EdgeType, kinds []store.Kind, directions ...store.Direction) *base[N] {
	return &base[N]{
		name: string(typ) + "/" + string(id),
		nodes: func(_ context.Context, t *topology.Topology) (topology.Nodes, error) {
			nodes := neighbors(t, id, typ, directions...)
			if len(kinds) > 0 {
				nodes = t.OfKinds(nodes, kinds...)
			}
			return nodes, nil
		},
		items: loadNodes[N],
	}
}

// neighbors returns the nodes at the other end of the edges of a type at id, in the directions.
func neighbors(t *topology.Topology, id store.ID, typ store.EdgeType, directions ...store.Direction) topology.Nodes {
	n, ok := t.Find(id)
	if !ok {
		return topology.Nodes{}
	}
	if len(directions) == 1 {
		return topology.Listed(t.Ends(n, typ, directions[0]).Nodes())
	}
	var nodes []topology.Number
	for _, d := range directions {
		nodes = append(nodes, t.Ends(n, typ, d).Nodes()...)
	}
	slices.Sort(nodes)
	return topology.Listed(slices.Compact(nodes))
}

// ofEnds is the base of the list of the edges of one type at id, in the directions; elements are their ends.
func ofEnds(id store.ID, typ store.EdgeType, directions ...store.Direction) *base[*end] {
	return &base[*end]{
		name: string(typ) + "/" + string(id),
		nodes: func(_ context.Context, t *topology.Topology) (topology.Nodes, error) {
			return neighbors(t, id, typ, directions...), nil
		},
		items: func(ctx context.Context, t *topology.Topology, nodes []topology.Number) ([]*end, error) {
			of, ok := t.Find(id)
			if !ok {
				return nil, fmt.Errorf("edges at %s: %w", id, store.ErrNotFound)
			}
			neighbors := make([]store.Neighbor, len(nodes))
			for i, n := range nodes {
				neighbors[i] = endTo(t, of, n, typ, directions)
			}
			return bundled(ctx, id, neighbors), nil
		},
	}
}

// endTo returns the end at node of of the edge of a type to node n, in the last of the directions that has one.
func endTo(t *topology.Topology, of, n topology.Number, typ store.EdgeType, directions []store.Direction) (end store.Neighbor) {
	for _, d := range directions {
		ends := t.Ends(of, typ, d)
		if at, found := slices.BinarySearch(ends.Nodes(), n); found {
			end = store.Neighbor{ID: t.ID(n), Type: typ, Direction: d, Weight: ends.Weight(at), Stance: ends.Stance(at)}
		}
	}
	return end
}

// ofDerived is ofEnds for derived edges: a node's statements are those that tie it to id.
func ofDerived(id store.ID, typ store.EdgeType, directions ...store.Direction) *base[*end] {
	b := ofEnds(id, typ, directions...)
	b.among = func(t *topology.Topology) topology.Set { return tying(t, id, typ) }
	b.through = typ == store.Raised
	b.weight = func(t *topology.Topology) func(topology.Number) int {
		of, ok := t.Find(id)
		if !ok {
			return func(topology.Number) int { return 0 } // of no node
		}
		return func(n topology.Number) int { return endTo(t, of, n, typ, directions).Weight }
	}
	return b
}
