package drawing

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"

	"forumgraph/store"
	"forumgraph/store/layout"
	"forumgraph/store/topology"
)

// MostAround is the maximum number of nodes that around may name.
const MostAround = 50

// around selects the nodes within depth edges of some nodes. The zero value selects the whole graph.
type around struct {
	ids   []store.ID
	depth int
}

// aroundOf returns the part that a request selects. newPart skips invalid and unknown IDs.
//
// Errors: a sentence for the client.
func aroundOf(q url.Values) (around, error) {
	a := around{depth: 1}
	if !q.Has("around") {
		return around{}, nil
	}
	for id := range strings.SplitSeq(q.Get("around"), ",") {
		if len(a.ids) == MostAround {
			return a, fmt.Errorf("around: there are more than %d IDs", MostAround)
		}
		a.ids = append(a.ids, store.ID(id))
	}
	if depth := q.Get("depth"); depth != "" {
		var err error
		if a.depth, err = strconv.Atoi(depth); err != nil || a.depth < 1 || a.depth > topology.MaxDepth {
			return a, fmt.Errorf("depth: use 1 to %d", topology.MaxDepth)
		}
	}
	return a, nil
}

// tag distinguishes the answers to different requests.
func (a around) tag() string {
	h := xxhash.New()
	for _, id := range a.ids {
		_, _ = h.WriteString(string(id) + ",") // never fails
	}
	return fmt.Sprintf("%d-%x", a.depth, h.Sum64())
}

// newPart returns the picture around some nodes: nodes with a place are drawn there, the others nearby. It has all
// edges between them, of all types. IDs without a node are skipped.
//
// Errors: the context's.
func newPart(ctx context.Context, snap store.Snapshot, t *topology.Topology, l *layout.Layout, lang store.Lang, a around) (*drawing, error) {
	d := empty(snap, t, lang)
	d.part = true
	opts := topology.NeighborhoodOptions{Depth: a.depth, Types: d.words.types, First: topology.MaxSubgraph}
	for _, id := range a.ids {
		if n, ok := t.Find(id); !ok || t.Kind(n).IsDocument() {
			continue
		}
		sub, err := t.Neighborhood(ctx, id, opts)
		if err != nil {
			return nil, err
		}
		for _, node := range sub.Nodes {
			if n, ok := t.Find(node.ID); ok {
				d.nodes = append(d.nodes, n)
			}
		}
	}
	slices.Sort(d.nodes)
	d.nodes = slices.Compact(d.nodes)
	d.index()
	d.facts = layout.FactsOf(t, d.nodes)
	d.spread(l)
	return d, nil
}

// apart is the approximate distance between nodes without a place, in graph units.
const apart = 8.0

// spread gives each node of a part a place: its own in the layout, or one near its neighbors that have one. Nodes
// without a place spiral outwards, so that no two are at the same point.
func (d *drawing) spread(l *layout.Layout) {
	d.x, d.y = make([]float64, len(d.nodes)), make([]float64, len(d.nodes))
	d.cut = l.Cut()
	drawn := make([]bool, len(d.nodes))
	var all middle
	for i, n := range d.nodes {
		if at, ok := l.Find(n); ok {
			drawn[i] = true
			d.x[i], d.y[i] = l.Place(at)
			all.add(d.x[i], d.y[i])
		}
	}
	near := make([]middle, len(d.nodes))
	d.each(func(e edge) bool {
		if source, target := e.source, int(e.target); drawn[source] != drawn[target] {
			if drawn[target] {
				source, target = target, source
			}
			near[target].add(d.x[source], d.y[source])
		}
		return true
	})
	turns := 0.0
	for i := range d.nodes {
		if !drawn[i] {
			if near[i].n == 0 {
				near[i] = all
			}
			turns++
			x, y := near[i].at()
			sin, cos := math.Sincos(turns * math.Pi * (3 - math.Sqrt(5)))
			d.x[i], d.y[i] = x+apart*math.Sqrt(turns)*cos, y+apart*math.Sqrt(turns)*sin
		}
	}
	for i := range d.nodes {
		r := d.facts[i].Radius()
		if i == 0 {
			d.bounds = [4]float64{d.x[i] - r, d.y[i] - r, d.x[i] + r, d.y[i] + r}
		}
		d.bounds[0], d.bounds[1] = min(d.bounds[0], d.x[i]-r), min(d.bounds[1], d.y[i]-r)
		d.bounds[2], d.bounds[3] = max(d.bounds[2], d.x[i]+r), max(d.bounds[3], d.y[i]+r)
	}
}

// middle is the center of places.
type middle struct{ x, y, n float64 }

func (m *middle) add(x, y float64) { m.x, m.y, m.n = m.x+x, m.y+y, m.n+1 }

// at returns the center; the origin if there are no places.
func (m *middle) at() (x, y float64) { return m.x / max(1, m.n), m.y / max(1, m.n) }
