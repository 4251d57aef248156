package layout

import (
	"cmp"
	"context"
	"math"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// statementShare is the weight of a statement relative to another node, and of the pull of its ties. Both shrink alike,
// so that a statement finds its place as any node does, while the others hardly notice it.
const statementShare = 0.1

// ties holds what pulls nodes together. All slices here are indexed by place: 0 for the first drawn number of the
// topology, and so on.
type ties struct {
	nodes  []topology.Number // ascending
	light  []bool            // the statements
	degree []int             // the number of ties, including those to nodes that are not drawn
	pulls  []pull            // by source, then target, each pair once
	cut    int               // how many nodes are not drawn because of the limit
}

// pull is the sum of the ties between two places; source is less than target.
type pull struct {
	source, target int32
	strength       float64
}

// tiesOf reads the ties of a topology, for at most most nodes.
//
// Errors: the context's.
func tiesOf(ctx context.Context, t *topology.Topology, most int) (*ties, error) {
	degree, err := degrees(ctx, t)
	if err != nil {
		return nil, err
	}
	g := new(ties)
	g.nodes, g.cut = chosen(t, degree, most)
	place := make([]int32, t.NodeCount())
	for n := range place {
		place[n] = -1
	}
	for i, n := range g.nodes {
		place[n] = int32(i)
		g.light = append(g.light, t.Kind(n) == store.KindStatement)
		g.degree = append(g.degree, int(degree[n]))
	}
	for i, n := range g.nodes {
		if i%contextEvery == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		for e := range t.Outgoing(n) {
			if j := place[e.Target]; j >= 0 && isTie(t, n, e) {
				g.pulls = append(g.pulls, pull{min(int32(i), j), max(int32(i), j), g.strength(int32(i), j, e)})
			}
		}
	}
	slices.SortFunc(g.pulls, func(a, b pull) int {
		return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.target, b.target), cmp.Compare(a.strength, b.strength))
	})
	merged := g.pulls[:0]
	for _, p := range g.pulls {
		if last := len(merged) - 1; last >= 0 && merged[last].source == p.source && merged[last].target == p.target {
			merged[last].strength += p.strength
			continue
		}
		merged = append(merged, p)
	}
	g.pulls = merged
	return g, nil
}

// isTie reports whether an edge at node n is a tie between two nodes of the discourse.
func isTie(t *topology.Topology, n topology.Number, e topology.Outgoing) bool {
	return e.Target != n && !e.CoPresence && !t.Kind(e.Target).IsDocument() && !t.IsRoot(n) && !t.IsRoot(e.Target)
}

// degrees returns the number of ties at each node, by the topology's numbers.
//
// Errors: the context's.
func degrees(ctx context.Context, t *topology.Topology) ([]int32, error) {
	degree := make([]int32, t.NodeCount())
	for n := range topology.Number(t.NodeCount()) {
		if n%contextEvery == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		if t.Kind(n).IsDocument() {
			continue
		}
		for e := range t.Outgoing(n) {
			if isTie(t, n, e) {
				degree[n]++
				degree[e.Target]++
			}
		}
	}
	return degree, nil
}

// chosen returns the nodes to draw, ascending, and how many of the discourse are left out: see the package comment.
func chosen(t *topology.Topology, degree []int32, most int) (nodes []topology.Number, cut int) {
	for n := range topology.Number(t.NodeCount()) {
		if !t.Kind(n).IsDocument() {
			nodes = append(nodes, n)
		}
	}
	if len(nodes) <= most {
		return nodes, 0
	}
	statements := make([]int32, t.NodeCount())
	for _, n := range nodes {
		if t.Kind(n) != store.KindStatement {
			statements[n] = int32(t.Along(n, t.ToStatements(n)[0]).Len())
		}
	}
	slices.SortFunc(nodes, func(a, b topology.Number) int {
		if lightA, lightB := t.Kind(a) == store.KindStatement, t.Kind(b) == store.KindStatement; lightA != lightB {
			if lightA {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(statements[b], statements[a]), cmp.Compare(degree[b], degree[a]), cmp.Compare(a, b))
	})
	cut = len(nodes) - most
	nodes = slices.Clone(nodes[:most])
	slices.Sort(nodes)
	return nodes, cut
}

// contextEvery is how many nodes are read between two checks of the context.
const contextEvery = 1 << 10

// strength returns how hard an edge pulls. A derived edge of four statements pulls twice as hard as one of a single
// statement, not four times: otherwise those who spoke most would end up at one point.
func (g *ties) strength(i, j int32, e topology.Outgoing) float64 {
	strength := 1.0
	if e.Type.IsDerived() {
		strength = math.Sqrt(float64(max(1, e.Weight)))
	}
	if g.light[i] || g.light[j] {
		strength *= statementShare
	}
	return strength
}

// components returns the places of each connected component, ascending; the largest component first, then the one with the
// smallest place.
func (g *ties) components() [][]int32 {
	parent := make([]int32, len(g.nodes))
	for i := range parent {
		parent[i] = int32(i)
	}
	find := func(i int32) int32 {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, p := range g.pulls {
		a, b := find(p.source), find(p.target)
		parent[max(a, b)] = min(a, b) // the root is the smallest place
	}
	count := make([]int32, len(g.nodes))
	for i := range parent {
		count[find(int32(i))]++
	}
	var all [][]int32
	at := make([]int32, len(g.nodes))
	for i := range parent {
		root := find(int32(i))
		if int(root) == i {
			at[i] = int32(len(all))
			all = append(all, make([]int32, 0, count[i]))
		}
		all[at[root]] = append(all[at[root]], int32(i))
	}
	slices.SortStableFunc(all, func(a, b []int32) int { return cmp.Compare(len(b), len(a)) })
	return all
}

// split returns the pulls of each component, with places counted within it.
func (g *ties) split(components [][]int32) [][]pull {
	component, within := make([]int32, len(g.nodes)), make([]int32, len(g.nodes))
	for c, places := range components {
		for i, at := range places {
			component[at], within[at] = int32(c), int32(i)
		}
	}
	all := make([][]pull, len(components))
	for _, p := range g.pulls {
		c := component[p.source]
		all[c] = append(all[c], pull{within[p.source], within[p.target], p.strength})
	}
	return all
}
