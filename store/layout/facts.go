package layout

import (
	"math"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// Facts are counts that a picture shows of a node.
type Facts struct {
	// Statements is the number of the node's statements: those that a voice made; those about an issue, with a position
	// on a recommendation, in a session, quoting a publication, or mentioning anything else. A statement counts itself.
	Statements int
	// Voices is the number of distinct voices that made these statements.
	Voices int
	// Degree is the number of edges at the node that are ties: without those to the document and without co-presence.
	Degree int
}

// The radius of a circle, in graph units.
const (
	smallest = 2.0
	largest  = 16.0
)

// Radius returns the radius of the node's circle in graph units: 2√(1+s) for s statements, so that its area grows with
// their number, and 16 from 63 statements on. A statement has 2. Circles of these radii do not overlap.
func (f Facts) Radius() float64 {
	if f.Statements == 0 {
		return smallest
	}
	return min(largest, smallest*math.Sqrt(1+float64(f.Statements)))
}

// factsOf counts the facts of each node.
func factsOf(t *topology.Topology, g *ties) []Facts {
	all := FactsOf(t, g.nodes)
	for i := range all {
		all[i].Degree = g.degree[i]
	}
	return all
}

// FactsOf counts the facts of nodes of the discourse, drawn or not. Their degrees are 0.
func FactsOf(t *topology.Topology, nodes []topology.Number) []Facts {
	all := make([]Facts, len(nodes))
	seen := make([]topology.Number, t.NodeCount()) // by voice: the node it was last counted for, plus 1
	for i, n := range nodes {
		f := &all[i]
		voices := func(statement topology.Number) {
			f.Statements++
			for _, voice := range t.Along(statement, topology.MadeIn).Nodes() {
				if seen[voice] != n+1 {
					seen[voice] = n + 1
					f.Voices++
				}
			}
		}
		if t.Kind(n) == store.KindStatement {
			voices(n)
		} else {
			for _, s := range t.Along(n, t.ToStatements(n)[0]).Nodes() {
				if t.Kind(s) == store.KindStatement { // figures are ABOUT an issue, collectives IN_SESSION, too
					voices(s)
				}
			}
		}
	}
	return all
}
