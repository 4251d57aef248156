package topology

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"forumgraph/store"
)

// The limits of a query for paths.
const (
	DefaultPathLength = 4
	MaxPathLength     = 6
	DefaultPaths      = 5
	MaxPaths          = 50
)

// PathOptions says which paths count. The zero value is the first [DefaultPaths] of at most [DefaultPathLength] hops.
type PathOptions struct {
	// MaxLength is the most hops: 1 to [MaxPathLength]; 0 means [DefaultPathLength].
	MaxLength int
	// First is the most paths returned: 1 to [MaxPaths]; 0 means [DefaultPaths].
	First int
	// Types admits edges of these types only; empty admits all that connect by default (see the package comment).
	Types []store.EdgeType
	// Except holds nodes that no path may pass through; it must not contain the ends.
	Except []store.ID
}

// Path is a walk from one node to another that visits no node twice.
type Path struct {
	// Hops holds at least one hop; each begins where the previous one ends.
	Hops []Hop
	// Weight is the sum of the weights of the hops, where a hop weighs as much as its heaviest edge.
	Weight int
}

// Nodes returns the nodes of the path from end to end: one more than it has hops.
func (p Path) Nodes() []store.ID {
	ids := []store.ID{p.Hops[0].From}
	for _, h := range p.Hops {
		ids = append(ids, h.To)
	}
	return ids
}

// Hop is a step from a node to a neighbor.
type Hop struct {
	From, To store.ID
	// Edges holds every admitted edge between the two, at least one, in either direction: ordered by type as in
	// store.EdgeTypes, edges that leave From before edges that enter it.
	Edges []Edge
}

// Paths returns the first paths between two nodes: shorter ones first, then those of larger weight, then by the IDs of
// the nodes from from to to. If no path is short enough, the list is empty and there is no error. Swapping the ends
// gives paths of the same lengths and weights.
//
// Errors: store.ErrNotFound if an end, or a node of opts.Except, is not in the graph; store.ErrInvalid for an option
// out of its range, for ends that are equal, and for an end in opts.Except; and the context's error when it ends.
func (t *Topology) Paths(ctx context.Context, from, to store.ID, opts PathOptions) ([]Path, error) {
	paths, err := t.paths(ctx, from, to, opts)
	if err != nil {
		return nil, fmt.Errorf("paths %.80s -> %.80s: %w", from, to, err)
	}
	return paths, nil
}

func (t *Topology) paths(ctx context.Context, from, to store.ID, opts PathOptions) ([]Path, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	length, err := inRange("maxLength", opts.MaxLength, DefaultPathLength, MaxPathLength)
	if err != nil {
		return nil, err
	}
	most, err := inRange("first", opts.First, DefaultPaths, MaxPaths)
	if err != nil {
		return nil, err
	}
	f, err := newFilter(opts.Types, nil)
	if err != nil {
		return nil, err
	}
	s, err := t.borrow(ctx)
	if err != nil {
		return nil, err
	}
	defer t.giveBack(s)
	search := search{Topology: t, scratch: s, filter: f, watch: newWatch(ctx)}
	if search.start, search.goal, err = t.ends(from, to); err != nil {
		return nil, err
	}
	s.banned.clear()
	for _, id := range opts.Except {
		n, err := t.number(id)
		if err != nil {
			return nil, err
		}
		if n == search.start || n == search.goal {
			return nil, fmt.Errorf("%s is an end and excepted: %w", id, store.ErrInvalid)
		}
		s.banned.set(n, 0)
	}
	routes, err := search.shortestFirst(length, most)
	if err != nil {
		return nil, err
	}
	paths := make([]Path, len(routes))
	for i, r := range routes {
		if paths[i], err = search.path(r); err != nil {
			return nil, err
		}
	}
	return paths, nil
}

// ends returns the numbers of two nodes that a path can join.
func (t *Topology) ends(from, to store.ID) (start, goal Number, err error) {
	if start, err = t.number(from); err != nil {
		return 0, 0, err
	}
	if goal, err = t.number(to); err != nil {
		return 0, 0, err
	}
	if start == goal {
		return 0, 0, fmt.Errorf("a path joins two different nodes: %w", store.ErrInvalid)
	}
	return start, goal, nil
}

// path returns a route with its edges.
func (s *search) path(r route) (Path, error) {
	p := Path{Weight: int(r.weight())}
	for i, n := range r.nodes[1:] {
		edges, err := s.between(r.nodes[i], n)
		if err != nil {
			return Path{}, err
		}
		p.Hops = append(p.Hops, Hop{From: s.ids[r.nodes[i]], To: s.ids[n], Edges: edges})
	}
	return p, nil
}

// between returns the admitted edges between two nodes, as [Hop] orders them. It reads the shorter of their two lists.
func (s *search) between(a, b Number) ([]Edge, error) {
	at, other := a, b
	if s.degree(b) < s.degree(a) {
		at, other = b, a
	}
	var edges []Edge
	if err := s.watch.spend(s.degree(at)); err != nil {
		return nil, err
	}
	for from, end := range s.followed(at, s.filter) {
		for i, to := range s.targets[from:end] {
			if to == other {
				edges = append(edges, s.edge(at, from+i))
			}
		}
	}
	slices.SortStableFunc(edges, func(e, o Edge) int {
		return cmp.Or(
			cmp.Compare(placeOfType[e.Type], placeOfType[o.Type]),
			// Of two edges of one type, one leaves a; it comes first.
			-cmp.Compare(fromFirst(e, s.ids[a]), fromFirst(o, s.ids[a])),
		)
	})
	return edges, nil
}

// fromFirst is 1 for an edge that leaves id, otherwise 0.
func fromFirst(e Edge, id store.ID) int {
	if e.Source == id {
		return 1
	}
	return 0
}
