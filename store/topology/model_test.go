package topology_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// model answers as package topology should, by trying everything.
type model struct {
	*graph
	types []store.EdgeType
	kinds []store.Kind
	ends  []store.ID // of the question
}

// follows reports whether an edge connects in this question.
func (m model) follows(e topology.Edge) bool {
	if len(m.types) > 0 {
		return slices.Contains(m.types, e.Type)
	}
	switch e.Type {
	case store.PresentedAt, store.InSession, store.Hosted:
		return false
	case store.PartOf:
		return e.Source.Kind() != store.KindSession || e.Target.Kind() != store.KindSession
	}
	return true
}

// enters reports whether the question may come to a node.
func (m model) enters(n store.Node) bool {
	id := n.Base().ID
	if slices.Contains(m.ends, id) {
		return true
	}
	if s, ok := n.(*store.Session); ok && s.Parent == "" {
		if !slices.ContainsFunc(m.types, func(t store.EdgeType) bool {
			return t == store.PresentedAt || t == store.InSession || t == store.Hosted || t == store.PartOf
		}) {
			return false
		}
	}
	if len(m.kinds) > 0 {
		return slices.Contains(m.kinds, id.Kind())
	}
	return !id.Kind().IsDocument() || slices.Contains(m.types, store.Cites) || slices.Contains(m.types, store.ReportedIn)
}

// between returns the edges that connect two nodes in this question, as topology.Hop orders them.
func (m model) between(a, b store.ID) []topology.Edge {
	var found []topology.Edge
	for _, t := range store.EdgeTypes() {
		for _, key := range []store.EdgeKey{{Source: a, Type: t, Target: b}, {Source: b, Type: t, Target: a}} {
			for _, e := range m.edges {
				if e.EdgeKey == key && m.follows(e) {
					found = append(found, e)
				}
			}
		}
	}
	return found
}

// neighborhood returns what Neighborhood and Cut do.
func (m model) neighborhood(from store.ID, depth, first int) (*topology.Subgraph, map[store.Kind]int) {
	sub := &topology.Subgraph{
		Version: m.version, Nodes: []topology.SubgraphNode{{ID: from, Kind: from.Kind()}}, Edges: []topology.Edge{},
	}
	cut := map[store.Kind]int{}
	chosen := map[store.ID]int{from: 0}
	refused := map[store.ID]bool{}
	for d := 1; d <= depth; d++ {
		sums := map[store.ID]int{}
		for id, at := range chosen {
			for _, n := range m.nodes {
				to := n.Base().ID
				_, has := chosen[to]
				if at != d-1 || has || !m.enters(n) {
					continue
				}
				for _, e := range m.between(id, to) {
					sums[to] += e.Weight
				}
			}
		}
		var found []store.ID
		for id := range sums {
			found = append(found, id)
		}
		slices.SortFunc(found, func(a, b store.ID) int { return cmp.Or(sums[b]-sums[a], cmp.Compare(a, b)) })
		for _, id := range found {
			if len(sub.Nodes) == first {
				if !refused[id] {
					cut[id.Kind()]++
				}
				refused[id] = true
				continue
			}
			chosen[id] = d
			sub.Nodes = append(sub.Nodes, topology.SubgraphNode{ID: id, Kind: id.Kind(), Depth: d})
		}
	}
	for _, e := range m.edges {
		_, source := chosen[e.Source]
		_, target := chosen[e.Target]
		if source && target && m.follows(e) {
			sub.Edges = append(sub.Edges, e)
		}
	}
	slices.SortFunc(sub.Edges, func(a, b topology.Edge) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source),
			slices.Index(store.EdgeTypes(), a.Type)-slices.Index(store.EdgeTypes(), b.Type), cmp.Compare(a.Target, b.Target))
	})
	return sub, cut
}

