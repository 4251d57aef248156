package network

import (
	"cmp"
	"slices"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/iterator"
)

// gonumVersion is part of the name of every method from gonum.
const gonumVersion = "gonum v0.17.0"

// weighted presents a projection to gonum. Nodes and neighbors are in the order of their IDs: gonum's own graphs keep
// them in maps, whose order changes the last digits and the communities on each run.
type weighted struct {
	*projection
	all    []graph.Node
	beside [][]graph.Node
}

var _ graph.WeightedUndirected = (*weighted)(nil)

type vertex int

func (v vertex) ID() int64 { return int64(v) }

func newWeighted(p *projection) *weighted {
	g := &weighted{projection: p}
	for i, neighbors := range p.neighbors {
		g.all = append(g.all, vertex(i))
		beside := make([]graph.Node, len(neighbors))
		for j, n := range neighbors {
			beside[j] = vertex(n.node)
		}
		g.beside = append(g.beside, beside)
	}
	return g
}

// ended carries the context's error out of gonum, which does not take contexts.
type ended struct{ err error }

// pay counts n steps and panics with ended if the context has ended. Call it only from code that gonum calls, under
// [rescue].
func (q *question) pay(n int) {
	if err := q.spend(n); err != nil {
		panic(ended{err})
	}
}

// rescue turns the panic of pay into an error. Defer it.
func rescue(err *error) {
	switch r := recover().(type) {
	case nil:
	case ended:
		*err = r.err
	default:
		panic(r)
	}
}

func (g *weighted) Node(id int64) graph.Node {
	if id < 0 || id >= int64(len(g.all)) {
		return nil
	}
	return g.all[id]
}

func (g *weighted) Nodes() graph.Nodes { return iterator.NewOrderedNodes(g.all) }

func (g *weighted) From(id int64) graph.Nodes {
	if g.Node(id) == nil {
		return graph.Empty
	}
	g.pay(len(g.beside[id]) + 1)
	return iterator.NewOrderedNodes(g.beside[id])
}

func (g *weighted) Weight(x, y int64) (float64, bool) {
	if x == y && g.Node(x) != nil {
		return 0, true
	}
	if g.Node(x) == nil {
		return 0, false
	}
	i, ok := slices.BinarySearchFunc(g.neighbors[x], int(y), func(n neighbor, y int) int { return cmp.Compare(n.node, y) })
	if !ok {
		return 0, false
	}
	return float64(g.neighbors[x][i].weight), true
}

func (g *weighted) HasEdgeBetween(x, y int64) bool {
	_, ok := g.Weight(x, y)
	return ok && x != y
}

func (g *weighted) WeightedEdgeBetween(x, y int64) graph.WeightedEdge {
	w, ok := g.Weight(x, y)
	if !ok || x == y {
		return nil
	}
	return link{vertex(x), vertex(y), w}
}

func (g *weighted) WeightedEdge(x, y int64) graph.WeightedEdge { return g.WeightedEdgeBetween(x, y) }

func (g *weighted) EdgeBetween(x, y int64) graph.Edge {
	if e := g.WeightedEdgeBetween(x, y); e != nil {
		return e
	}
	return nil
}

func (g *weighted) Edge(x, y int64) graph.Edge { return g.EdgeBetween(x, y) }

// link is an edge for gonum.
type link struct {
	from, to vertex
	weight   float64
}

func (l link) From() graph.Node         { return l.from }
func (l link) To() graph.Node           { return l.to }
func (l link) ReversedEdge() graph.Edge { return link{l.to, l.from, l.weight} }
func (l link) Weight() float64          { return l.weight }
