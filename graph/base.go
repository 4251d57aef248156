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
	// nodes are the nodes that the list leads to.
	nodes func(context.Context, *topology.Topology) (topology.Set, error)
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
		name:  name,
		nodes: func(_ context.Context, t *topology.Topology) (topology.Set, error) { return t.SetOf(kinds...), nil },
		items: loadNodes[N],
	}
}

// ofIDs is the base of a list of nodes whose IDs read returns.
func ofIDs[N store.Node](name string, read func(context.Context) ([]store.ID, error)) *base[N] {
	return &base[N]{
		name: name,
		nodes: func(ctx context.Context, t *topology.Topology) (topology.Set, error) {
			ids, err := read(ctx)
			if err != nil {
				return nil, err
			}
			set := t.NewSet()
			for _, id := range ids {
				if n, ok := t.Find(id); ok {
					set.Add(n)
				}
			}
			return set, nil
		},
		items: loadNodes[N],
	}
}

// ofNeighbors is the base of the list of the neighbors of id by the edges of a type in the directions; with kinds, only
// those of these.
func ofNeighbors[N store.Node](id store.ID, typ store.EdgeType, kinds []store.Kind, directions ...store.Direction) *base[N] {
	return &base[N]{
		name: string(typ) + "/" + string(id),
		nodes: func(_ context.Context, t *topology.Topology) (topology.Set, error) {
			set := neighbors(t, id, typ, directions...)
			if len(kinds) > 0 {
				set.Intersect(t.SetOf(kinds...))
			}
			return set, nil
		},
		items: loadNodes[N],
	}
}

func neighbors(t *topology.Topology, id store.ID, typ store.EdgeType, directions ...store.Direction) topology.Set {
	set := t.NewSet()
	n, ok := t.Find(id)
	if !ok {
		return set
	}
	for _, d := range directions {
		for _, to := range t.Ends(n, typ, d).Nodes() {
			set.Add(to)
		}
	}
	return set
}

// ofEnds is the base of the list of the edges of one type at id, in the directions; elements are their ends.
func ofEnds(id store.ID, typ store.EdgeType, directions ...store.Direction) *base[*end] {
	return &base[*end]{
		name: string(typ) + "/" + string(id),
		nodes: func(_ context.Context, t *topology.Topology) (topology.Set, error) {
			return neighbors(t, id, typ, directions...), nil
		},
		items: func(ctx context.Context, t *topology.Topology, nodes []topology.Number) ([]*end, error) {
			of, ok := t.Find(id)
			if !ok {
				return nil, fmt.Errorf("edges at %s: %w", id, store.ErrNotFound)
			}
			neighbors := make([]store.Neighbor, len(nodes))
			for i, n := range nodes {
				for _, d := range directions {
					ends := t.Ends(of, typ, d)
					if at, found := slices.BinarySearch(ends.Nodes(), n); found {
						neighbors[i] = store.Neighbor{ID: t.ID(n), Type: typ, Direction: d, Weight: ends.Weight(at), Stance: ends.Stance(at)}
					}
				}
			}
			return bundled(ctx, id, neighbors), nil
		},
	}
}

// ofDerived is ofEnds for derived edges: a node's statements are those that tie it to id.
func ofDerived(id store.ID, typ store.EdgeType, directions ...store.Direction) *base[*end] {
	b := ofEnds(id, typ, directions...)
	b.among = func(t *topology.Topology) topology.Set { return tying(t, id, typ) }
	b.through = typ == store.Raised
	b.weight = func(t *topology.Topology) func(topology.Number) int {
		weights := make(map[topology.Number]int)
		eachEnd(t, id, typ, directions, func(ends topology.Ends, i int, _ store.Direction) {
			weights[ends.Node(i)] = ends.Weight(i)
		})
		return func(n topology.Number) int { return weights[n] }
	}
	return b
}

// eachEnd calls f with each end at id of the edges of a type, in the directions.
func eachEnd(t *topology.Topology, id store.ID, typ store.EdgeType, directions []store.Direction, f func(topology.Ends, int, store.Direction)) {
	n, ok := t.Find(id)
	if !ok {
		return
	}
	for _, d := range directions {
		ends := t.Ends(n, typ, d)
		for i := range ends.Len() {
			f(ends, i, d)
		}
	}
}

// tying returns the statements that can support derived edges of a type at id.
func tying(t *topology.Topology, id store.ID, typ store.EdgeType) topology.Set {
	switch id.Kind() {
	case store.KindIssue:
		set := neighbors(t, id, store.About, store.In)
		set.Intersect(t.SetOf(store.KindStatement))
		return set
	case store.KindRecommendation:
		return ofStance(t, id, store.In, stanceOf(typ))
	}
	made := neighbors(t, id, store.Made, store.Out)
	if typ != store.Raised {
		return withStance(t, made, stanceOf(typ))
	}
	for person := range neighbors(t, id, store.AffiliatedWith, store.In).All() {
		made.Unite(spoken(t, person))
	}
	return made
}

// withStance returns those of the statements that take a position of the stance.
func withStance(t *topology.Topology, statements topology.Set, stance store.Stance) topology.Set {
	for statement := range statements.All() {
		if !has(t.Ends(statement, store.PositionOn, store.Out), stance) {
			statements.Remove(statement)
		}
	}
	return statements
}

func has(ends topology.Ends, stance store.Stance) bool {
	for i := range ends.Len() {
		if ends.Stance(i) == stance {
			return true
		}
	}
	return false
}

// stanceOf returns the stance that a derived edge of a type stands for.
func stanceOf(typ store.EdgeType) store.Stance {
	if typ == store.OpposesEdge {
		return store.Against
	}
	return store.For
}

// ofStance returns the nodes at the other end of the POSITION edges at id of one stance.
func ofStance(t *topology.Topology, id store.ID, d store.Direction, stance store.Stance) topology.Set {
	set := t.NewSet()
	eachEnd(t, id, store.PositionOn, []store.Direction{d}, func(ends topology.Ends, i int, _ store.Direction) {
		if ends.Stance(i) == stance {
			set.Add(ends.Node(i))
		}
	})
	return set
}

// spoken returns the statements that a person is a SPEAKER of: those that count for the person's organizations.
func spoken(t *topology.Topology, person topology.Number) topology.Set {
	set := t.NewSet()
	for _, statement := range t.Ends(person, store.Made, store.Out).Nodes() {
		voices := t.Voices(statement)
		for i := range voices.Len() {
			if voices.Node(i) == person && voices.Role(i) == store.Speaker {
				set.Add(statement)
			}
		}
	}
	return set
}
