package execution

import (
	"forumgraph/store"
	"forumgraph/store/topology"
)

// tying returns the statements that can support derived edges of a type at id.
func tying(t *topology.Topology, id store.ID, typ store.EdgeType) topology.Set {
	switch id.Kind() {
	case store.KindIssue:
		return t.SetOfNodes(t.OfKinds(neighbors(t, id, store.About, store.In), store.KindStatement))
	case store.KindRecommendation:
		return t.SetOfNodes(ofStance(t, id, store.In, stanceOf(typ)))
	}
	made := t.SetOfNodes(neighbors(t, id, store.Made, store.Out))
	if typ != store.Raised {
		return withStance(t, made, stanceOf(typ))
	}
	for person := range neighbors(t, id, store.AffiliatedWith, store.In).All() {
		for _, statement := range t.Ends(person, store.Made, store.Out).Nodes() {
			if t.Speaks(person, statement) {
				made.Add(statement)
			}
		}
	}
	return made
}

// withStance returns those of the statements that take a position of the stance.
func withStance(t *topology.Topology, statements topology.Set, stance store.Stance) topology.Set {
	for statement := range statements.All() {
		if !has(t.Ends(statement, store.PositionOn, store.Out), stance) {
			statements.Remove(statement)
		}
	}
	return statements
}

func has(ends topology.Ends, stance store.Stance) bool {
	for i := range ends.Len() {
		if ends.Stance(i) == stance {
			return true
		}
	}
	return false
}

// stanceOf returns the stance that a derived edge type expresses.
func stanceOf(typ store.EdgeType) store.Stance {
	if typ == store.OpposesEdge {
		return store.Against
	}
	return store.For
}

// ofStance returns the nodes at the other end of the POSITION edges at id with one stance.
func ofStance(t *topology.Topology, id store.ID, d store.Direction, stance store.Stance) topology.Nodes {
	of, ok := t.Find(id)
	if !ok {
		return topology.Nodes{}
	}
	var nodes []topology.Number
	ends := t.Ends(of, store.PositionOn, d)
	for i := range ends.Len() {
		if ends.Stance(i) == stance {
			nodes = append(nodes, ends.Node(i))
		}
	}
	return topology.Listed(nodes)
}
