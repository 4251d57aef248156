package layout

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// Layout holds the places of the nodes of one version of the graph. It is immutable and safe for concurrent use.
type Layout struct {
	version uint64
	nodes   []topology.Number
	x, y    []float64
	facts   []Facts
	cut     int
}

// Options says how to compute a layout. The zero value gives the layout for readers.
type Options struct {
	// Rounds is how often the forces move each node; 0 means 250 to 100, depending on the size of the graph.
	Rounds int
	// Nodes is the most nodes to draw; 0 means [MostNodes].
	Nodes int
	// Processors is how many processors to use; 0 means one. The layout is the same for any number.
	Processors int
}

// MostNodes is how many nodes a layout has by default.
const MostNodes = 50_000

func (o Options) nodes() int {
	if o.Nodes > 0 {
		return o.Nodes
	}
	return MostNodes
}

// Of returns the layout of the discourse nodes of t, at most opts.Nodes of them. Equal topologies give equal layouts,
// to the last bit and on every processor.
//
// Errors: the context's.
func Of(ctx context.Context, t *topology.Topology, opts Options) (*Layout, error) {
	l, err := of(ctx, t, opts)
	if err != nil {
		return nil, fmt.Errorf("layout: %w", err)
	}
	return l, nil
}

func of(ctx context.Context, t *topology.Topology, opts Options) (*Layout, error) {
	g, err := tiesOf(ctx, t, opts.nodes())
	if err != nil {
		return nil, err
	}
	l := &Layout{
		version: t.Version(), nodes: g.nodes,
		x: make([]float64, len(g.nodes)), y: make([]float64, len(g.nodes)), facts: factsOf(t, g), cut: g.cut,
	}
	components := g.components()
	disks := make([]disk, len(components))
	pulls := g.split(components)
	for c, places := range components {
		disks[c], err = l.component(ctx, g, places, pulls[c], t.ID, opts)
		if err != nil {
			return nil, err
		}
	}
	pack(disks)
	for c, places := range components {
		for _, i := range places {
			l.x[i] += disks[c].x
			l.y[i] += disks[c].y
		}
	}
	return l, nil
}

// component lays out one component around the origin.
func (l *Layout) component(ctx context.Context, g *ties, places []int32, pulls []pull, id func(topology.Number) store.ID, opts Options) (disk, error) {
	if len(places) == 1 {
		return disk{radius: l.facts[places[0]].Radius()}, nil
	}
	b := newBodies(len(places), pulls)
	for i, at := range places {
		b.mobility[i] = 1
		if g.light[at] {
			b.mobility[i] = 1 / statementShare
		}
		b.radius = append(b.radius, l.facts[at].Radius())
	}
	for _, p := range pulls {
		b.mass[p.source] += p.strength
		b.mass[p.target] += p.strength
	}
	b.start(func(i int) store.ID { return id(l.nodes[places[i]]) })
	if err := b.settle(ctx, opts.rounds(len(places)), opts.processors(len(places))); err != nil {
		return disk{}, err
	}
	b.scale()
	if err := b.separate(ctx); err != nil {
		return disk{}, err
	}
	// The center of the box is near the center of the smallest circle, and simple.
	minX, maxX, minY, maxY := extent(b.x, b.y)
	midX, midY := float64((minX+maxX)/2), float64((minY+maxY)/2)
	around := 0.0
	for i, at := range places {
		l.x[at], l.y[at] = b.x[i]-midX, b.y[i]-midY
		around = max(around, length(l.x[at], l.y[at])+b.radius[i])
	}
	return disk{radius: around}, nil
}

// rounds returns the number of rounds for a component of n nodes.
func (o Options) rounds(n int) int {
	if o.Rounds > 0 {
		return o.Rounds
	}
	return max(100, 250-22*bits.Len(uint(n/1000)))
}

// processors returns the number of processors for a component of n nodes: a small one is finished before others would
// start.
func (o Options) processors(n int) int {
	if n < 500 {
		return 1
	}
	return max(1, o.Processors)
}

// Version returns the version of the graph that the layout shows.
func (l *Layout) Version() uint64 { return l.version }

// Nodes returns the numbers of the drawn nodes, ascending: all of the discourse, or as many as Options said. The slice
// is shared: do not change it.
func (l *Layout) Nodes() []topology.Number { return l.nodes }

// Cut returns how many nodes of the discourse were left out.
func (l *Layout) Cut() int { return l.cut }

// Place returns where the i-th of Nodes is drawn, in graph units; y grows upwards.
func (l *Layout) Place(i int) (x, y float64) { return l.x[i], l.y[i] }

// Facts returns what determines the size of the i-th of Nodes.
func (l *Layout) Facts(i int) Facts { return l.facts[i] }

// Find returns the index of node n in Nodes, or false if it is not drawn.
func (l *Layout) Find(n topology.Number) (int, bool) { return slices.BinarySearch(l.nodes, n) }

// Bounds returns the box around the circles of all nodes; it is empty at the origin if there are no nodes.
func (l *Layout) Bounds() (minX, minY, maxX, maxY float64) {
	if len(l.nodes) == 0 {
		return 0, 0, 0, 0
	}
	minX, minY, maxX, maxY = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for i := range l.nodes {
		r := l.facts[i].Radius()
		minX, maxX = min(minX, l.x[i]-r), max(maxX, l.x[i]+r)
		minY, maxY = min(minY, l.y[i]-r), max(maxY, l.y[i]+r)
	}
	return minX, minY, maxX, maxY
}
