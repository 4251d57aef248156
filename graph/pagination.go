package graph

import (
	"context"
	"slices"
	"sync"

	"forumgraph/store"
	"forumgraph/store/selection"
)

// The default and the largest number of elements that one page of a connection returns.
const (
	defaultFirst = 20
	maxFirst     = 100
)

// pageOf returns the page of a list that the four arguments of a connection ask for. Walking backward is walking the
// reversed list forward, so last and before become First and After of a reversed page.
func pageOf(first *int, after *string, last *int, before *string) (store.Page, error) {
	if (first != nil || after != nil) && (last != nil || before != nil) {
		return store.Page{}, argumentErrorf("a page is asked for by first and after, or by last and before, not by both")
	}
	name, size, cursor := "first", first, after
	reverse := last != nil || before != nil
	if reverse {
		name, size, cursor = "last", last, before
	}
	page := store.Page{First: defaultFirst, Reverse: reverse}
	if size != nil {
		if *size < 1 || *size > maxFirst {
			return store.Page{}, argumentErrorf("%s: %d is out of range; use 1 to %d", name, *size, maxFirst)
		}
		page.First = *size
	}
	if cursor != nil {
		page.After = store.Cursor(*cursor)
	}
	return page, nil
}

// Connection is a page of a list as the Relay specification has it: edges of type E that lead to nodes of type N.
//
// Nothing is read before a field asks for it: the page once for edges, nodes and pageInfo together, the length of the
// list for totalCount alone. Methods are safe for concurrent use.
type Connection[N any, E relayEdge[N]] struct {
	page  store.Page
	read  func(context.Context, store.Page) (edges []E, more bool, err error)
	count func(context.Context) (int, error)
	tally func(context.Context, []selection.FacetField, int) ([]selection.Facet, error)

	once  sync.Once
	edges []E
	info  PageInfo
	err   error
}

// relayEdge is an edge in the sense of the Relay specification.
type relayEdge[N any] interface {
	cursor() string
	node() N
}

// Edge leads to an element of a list and carries nothing else.
type Edge[N any] struct {
	Cursor string
	Node   N
}

func (e *Edge[N]) cursor() string { return e.Cursor }
func (e *Edge[N]) node() N        { return e.Node }

// PageInfo tells where a page stands in its list. The cursors are nil if the page is empty.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     *string
	EndCursor       *string
}

// connect returns the page of l that the arguments ask for, with plain edges.
func connect[N any](l list[N], n narrowing, first *int, after *string, last *int, before *string) (*Connection[N, *Edge[N]], error) {
	return connectEdges(l, n, func(n N, c store.Cursor) *Edge[N] { return &Edge[N]{Cursor: string(c), Node: n} }, first, after, last, before)
}

// connectEdges is connect for a list whose edges carry more: edge makes one from an element and its cursor.
func connectEdges[T, N any, E relayEdge[N]](l list[T], n narrowing, edge func(T, store.Cursor) E,
	first *int, after *string, last *int, before *string) (*Connection[N, E], error) {
	page, err := pageOf(first, after, last, before)
	if err != nil {
		return nil, err
	}
	l, tally := narrowed(l, n)
	read := func(ctx context.Context, page store.Page) ([]E, bool, error) {
		p, err := l.page(ctx, page)
		edges := make([]E, len(p.items))
		for i, item := range p.items {
			edges[i] = edge(item, p.cursors[i])
		}
		return edges, p.more, err
	}
	return &Connection[N, E]{page: page, read: read, count: l.count, tally: tally}, nil
}

// Edges returns the edges of the page in the order of the list.
func (c *Connection[N, E]) Edges(ctx context.Context) ([]E, error) {
	c.once.Do(func() { c.fill(ctx) })
	return c.edges, c.err
}

// Nodes returns the elements of the page in the order of the list.
func (c *Connection[N, E]) Nodes(ctx context.Context) ([]N, error) {
	edges, err := c.Edges(ctx)
	nodes := make([]N, len(edges))
	for i, e := range edges {
		nodes[i] = e.node()
	}
	return nodes, err
}

// PageInfo returns where the page stands.
func (c *Connection[N, E]) PageInfo(ctx context.Context) (*PageInfo, error) {
	_, err := c.Edges(ctx)
	return &c.info, err
}

// TotalCount returns the length of the whole list.
func (c *Connection[N, E]) TotalCount(ctx context.Context) (int, error) { return c.count(ctx) }

// Facets returns the whole list counted by the values of the fields, the first most frequent of each.
func (c *Connection[N, E]) Facets(ctx context.Context, by []selection.FacetField, first int) ([]selection.Facet, error) {
	return c.tally(ctx, by, first)
}

func (c *Connection[N, E]) fill(ctx context.Context) {
	edges, more, err := c.read(ctx, c.page)
	if err != nil {
		c.err = err
		return
	}
	// A cursor was made for an element, so on its other side there is something.
	behind := c.page.After != ""
	c.info = PageInfo{HasNextPage: more, HasPreviousPage: behind}
	if c.page.Reverse {
		slices.Reverse(edges)
		c.info = PageInfo{HasNextPage: behind, HasPreviousPage: more}
	}
	if n := len(edges); n > 0 {
		start, end := edges[0].cursor(), edges[n-1].cursor()
		c.info.StartCursor, c.info.EndCursor = &start, &end
	}
	c.edges = edges
}
