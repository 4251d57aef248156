package scene

import (
	"cmp"
	"maps"
	"slices"
)

// State is the part of the address that a scene depends on, in the words of addresses.
type State struct {
	// Focus is the ID of the node in the center; empty for none. Depth is how far around it, 1 to 3.
	Focus string
	Depth int
	// Expand holds the expanded nodes, each as ID~how.
	Expand []string
	// Kinds, Types and Voice say what is admitted; empty admits the defaults.
	Kinds, Types, Voice []string
}

// Scene is what is drawn.
type Scene struct {
	Nodes []Node
	Edges []Edge
	// Focused is whether the focus is a node of the graph.
	Focused bool
	// Cut is how many nodes the limits left out.
	Cut int
}

// Node is a node of a scene.
type Node struct{ ID, Label, Kind string }

// Edge is an edge of a scene. Type and Stance are in the words of addresses; Stance is empty for none.
type Edge struct {
	Source, Target Node
	Type, Stance   string
	Weight         int
	Derived        bool
}

// The limits of web/src/settings.ts.
var (
	overviewLimits = map[string]int{"issue": 18, "organization": 11, "collective": 7, "recommendation": 8}
	egoLimits      = []int{40, 70, 120}
)

const (
	overviewAsked  = 40
	expansionLimit = 24
)

var (
	claimTypes     = []string{"raised", "backs", "opposes", "contradicts"}
	statementTypes = []string{"made", "about", "position", "mentions", "quotes", "restates"}
	bareKinds      = []string{"statement", "session", "population", "place", "figure", "publication"}
)

// VoiceKinds are the kinds of voices in the order in which pages and pictures list them.
var VoiceKinds = []string{"organization", "collective", "person"}

// chosen is a scene in progress.
type chosen struct {
	nodes, edges map[int]bool
	cut          int
}

// Scene returns the scene of a state: nodes and edges in the order of the drawing.
func (d *Drawing) Scene(s State) Scene {
	focus, focused := d.find(s.Focus)
	var c chosen
	if focused {
		c = d.around(focus, s)
	} else {
		c = d.overview(s)
	}
	for _, step := range s.Expand {
		d.expand(step, &c)
	}
	scene := Scene{Focused: focused, Cut: c.cut}
	for _, n := range slices.Sorted(maps.Keys(c.nodes)) {
		scene.Nodes = append(scene.Nodes, d.shown(n))
	}
	for _, e := range slices.Sorted(maps.Keys(c.edges)) {
		x := d.edge(e)
		scene.Edges = append(scene.Edges, Edge{d.shown(x.source), d.shown(x.target), x.typ, x.stance, x.weight, x.derived})
	}
	return scene
}

func (d *Drawing) shown(n int) Node { return Node{d.node(n).id, d.node(n).label, d.node(n).kind} }

// admits reports whether a node may be drawn, given the kinds and kinds of voice in the state.
func (d *Drawing) admits(s State, n int) bool {
	kind := d.node(n).kind
	return (len(s.Kinds) == 0 || slices.Contains(s.Kinds, kind)) &&
		(len(s.Voice) == 0 || !slices.Contains(VoiceKinds, kind) || slices.Contains(s.Voice, kind))
}

// overview selects the nodes with most statements of each kind and the claims between them. It leaves out nodes without
// a tie to a selected one.
func (d *Drawing) overview(s State) chosen {
	limits := overviewLimits
	if len(s.Kinds) > 0 {
		limits = make(map[string]int)
		for _, kind := range s.Kinds {
			limits[kind] = overviewAsked
		}
	} else if len(s.Voice) > 0 {
		limits = maps.Clone(limits)
		for _, kind := range s.Voice {
			limits[kind] = overviewAsked
		}
	}
	candidates := make(map[string][]int)
	for n, x := range d.placed() { // nodes requested in addition do not change which are mentioned most
		if limits[x.kind] > 0 && d.admits(s, n) {
			candidates[x.kind] = append(candidates[x.kind], n)
		}
	}
	c := chosen{nodes: make(map[int]bool)}
	for kind, list := range candidates {
		slices.SortStableFunc(list, func(a, b int) int { return d.node(b).statements - d.node(a).statements })
		for i, n := range list {
			if i < limits[kind] {
				c.nodes[n] = true
			} else {
				c.cut++
			}
		}
	}
	types := claimTypes
	if len(s.Kinds) > 0 {
		types = without(edgeTypes, "co-raised")
	}
	c.edges = d.between(c.nodes, s.typesOr(types))
	if len(s.Kinds) == 0 {
		clear(c.nodes)
		for e := range c.edges {
			c.nodes[d.edge(e).source], c.nodes[d.edge(e).target] = true, true
		}
	}
	return c
}

// around selects everything within depth steps of the focus, nearest first, then by the edge that leads there.
func (d *Drawing) around(focus int, s State) chosen {
	bare := slices.Contains(bareKinds, d.node(focus).kind)
	types := edgeTypes
	if !bare && len(s.Kinds) == 0 {
		types = without(edgeTypes, statementTypes...)
	}
	types = s.typesOr(types)
	follows := func(e int) bool {
		x := d.edge(e)
		return slices.Contains(types, x.typ) && (bare || len(s.Types) > 0 || x.tie)
	}
	c := chosen{nodes: map[int]bool{focus: true}, edges: make(map[int]bool)}
	frontier := []int{focus}
	for step := 1; step <= s.Depth && len(frontier) > 0; step++ {
		best := make(map[int]int) // the best edge to each new node
		for _, from := range frontier {
			for e := range d.at(from) {
				n := d.other(e, from)
				if c.nodes[n] || !follows(e) || !d.admits(s, n) {
					continue
				}
				if known, ok := best[n]; !ok || d.rank(e, known) < 0 {
					best[n] = e
				}
			}
		}
		found := slices.SortedFunc(maps.Keys(best), func(a, b int) int { return cmp.Or(d.rank(best[a], best[b]), a-b) })
		kept := found[:min(len(found), max(0, egoLimits[s.Depth-1]-len(c.nodes)))]
		c.cut += len(found) - len(kept)
		for _, n := range kept {
			c.nodes[n] = true
			if step > 1 {
				c.edges[best[n]] = true
			}
		}
		if step == 1 {
			for e := range d.at(focus) {
				if c.nodes[d.other(e, focus)] && follows(e) {
					c.edges[e] = true
				}
			}
		}
		frontier = kept
	}
	inner := slices.DeleteFunc(slices.Clone(types), func(t string) bool {
		return !slices.Contains(claimTypes, t) && t != "affiliated-with" && !slices.Contains(s.Types, t)
	})
	maps.Copy(c.edges, d.between(c.nodes, inner))
	return c
}

// rank compares edges by type, then weight, larger first, then number.
func (d *Drawing) rank(a, b int) int {
	x, y := d.edge(a), d.edge(b)
	return cmp.Or(rankOf[x.typ]-rankOf[y.typ], y.weight-x.weight, a-b)
}

// between returns the edges of the types between two of the nodes.
func (d *Drawing) between(nodes map[int]bool, types []string) map[int]bool {
	edges := make(map[int]bool)
	for n := range nodes {
		for e := range d.at(n) {
			if nodes[d.other(e, n)] && slices.Contains(types, d.edge(e).typ) {
				edges[e] = true
			}
		}
	}
	return edges
}

func (s State) typesOr(otherwise []string) []string {
	if len(s.Types) > 0 {
		return s.Types
	}
	return otherwise
}

func without(words []string, left ...string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(left, w) })
}
