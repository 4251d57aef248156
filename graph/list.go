package graph

import (
	"cmp"
	"context"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// list is one list of the graph, read page by page in either direction.
type list[T any] struct {
	page  func(context.Context, store.Page) (listPage[T], error)
	count func(context.Context) (int, error)
	// base is the list as filters, orders and facets see it; nil if they do not apply to it.
	base *base[T]
}

// listPage is a page of a list. cursor(i) is the place of items[i]; more is whether the walk goes on.
//
// Cursors are made when they are asked for: most clients ask for none, and one takes as long to make as its element takes
// to find.
type listPage[T any] struct {
	items  []T
	cursor func(i int) store.Cursor
	more   bool
}

// made returns the cursors of a page that has them already.
func made(cursors []store.Cursor) func(int) store.Cursor {
	return func(i int) store.Cursor { return cursors[i] }
}

// cut returns the first n elements of p.
func (p listPage[T]) cut(n int) listPage[T] {
	if len(p.items) <= n {
		return p
	}
	return listPage[T]{items: p.items[:n], cursor: p.cursor, more: true}
}

// all returns every element of the list in order.
func (l list[T]) all(ctx context.Context) ([]T, error) {
	var items []T
	next := store.Page{First: store.MaxPage}
	for {
		p, err := l.page(ctx, next)
		if err != nil {
			return nil, err
		}
		items = append(items, p.items...)
		if !p.more {
			return items, nil
		}
		next.After = p.cursor(len(p.items) - 1)
	}
}

// nodesOf lists the nodes of kind, which is that of N, by ID.
func nodesOf[N store.Node](kind store.Kind) list[N] {
	return list[N]{
		page: func(ctx context.Context, page store.Page) (listPage[N], error) {
			p, err := snapshotOf(ctx).List(ctx, kind, store.ByID, page)
			if err != nil {
				return listPage[N]{}, err
			}
			requestOf(ctx).loader.add(p.Nodes...)
			nodes := make([]N, len(p.Nodes))
			for i, n := range p.Nodes {
				nodes[i] = n.(N)
			}
			return listPage[N]{nodes, made(p.Cursors), p.More}, nil
		},
		count: func(ctx context.Context) (int, error) { return countKind(ctx, kind) },
		base:  ofKinds[N](kind.Prefix(), kind),
	}
}

func countKind(ctx context.Context, kind store.Kind) (int, error) {
	stats, err := snapshotOf(ctx).Stats(ctx)
	return stats.Nodes[kind], err
}

// mapped is l with each page of elements converted together.
func mapped[A, B any](l list[A], convert func(context.Context, []A) ([]B, error)) list[B] {
	return list[B]{
		page: func(ctx context.Context, page store.Page) (listPage[B], error) {
			p, err := l.page(ctx, page)
			if err != nil {
				return listPage[B]{}, err
			}
			items, err := convert(ctx, p.items)
			return listPage[B]{items, p.cursor, p.more}, err
		},
		count: l.count,
		base:  converted(l.base, convert),
	}
}

// converted is b with its elements converted together.
func converted[A, B any](b *base[A], convert func(context.Context, []A) ([]B, error)) *base[B] {
	if b == nil {
		return nil
	}
	return &base[B]{
		name: b.name, nodes: b.nodes, among: b.among, through: b.through, weight: b.weight,
		items: func(ctx context.Context, t *topology.Topology, nodes []topology.Number) ([]B, error) {
			items, err := b.items(ctx, t, nodes)
			if err != nil {
				return nil, err
			}
			return convert(ctx, items)
		},
	}
}

// idList lists the nodes of type N whose IDs read returns, which ascend and are distinct; name names the list in its cursors.
// It suits lists that one record or one edge holds: all IDs are read for each page, and the nodes of the page alone.
func idList[N store.Node](name string, read func(context.Context) ([]store.ID, error)) list[N] {
	return list[N]{
		page: func(ctx context.Context, page store.Page) (listPage[N], error) {
			after, err := page.After.Key(name)
			if err != nil {
				return listPage[N]{}, err
			}
			ids, err := read(ctx)
			if err != nil {
				return listPage[N]{}, err
			}
			ids, more := pageOfIDs(ids, store.ID(after), page)
			items, err := load[N](ctx, ids)
			return listPage[N]{items, func(i int) store.Cursor { return store.NewCursor(name, string(ids[i])) }, more}, err
		},
		count: func(ctx context.Context) (int, error) {
			ids, err := read(ctx)
			return len(ids), err
		},
		base: ofIDs[N](name, read),
	}
}

// pageOfIDs returns the part of ascending IDs that a page asks for, in the direction of its walk, and whether that goes on.
func pageOfIDs(ids []store.ID, after store.ID, page store.Page) ([]store.ID, bool) {
	if page.Reverse {
		if after != "" {
			end, _ := slices.BinarySearch(ids, after)
			ids = ids[:end]
		}
		more := len(ids) > page.Size()
		ids = slices.Clone(ids[max(0, len(ids)-page.Size()):])
		slices.Reverse(ids)
		return ids, more
	}
	if after != "" {
		from, seen := slices.BinarySearch(ids, after)
		if seen {
			from++
		}
		ids = ids[from:]
	}
	return ids[:min(len(ids), page.Size())], len(ids) > page.Size()
}

// filtered is l without the elements that keep refuses. A page and the count read as much of l as it takes.
func filtered[T any](l list[T], keep func(context.Context, T) (bool, error)) list[T] {
	return list[T]{
		page: func(ctx context.Context, page store.Page) (listPage[T], error) {
			size := page.Size()
			page.First = max(size, maxFirst)
			var kept listPage[T]
			var cursors []store.Cursor
			for {
				p, err := l.page(ctx, page)
				if err != nil {
					return listPage[T]{}, err
				}
				for i, item := range p.items {
					ok, err := keep(ctx, item)
					if err != nil {
						return listPage[T]{}, err
					}
					if ok {
						kept.items, cursors = append(kept.items, item), append(cursors, p.cursor(i))
					}
				}
				// One more than the page holds tells whether the list goes on.
				if !p.more || len(kept.items) > size {
					kept.cursor = made(cursors)
					return kept.cut(size), nil
				}
				page.After = p.cursor(len(p.items) - 1)
			}
		},
		count: func(ctx context.Context) (int, error) {
			items, err := l.all(ctx)
			if err != nil {
				return 0, err
			}
			kept := 0
			for _, item := range items {
				ok, err := keep(ctx, item)
				if err != nil {
					return 0, err
				}
				if ok {
					kept++
				}
			}
			return kept, nil
		},
	}
}

// sorted lists what read returns by key, which must be unique; name names the list in its cursors. Everything is read
// for each page, so it suits lists that are short by nature.
func sorted[T any](name string, read func(context.Context) ([]T, error), key func(T) string) list[T] {
	return list[T]{
		page: func(ctx context.Context, page store.Page) (listPage[T], error) {
			after, err := page.After.Key(name)
			if err != nil {
				return listPage[T]{}, err
			}
			items, err := read(ctx)
			if err != nil {
				return listPage[T]{}, err
			}
			items = slices.Clone(items)
			slices.SortFunc(items, func(a, b T) int { return cmp.Compare(key(a), key(b)) })
			from := 0
			if page.Reverse {
				slices.Reverse(items)
				from = slices.IndexFunc(items, func(item T) bool { return after == "" || key(item) < after })
			} else {
				from = slices.IndexFunc(items, func(item T) bool { return key(item) > after })
			}
			if from < 0 {
				return listPage[T]{}, nil
			}
			p := listPage[T]{items: items[from:], cursor: func(i int) store.Cursor { return store.NewCursor(name, key(items[from+i])) }}
			return p.cut(page.Size()), nil
		},
		count: func(ctx context.Context) (int, error) {
			items, err := read(ctx)
			return len(items), err
		},
	}
}
