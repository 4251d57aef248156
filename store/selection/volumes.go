package selection

import (
	"forumgraph/store"
	"forumgraph/store/topology"
)

// Volumes holds the sizes that determine the cost of a query, for estimates before it runs.
type Volumes struct {
	// Nodes is the number of all nodes, Count the number of each kind.
	Nodes int
	Count map[store.Kind]int
	// Ties is the total number of statements of the nodes of a kind: what STATEMENTS, VOICES and facets of a list read.
	// A session includes those of its parts, and a statement has none.
	Ties map[store.Kind]int
	// Most is the largest number of statements of one node, except sessions.
	Most int
}

// sessionLevels is the number of levels of sessions, and so of sessions that a statement counts for: an event, its
// parts and their parts.
const sessionLevels = 3

// VolumesOf returns the volumes of t. It reads every node once.
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
