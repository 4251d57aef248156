package selection

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"forumgraph/store"
	"forumgraph/store/internal/partial"
	"forumgraph/store/topology"
)

// Len returns the number of nodes.
func (l *List) Len() int { return l.nodes.Len() }

// All returns the nodes in order. The slice must not be changed.
func (l *List) All() []topology.Number {
	if l.isByNumber() {
		return l.nodes.List()
	}
	if l.sorted == nil {
		if l.sorted = l.inOrder(); l.sorted == nil {
			l.sorted = slices.Clone(l.nodes.List())
			slices.SortFunc(l.sorted, l.compare)
		}
	}
	return l.sorted
}

// isByNumber reports whether the order is by number, which is by ID.
func (l *List) isByNumber() bool { return l.ordering.Order == ByID || l.ordering.Order == "" }

// isByCount reports whether other nodes than those of the list decide its order.
func (l *List) isByCount() bool { return l.counts != nil }

// inOrder returns the nodes in order if they are all of a kind, or many of it, in its natural order; otherwise nil.
func (l *List) inOrder() []topology.Number {
	if l.Len() == 0 {
		return nil
	}
	t, first := l.selector.topology, l.nodes.At(0)
	kind := t.Kind(first)
	if t.Kind(l.nodes.At(l.Len()-1)) != kind {
		return nil
	}
	var all []topology.Number
	switch inDocument := kind == store.KindSection || kind == store.KindPassage; {
	case l.ordering.Order == ByEvent && kind == store.KindSession, l.ordering.Order == ByDocument && inDocument:
		all = t.InOrder(kind)
	case l.ordering.Order == ByPlace && inDocument:
		all = t.InSource(kind, t.CitedAt(first).Source)
	}
	const many = 4 // from this fraction of all on, picking out is faster than sorting
	if l.Len() == len(all) {
		return all
	}
	if l.Len() < len(all)/many || l.Len() > len(all) {
		return nil
	}
	set := t.SetOfNodes(l.nodes)
	nodes := make([]topology.Number, 0, l.Len())
	for _, n := range all {
		if set.Has(n) {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// Page returns a page of the nodes, in the direction of the walk, and whether more follow. If the node of the cursor
// has left the list, the page starts after its place.
//
// Errors: store.ErrInvalidCursor; store.ErrStaleCursor in the orders STATEMENTS and VOICES.
func (l *List) Page(page store.Page) (nodes []topology.Number, more bool, err error) {
	after, err := page.After.Key(l.cursors.Name)
	if err != nil {
		return nil, false, err
	}
	at, seen := 0, false
	if after != "" {
		place, ok := strings.CutPrefix(after, l.cursors.Prefix)
		if ok && l.isByNumber() {
			_, err := store.ParseID(place)
			ok = err == nil
		}
		if !ok {
			return nil, false, fmt.Errorf("cursor %.60q: no place of this list in it: %w", page.After, store.ErrInvalidCursor)
		}
		if l.isByCount() {
			if place, err = store.PlaceAt(place, l.selector.topology.Version()); err != nil {
				return nil, false, err
			}
		}
		at, seen = l.search(place)
	}
	from, to, more := page.Range(l.Len(), at, seen)
	if after == "" && !l.isByNumber() {
		return l.first(to-from, page.Reverse), more, nil
	}
	nodes = make([]topology.Number, to-from)
	for i := range nodes {
		if page.Reverse {
			nodes[i] = l.at(to - 1 - i)
		} else {
			nodes[i] = l.at(from + i)
		}
	}
	return nodes, more, nil
}

// Cursor returns the cursor of node n, which must be in the list.
func (l *List) Cursor(n topology.Number) store.Cursor { return l.CursorAt(l.key(n)) }

// CursorAt returns the cursor of a place: what a cursor holds after the prefix.
func (l *List) CursorAt(place string) store.Cursor {
	if l.isByCount() {
		place = store.AtVersion(place, l.selector.topology.Version())
	}
	return store.NewCursor(l.cursors.Name, l.cursors.Prefix+place)
}

// at returns the i-th node in order.
func (l *List) at(i int) topology.Number {
	if l.isByNumber() {
		return l.nodes.At(i)
	}
	return l.All()[i]
}

// search returns the index of a place in the order, and whether a node has it.
func (l *List) search(place string) (int, bool) {
	return sort.Find(l.Len(), func(i int) int { return cmp.Compare(place, l.key(l.at(i))) })
}

// first returns the first k nodes or, with reverse, the last k from the end. Most pages are first pages: they are
// selected without sorting the list.
func (l *List) first(k int, reverse bool) []topology.Number {
	if l.sorted == nil {
		l.sorted = l.inOrder()
	}
	if l.sorted != nil {
		if !reverse {
			return l.sorted[:k]
		}
		nodes := slices.Clone(l.sorted[len(l.sorted)-k:])
		slices.Reverse(nodes)
		return nodes
	}
	compare := l.compare
	if reverse {
		compare = func(a, b topology.Number) int { return l.compare(b, a) }
	}
	nodes := slices.Clone(l.nodes.List())
	partial.Sort(nodes, k, compare)
	return nodes[:k]
}
