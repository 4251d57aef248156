package graph

import (
	"context"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// StatementPositionEdge leads to a statement that takes a position on the recommendation asked about.
type StatementPositionEdge struct {
	Cursor string
	Node   *store.Statement
	Stance store.Stance
}

// positionsOn lists the positions on a recommendation by the statement's ID; with a stance, only those of it.
func positionsOn(recommendation store.ID, stance *store.Stance) list[*StatementPositionEdge] {
	ends := endsAt(recommendation, store.EdgeFilter{Types: []store.EdgeType{store.PositionOn}, Direction: store.In})
	ends.base = ofPositions(recommendation, stance)
	if stance != nil {
		ends = (&chosen[*end]{base: ends.base}).asList()
	}
	return mapped(ends, func(ctx context.Context, ends []*end) ([]*StatementPositionEdge, error) {
		statements, err := otherEnds[*store.Statement](ctx, ends)
		if err != nil {
			return nil, err
		}
		edges := make([]*StatementPositionEdge, len(ends))
		for i, e := range ends {
			edges[i] = &StatementPositionEdge{Node: statements[i], Stance: e.Stance}
		}
		return edges, nil
	})
}

// ofPositions is the base of positionsOn.
func ofPositions(recommendation store.ID, stance *store.Stance) *base[*end] {
	b := ofEnds(recommendation, store.PositionOn, store.In)
	if stance != nil {
		b.name += "/" + string(*stance)
		b.nodes = func(_ context.Context, t *topology.Topology) (topology.Nodes, error) {
			return ofStance(t, recommendation, store.In, *stance), nil
		}
	}
	return b
}

// connectPositions returns the page of positions that the arguments ask for.
func connectPositions(recommendation store.ID, stance *store.Stance, n narrowing, args pageArgs) (*StatementPositionConnection, error) {
	place := func(e *StatementPositionEdge, c store.Cursor) *StatementPositionEdge {
		placed := *e
		placed.Cursor = string(c)
		return &placed
	}
	statement := func(e *StatementPositionEdge) *store.Statement { return e.Node }
	return connectEdges(positionsOn(recommendation, stance), n, statement, place, args)
}
