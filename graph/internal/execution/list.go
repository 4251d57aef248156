package execution

import (
	"context"
	"slices"

	"forumgraph/store"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// list is a list of the graph as its field defines it: the nodes it leads to, and how they become elements of type T. A
// client may filter it, order it and count it by facets; see [listing].
type list[T any] struct {
	// name distinguishes the list from others in cursors.
	name string
	// cursors are those of the list without a filter and an order; the zero value makes them as for a filtered list.
	cursors selection.Cursors
	// former returns the place in a cursor of an earlier format, for the list without criteria; nil if the format never
	// changed.
	former func(store.Cursor) (place string, ok bool)
	// nodes are the nodes that the list leads to. A list below a node starts from that node's edges, never from the
	// whole graph.
	nodes func(context.Context, *topology.Topology) (topology.Nodes, error)
	// among are the statements that tie the nodes to the one above the list; nil if all statements of a node count.
	among func(*topology.Topology) topology.Set
	// through is whether among also counts the statements of an organization's affiliated persons for it.
	through bool
	// weight is what STATEMENTS orders by; nil means the number of a node's statements.
	weight func(*topology.Topology) func(topology.Number) int
	// order is the list's default order; if empty, by ID.
	order selection.Order
	// items loads the elements that lead to the nodes.
	items func(context.Context, *topology.Topology, []topology.Number) ([]T, error)
}

// all returns every element of the list in order.
func (l list[T]) all(ctx context.Context) ([]T, error) {
	ls := listing[T]{list: l}
	ordered, err := ls.ordered(ctx)
	if err != nil {
		return nil, err
	}
	return l.items(ctx, ls.topology, ordered.All())
}

// mapped returns l with its elements converted in one call per page.
func mapped[A, B any](l list[A], convert func(context.Context, []A) ([]B, error)) list[B] {
	return list[B]{
		name: l.name, cursors: l.cursors, former: l.former, nodes: l.nodes, among: l.among, through: l.through, weight: l.weight, order: l.order,
		items: func(ctx context.Context, t *topology.Topology, nodes []topology.Number) ([]B, error) {
			items, err := l.items(ctx, t, nodes)
			if err != nil {
				return nil, err
			}
			return convert(ctx, items)
		},
	}
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

// nodesOf lists the nodes of kind, which must be the kind of N, by ID.
func nodesOf[N store.Node](kind store.Kind) list[N] {
	return list[N]{
		name:    kind.Prefix(),
		cursors: selection.Cursors{Name: nodesCursor(kind)},
		nodes:   allOf(kind),
		items:   loadNodes[N],
	}
}

// nodesCursor names the list of the nodes of a kind in cursors.
func nodesCursor(kind store.Kind) string { return "nodes/" + string(kind) + "/0" }

// allOf returns the nodes of kinds.
func allOf(kinds ...store.Kind) func(context.Context, *topology.Topology) (topology.Nodes, error) {
	return func(_ context.Context, t *topology.Topology) (topology.Nodes, error) {
		if len(kinds) == 1 {
			return t.AllOf(kinds[0]), nil
		}
		return t.SetOf(kinds...).Nodes(), nil
	}
}

// listed lists the nodes of type N whose IDs read returns. The IDs ascend and are distinct.
func listed[N store.Node](name string, read func(context.Context) ([]store.ID, error)) list[N] {
	return list[N]{
		name:    name,
		cursors: selection.Cursors{Name: name},
		nodes: func(ctx context.Context, t *topology.Topology) (topology.Nodes, error) {
			ids, err := read(ctx)
			if err != nil {
				return topology.Nodes{}, err
			}
			return t.FindAll(ids), nil
		},
		items: loadNodes[N],
	}
}

// neighborsOf lists, by ID, the nodes at the other end of the edges of one type and direction at id. With kinds, it
// lists only nodes of those; without, N must be the type of all of them.
func neighborsOf[N store.Node](id store.ID, d store.Direction, typ store.EdgeType, kinds ...store.Kind) list[N] {
	return list[N]{
		name:    string(typ) + "/" + string(id),
		cursors: edgesAt{id, []store.EdgeType{typ}, d, kinds}.cursors(typ, d),
		nodes: func(_ context.Context, t *topology.Topology) (topology.Nodes, error) {
			nodes := neighbors(t, id, typ, d)
			if len(kinds) > 0 {
				nodes = t.OfKinds(nodes, kinds...)
			}
			return nodes, nil
		},
		items: loadNodes[N],
	}
}

// eitherSide lists, by ID, the nodes tied to id by edges of a symmetric editorial type, each once whichever record
// states the edge.
func eitherSide[N store.Node](id store.ID, typ store.EdgeType) list[N] {
	name := string(typ) + "/" + string(id)
	return list[N]{
		name:    name,
		cursors: selection.Cursors{Name: name},
		nodes: func(_ context.Context, t *topology.Topology) (topology.Nodes, error) {
			return neighbors(t, id, typ, store.In, store.Out), nil
		},
		items: loadNodes[N],
	}
}

// neighbors returns the nodes at the other end of the edges of a type at id, in the given directions.
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
