package scene

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"forumgraph/store"
)

// Drawing is the graph from /drawing.json, or the part of it that has a place there. It is immutable and safe for
// concurrent use.
type Drawing struct {
	Version uint64
	// Cut is how many nodes of the graph have no place in the drawing.
	Cut int
	// whole is the drawing that this one extends, see With; nil if it is complete by itself.
	whole *Drawing
	nodes []node
	edges []edge
	byID  map[string]int
	// ends holds the edges at each node, ascending; for a node of whole, the added ones.
	ends map[int][]int
	// words are the kinds of the nodes and the types of the edges.
	words map[string]bool
}

type node struct {
	id, label, kind string
	x, y            float64
	statements      int
}

type edge struct {
	source, target, weight int
	typ, stance            string
	derived, tie           bool
}

// EdgeTypes are the types that the network draws, as addresses spell them, in the order of web/src/graph/edge-types.ts:
// what was said first, then what statements are about.
var EdgeTypes = func() []string {
	types := append(store.DerivedTypes(), store.Addresses, store.Contradicts, store.AddressedTo)
	for _, t := range store.AssertedTypes() {
		if t != store.Cites && !slices.Contains(types, t) {
			types = append(types, t)
		}
	}
	words := make([]string, len(types))
	for i, t := range types {
		words[i] = strings.ToLower(strings.ReplaceAll(string(t), "_", "-"))
	}
	return words
}()

// Kinds are the kinds that the network draws, in the order of its legend.
var Kinds = func() []string {
	kinds := []store.Kind{
		store.KindIssue, store.KindOrganization, store.KindCollective, store.KindPerson, store.KindRecommendation,
		store.KindSession, store.KindInitiative, store.KindPublication, store.KindFigure,
	}
	for _, k := range store.Kinds() {
		if !k.IsDocument() && !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = strings.ToLower(string(k))
	}
	return words
}()

// rankOf is the index of each type in EdgeTypes.
var rankOf = places(EdgeTypes)

func places(words []string) map[string]int {
	all := make(map[string]int, len(words))
	for i, w := range words {
		all[w] = i
	}
	return all
}

// Read reads a drawing. It leaves out edges of types that are not drawn.
//
// Errors: JSON that is not a drawing, columns of different lengths, a code or an index out of range.
func Read(document []byte) (*Drawing, error) {
	var a struct {
		Version               uint64
		Counts                struct{ Cut int }
		Kinds, Types, Stances []string
		Nodes                 struct {
			ID, Label        []string
			Kind, Statements []int
			X, Y             []float64
		}
		Edges struct{ Source, Target, Type, Weight, Stance, Derived, Tie []int }
	}
	if err := json.Unmarshal(document, &a); err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	n, e := len(a.Nodes.ID), len(a.Edges.Source)
	if len(a.Nodes.Label) != n || len(a.Nodes.Kind) != n || len(a.Nodes.Statements) != n ||
		len(a.Nodes.X) != n || len(a.Nodes.Y) != n {
		return nil, fmt.Errorf("drawing: the columns of its %d nodes differ in length", n)
	}
	for _, column := range [][]int{a.Edges.Target, a.Edges.Type, a.Edges.Weight, a.Edges.Stance, a.Edges.Derived, a.Edges.Tie} {
		if len(column) != e {
			return nil, fmt.Errorf("drawing: the columns of its %d edges differ in length", e)
		}
	}
	d := &Drawing{
		Version: a.Version, Cut: a.Counts.Cut, nodes: make([]node, n), byID: make(map[string]int, n), ends: make(map[int][]int, n),
		words: make(map[string]bool),
	}
	for i := range d.nodes {
		kind, err := word(a.Kinds, a.Nodes.Kind[i])
		if err != nil {
			return nil, fmt.Errorf("drawing: node %d: kind: %w", i, err)
		}
		d.nodes[i] = node{a.Nodes.ID[i], a.Nodes.Label[i], kind, a.Nodes.X[i], a.Nodes.Y[i], a.Nodes.Statements[i]}
		d.byID[a.Nodes.ID[i]] = i
		d.words[kind] = true
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
		d.add(x)
	}
	return d, nil
}

// add adds an edge after the others.
func (d *Drawing) add(x edge) {
	e := d.edgeCount()
	d.ends[x.source] = append(d.ends[x.source], e)
	if x.target != x.source {
		d.ends[x.target] = append(d.ends[x.target], e)
	}
	d.edges = append(d.edges, x)
	d.words[x.typ] = true
}

// word returns the word of a code as addresses spell it.
func word(words []string, code int) (string, error) {
	if code < 0 || code >= len(words) {
		return "", fmt.Errorf("no word has the code %d", code)
	}
	return strings.ReplaceAll(strings.ToLower(words[code]), "_", "-"), nil
}

// other returns the end of the edge other than n.
func (d *Drawing) other(e, n int) int {
	x := d.edge(e)
	if x.source != n {
		return x.source
	}
	return x.target
}

// Has reports whether the drawing has nodes of a kind or edges of a type.
func (d *Drawing) Has(word string) bool { return d.words[word] || d.whole != nil && d.whole.Has(word) }

// Label returns the label of the node with the ID, or false if the drawing does not have it.
func (d *Drawing) Label(id string) (string, bool) {
	n, ok := d.find(id)
	if !ok {
		return "", false
	}
	return d.node(n).label, true
}

// Key names an edge.
type Key struct{ Source, Type, Target string }

// String returns the key as addresses have it, such as person:ada~raised~issue:night-noise.
func (k Key) String() string { return k.Source + "~" + k.Type + "~" + k.Target }

func (d *Drawing) key(e int) Key {
	x := d.edge(e)
	return Key{d.node(x.source).id, x.typ, d.node(x.target).id}
}

// HasEdge reports whether the drawing has the edge.
func (d *Drawing) HasEdge(k Key) bool {
	_, ok := d.named(k)
	return ok
}

// Node returns the node with the ID, or false if the drawing does not have it.
func (d *Drawing) Node(id string) (Node, bool) {
	n, ok := d.find(id)
	if !ok {
		return Node{}, false
	}
	return d.shown(n), true
}

// named returns the edge with the key, or false if the drawing does not have it.
func (d *Drawing) named(k Key) (int, bool) {
	if n, ok := d.find(k.Source); ok {
		for e := range d.at(n) {
			if d.key(e) == k {
				return e, true
			}
		}
	}
	return 0, false
}
