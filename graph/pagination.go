package graph

import (
	"context"
	"sync"

	"forumgraph/store"
	"forumgraph/store/selection"
)

// The default and the largest number of elements that one page of a connection returns.
const (
	defaultFirst = 20
	maxFirst     = 100
)

// pageArgs are the arguments by which a client asks for a page of a list, see the Relay specification.
type pageArgs struct {
	first  *int
	after  *string
	last   *int
	before *string
}

func (a *pageArgs) read(r *reader) {
	readOptional(r, "first", &a.first, readInt)
	readOptional(r, "after", &a.after, readString[string])
	readOptional(r, "last", &a.last, readInt)
	readOptional(r, "before", &a.before, readString[string])
}

// page returns the page that the arguments ask for. Walking backward is walking the reversed list forward, so last and
// before become First and After of a reversed page.
func (a pageArgs) page() (store.Page, error) {
	if (a.first != nil || a.after != nil) && (a.last != nil || a.before != nil) {
		return store.Page{}, argumentErrorf("a page is asked for by first and after, or by last and before, not by both")
	}
	name, size, cursor := "first", a.first, a.after
	reverse := a.last != nil || a.before != nil
	if reverse {
		name, size, cursor = "last", a.last, a.before
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
type Connection[N, E any] struct {
	page  store.Page
	read  func(context.Context, store.Page) (connectionPage[N, E], error)
	count func(context.Context) (int, error)
	tally func(context.Context, []selection.FacetField, int) ([]selection.Facet, error)

	once   sync.Once
	filled connectionPage[N, E]
	err    error
}

// connectionPage is a page as a connection shows it: each field makes of it what it needs, in the direction of the walk.
type connectionPage[N, E any] struct {
	len    int
	more   bool
	node   func(i int) N
	edge   func(i int) E
	cursor func(i int) store.Cursor
}

// Edge leads to an element of a list and carries nothing else.
type Edge[N any] struct {
	Cursor string
	Node   N
}

// PageInfo tells where a page stands in its list. The cursors are nil if the page is empty.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     *string
	EndCursor       *string
}

// connect returns the page of l that the arguments ask for, with plain edges.
func connect[N any](l list[N], n narrowing, args pageArgs) (*Connection[N, *Edge[N]], error) {
	node := func(n N) N { return n }
	edge := func(n N, c store.Cursor) *Edge[N] { return &Edge[N]{Cursor: string(c), Node: n} }
	return connectEdges(l, n, node, edge, args)
}

// connectEdges is connect for a list whose edges carry more: node returns what an element leads to, and edge makes the edge
// from an element and its cursor.
func connectEdges[T, N, E any](l list[T], n narrowing, node func(T) N, edge func(T, store.Cursor) E, args pageArgs) (*Connection[N, E], error) {
	page, err := args.page()
	if err != nil {
		return nil, err
	}
	l, tally := narrowed(l, n)
	read := func(ctx context.Context, page store.Page) (connectionPage[N, E], error) {
		p, err := l.page(ctx, page)
		return connectionPage[N, E]{
			len: len(p.items), more: p.more, cursor: p.cursor,
			node: func(i int) N { return node(p.items[i]) },
			edge: func(i int) E { return edge(p.items[i], p.cursor(i)) },
		}, err
	}
	return &Connection[N, E]{page: page, read: read, count: l.count, tally: tally}, nil
}

// Edges returns the edges of the page in the order of the list.
func (c *Connection[N, E]) Edges(ctx context.Context) ([]E, error) {
	c.fill(ctx)
	return forEach(c, c.filled.edge), c.err
}

// Nodes returns the elements of the page in the order of the list.
func (c *Connection[N, E]) Nodes(ctx context.Context) ([]N, error) {
	c.fill(ctx)
	return forEach(c, c.filled.node), c.err
}

// forEach returns what of has for each place of the page, in the order of the list.
func forEach[N, E, T any](c *Connection[N, E], of func(i int) T) []T {
	all := make([]T, c.filled.len)
	for i := range all {
		at := i
		if c.page.Reverse {
			at = len(all) - 1 - i
		}
		all[i] = of(at)
	}
	return all
}

// PageInfo returns where the page stands.
func (c *Connection[N, E]) PageInfo(ctx context.Context) (*PageInfo, error) {
	c.fill(ctx)
	if c.err != nil {
		return nil, c.err
	}
	// A cursor was made for an element, so on its other side there is something.
	behind := c.page.After != ""
	info := &PageInfo{HasNextPage: c.filled.more, HasPreviousPage: behind}
	start, end := 0, c.filled.len-1
	if c.page.Reverse {
		info.HasNextPage, info.HasPreviousPage = behind, c.filled.more
		start, end = end, start
	}
	if c.filled.len > 0 {
		first, last := string(c.filled.cursor(start)), string(c.filled.cursor(end))
		info.StartCursor, info.EndCursor = &first, &last
	}
	return info, nil
}

// TotalCount returns the length of the whole list.
func (c *Connection[N, E]) TotalCount(ctx context.Context) (int, error) { return c.count(ctx) }

// Facets returns the whole list counted by the values of the fields, the first most frequent of each.
func (c *Connection[N, E]) Facets(ctx context.Context, by []selection.FacetField, first int) ([]selection.Facet, error) {
	return c.tally(ctx, by, first)
}

// fill reads the page once.
func (c *Connection[N, E]) fill(ctx context.Context) {
	c.once.Do(func() {
		if c.filled, c.err = c.read(ctx, c.page); c.err != nil {
			c.filled.len = 0
		}
	})
}
