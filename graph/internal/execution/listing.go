package execution

import (
	"context"
	"slices"

	"forumgraph/graph/internal/query"
	"forumgraph/graph/protocol"
	"forumgraph/store"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// criteria is a client's filter and order for a list. At most one filter is set; which one depends on the list.
type criteria struct {
	nodes      *selection.NodeFilter
	statements *selection.StatementFilter
	order      *selection.Order
}

func byNodes(f *selection.NodeFilter, o *selection.Order) criteria {
	return criteria{nodes: f, order: o}
}

func byStatements(f *selection.StatementFilter, o *selection.Order) criteria {
	return criteria{statements: f, order: o}
}

// listing is a list as one field selects it. The selection is made once, when the page, the count or the facets first
// need it.
type listing[T any] struct {
	list     list[T]
	criteria criteria

	topology   *topology.Topology // nil until selected
	selector   *selection.Selector
	nodes      topology.Nodes
	statements topology.Set // tying statements that the filter admits; nil for all
	inOrder    *selection.List
	err        error
}

// count returns the length of the list.
func (ls *listing[T]) count(ctx context.Context) (int, error) {
	err := ls.prepare(ctx)
	return ls.nodes.Len(), err
}

// prepare selects the nodes, once.
func (ls *listing[T]) prepare(ctx context.Context) error {
	if ls.topology == nil && ls.err == nil {
		ls.err = ls.selectNodes(ctx)
	}
	return ls.err
}

func (ls *listing[T]) selectNodes(ctx context.Context) error {
	t, err := topologyOf(ctx)
	if err != nil {
		return err
	}
	ls.selector = selection.New(t, requestOf(ctx).words.match).Remembering(&requestOf(ctx).memo)
	if ls.list.among != nil {
		ls.selector = ls.selector.Among(func() topology.Set { return ls.list.among(t) }, ls.list.through)
	}
	nodes, err := ls.list.nodes(ctx, t)
	if err != nil {
		return err
	}
	switch {
	case ls.criteria.nodes != nil:
		if nodes, err = ls.selector.Nodes(ctx, nodes, ls.criteria.nodes); err != nil {
			return err
		}
		if of := ls.criteria.nodes.Statements; of != nil {
			if ls.statements, err = ls.selector.Statements(ctx, of); err != nil {
				return err
			}
		}
	case ls.criteria.statements != nil:
		if nodes, err = ls.selector.StatementsIn(ctx, nodes, ls.criteria.statements); err != nil {
			return err
		}
	}
	ls.topology, ls.nodes = t, nodes
	return nil
}

// ordered returns the selected nodes in order.
func (ls *listing[T]) ordered(ctx context.Context) (*selection.List, error) {
	if err := ls.prepare(ctx); err != nil || ls.inOrder != nil {
		return ls.inOrder, err
	}
	o := selection.Ordering{Order: ls.list.order, Lang: langOf(ctx, nil), Statements: ls.statements}
	if ls.criteria.order != nil {
		o.Order = *ls.criteria.order
	}
	// An edge's weight is the number of its statements; a filter on statements counts only those it admits.
	if ls.list.weight != nil && ls.statements == nil {
		o.Weight = ls.list.weight(ls.topology)
	}
	cursors := ls.list.cursors
	if cursors == (selection.Cursors{}) || ls.criteria != (criteria{}) {
		cursors = o.Cursors(ls.list.name)
	}
	ls.inOrder, ls.err = ls.selector.List(ctx, cursors, ls.nodes, o)
	return ls.inOrder, ls.err
}

// page returns a page of the list.
func (ls *listing[T]) page(ctx context.Context, page store.Page) (listPage[T], error) {
	ordered, err := ls.ordered(ctx)
	if err != nil {
		return listPage[T]{}, err
	}
	if ls.list.former != nil && ls.criteria == (criteria{}) {
		if place, ok := ls.list.former(page.After); ok {
			page.After = ordered.CursorAt(place)
		}
	}
	nodes, more, err := ordered.Page(page)
	if err != nil {
		return listPage[T]{}, err
	}
	return listPage[T]{
		elements: elements{len(nodes), func(i int) store.Cursor { return ordered.Cursor(nodes[i]) }, more},
		items:    func(ctx context.Context) ([]T, error) { return ls.list.items(ctx, ls.topology, nodes) },
	}, nil
}

// facets counts the selected nodes by the values of the fields.
func (ls *listing[T]) facets(ctx context.Context, by []selection.FacetField, first int) ([]selection.Facet, error) {
	if first < 1 || first > query.MaxPage {
		return nil, protocol.ArgumentErrorf("first: %d is out of range; use 1 to %d", first, query.MaxPage)
	}
	if err := ls.prepare(ctx); err != nil {
		return nil, err
	}
	facets := make([]selection.Facet, len(by))
	for i, field := range by {
		if slices.Contains(by[:i], field) {
			return nil, protocol.ArgumentErrorf("by: %s is named twice; name each field once", field)
		}
	}
	for i, field := range by {
		var err error
		if facets[i], err = ls.selector.Facet(ctx, ls.nodes, ls.statements, field, first); err != nil {
			return nil, err
		}
		for _, v := range facets[i].Values {
			if v.Node != "" {
				requestOf(ctx).loader.want(v.Node)
			}
		}
	}
	return facets, nil
}
