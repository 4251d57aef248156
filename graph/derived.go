package graph

import (
	"context"

	"forumgraph/store"
)

// Derived is an edge of a connection over derived edges; it leads to a node of type N.
type Derived[N any] struct {
	Cursor string
	Node   N
	end    *end
}

func (d *Derived[N]) cursor() string { return d.Cursor }
func (d *Derived[N]) node() N        { return d.Node }

// Type returns the type of the derived edge.
func (d *Derived[N]) Type() store.EdgeType { return d.end.Type }

// Weight returns the number of distinct statements that support it.
func (d *Derived[N]) Weight() int { return d.end.Weight }

// Direct returns how many of them are the voice's own.
func (d *Derived[N]) Direct(ctx context.Context) (int, error) { return d.end.direct(ctx) }

// Support returns the statements that support it, by ID.
func (d *Derived[N]) Support(ctx context.Context) ([]*store.Statement, error) {
	return d.end.support(ctx)
}

// Through returns the persons whose affiliation carries the claim, by ID.
func (d *Derived[N]) Through(ctx context.Context) ([]*store.Person, error) { return d.end.through(ctx) }

// Rule returns the rule that derives it, with its version.
func (d *Derived[N]) Rule() string { return store.RuleOf(d.end.Type) }

// DerivedEdge is a [Derived] edge to a node of any type.
type DerivedEdge interface {
	Type() store.EdgeType
	Weight() int
	Direct(context.Context) (int, error)
	Support(context.Context) ([]*store.Statement, error)
	Through(context.Context) ([]*store.Person, error)
	Rule() string
}

// derivedAt lists the derived edges of one type and direction at id, by the ID of the node they lead to.
func derivedAt(id store.ID, d store.Direction, t store.EdgeType) list[*end] {
	return endsAt(id, store.EdgeFilter{Types: []store.EdgeType{t}, Direction: d})
}

// raised lists the RAISED edges of one direction at id. Without through, those that hold only through members are left
// out.
func raised(id store.ID, d store.Direction, through bool) list[*end] {
	all := derivedAt(id, d, store.Raised)
	if through {
		return all
	}
	return filtered(all, func(ctx context.Context, e *end) (bool, error) {
		own, err := e.direct(ctx)
		return own > 0, err
	})
}

// coRaised lists the CO_RAISED edges of an issue. They lead from the smaller ID to the larger, so those that come in lead
// to smaller ones.
func coRaised(issue store.ID) list[*end] {
	return inTurn(derivedAt(issue, store.In, store.CoRaised), derivedAt(issue, store.Out, store.CoRaised))
}

// connectDerived returns the page of l that the arguments ask for.
func connectDerived[N store.Node](l list[*end], first *int, after *string, last *int, before *string) (*Connection[N, *Derived[N]], error) {
	derived := mapped(l, func(ctx context.Context, ends []*end) ([]*Derived[N], error) {
		nodes, err := otherEnds[N](ctx, ends)
		if err != nil {
			return nil, err
		}
		all := make([]*Derived[N], len(ends))
		for i, e := range ends {
			all[i] = &Derived[N]{Node: nodes[i], end: e}
		}
		return all, nil
	})
	place := func(d *Derived[N], c store.Cursor) *Derived[N] {
		d.Cursor = string(c)
		return d
	}
	return connectEdges[*Derived[N], N](derived, place, first, after, last, before)
}
