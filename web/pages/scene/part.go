package scene

import (
	"iter"
	"slices"
	"strings"
)

// Around is what a scene needs in addition to a drawing that does not have the whole graph: what is Depth edges around
// some nodes.
type Around struct {
	IDs   []string
	Depth int
}

// reach is how many edges an expansion goes from its node.
var reach = map[string]int{"raised": 1, "backed": 1, "disagrees": 3, "session": 2}

// Needs returns what the scene of a state needs in addition to the drawing: what is around the focus, the expanded nodes
// and what is selected; false if the drawing has the whole graph, or the state names nothing.
func (d *Drawing) Needs(s State) (Around, bool) {
	a := Around{Depth: 1}
	name := func(id string, depth int) {
		if !slices.Contains(a.IDs, id) {
			a.IDs = append(a.IDs, id)
		}
		a.Depth = max(a.Depth, depth)
	}
	if s.Focus != "" {
		name(s.Focus, s.Depth)
	}
	for _, step := range s.Expand {
		id, how, _ := strings.Cut(step, "~")
		name(id, reach[how])
	}
	for i, part := range strings.Split(s.Selected, "~") {
		if i != 1 && part != "" { // the second part is the type of an edge
			name(part, 1)
		}
	}
	return a, d.Cut > 0 && len(a.IDs) > 0
}

// With returns a drawing with the new nodes and edges of a part after those of d. It shares the memory of d.
//
// Every edge between two nodes of d is already in d, so an edge of the part is new if one of its ends is.
func (d *Drawing) With(part *Drawing) *Drawing {
	all := &Drawing{Version: d.Version, Cut: d.Cut, whole: d, byID: make(map[string]int), ends: make(map[int][]int), words: make(map[string]bool)}
	number := make([]int, len(part.nodes))
	for i, n := range part.nodes {
		known, ok := d.find(n.id)
		if !ok {
			known = all.nodeCount()
			all.byID[n.id] = known
			all.nodes = append(all.nodes, n)
			all.words[n.kind] = true
		}
		number[i] = known
	}
	for _, x := range part.edges {
		x.source, x.target = number[x.source], number[x.target]
		if x.source >= d.nodeCount() || x.target >= d.nodeCount() {
			all.add(x)
		}
	}
	return all
}

// placed returns the nodes that have a place in the whole drawing.
func (d *Drawing) placed() []node {
	if d.whole != nil {
		return d.whole.placed()
	}
	return d.nodes
}

// Placed returns how many nodes have a place in the whole drawing.
func (d *Drawing) Placed() int { return len(d.placed()) }

func (d *Drawing) nodeCount() int {
	if d.whole != nil {
		return d.whole.nodeCount() + len(d.nodes)
	}
	return len(d.nodes)
}

func (d *Drawing) edgeCount() int {
	if d.whole != nil {
		return d.whole.edgeCount() + len(d.edges)
	}
	return len(d.edges)
}

// find returns the number of the node with the ID, or false if the drawing does not have it.
func (d *Drawing) find(id string) (int, bool) {
	if d.whole != nil {
		if n, ok := d.whole.find(id); ok {
			return n, true
		}
	}
	n, ok := d.byID[id]
	return n, ok
}

func (d *Drawing) node(n int) node {
	if d.whole != nil {
		if count := d.whole.nodeCount(); n >= count {
			return d.nodes[n-count]
		}
		return d.whole.node(n)
	}
	return d.nodes[n]
}

func (d *Drawing) edge(e int) edge {
	if d.whole != nil {
		if count := d.whole.edgeCount(); e >= count {
			return d.edges[e-count]
		}
		return d.whole.edge(e)
	}
	return d.edges[e]
}

// at returns the edges at a node, ascending.
func (d *Drawing) at(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if d.whole != nil {
			for e := range d.whole.at(n) {
				if !yield(e) {
					return
				}
			}
		}
		for _, e := range d.ends[n] {
			if !yield(e) {
				return
			}
		}
	}
}
