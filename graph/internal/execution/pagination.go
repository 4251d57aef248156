package execution

import (
	"context"

	"forumgraph/graph/internal/query"
	"forumgraph/graph/protocol"
	"forumgraph/store"
	"forumgraph/store/selection"
)

// pageArgs are a client's paging arguments; see the Relay specification.
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

// page returns the page that the arguments select. Walking backward is walking the reversed list forward, so last and
// before become First and After of a reversed page.
func (a pageArgs) page() (store.Page, error) {
	if (a.first != nil || a.after != nil) && (a.last != nil || a.before != nil) {
		return store.Page{}, protocol.ArgumentErrorf("a page is asked for by first and after, or by last and before, not by both")
	}
	name, size, cursor := "first", a.first, a.after
	reverse := a.last != nil || a.before != nil
	if reverse {
		name, size, cursor = "last", a.last, a.before
	}
	page := store.Page{First: query.DefaultPage, Reverse: reverse}
	if size != nil {
		if *size < 1 || *size > query.MaxPage {
			return store.Page{}, protocol.ArgumentErrorf("%s: %d is out of range; use 1 to %d", name, *size, query.MaxPage)
		}
		page.First = *size
	}
	if cursor != nil {
		page.After = store.Cursor(*cursor)
	}
	return page, nil
}

// Connection is a page of a list as the Relay specification defines it: edges of type E that lead to nodes of type N.
//
// It reads lazily: the page once for edges, nodes and pageInfo together, the length of the list only for totalCount.
// Not safe for concurrent use.
type Connection[N, E any] struct {
	page  store.Page
	read  func(context.Context, store.Page) (connectionPage[N, E], error)
	count func(context.Context) (int, error)
	tally func(context.Context, []selection.FacetField, int) ([]selection.Facet, error)

	isRead bool
	found  connectionPage[N, E]
	err    error
}

// connectionPage is a page in the form that a connection needs: the connection's fields make edges and nodes from it,
// in the direction of the walk.
type connectionPage[N, E any] struct {
	elements
	// load prepares the values that edge and node return.
	load func(context.Context) error
	node func(i int) N
	edge func(i int) E
}

// Edge leads to an element of a list and carries nothing else.
type Edge[N any] struct {
	Cursor string
	Node   N
}

// PageInfo says where a page is in its list. The cursors are nil if the page is empty.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     *string
	EndCursor       *string
}

// pages is a list that is read page by page in either direction.
type pages[T any] interface {
	page(context.Context, store.Page) (listPage[T], error)
	count(context.Context) (int, error)
}

// listPage is a page of a list. It loads its elements and makes its cursors lazily: many clients need only one of the
// two.
type listPage[T any] struct {
	elements
	items func(context.Context) ([]T, error)
}

// elements are the elements of a page before they are loaded: their number, the place of each in the list, and whether
// more follow.
type elements struct {
	len    int
	cursor func(i int) store.Cursor
	more   bool
}

// connect returns the page of l that the arguments select, with plain edges.
func connect[N any](l list[N], c criteria, args pageArgs) (*Connection[N, *Edge[N]], error) {
	node := func(n N) N { return n }
	edge := func(n N, c store.Cursor) *Edge[N] { return &Edge[N]{Cursor: string(c), Node: n} }
	return connectEdges(l, c, args, node, edge)
}

// connectEdges is connect for a list whose edges carry more: node returns the node of an element, and edge makes the
// edge from an element and its cursor.
func connectEdges[T, N, E any](l list[T], c criteria, args pageArgs, node func(T) N, edge func(T, store.Cursor) E) (*Connection[N, E], error) {
	ls := &listing[T]{list: l, criteria: c}
	connection, err := connectPages(ls, args, node, edge)
	if err == nil {
		connection.tally = ls.facets
	}
	return connection, err
}

// connectPages is connectEdges for a list without filter, order and facets.
func connectPages[T, N, E any](l pages[T], args pageArgs, node func(T) N, edge func(T, store.Cursor) E) (*Connection[N, E], error) {
	page, err := args.page()
	if err != nil {
		return nil, err
	}
	read := func(ctx context.Context, page store.Page) (connectionPage[N, E], error) {
		p, err := l.page(ctx, page)
		var items []T
		var loaded bool
		var failed error
		return connectionPage[N, E]{
			elements: p.elements,
			load: func(ctx context.Context) error {
				if !loaded {
					loaded = true
					items, failed = p.items(ctx)
				}
				return failed
			},
			node: func(i int) N { return node(items[i]) },
			edge: func(i int) E { return edge(items[i], p.cursor(i)) },
		}, err
	}
	return &Connection[N, E]{page: page, read: read, count: l.count}, nil
}

// Edges returns the edges of the page in the order of the list.
func (c *Connection[N, E]) Edges(ctx context.Context) ([]E, error) {
	return forEach(ctx, c, func(i int) E { return c.found.edge(i) })
}

// Nodes returns the elements of the page in the order of the list.
func (c *Connection[N, E]) Nodes(ctx context.Context) ([]N, error) {
	return forEach(ctx, c, func(i int) N { return c.found.node(i) })
}

// forEach returns of(i) for each element of the page, in the order of the list.
func forEach[N, E, T any](ctx context.Context, c *Connection[N, E], of func(i int) T) ([]T, error) {
	if err := c.fill(ctx); err != nil {
		return nil, err
	}
	if err := c.found.load(ctx); err != nil {
		return nil, err
	}
	all := make([]T, c.found.len)
	for i := range all {
		at := i
		if c.page.Reverse {
			at = len(all) - 1 - i
		}
		all[i] = of(at)
	}
	return all, nil
}

// PageInfo returns where the page is in its list.
func (c *Connection[N, E]) PageInfo(ctx context.Context) (*PageInfo, error) {
	if err := c.fill(ctx); err != nil {
		return nil, err
	}
	// A cursor names an element, so the list has something on the cursor's other side.
	behind := c.page.After != ""
	info := &PageInfo{HasNextPage: c.found.more, HasPreviousPage: behind}
	start, end := 0, c.found.len-1
	if c.page.Reverse {
		info.HasNextPage, info.HasPreviousPage = behind, c.found.more
		start, end = end, start
	}
	if c.found.len > 0 {
		first, last := string(c.found.cursor(start)), string(c.found.cursor(end))
		info.StartCursor, info.EndCursor = &first, &last
	}
	return info, nil
}

// TotalCount returns the length of the whole list.
func (c *Connection[N, E]) TotalCount(ctx context.Context) (int, error) { return c.count(ctx) }

// Facets counts the whole list by the values of the fields, and returns the first most frequent values of each.
func (c *Connection[N, E]) Facets(ctx context.Context, by []selection.FacetField, first int) ([]selection.Facet, error) {
	return c.tally(ctx, by, first)
}

// fill reads the page, once.
func (c *Connection[N, E]) fill(ctx context.Context) error {
	if !c.isRead {
		c.isRead = true
		c.found, c.err = c.read(ctx, c.page)
	}
	return c.err
}
