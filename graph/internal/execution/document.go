package execution

import (
	"context"
	"slices"

	"forumgraph/store"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// PassageState is how far a passage is coded.
type PassageState string

// The states of a passage.
const (
	PassageCited    PassageState = "CITED"
	PassageSetAside PassageState = "SET_ASIDE"
	PassageOpen     PassageState = "OPEN"
)

// partsOf lists the sections or passages of a source or section that nodes returns, in document order. The word called
// names the list in cursors.
func partsOf[N store.Node](called string, id store.ID, nodes func(*topology.Topology) topology.Nodes) list[N] {
	name := called + "/" + string(id)
	return list[N]{
		name:    name,
		cursors: selection.Cursors{Name: name},
		nodes:   func(_ context.Context, t *topology.Topology) (topology.Nodes, error) { return nodes(t), nil },
		order:   selection.ByPlace,
		items:   loadNodes[N],
	}
}

// childrenIn lists the parts of kind of a source or a section, in document order.
func childrenIn[N store.Node](called string, id store.ID, kind store.Kind) list[N] {
	return partsOf[N](called, id, func(t *topology.Topology) topology.Nodes {
		return t.OfKinds(neighbors(t, id, store.PartOf, store.In), kind)
	})
}

// sectionsIn lists the sections of a source, or those directly in a section, in document order.
func sectionsIn(id store.ID) list[*store.Section] {
	return childrenIn[*store.Section]("sections", id, store.KindSection)
}

// passagesIn lists the passages directly in a section, in document order.
func passagesIn(section store.ID) list[*store.Passage] {
	return childrenIn[*store.Passage]("passages", section, store.KindPassage)
}

// passagesOf lists the passages of a source in document order.
func passagesOf(source store.ID) list[*store.Passage] {
	l := partsOf[*store.Passage]("passages", source, func(t *topology.Topology) topology.Nodes {
		of, ok := t.Find(source)
		if !ok {
			return topology.Nodes{}
		}
		nodes := slices.Clone(t.InSource(store.KindPassage, of))
		slices.Sort(nodes)
		return topology.Listed(nodes)
	})
	l.former = func(c store.Cursor) (string, bool) { return formerPassage(source, c) }
	return l
}

// allSections lists the sections of all sources, source by source.
func allSections() list[*store.Section] {
	return list[*store.Section]{
		name:  "sections",
		nodes: allOf(store.KindSection),
		order: selection.ByDocument,
		items: loadNodes[*store.Section],
		former: func(c store.Cursor) (string, bool) {
			source, inner, ok := nested(c, "sections")
			if !ok {
				return "", false
			}
			place, err := inner.Key("sections/" + string(source))
			if err != nil {
				return "", false
			}
			return inDocuments(source, place)
		},
	}
}

// allPassages lists the passages of all sources, source by source.
func allPassages() list[*store.Passage] {
	return list[*store.Passage]{
		name:  "passages",
		nodes: allOf(store.KindPassage),
		order: selection.ByDocument,
		items: loadNodes[*store.Passage],
		former: func(c store.Cursor) (string, bool) {
			source, inner, ok := nested(c, "passages")
			if !ok {
				return "", false
			}
			place, ok := formerPassage(source, inner)
			if !ok {
				return "", false
			}
			return inDocuments(source, place)
		},
	}
}

// inState returns l with only the passages in state; nil keeps all.
func inState(l list[*store.Passage], state *PassageState) list[*store.Passage] {
	if state == nil {
		return l
	}
	all := l.nodes
	l.nodes = func(ctx context.Context, t *topology.Topology) (topology.Nodes, error) {
		nodes, err := all(ctx, t)
		if err != nil {
			return nodes, err
		}
		covered := t.Covered()
		var kept []topology.Number
		for n := range nodes.All() {
			if stateOf(t, n, covered.Has(n)) == *state {
				kept = append(kept, n)
			}
		}
		return topology.Listed(kept), nil
	}
	return l
}

// stateOf returns how far passage n is coded.
func stateOf(t *topology.Topology, n topology.Number, covered bool) PassageState {
	switch {
	case covered:
		return PassageCited
	case t.SetAside(n):
		return PassageSetAside
	}
	return PassageOpen
}
