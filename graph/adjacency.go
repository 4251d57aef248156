package graph

import (
	"context"
	"fmt"
	"sync"

	"forumgraph/store"
)

// end is one end of an edge, seen from the node of that was asked about.
type end struct {
	store.Neighbor
	of     store.ID
	bundle *bundle
	index  int // in bundle
}

// edge returns the whole edge.
func (e *end) edge(ctx context.Context) (*store.Edge, error) {
	edges, err := e.bundle.read(ctx)
	if err != nil {
		return nil, err
	}
	return edges[e.index], nil
}

// support lists the statements behind a derived edge, by ID.
func (e *end) support() list[*store.Statement] {
	return idList[*store.Statement]("support/"+e.name(), func(ctx context.Context) ([]store.ID, error) {
		edge, err := e.edge(ctx)
		if err != nil {
			return nil, err
		}
		ids := make([]store.ID, len(edge.Support))
		for i, s := range edge.Support {
			ids[i] = s.Statement
		}
		return ids, nil
	})
}

// through lists the persons who carry a derived edge to an organization, by ID.
func (e *end) through() list[*store.Person] {
	return idList[*store.Person]("through/"+e.name(), func(ctx context.Context) ([]store.ID, error) {
		edge, err := e.edge(ctx)
		if err != nil {
			return nil, err
		}
		var ids []store.ID
		for _, s := range edge.Support {
			if s.Through != "" {
				ids = append(ids, s.Through)
			}
		}
		return distinct(ids), nil
	})
}

// name names the edge in cursors.
func (e *end) name() string {
	key := e.Key(e.of)
	return string(key.Source) + " " + string(key.Type) + " " + string(key.Target)
}

// direct returns how many statements behind a derived edge are the voice's own.
func (e *end) direct(ctx context.Context) (int, error) {
	edge, err := e.edge(ctx)
	if err != nil {
		return 0, err
	}
	own := 0
	for _, s := range edge.Support {
		if s.Through == "" {
			own++
		}
	}
	return own, nil
}

// bundle is the edges of one page. They are read together when the first of them is asked for more than its end tells.
type bundle struct {
	keys []store.EdgeKey

	once  sync.Once
	edges []*store.Edge
	err   error
}

func (b *bundle) read(ctx context.Context) ([]*store.Edge, error) {
	b.once.Do(func() { b.edges, b.err = b.fetch(ctx) })
	return b.edges, b.err
}

func (b *bundle) fetch(ctx context.Context) ([]*store.Edge, error) {
	edges, err := snapshotOf(ctx).Edges(ctx, b.keys)
	if err != nil {
		return nil, err
	}
	loader := requestOf(ctx).loader
	for i, e := range edges {
		if e == nil {
			return nil, fmt.Errorf("read edge %v: listed but not stored: %w", b.keys[i], store.ErrCorrupt)
		}
		for _, s := range e.Support {
			loader.want(s.Statement)
			if s.Through != "" {
				loader.want(s.Through)
			}
		}
		for _, c := range e.Citations {
			loader.want(c.Passage)
		}
	}
	return edges, nil
}

// bundled returns the ends of edges at id, which are read together if one of them is asked for more than its end tells.
func bundled(ctx context.Context, id store.ID, neighbors []store.Neighbor) []*end {
	b := &bundle{keys: make([]store.EdgeKey, len(neighbors))}
	ends := make([]*end, len(neighbors))
	ids := make([]store.ID, len(neighbors))
	for i, n := range neighbors {
		b.keys[i], ids[i] = n.Key(id), n.ID
		ends[i] = &end{Neighbor: n, of: id, bundle: b, index: i}
	}
	requestOf(ctx).loader.want(ids...)
	return ends
}

// endsAt lists the edge ends at id that the filter admits, in the order of [store.Snapshot.Neighbors].
func endsAt(id store.ID, filter store.EdgeFilter) list[*end] {
	return list[*end]{
		page: func(ctx context.Context, page store.Page) (listPage[*end], error) {
			p, err := snapshotOf(ctx).Neighbors(ctx, id, filter, page)
			if err != nil {
				return listPage[*end]{}, err
			}
			return listPage[*end]{bundled(ctx, id, p.Neighbors), made(p.Cursors), p.More}, nil
		},
		count: func(ctx context.Context) (int, error) { return snapshotOf(ctx).Degree(ctx, id, filter) },
	}
}

// neighborsOf lists the nodes at the other end of the edges of one type and direction at id, by ID. With kinds, only
// nodes of these; without, N must be the type of all of them.
func neighborsOf[N store.Node](id store.ID, d store.Direction, t store.EdgeType, kinds ...store.Kind) list[N] {
	ends := endsAt(id, store.EdgeFilter{Types: []store.EdgeType{t}, Direction: d, Kinds: kinds})
	l := mapped(ends, otherEnds[N])
	l.base = ofNeighbors[N](id, t, kinds, d)
	return l
}

// otherEnds returns the node at the other end of each.
func otherEnds[N store.Node](ctx context.Context, ends []*end) ([]N, error) {
	ids := make([]store.ID, len(ends))
	for i, e := range ends {
		ids[i] = e.ID
	}
	return load[N](ctx, ids)
}

// eitherSide lists, by ID, the nodes tied to id by edges of a symmetric editorial type, each once whichever record says
// so. Such lists are short: people write them.
func eitherSide[N store.Node](id store.ID, t store.EdgeType) list[N] {
	read := func(ctx context.Context) ([]N, error) {
		ends, err := endsAt(id, store.EdgeFilter{Types: []store.EdgeType{t}}).all(ctx)
		if err != nil {
			return nil, err
		}
		ids := make([]store.ID, len(ends))
		for i, e := range ends {
			ids[i] = e.ID
		}
		return load[N](ctx, distinct(ids))
	}
	l := sorted(string(t)+"/"+string(id), read, func(n N) string { return string(n.Base().ID) })
	l.base = ofNeighbors[N](id, t, nil, store.In, store.Out)
	return l
}
