package graph

import (
	"context"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// Derived is an edge of a connection over derived edges; it leads to a node of type N.
type Derived[N any] struct {
	Cursor string
	Node   N
	end    *end
}

// Type returns the type of the derived edge.
func (d *Derived[N]) Type() store.EdgeType { return d.end.Type }

// Weight returns the number of distinct statements that support it.
func (d *Derived[N]) Weight() int { return d.end.Weight }

// Direct returns how many of them are the voice's own.
func (d *Derived[N]) Direct(ctx context.Context) (int, error) { return d.end.direct(ctx) }

// Rule returns the rule that derives it, with its version.
func (d *Derived[N]) Rule() string { return store.RuleOf(d.end.Type) }

// DerivedEdge is a [Derived] edge to a node of any type.
type DerivedEdge interface {
	Type() store.EdgeType
	Weight() int
	Direct(context.Context) (int, error)
	Rule() string
}

// derivedAt lists the derived edges of one type and direction at id, by the ID of the node they lead to.
func derivedAt(id store.ID, d store.Direction, t store.EdgeType) list[*end] {
	l := endsAt(id, store.EdgeFilter{Types: []store.EdgeType{t}, Direction: d})
	l.base = ofDerived(id, t, d)
	return l
}

// raised lists the RAISED edges of one direction at id. Without through, those that hold only through members are left
// out.
func raised(id store.ID, d store.Direction, through bool) list[*end] {
	if through {
		return derivedAt(id, d, store.Raised)
	}
	return (&chosen[*end]{base: ofOwn(id, d)}).asList()
}

// ofOwn is the base of the RAISED edges at id that do not hold through members alone.
func ofOwn(id store.ID, d store.Direction) *base[*end] {
	b := ofDerived(id, store.Raised, d)
	b.name += "/own"
	b.through = false
	b.among = func(t *topology.Topology) topology.Set {
		if id.Kind() == store.KindIssue {
			return tying(t, id, store.Raised)
		}
		return t.SetOfNodes(neighbors(t, id, store.Made, store.Out))
	}
	b.nodes = func(_ context.Context, t *topology.Topology) (topology.Nodes, error) {
		set := t.NewSet()
		step, direction := store.About, store.Out
		if id.Kind() == store.KindIssue {
			step, direction = store.Made, store.In
		}
		for statement := range b.among(t).All() {
			for _, n := range t.Ends(statement, step, direction).Nodes() {
				set.Add(n)
			}
		}
		return set.Nodes(), nil
	}
	b.weight = nil
	return b
}

// coRaised lists the CO_RAISED edges of an issue. They lead from the smaller ID to the larger, so those that come in lead
// to smaller ones.
func coRaised(issue store.ID) list[*end] {
	l := inTurn(derivedAt(issue, store.In, store.CoRaised), derivedAt(issue, store.Out, store.CoRaised))
	l.base = ofDerived(issue, store.CoRaised, store.In, store.Out)
	return l
}

// connectDerived returns the page of l that the arguments ask for.
func connectDerived[N store.Node](l list[*end], n narrowing, args pageArgs) (*Connection[N, *Derived[N]], error) {
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
		placed := *d
		placed.Cursor = string(c)
		return &placed
	}
	node := func(d *Derived[N]) N { return d.Node }
	return connectEdges(derived, n, node, place, args)
}
