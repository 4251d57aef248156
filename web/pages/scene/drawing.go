package scene

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Drawing is the graph as /drawing.json has it. It does not change and is safe for concurrent use.
type Drawing struct {
	Version uint64
	nodes   []node
	edges   []edge
	byID    map[string]int
	// at holds the edges at each node, ascending.
	at [][]int
}

type node struct {
	id, label, kind string
	statements      int
}

type edge struct {
	source, target, weight int
	typ, stance            string
	derived, tie           bool
}

// edgeTypes are the types that the view knows, as addresses spell them, in its order: web/src/graph/vocabulary.ts.
var edgeTypes = []string{
	"raised", "backs", "opposes", "co-raised", "addresses", "contradicts", "addressed-to", "affiliated-with", "presented-at",
	"part-of", "hosted", "runs", "funded-by", "partner-in", "published-by", "located-in", "broader", "related", "made", "about",
	"position", "mentions", "quotes", "restates", "in-session", "reported-by", "taken-from", "reported-in",
}

// rankOf is the place of each type among edgeTypes.
var rankOf = places(edgeTypes)

func places(words []string) map[string]int {
	all := make(map[string]int, len(words))
	for i, w := range words {
		all[w] = i
	}
	return all
}

// Read reads a drawing. Edges of types that the view does not know are left out.
//
// Errors: JSON that is no drawing, columns of different lengths, a code or a place beyond its list.
func Read(document []byte) (*Drawing, error) {
	var a struct {
		Version               uint64
		Kinds, Types, Stances []string
		Nodes                 struct {
			ID, Label        []string
			Kind, Statements []int
		}
		Edges struct{ Source, Target, Type, Weight, Stance, Derived, Tie []int }
	}
	if err := json.Unmarshal(document, &a); err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	n, e := len(a.Nodes.ID), len(a.Edges.Source)
	if len(a.Nodes.Label) != n || len(a.Nodes.Kind) != n || len(a.Nodes.Statements) != n {
		return nil, fmt.Errorf("drawing: the columns of its %d nodes differ in length", n)
	}
	for _, column := range [][]int{a.Edges.Target, a.Edges.Type, a.Edges.Weight, a.Edges.Stance, a.Edges.Derived, a.Edges.Tie} {
		if len(column) != e {
			return nil, fmt.Errorf("drawing: the columns of its %d edges differ in length", e)
		}
	}
	d := &Drawing{Version: a.Version, nodes: make([]node, n), byID: make(map[string]int, n), at: make([][]int, n)}
	for i := range d.nodes {
		kind, err := word(a.Kinds, a.Nodes.Kind[i])
		if err != nil {
			return nil, fmt.Errorf("drawing: node %d: kind: %w", i, err)
		}
		d.nodes[i] = node{a.Nodes.ID[i], a.Nodes.Label[i], kind, a.Nodes.Statements[i]}
		d.byID[a.Nodes.ID[i]] = i
	}
	for i := range e {
		typ, err := word(a.Types, a.Edges.Type[i])
		if err != nil {
			return nil, fmt.Errorf("drawing: edge %d: type: %w", i, err)
		}
		stance, err := word(a.Stances, a.Edges.Stance[i])
		if err != nil {
			return nil, fmt.Errorf("drawing: edge %d: stance: %w", i, err)
		}
		x := edge{a.Edges.Source[i], a.Edges.Target[i], a.Edges.Weight[i], typ, stance, a.Edges.Derived[i] == 1, a.Edges.Tie[i] == 1}
		if x.source < 0 || x.source >= n || x.target < 0 || x.target >= n {
			return nil, fmt.Errorf("drawing: edge %d leads to no node", i)
		}
		if _, known := rankOf[typ]; !known {
			continue
		}
		d.at[x.source] = append(d.at[x.source], len(d.edges))
		if x.target != x.source {
			d.at[x.target] = append(d.at[x.target], len(d.edges))
		}
		d.edges = append(d.edges, x)
	}
	return d, nil
}

// word returns the word of a code as addresses spell it.
func word(words []string, code int) (string, error) {
	if code < 0 || code >= len(words) {
		return "", fmt.Errorf("no word has the code %d", code)
	}
	return strings.ReplaceAll(strings.ToLower(words[code]), "_", "-"), nil
}

// other returns the end of the edge that n is not.
func (d *Drawing) other(e, n int) int {
	if x := d.edges[e]; x.source != n {
		return x.source
	}
	return d.edges[e].target
}

// Label returns the label of the node with the ID, or false if there is none.
func (d *Drawing) Label(id string) (string, bool) {
	n, ok := d.byID[id]
	if !ok {
		return "", false
	}
	return d.nodes[n].label, true
}

// Has reports whether there is such an edge.
func (d *Drawing) Has(k Key) bool {
	n, ok := d.byID[k.Source]
	if !ok {
		return false
	}
	for _, e := range d.at[n] {
		if x := d.edges[e]; x.source == n && x.typ == k.Type && d.nodes[x.target].id == k.Target {
			return true
		}
	}
	return false
}
