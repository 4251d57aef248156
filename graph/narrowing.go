package graph

import (
	"context"
	"slices"
	"sync"

	"forumgraph/store"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// narrowing is what a client asks of a list besides a page: at most one of the filters is set, by the kind of list.
type narrowing struct {
	nodes      *selection.NodeFilter
	statements *selection.StatementFilter
	order      *selection.Order
}

func byNodes(f *selection.NodeFilter, o *selection.Order) narrowing {
	return narrowing{nodes: f, order: o}
}

func byStatements(f *selection.StatementFilter, o *selection.Order) narrowing {
	return narrowing{statements: f, order: o}
}

// isNone reports whether the list is asked for as it is.
func (n narrowing) isNone() bool { return n.nodes == nil && n.statements == nil && n.order == nil }

// narrowed is l as the client asks for it. Without a filter and an order it is read as usual, without the topology; facets
// need that in any case.
func narrowed[T any](l list[T], n narrowing) (list[T], func(context.Context, []selection.FacetField, int) ([]selection.Facet, error)) {
	c := &chosen[T]{base: l.base, narrowing: n}
	if n.isNone() {
		return l, c.facets
	}
	return c.asList(), c.facets
}

// chosen is what a narrowing chooses from a base. The choice is made once for the page, the count and the facets of one
// connection.
type chosen[T any] struct {
	base      *base[T]
	narrowing narrowing

	once       sync.Once
	topology   *topology.Topology
	selector   *selection.Selector
	nodes      topology.Nodes
	statements topology.Set // of those that tie, the ones that the filter admits; nil for all
	err        error

	ordered sync.Once
	inOrder *selection.List
	listErr error
}

// asList is the list of what is chosen.
func (c *chosen[T]) asList() list[T] { return list[T]{page: c.page, count: c.count, base: c.base} }

func (c *chosen[T]) count(ctx context.Context) (int, error) {
	if err := c.choose(ctx); err != nil {
		return 0, err
	}
	return c.nodes.Len(), nil
}

func (c *chosen[T]) choose(ctx context.Context) error {
	c.once.Do(func() { c.err = c.chooseOnce(ctx) })
	return c.err
}

func (c *chosen[T]) chooseOnce(ctx context.Context) (err error) {
	if c.topology, err = topologyOf(ctx); err != nil {
		return err
	}
	c.selector = selection.New(c.topology, requestOf(ctx).words.match).Remembering(&requestOf(ctx).memo)
	if c.base.among != nil {
		c.selector = c.selector.Among(func() topology.Set { return c.base.among(c.topology) }, c.base.through)
	}
	if c.nodes, err = c.base.nodes(ctx, c.topology); err != nil {
		return err
	}
	switch {
	case c.narrowing.nodes != nil:
		if c.nodes, err = c.selector.Nodes(ctx, c.nodes, c.narrowing.nodes); err != nil {
			return err
		}
		if of := c.narrowing.nodes.Statements; of != nil {
			c.statements, err = c.selector.Statements(ctx, of)
		}
	case c.narrowing.statements != nil:
		c.nodes, err = c.selector.StatementsIn(ctx, c.nodes, c.narrowing.statements)
	}
	return err
}

// list returns the chosen nodes in order.
func (c *chosen[T]) list(ctx context.Context) (*selection.List, error) {
	c.ordered.Do(func() {
		if c.listErr = c.choose(ctx); c.listErr != nil {
			return
		}
		o := selection.Ordering{Order: c.base.order, Lang: langOf(ctx, nil), Statements: c.statements}
		if c.narrowing.order != nil {
			o.Order = *c.narrowing.order
		}
		// An edge weighs what its support weighs; with a filter on statements, only those of them count that it admits.
		if c.base.weight != nil && c.statements == nil {
			o.Weight = c.base.weight(c.topology)
		}
		c.inOrder, c.listErr = c.selector.List(ctx, c.base.name, c.nodes, o)
	})
	return c.inOrder, c.listErr
}

func (c *chosen[T]) page(ctx context.Context, page store.Page) (listPage[T], error) {
	list, err := c.list(ctx)
	if err != nil {
		return listPage[T]{}, err
	}
	nodes, more, err := list.Page(page)
	if err != nil {
		return listPage[T]{}, err
	}
	items, err := c.base.items(ctx, c.topology, nodes)
	return listPage[T]{items, func(i int) store.Cursor { return list.Cursor(nodes[i]) }, more}, err
}

// facets counts the chosen nodes by the values of the fields.
func (c *chosen[T]) facets(ctx context.Context, by []selection.FacetField, first int) ([]selection.Facet, error) {
	if first < 1 || first > maxFirst {
		return nil, argumentErrorf("first: %d is out of range; use 1 to %d", first, maxFirst)
	}
	if err := c.choose(ctx); err != nil {
		return nil, err
	}
	facets := make([]selection.Facet, len(by))
	for i, field := range by {
		if slices.Contains(by[:i], field) {
			return nil, argumentErrorf("by: %s is named twice; name each field once", field)
		}
	}
	for i, field := range by {
		var err error
		if facets[i], err = c.selector.Facet(ctx, c.nodes, c.statements, field, first); err != nil {
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
