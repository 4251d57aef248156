package drawing

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"forumgraph/store"
	"forumgraph/store/layout"
	"forumgraph/store/topology"
)

// drawing is the picture of one version of the graph, or a part of it, ready to write.
type drawing struct {
	snap  store.Snapshot
	t     *topology.Topology
	lang  store.Lang
	words words
	nodes []topology.Number
	place []int32 // by the topology's numbers: the node's index in nodes, -1 if it is not drawn
	facts []layout.Facts
	x, y  []float64 // in graph units
	cut   int
	// bounds is the box around all circles: left, bottom, right, top.
	bounds [4]float64
	// part means that nodes are those around some nodes; their degrees are not counted.
	part bool
}

// words are the vocabularies of a drawing. The index of a word in its list is its code.
type words struct {
	kinds   []store.Kind
	types   []store.EdgeType
	stances []store.Stance
}

// newWords returns the words of the discourse side. The first stance is none.
func newWords() words {
	return words{
		kinds: slices.DeleteFunc(store.Kinds(), store.Kind.IsDocument),
		types: slices.DeleteFunc(store.EdgeTypes(), func(t store.EdgeType) bool {
			return t == store.Cites || t == store.ReportedIn
		}),
		stances: append([]store.Stance{""}, store.Stances()...),
	}
}

// newDrawing returns the whole picture.
func newDrawing(snap store.Snapshot, t *topology.Topology, l *layout.Layout, lang store.Lang) *drawing {
	d := empty(snap, t, lang)
	d.nodes, d.cut = l.Nodes(), l.Cut()
	d.index()
	for i := range d.nodes {
		x, y := l.Place(i)
		d.x, d.y, d.facts = append(d.x, x), append(d.y, y), append(d.facts, l.Facts(i))
	}
	d.bounds[0], d.bounds[1], d.bounds[2], d.bounds[3] = l.Bounds()
	return d
}

// empty returns a drawing without nodes.
func empty(snap store.Snapshot, t *topology.Topology, lang store.Lang) *drawing {
	return &drawing{snap: snap, t: t, lang: lang, words: newWords()}
}

// index sets place by nodes.
func (d *drawing) index() {
	d.place = make([]int32, d.t.NodeCount())
	for n := range d.place {
		d.place[n] = -1
	}
	for i, n := range d.nodes {
		d.place[n] = int32(i)
	}
}

// write writes the drawing as JSON, piece by piece.
//
// Errors: those of w and of reading labels; the context's.
func (d *drawing) write(ctx context.Context, w io.Writer) error {
	e := newEncoder(ctx, w)
	e.text(`{"version":`).integer(int(d.t.Version())).text(`,"lang":`).quoted(strings.ToLower(string(d.lang)))
	e.text(`,"counts":{"nodes":`).integer(len(d.nodes)).text(`,"edges":`).integer(d.edgeCount())
	e.text(`,"cut":`).integer(d.cut).text(`,"statements":`).integer(d.t.Count(store.KindStatement)).text("}")
	e.text(`,"bounds":[`)
	for i, side := range d.bounds {
		e.separator(i).decimal(side)
	}
	e.text("],\n")
	wordList(e, "kinds", d.words.kinds)
	wordList(e, "types", d.words.types)
	wordList(e, "stances", d.words.stances)
	if err := d.writeNodes(ctx, e); err != nil {
		return fmt.Errorf("write drawing: %w", err)
	}
	d.writeEdges(e)
	e.text("}\n")
	if err := e.flush(); err != nil {
		return fmt.Errorf("write drawing: %w", err)
	}
	return nil
}

func wordList[W ~string](e *encoder, name string, all []W) {
	list(e, name, len(all), func(i int) { e.quoted(string(all[i])) })
}

// list writes a member that is an array of n elements.
func list(e *encoder, name string, n int, element func(i int)) {
	e.text(`"` + name + `":[`)
	for i := range n {
		e.separator(i)
		element(i)
	}
	e.text("],\n")
}

