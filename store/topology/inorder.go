package topology

import (
	"cmp"
	"slices"
	"sync"

	"forumgraph/store"
)

// InOrder returns all nodes of a kind in the order that they come in: sessions as in the program of their event, one event
// after the other; sections and passages as in the document, one source after the other; other kinds by ID. The slice is the
// topology's own: do not change it.
//
// The order is made when it is first asked for, and kept: a page of a list then costs what the page costs.
func (t *Topology) InOrder(kind store.Kind) []Number {
	t.inOrder.mu.Lock()
	defer t.inOrder.mu.Unlock()
	if made, ok := t.inOrder.of[kind]; ok {
		return made
	}
	nodes := t.AllOf(kind).List()
	switch kind {
	case store.KindSession:
		slices.SortFunc(nodes, t.CompareEventOrder)
	case store.KindSection, store.KindPassage:
		slices.SortFunc(nodes, func(a, b Number) int { return cmp.Or(t.Place(a).Compare(t.Place(b)), cmp.Compare(a, b)) })
	}
	if t.inOrder.of == nil {
		t.inOrder.of = make(map[store.Kind][]Number)
	}
	t.inOrder.of[kind] = nodes
	return nodes
}

// orders are the results of [Topology.InOrder].
type orders struct {
	mu sync.Mutex
	of map[store.Kind][]Number
}

// CompareEventOrder orders sessions by their event, then by their place in it, then by number.
func (t *Topology) CompareEventOrder(a, b Number) int {
	eventA, atA := t.EventOrder(a)
	eventB, atB := t.EventOrder(b)
	return cmp.Or(cmp.Compare(eventA, eventB), cmp.Compare(atA, atB), cmp.Compare(a, b))
}