// paths walks every way that visits no node twice.
func (m model) paths(to store.ID, except []store.ID, length, first int) []topology.Path {
	paths := []topology.Path{}
	var walk func(at store.ID, seen []store.ID, p topology.Path)
	walk = func(at store.ID, seen []store.ID, p topology.Path) {
		if at == to {
			paths = append(paths, p)
			return
		}
		if len(p.Hops) == length {
			return
		}
		for _, n := range m.nodes {
			next := n.Base().ID
			edges := m.between(at, next)
			if len(edges) == 0 || slices.Contains(seen, next) || slices.Contains(except, next) || !m.enters(n) {
				continue
			}
			heaviest := slices.MaxFunc(edges, func(a, b topology.Edge) int { return a.Weight - b.Weight })
			hop := topology.Hop{From: at, To: next, Edges: edges}
			walk(next, append(slices.Clip(seen), next), topology.Path{Hops: append(slices.Clip(p.Hops), hop), Weight: p.Weight + heaviest.Weight})
		}
	}
	walk(m.ends[0], m.ends[:1], topology.Path{})
	slices.SortFunc(paths, func(a, b topology.Path) int {
		return cmp.Or(len(a.Hops)-len(b.Hops), b.Weight-a.Weight, slices.Compare(a.Nodes(), b.Nodes()))
	})
	return paths[:min(first, len(paths))]
}

// drawGraph draws one of two sorts of small graphs: of all kinds and types that are treated apart, or so dense that most
// paths have rivals of the same length and weight.
func drawGraph(r *rapid.T) *graph {
	if rapid.Bool().Draw(r, "dense") {
		return drawDense(r)
	}
	return drawMixed(r)
}

func drawDense(r *rapid.T) *graph {
	ids := []store.ID{"issue:a", "issue:b", "issue:c", "issue:d", "person:a", "person:b", "person:c", "person:d"}
	var edges []topology.Edge
	for i, source := range ids {
		for _, target := range ids[i+1:] {
			for _, typ := range []store.EdgeType{store.Related, store.CoRaised} {
				if weight := rapid.IntRange(-2, 3).Draw(r, "weight"); weight > 0 {
					edges = append(edges, edge(source, typ, target, weight))
				}
			}
		}
	}
	return newGraph(edges, ids...)
}

func drawMixed(r *rapid.T) *graph {
	ids := []store.ID{
		"collective:g", "issue:a", "issue:b", "issue:c", "organization:a", "organization:b", "passage:a", "passage:b", "person:a", "person:b",
		"recommendation:a", "section:a", "session:child", "session:event", "statement:a", "statement:b",
	}
	// Types that are treated apart come up more often.
	types := append(store.EdgeTypes(), store.PartOf, store.PartOf, store.PresentedAt, store.InSession, store.Hosted, store.Cites)
	edges := []topology.Edge{edge("session:child", store.PartOf, "session:event")}
	seen := map[store.EdgeKey]bool{edges[0].EdgeKey: true}
	for range rapid.IntRange(0, 45).Draw(r, "edges") {
		e := edge(rapid.SampledFrom(ids).Draw(r, "source"), rapid.SampledFrom(types).Draw(r, "type"), rapid.SampledFrom(ids).Draw(r, "target"))
		// The event stays a root.
		if seen[e.EdgeKey] || e.Source == e.Target || e.Source == "session:event" && e.Type == store.PartOf {
			continue
		}
		seen[e.EdgeKey] = true
		if e.Type.IsDerived() {
			e.Weight = rapid.IntRange(1, 4).Draw(r, "weight")
		}
		if e.Type == store.PositionOn {
			e.Stance = rapid.SampledFrom(store.Stances()).Draw(r, "stance")
		}
		edges = append(edges, e)
	}
	return newGraph(edges, ids...)
}

func drawTypes(r *rapid.T) []store.EdgeType {
	if rapid.IntRange(0, 3).Draw(r, "all types") > 0 {
		return nil
	}
	return rapid.SliceOfNDistinct(rapid.SampledFrom(store.EdgeTypes()), 1, 20, rapid.ID[store.EdgeType]).Draw(r, "types")
}

func drawID(r *rapid.T, g *graph, name string) store.ID {
	return rapid.SampledFrom(g.nodes).Draw(r, name).Base().ID
}

