package graph

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"forumgraph/store"
)

// inTurn lists the elements of several lists, one list after the other.
func inTurn[T any](lists ...list[T]) list[T] {
	const name = "in-turn"
	return list[T]{
		page: func(ctx context.Context, page store.Page) (listPage[T], error) {
			size := joinedSize(page)
			at, step := 0, 1
			if page.Reverse {
				at, step = len(lists)-1, -1
			}
			key, err := page.After.Key(name)
			if err != nil {
				return listPage[T]{}, err
			}
			if key != "" {
				which, inner, _ := strings.Cut(key, "/")
				if at, err = strconv.Atoi(which); err != nil || at < 0 || at >= len(lists) {
					return listPage[T]{}, store.ErrInvalidCursor
				}
				page.After = store.Cursor(inner)
			}
			var joined listPage[T]
			var cursors []store.Cursor
			for ; at >= 0 && at < len(lists) && len(joined.items) <= size; at += step {
				page.First = size + 1 - len(joined.items)
				p, err := lists[at].page(ctx, page)
				if err != nil {
					return listPage[T]{}, err
				}
				joined.items = append(joined.items, p.items...)
				for i := range p.items {
					cursors = append(cursors, store.NewCursor(name, strconv.Itoa(at)+"/"+string(p.cursor(i))))
				}
				page.After = ""
			}
			joined.cursor = made(cursors)
			return joined.cut(size), nil
		},
		count: func(ctx context.Context) (int, error) {
			sum := 0
			for _, l := range lists {
				n, err := l.count(ctx)
				if err != nil {
					return 0, err
				}
				sum += n
			}
			return sum, nil
		},
	}
}

// joinedSize returns the size of a page that is joined from pages of other lists. It leaves room in those for the one
// element more that tells whether the walk goes on.
func joinedSize(page store.Page) int { return min(page.Size(), store.MaxPage-1) }

// nested lists the elements of the inner list of each outer node, one outer node after the other; name names the list in
// its cursors. Outer nodes are read as the walk reaches them.
func nested[O store.Node, T any](name string, outer list[O], inner func(store.ID) list[T]) list[T] {
	return list[T]{
		page: func(ctx context.Context, page store.Page) (listPage[T], error) {
			key, err := page.After.Key(name)
			if err != nil {
				return listPage[T]{}, err
			}
			size := joinedSize(page)
			var joined listPage[T]
			var cursors []store.Cursor
			add := func(id store.ID, at, after store.Cursor) error {
				p, err := inner(id).page(ctx, store.Page{First: size + 1 - len(joined.items), After: after, Reverse: page.Reverse})
				joined.items = append(joined.items, p.items...)
				for i := range p.items {
					cursors = append(cursors, store.NewCursor(name, string(at)+"|"+string(id)+"|"+string(p.cursor(i))))
				}
				return err
			}
			next := store.Page{First: size, Reverse: page.Reverse}
			if key != "" {
				parts := strings.Split(key, "|")
				if len(parts) != 3 {
					return listPage[T]{}, store.ErrInvalidCursor
				}
				next.After = store.Cursor(parts[0])
				// The node may be gone since; the walk then goes on with the one after it.
				err := add(store.ID(parts[1]), next.After, store.Cursor(parts[2]))
				if err != nil && !errors.Is(err, store.ErrNotFound) {
					return listPage[T]{}, err
				}
			}
			for len(joined.items) <= size {
				p, err := outer.page(ctx, next)
				if err != nil {
					return listPage[T]{}, err
				}
				for i, o := range p.items {
					if err := add(o.Base().ID, p.cursor(i), ""); err != nil {
						return listPage[T]{}, err
					}
					if len(joined.items) > size {
						break
					}
				}
				if !p.more {
					break
				}
				next.After = p.cursor(len(p.items) - 1)
			}
			joined.cursor = made(cursors)
			return joined.cut(size), nil
		},
		count: func(ctx context.Context) (int, error) {
			nodes, err := outer.all(ctx)
			if err != nil {
				return 0, err
			}
			sum := 0
			for _, o := range nodes {
				n, err := inner(o.Base().ID).count(ctx)
				if err != nil {
					return 0, err
				}
				sum += n
			}
			return sum, nil
		},
	}
}
