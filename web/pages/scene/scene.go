package scene

import (
	"cmp"
	"maps"
	"slices"
	"strings"
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
	// Selected is the ID of a node or the key of an edge, which is drawn whether or not the limits have room for it; empty
	// for none.
	Selected string
	// Filter admits statements.
	Filter *Filter `json:"-"`
	// Compare orders names; nil compares bytes.
	Compare func(a, b string) int `json:"-"`
}

// Scene is what is drawn.
type Scene struct {
	Nodes []Node
	Edges []Edge
	// Focused is whether the focus is a node of the graph.
	Focused bool
	// Cut is how many nodes the limits left out, People how many of these are people.
	Cut, People int
	// Selected says what became of the selection.
	Selected Selection
}

// Selection is what became of the selection in a state.
type Selection string

// A selection is drawn, also where the rest of the scene does not have it, unless no node or edge has the name, or the
// filters leave it out.
const (
	SelectedNothing  Selection = ""
	SelectedDrawn    Selection = "drawn"
	SelectedAdded    Selection = "added"
	SelectedUnknown  Selection = "unknown"
	SelectedFiltered Selection = "filtered"
)

// Node is a node of a scene at its place in the drawing.
type Node struct {
	ID, Label, Kind string
	X, Y            float64
	// Statements is how many statements the node has; 0 for a person, whom nothing counts.
	Statements int

	number int
}

// Edge is an edge of a scene. Type and Stance are in the words of addresses; Stance is empty for none.
type Edge struct {
	Key
	Stance       string
	Weight       int
	Derived, Tie bool
}

// How many nodes are drawn at most, so that the picture can be read.
var (
	// overviewLimits are those without a focus, by kind, and overviewAsked for each kind that the address asks for.
	overviewLimits = map[string]int{"issue": 18, "organization": 11, "collective": 7, "recommendation": 8}
	// egoLimits are those around a focus, by depth.
	egoLimits = []int{40, 70, 120}
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

// chosen is a scene in progress. people is how many of the nodes that were cut are people.
type chosen struct {
	nodes, edges map[int]bool
	cut, people  int
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
		d.expand(s, step, &c)
	}
	scene := Scene{Focused: focused, Selected: d.addSelected(s, &c), Cut: c.cut, People: c.people}
	for _, n := range slices.Sorted(maps.Keys(c.nodes)) {
		scene.Nodes = append(scene.Nodes, d.shown(n))
	}
	for _, e := range slices.Sorted(maps.Keys(c.edges)) {
		x := d.edge(e)
		scene.Edges = append(scene.Edges, Edge{d.key(e), x.stance, x.weight, x.derived, x.tie})
	}
	return scene
}

func (d *Drawing) shown(n int) Node {
	x := d.node(n)
	if x.kind == "person" {
		x.statements = 0
	}
	return Node{x.id, x.label, x.kind, x.x, x.y, x.statements, n}
}

// addSelected adds the selection with its edges to what is drawn, unless filters leave it out.
func (d *Drawing) addSelected(s State, c *chosen) Selection {
	if s.Selected == "" {
		return SelectedNothing
	}
	ends := strings.Split(s.Selected, "~")
	if len(ends) != 3 {
		n, ok := d.find(ends[0])
		switch {
		case !ok:
			return SelectedUnknown
		case c.nodes[n]:
			return SelectedDrawn
		case !d.admits(s, n):
			return SelectedFiltered
		}
		c.nodes[n] = true
		for e := range d.at(n) {
			if x := d.edge(e); c.nodes[d.other(e, n)] && slices.Contains(s.typesOr(claimTypes), x.typ) && d.supported(s.Filter, e, n) {
				c.edges[e] = true
			}
		}
		return SelectedAdded
	}
	e, ok := d.named(Key{ends[0], ends[1], ends[2]})
	if !ok {
		return SelectedUnknown
	}
	if c.edges[e] {
		return SelectedDrawn
	}
	x := d.edge(e)
	for _, end := range []int{x.source, x.target} {
		if !c.nodes[end] && !d.admits(s, end) {
			return SelectedFiltered
		}
	}
	if !slices.Contains(s.typesOr(EdgeTypes), x.typ) || slices.Contains(counted, x.typ) && s.Filter != nil && !s.Filter.Claims[d.key(e)] {
		return SelectedFiltered
	}
	c.nodes[x.source], c.nodes[x.target], c.edges[e] = true, true, true
	return SelectedAdded
}

// admits reports whether a node may be drawn, given the kinds, the kinds of voice and the statements in the state.
func (d *Drawing) admits(s State, n int) bool {
	kind := d.node(n).kind
	return (len(s.Kinds) == 0 || slices.Contains(s.Kinds, kind)) &&
		(len(s.Voice) == 0 || !slices.Contains(VoiceKinds, kind) || slices.Contains(s.Voice, kind)) &&
		(s.Filter == nil || d.count(s.Filter, n) > 0)
}

// compare orders nodes, those that are no people first, by another order and by number; people by name, whatever they
// said.
func (d *Drawing) compare(s State, a, b int, otherwise func() int) int {
	x, y := d.node(a), d.node(b)
	switch p, q := x.kind == "person", y.kind == "person"; {
	case p && q:
		names := s.Compare
		if names == nil {
			names = strings.Compare
		}
		return cmp.Or(names(x.label, y.label), a-b)
	case p:
		return 1
	case q:
		return -1
	}
	return cmp.Or(otherwise(), a-b)
}

