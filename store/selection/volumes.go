package selection

import (
	"forumgraph/store"
	"forumgraph/store/topology"
)

// Volumes says how much there is to look at in a graph, for estimates of what a question costs before it runs.
type Volumes struct {
	// Nodes is the number of all nodes, Count that of each kind.
	Nodes int
	Count map[store.Kind]int
	// Ties is how many statements the nodes of a kind have together: what STATEMENTS, VOICES and facets of a list look at. A
	// session has those of its parts too, and a statement has none.
	Ties map[store.Kind]int
	// Most is the number of statements of the node with the most, sessions left out.
	Most int
}

// sessionLevels is how many levels of sessions there are: a statement is one of each session around it. An event, its parts
// and their parts.
const sessionLevels = 3

// VolumesOf returns the volumes of t. It looks at every node once.
func VolumesOf(t *topology.Topology) Volumes {
	v := Volumes{Nodes: t.NodeCount(), Count: make(map[store.Kind]int), Ties: make(map[store.Kind]int)}
	for _, kind := range store.Kinds() {
		v.Count[kind] = t.Count(kind)
		for n := range t.Of(kind) {
			ways := t.ToStatements(n)
			if len(ways) == 0 {
				break
			}
			ties := 0
			for _, way := range ways {
				ties += t.Along(n, way).Len()
			}
			v.Ties[kind] += ties
			if kind != store.KindSession {
				v.Most = max(v.Most, ties)
			}
		}
	}
	v.Ties[store.KindSession] *= sessionLevels
	return v
}