// writeNodes writes the columns of the nodes.
func (d *drawing) writeNodes(ctx context.Context, e *encoder) error {
	column := func(name string, value func(i int, n topology.Number)) {
		list(e, name, len(d.nodes), func(i int) { value(i, d.nodes[i]) })
	}
	e.text(`"nodes":{`)
	column("id", func(_ int, n topology.Number) { e.quoted(string(d.t.ID(n))) })
	column("kind", func(_ int, n topology.Number) { e.integer(slices.Index(d.words.kinds, d.t.Kind(n))) })
	if err := d.labels(ctx, e); err != nil {
		return err
	}
	column("x", func(i int, _ topology.Number) { e.decimal(d.x[i]) })
	column("y", func(i int, _ topology.Number) { e.decimal(d.y[i]) })
	column("statements", func(i int, _ topology.Number) { e.integer(d.facts[i].Statements) })
	column("voices", func(i int, _ topology.Number) { e.integer(d.facts[i].Voices) })
	if !d.part {
		column("degree", func(i int, _ topology.Number) { e.integer(d.facts[i].Degree) })
	}
	e.drop(len(",\n")).text("},\n")
	return nil
}

// labelBatch is the number of nodes per read.
const labelBatch = 500

// labels writes the column of the labels.
//
// Errors: those of reading; store.ErrCorrupt if a node is missing.
func (d *drawing) labels(ctx context.Context, e *encoder) error {
	e.text(`"label":[`)
	err := readAll(ctx, d.snap, d.t, d.nodes, func(i int, n store.Node) { e.separator(i).quoted(shortened(n.Label(d.lang))) })
	e.text("],\n")
	return err
}

// readAll calls f with every node, in order, and its index.
//
// Errors: those of reading; store.ErrCorrupt if a node is missing.
func readAll(ctx context.Context, snap store.Snapshot, t *topology.Topology, all []topology.Number, f func(i int, n store.Node)) error {
	ids := make([]store.ID, 0, labelBatch)
	first := 0
	for batch := range slices.Chunk(all, labelBatch) {
		ids = ids[:0]
		for _, n := range batch {
			ids = append(ids, t.ID(n))
		}
		nodes, err := snap.Nodes(ctx, ids)
		if err != nil {
			return err
		}
		for i, n := range nodes {
			if n == nil {
				return fmt.Errorf("node %s is not stored: %w", ids[i], store.ErrCorrupt)
			}
			f(first+i, n)
		}
		first += len(batch)
	}
	return nil
}

// maxLabel is the maximum length of a label in a drawing, in characters.
const maxLabel = 80

// shortened returns a label of at most maxLabel characters. It cuts after a word if that loses little, and adds an
// ellipsis.
func shortened(label string) string {
	if len(label) <= maxLabel {
		return label
	}
	runes := []rune(label)
	if len(runes) <= maxLabel {
		return label
	}
	cut := string(runes[:maxLabel-1])
	if space := strings.LastIndexByte(cut, ' '); space > len(cut)*2/3 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}

// edge is an edge between two drawn nodes.
type edge struct {
	source int
	target int32
	topology.Outgoing
}

// each calls f with the edges of the drawing, by source, type and target, until f returns false.
func (d *drawing) each(f func(e edge) bool) {
	for i, n := range d.nodes {
		for out := range d.t.Outgoing(n) {
			if target := d.place[out.Target]; target >= 0 && !f(edge{i, target, out}) {
				return
			}
		}
	}
}

func (d *drawing) edgeCount() int {
	count := 0
	d.each(func(edge) bool { count++; return true })
	return count
}

// ties reports whether an edge is a tie, as [topology] defines it: not one that only says two were in one room, or that
// something belongs to the event as a whole.
func (d *drawing) ties(e edge) bool {
	return !e.CoPresence && !d.t.IsRoot(e.Outgoing.Target) && !d.t.IsRoot(d.nodes[e.source])
}

// writeEdges writes the columns of the edges.
func (d *drawing) writeEdges(e *encoder) {
	column := func(name string, value func(edge)) {
		e.text(`"` + name + `":[`)
		i := 0
		d.each(func(edge edge) bool {
			e.separator(i)
			value(edge)
			i++
			return e.err == nil
		})
		e.text("],\n")
	}
	bit := func(set bool) {
		if set {
			e.integer(1)
		} else {
			e.integer(0)
		}
	}
	e.text(`"edges":{`)
	column("source", func(edge edge) { e.integer(edge.source) })
	column("target", func(edge edge) { e.integer(int(edge.target)) })
	column("type", func(edge edge) { e.integer(slices.Index(d.words.types, edge.Type)) })
	column("weight", func(edge edge) { e.integer(edge.Weight) })
	column("stance", func(edge edge) { e.integer(slices.Index(d.words.stances, edge.Stance)) })
	column("derived", func(edge edge) { bit(edge.Type.IsDerived()) })
	column("tie", func(edge edge) { bit(d.ties(edge)) })
	e.drop(len(",\n")).text("}")
}
