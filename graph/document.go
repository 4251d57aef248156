package graph

import (
	"context"
	"fmt"

	"forumgraph/store"
)

// PassageState says how far a passage is coded.
type PassageState string

// The states of a passage.
const (
	PassageCited    PassageState = "CITED"
	PassageSetAside PassageState = "SET_ASIDE"
	PassageOpen     PassageState = "OPEN"
)

// byPlace is a key that sorts by a place from 1, then by ID.
func byPlace(order int, id store.ID) string { return fmt.Sprintf("%010d %s", order, id) }

// sectionsIn lists the sections that are parts of a source or a section, in document order.
func sectionsIn(id store.ID) list[*store.Section] {
	read := neighborsOf[*store.Section](id, store.In, store.PartOf, store.KindSection).all
	return sorted("sections/"+string(id), read, func(s *store.Section) string { return byPlace(s.Order, s.ID) })
}

// passagesIn lists the passages directly in a section, in document order.
func passagesIn(section store.ID) list[*store.Passage] {
	read := neighborsOf[*store.Passage](section, store.In, store.PartOf, store.KindPassage).all
	return sorted("passages/"+string(section), read, func(p *store.Passage) string { return byPlace(p.Order, p.ID) })
}

// passagesOf lists the passages of a source in document order.
func passagesOf(source store.ID) list[*store.Passage] {
	return nested("passages/"+string(source), sectionsIn(source), passagesIn)
}

// allSections lists the sections of all sources, one source after the other.
func allSections() list[*store.Section] {
	l := nested("sections", nodesOf[*store.Source](store.KindSource), sectionsIn)
	l.count = nodesOf[*store.Section](store.KindSection).count
	return l
}

// allPassages lists the passages of all sources, one source after the other.
func allPassages() list[*store.Passage] {
	l := nested("passages", nodesOf[*store.Source](store.KindSource), passagesOf)
	l.count = nodesOf[*store.Passage](store.KindPassage).count
	return l
}

// inState is l without the passages that are not in state; nil keeps all.
func inState(l list[*store.Passage], state *PassageState) list[*store.Passage] {
	if state == nil {
		return l
	}
	return filtered(l, func(ctx context.Context, p *store.Passage) (bool, error) {
		got, err := stateOf(ctx, p)
		return got == *state, err
	})
}

// allPassagesIn is inState of all passages. Its length is among the store's own counts.
func allPassagesIn(state *PassageState) list[*store.Passage] {
	l := inState(allPassages(), state)
	if state == nil {
		return l
	}
	l.count = func(ctx context.Context) (int, error) {
		stats, err := snapshotOf(ctx).Stats(ctx)
		switch *state {
		case PassageCited:
			return stats.Coverage.Cited, err
		case PassageSetAside:
			return stats.Coverage.SetAside, err
		default:
			return stats.Coverage.Open, err
		}
	}
	return l
}

// stateOf returns how far p is coded, by the rule of [store.Coverage.Add].
func stateOf(ctx context.Context, p *store.Passage) (PassageState, error) {
	var kinds []store.Kind
	for _, k := range store.Kinds() {
		if p.Covers(k) {
			kinds = append(kinds, k)
		}
	}
	filter := store.EdgeFilter{Types: []store.EdgeType{store.Cites}, Direction: store.In, Kinds: kinds}
	switch n, err := snapshotOf(ctx).Degree(ctx, p.ID, filter); {
	case err != nil:
		return "", err
	case n > 0:
		return PassageCited, nil
	case p.SetAside != nil:
		return PassageSetAside, nil
	}
	return PassageOpen, nil
}
