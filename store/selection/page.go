package selection

import (
	"cmp"
	"slices"

	"forumgraph/store"
	"forumgraph/store/internal/partial"
	"forumgraph/store/topology"
)

// Len returns the number of nodes.
func (l *List) Len() int { return len(l.nodes) }

// All returns the nodes in order. The slice is the list's own.
func (l *List) All() []topology.Number {
	if l.isByNumber() {
		return l.nodes
	}
	l.sorting.Do(func() {
		l.sorted = slices.Clone(l.nodes)
		slices.SortFunc(l.sorted, l.compare)
	})
	return l.sorted
}

// isByNumber reports whether the order is that of numbers, which ascend as IDs do.
func (l *List) isByNumber() bool { return l.ordering.Order == ByID || l.ordering.Order == "" }

// Page returns a page of the nodes, in the direction of the walk, and whether the walk goes on.
//
// Errors: store.ErrInvalidCursor.
func (l *List) Page(page store.Page) (nodes []topology.Number, more bool, err error) {
	after, err := page.After.Key(l.name)
	if err != nil {
		return nil, false, err
	}
	if after == "" {
		nodes = l.first(page.Size()+1, page.Reverse)
	} else {
		nodes = l.after(after, page.Reverse)
		if page.Reverse {
			nodes = slices.Clone(nodes[max(0, len(nodes)-page.Size()-1):])
			slices.Reverse(nodes)
		}
	}
	if more = len(nodes) > page.Size(); more {
		nodes = nodes[:page.Size()]
	}
	return nodes, more, nil
}

// Cursor returns the cursor of node n, which is in the list.
func (l *List) Cursor(n topology.Number) store.Cursor { return store.NewCursor(l.name, l.key(n)) }

// after returns the nodes behind a place in order or, with reverse, those before it, in the order of the list.
func (l *List) after(place string, reverse bool) []topology.Number {
	all := l.All()
	at, seen := slices.BinarySearchFunc(all, place, func(n topology.Number, key string) int { return cmp.Compare(l.key(n), key) })
	switch {
	case reverse:
		return all[:at]
	case seen:
		at++
	}
	return all[at:]
}

// first returns the first k nodes or, with reverse, the last k from the end. Most pages are first ones: they are chosen out
// of the whole without ordering it.
func (l *List) first(k int, reverse bool) []topology.Number {
	k = min(k, len(l.nodes))
	compare := l.compare
	if reverse {
		compare = func(a, b topology.Number) int { return l.compare(b, a) }
	}
	switch {
	case l.isByNumber() && !reverse:
		return l.nodes[:k]
	case l.isByNumber():
		nodes := slices.Clone(l.nodes[len(l.nodes)-k:])
		slices.Reverse(nodes)
		return nodes
	}
	nodes := slices.Clone(l.nodes)
	partial.Sort(nodes, k, compare)
	return nodes[:k]
}