// keep returns the first nodes of a list and counts the others as cut.
func (d *Drawing) keep(c *chosen, list []int, most int) []int {
	kept := list[:min(len(list), max(0, most))]
	for _, n := range list[len(kept):] {
		c.cut++
		if d.node(n).kind == "person" {
			c.people++
		}
	}
	return kept
}

// overview selects nodes that the admitted edges tie: of each kind those with most admitted statements, people by name.
// Issues and other subjects come first, then the voices that are tied to these. Of kinds that the address asks for it
// selects all that it has room for, tied or not.
func (d *Drawing) overview(s State) chosen {
	types := claimTypes
	if len(s.Kinds) > 0 {
		types = without(EdgeTypes, "co-raised")
	}
	types = s.typesOr(types)
	limit := func(kind string) int {
		if most, ok := overviewLimits[kind]; ok && len(s.Kinds) == 0 && !slices.Contains(s.Voice, kind) {
			return most
		} else if ok || len(s.Kinds) > 0 || len(s.Types) > 0 || slices.Contains(s.Voice, kind) {
			return overviewAsked
		}
		return 0
	}
	// Nodes requested in addition to the whole drawing do not change what is mentioned most.
	candidate := make([]bool, d.Placed())
	for n, x := range d.placed() {
		candidate[n] = limit(x.kind) > 0 && d.admits(s, n)
	}
	c := chosen{nodes: make(map[int]bool), edges: make(map[int]bool)}
	isVoice := func(n int) bool { return slices.Contains(VoiceKinds, d.node(n).kind) }
	tied := func(n int, to func(int) bool) bool {
		for e := range d.at(n) {
			other := d.other(e, n)
			if other < len(candidate) && candidate[other] && to(other) && slices.Contains(types, d.edge(e).typ) && d.supported(s.Filter, e, n) {
				return true
			}
		}
		return false
	}
	choose := func(voices bool, to func(int) bool) {
		byKind := make(map[string][]int)
		for n, ok := range candidate {
			if ok && isVoice(n) == voices && (len(s.Kinds) > 0 || tied(n, to)) {
				kind := d.node(n).kind
				byKind[kind] = append(byKind[kind], n)
			}
		}
		for kind, list := range byKind {
			slices.SortFunc(list, func(a, b int) int {
				return d.compare(s, a, b, func() int { return d.count(s.Filter, b) - d.count(s.Filter, a) })
			})
			for _, n := range d.keep(&c, list, limit(kind)) {
				c.nodes[n] = true
			}
		}
	}
	all := func(int) bool { return true }
	choose(false, all)
	choose(true, func(n int) bool { return c.nodes[n] || isVoice(n) })
	c.edges = d.between(s, c.nodes, types)
	if len(s.Kinds) > 0 {
		return c
	}
	clear(c.nodes)
	for e := range c.edges {
		c.nodes[d.edge(e).source], c.nodes[d.edge(e).target] = true, true
	}
	if len(c.edges) == 0 { // those selected of each kind are not tied to each other: begin with the ties
		for e := range d.edgeCount() {
			if x := d.edge(e); len(c.edges) < expansionLimit && max(x.source, x.target) < len(candidate) && candidate[x.source] && candidate[x.target] &&
				slices.Contains(types, x.typ) && d.supported(s.Filter, e, -1) {
				c.nodes[x.source], c.nodes[x.target], c.edges[e] = true, true, true
			}
		}
	}
	return c
}

// around selects everything within depth steps of the focus that the state admits, nearest first, then by the type of the
// edge that leads there, then by its weight, or people by name.
func (d *Drawing) around(focus int, s State) chosen {
	bare := slices.Contains(bareKinds, d.node(focus).kind)
	types := EdgeTypes
	if !bare && len(s.Kinds) == 0 {
		types = without(EdgeTypes, statementTypes...)
	}
	types = s.typesOr(types)
	follows := func(e int) bool {
		x := d.edge(e)
		return slices.Contains(types, x.typ) && (bare || len(s.Types) > 0 || x.tie) && d.supported(s.Filter, e, focus)
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
		found := slices.SortedFunc(maps.Keys(best), func(a, b int) int {
			x, y := best[a], best[b]
			return cmp.Or(rankOf[d.edge(x).typ]-rankOf[d.edge(y).typ], d.compare(s, a, b, func() int { return d.rank(x, y) }))
		})
		kept := d.keep(&c, found, egoLimits[s.Depth-1]-len(c.nodes))
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
	maps.Copy(c.edges, d.between(s, c.nodes, inner))
	return c
}

// rank compares edges by type, then weight, larger first, then number.
func (d *Drawing) rank(a, b int) int {
	x, y := d.edge(a), d.edge(b)
	return cmp.Or(rankOf[x.typ]-rankOf[y.typ], y.weight-x.weight, a-b)
}

// between returns the edges of the types between two of the nodes that the filter admits.
func (d *Drawing) between(s State, nodes map[int]bool, types []string) map[int]bool {
	edges := make(map[int]bool)
	for n := range nodes {
		for e := range d.at(n) {
			if nodes[d.other(e, n)] && slices.Contains(types, d.edge(e).typ) && d.supported(s.Filter, e, n) {
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