// Neighborhoods of random graphs must be those of the model, however much is cut and whatever is asked for.
func TestTopology_Neighborhood_model(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g := drawGraph(r)
		from := drawID(r, g, "from")
		opts := topology.NeighborhoodOptions{
			Depth: rapid.IntRange(1, topology.MaxDepth).Draw(r, "depth"), First: rapid.IntRange(1, 18).Draw(r, "first"), Types: drawTypes(r),
		}
		if rapid.Bool().Draw(r, "some kinds") {
			opts.Kinds = rapid.SliceOfNDistinct(rapid.SampledFrom(store.Kinds()), 1, 12, rapid.ID[store.Kind]).Draw(r, "kinds")
		}
		top := build(t, g)
		want, wantCut := model{graph: g, types: opts.Types, kinds: opts.Kinds, ends: []store.ID{from}}.neighborhood(from, opts.Depth, opts.First)
		for range 2 { // the second time on used scratch space
			got, err := top.Neighborhood(t.Context(), from, opts)
			if err != nil {
				r.Fatal(err)
			}
			if diff := gocmp.Diff(want, got); diff != "" {
				r.Fatalf("from %s, %+v (-want +got):\n%s", from, opts, diff)
			}
			cut, err := top.Cut(t.Context(), got, opts)
			if err != nil {
				r.Fatal(err)
			}
			if diff := gocmp.Diff(wantCut, cut); diff != "" {
				r.Fatalf("from %s, %+v: cut (-want +got):\n%s", from, opts, diff)
			}
		}
	})
}

// Paths in random graphs must be those of the model: all of them, in order, whatever is asked for.
func TestTopology_Paths_model(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g := drawGraph(r)
		checkPaths(t, r, g, g)
	})
}

// Nodes that are hubs by a thousand neighbors that lead nowhere are looked for in each other's lists instead of being read:
// the paths are those of the model without these neighbors.
func TestTopology_Paths_hubs(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g := drawGraph(r)
		edges := slices.Clone(g.edges)
		for range rapid.IntRange(2, 4).Draw(r, "hubs") {
			hub := drawID(r, g, "hub")
			for i := range 1200 {
				edges = append(edges, edge(hub, store.Related, store.ID(fmt.Sprintf("issue:leaf-of-%s-%d", strings.ReplaceAll(string(hub), ":", "-"), i))))
			}
		}
		slices.SortFunc(edges, func(a, b topology.Edge) int {
			return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Target, b.Target))
		})
		edges = slices.CompactFunc(edges, func(a, b topology.Edge) bool { return a.EdgeKey == b.EdgeKey }) // a hub drawn twice
		ids := make([]store.ID, len(g.nodes))
		for i, n := range g.nodes {
			ids[i] = n.Base().ID
		}
		checkPaths(t, r, g, newGraph(edges, ids...))
	})
}

// checkPaths compares some paths of a graph with those of the model of another, which has the same.
func checkPaths(t *testing.T, r *rapid.T, modeled, g *graph) {
	from, to := drawID(r, modeled, "from"), drawID(r, modeled, "to")
	if from == to {
		r.Skip("one node")
	}
	opts := topology.PathOptions{
		MaxLength: rapid.IntRange(1, 5).Draw(r, "length"), First: rapid.IntRange(1, topology.MaxPaths).Draw(r, "first"), Types: drawTypes(r),
	}
	for range rapid.IntRange(0, 2).Draw(r, "exceptions") {
		if id := drawID(r, modeled, "except"); id != from && id != to {
			opts.Except = append(opts.Except, id)
		}
	}
	top := build(t, g)
	want := model{graph: modeled, types: opts.Types, ends: []store.ID{from, to}}.paths(to, opts.Except, opts.MaxLength, opts.First)
	for range 2 { // the second time on used scratch space
		got, err := top.Paths(t.Context(), from, to, opts)
		if err != nil {
			r.Fatal(err)
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			r.Fatalf("%s -> %s, %+v (-want +got):\n%s", from, to, opts, diff)
		}
	}
}
