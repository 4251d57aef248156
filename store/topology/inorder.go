package topology

import (
	"cmp"
	"slices"
	"sort"
	"sync"

	"forumgraph/store"
)

// InOrder returns all nodes of a kind in their natural order: sessions as in the program of their event, event by
// event; sections and passages as in the document, source by source; other kinds by ID. The slice is shared: do not
// change it.
//
// The order is computed on first use and kept, so that a page of a list costs only the page.
func (t *Topology) InOrder(kind store.Kind) []Number {
	t.kept.mu.Lock()
	defer t.kept.mu.Unlock()
	if made, ok := t.kept.orders[kind]; ok {
		return made
	}
	nodes := t.AllOf(kind).List()
	switch kind {
	case store.KindSession:
		slices.SortFunc(nodes, t.CompareEventOrder)
	case store.KindSection, store.KindPassage:
		slices.SortFunc(nodes, func(a, b Number) int { return cmp.Or(t.CitedAt(a).Compare(t.CitedAt(b)), cmp.Compare(a, b)) })
	}
	if t.kept.orders == nil {
		t.kept.orders = make(map[store.Kind][]Number)
	}
	t.kept.orders[kind] = nodes
	return nodes
}

// InSource returns the sections or the passages of a source in document order: a slice of [Topology.InOrder].
func (t *Topology) InSource(kind store.Kind, source Number) []Number {
	all := t.InOrder(kind)
	at := func(of Number) int {
		return sort.Search(len(all), func(i int) bool { return t.CitedAt(all[i]).Source >= of })
	}
	return all[at(source):at(source+1)]
}

// Covered returns the passages that are coded, by the rule of [store.Coverage.Add]. The set is shared: do not change
// it. It is computed on first use and kept.
func (t *Topology) Covered() Set {
	t.kept.mu.Lock()
	defer t.kept.mu.Unlock()
	if t.kept.covered == nil {
		t.kept.covered = t.NewSet()
		kinds := store.PassageKinds()
		cites, _ := WayOf(store.Cites, store.In)
		for n := range t.Of(store.KindPassage) {
			p := store.Passage{Kind: kinds[t.passage(n)&^setAside]}
			if slices.ContainsFunc(t.Along(n, cites).Nodes(), func(by Number) bool { return p.Covers(t.Kind(by)) }) {
				t.kept.covered.Add(n)
			}
		}
	}
	return t.kept.covered
}

// kept holds what a topology computes on first use.
type kept struct {
	mu      sync.Mutex
	orders  map[store.Kind][]Number
	covered Set
}

// CompareEventOrder orders sessions by their event, then by their position in it, then by number.
func (t *Topology) CompareEventOrder(a, b Number) int {
	eventA, atA := t.EventOrder(a)
	eventB, atB := t.EventOrder(b)
	return cmp.Or(cmp.Compare(eventA, eventB), cmp.Compare(atA, atB), cmp.Compare(a, b))
}
