package layout_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/layout"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
)

// placed is a node of a layout as tests compare it.
type placed struct {
	ID    store.ID
	X, Y  float64
	Facts layout.Facts
}

func of(t testing.TB, top *topology.Topology) *layout.Layout {
	t.Helper()
	l, err := layout.Of(t.Context(), top, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func all(top *topology.Topology, l *layout.Layout) []placed {
	var nodes []placed
	for i, n := range l.Nodes() {
		x, y := l.Place(i)
		nodes = append(nodes, placed{top.ID(n), x, y, l.Facts(i)})
	}
	return nodes
}

func distance(a, b placed) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// A layout has the discourse side whole, by ID, and nothing of the document.
func TestOf_nodes(t *testing.T) {
	top := topologyOf(t, storetest.Example())
	l := of(t, top)
	var got, want []store.ID
	for _, n := range all(top, l) {
		got = append(got, n.ID)
	}
	for _, n := range storetest.Example().Put {
		if id := n.Base().ID; !id.Kind().IsDocument() {
			want = append(want, id)
		}
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if l.Version() != top.Version() {
		t.Errorf("version %d, want %d", l.Version(), top.Version())
	}
	passage := slices.Collect(top.Of(store.KindPassage))[0]
	if _, ok := l.Find(passage); ok {
		t.Error("a passage is drawn")
	}
}

// Counts are of the node's own statements and of distinct voices; co-presence is not a tie.
func TestLayout_Facts(t *testing.T) {
	top := topologyOf(t, storetest.Example())
	l := of(t, top)
	got := map[store.ID]layout.Facts{}
	for _, n := range all(top, l) {
		got[n.ID] = n.Facts
	}
	for id, want := range map[store.ID]layout.Facts{
		"person:ada":                   {Statements: 2, Voices: 1, Degree: 7}, // affiliation, 2 made, a figure, 2 raised, 1 backed
		"person:ben":                   {},                                    // presented, and nothing else
		"collective:dock-table":        {Statements: 1, Voices: 1, Degree: 5}, // made, a partner, raised, backs, opposes
		"issue:ferry-fares":            {Statements: 2, Voices: 2, Degree: 8}, // related, 2 statements, a figure, 3 raised, co-raised
		"recommendation:quiet-hours":   {Statements: 2, Voices: 2, Degree: 7},
		"session:quay-day":             {Statements: 1, Voices: 1},
		"population:night-crews":       {Statements: 1, Voices: 1, Degree: 1},
		"publication:tide-survey":      {Statements: 1, Voices: 1, Degree: 3},
		"recommendation:night-ferries": {Statements: 1, Voices: 1, Degree: 3},
		"statement:ferries":            {Statements: 1, Voices: 1, Degree: 6},
	} {
		if diff := cmp.Diff(want, got[id]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
}

// The radius grows so that the area is that of the statements, and ends where a circle would hide its neighbors.
func TestFacts_Radius(t *testing.T) {
	for statements, want := range map[int]float64{0: 2, 3: 4, 8: 6, 63: 16, 5000: 16} {
		if got := (layout.Facts{Statements: statements}).Radius(); got != want {
			t.Errorf("%d statements: radius %v, want %v", statements, got, want)
		}
	}
}

// The same graph gives the same picture to the last bit: again, on one processor or on several, and whatever the order of
// writing.
func TestOf_deterministic(t *testing.T) {
	top := corpus(t)
	want := all(top, of(t, top))
	again := all(top, of(t, top))
	before := runtime.GOMAXPROCS(1)
	alone := all(top, of(t, top))
	runtime.GOMAXPROCS(before)
	shared, err := layout.Of(t.Context(), top, layout.Options{Processors: 3})
	if err != nil {
		t.Fatal(err)
	}
	backwards := corpusChange(t)
	slices.Reverse(backwards.Put)
	other := topologyOf(t, backwards)
	reversed := all(other, of(t, other))
	for what, got := range map[string][]placed{"again": again, "on one processor": alone, "on three": all(top, shared), "written backwards": reversed} {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
}

// On the forum's graph and on a larger one no circle is drawn over another, and all lie within the bounds.
func TestOf_overlap(t *testing.T) {
	for name, top := range map[string]*topology.Topology{"forum": corpus(t), "crowd": topologyOf(t, storetest.Crowd(5000, 1))} {
		t.Run(name, func(t *testing.T) {
			l := of(t, top)
			nodes := all(top, l)
			minX, minY, maxX, maxY := l.Bounds()
			for i, a := range nodes {
				r := a.Facts.Radius()
				if a.X-r < minX || a.Y-r < minY || a.X+r > maxX || a.Y+r > maxY {
					t.Errorf("%s at %.1f, %.1f is outside of the bounds", a.ID, a.X, a.Y)
				}
				for _, b := range nodes[:i] {
					if d := distance(a, b); d < r+b.Facts.Radius() {
						t.Errorf("%s and %s are %.2f apart, with radii %.2f and %.2f", a.ID, b.ID, d, r, b.Facts.Radius())
					}
				}
			}
		})
	}
}

// On the forum's graph the ends of a tie are less than a third as far apart as two nodes on average, and distances in the
// picture follow those in the graph better than where nodes have traded places.
func TestOf_quality(t *testing.T) {
	top := corpus(t)
	l := of(t, top)
	nodes := all(top, l)
	var tied, any []float64
	for i, n := range l.Nodes() {
		for e := range top.Outgoing(n) {
			if j, ok := l.Find(e.Target); ok && !e.CoPresence && !top.IsRoot(e.Target) {
				tied = append(tied, distance(nodes[i], nodes[j]))
			}
		}
		for j := range i {
			any = append(any, distance(nodes[i], nodes[j]))
		}
	}
	if ratio := mean(tied) / mean(any); ratio > 1.0/3 {
		t.Errorf("ties are %.2f of the mean distance", ratio)
	}
	shuffled := slices.Clone(nodes) // the same places, given to the nodes anew
	for i := range shuffled {
		j := (i*617 + 5) % len(nodes)
		shuffled[i].X, shuffled[i].Y = nodes[j].X, nodes[j].Y
	}
	if got, random := stress(top, l, nodes), stress(top, l, shuffled); got > 0.75*random {
		t.Errorf("stress %.3f, of random places %.3f", got, random)
	}
}

func mean(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}

// stress returns how far distances in the picture are from those in the graph, at the scale that suits best, as a part of
// the latter: 0 is no difference. It looks from every tenth node.
func stress(top *topology.Topology, l *layout.Layout, nodes []placed) float64 {
	neighbors := make([][]int, len(nodes))
	for i, n := range l.Nodes() {
		for e := range top.Outgoing(n) {
			if j, ok := l.Find(e.Target); ok && !e.CoPresence && !top.IsRoot(e.Target) {
				neighbors[i], neighbors[j] = append(neighbors[i], j), append(neighbors[j], i)
			}
		}
	}
	var near, wide, count float64 // Σ p/g, Σ (p/g)² for p in the picture and g in the graph
	for from := 0; from < len(nodes); from += 10 {
		steps := map[int]int{from: 0}
		for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
			for _, to := range neighbors[queue[0]] {
				if _, seen := steps[to]; !seen {
					steps[to] = steps[queue[0]] + 1
					queue = append(queue, to)
					ratio := distance(nodes[from], nodes[to]) / float64(steps[to])
					near, wide, count = near+ratio, wide+ratio*ratio, count+1
				}
			}
		}
	}
	return 1 - near*near/wide/count
}

// A statement less moves the others by little: half of the nodes by less than a fiftieth of the picture.
func TestOf_smallChange(t *testing.T) {
	top := corpus(t)
	before := all(top, of(t, top))
	less := corpusChange(t)
	referred := map[store.ID]bool{}
	for _, n := range less.Put {
		for _, e := range store.AssertedEdges(n) {
			referred[e.Target] = referred[e.Target] || e.Type == store.Restates || e.Type == store.Contradicts
		}
	}
	for i, n := range slices.Backward(less.Put) {
		if id := n.Base().ID; id.Kind() == store.KindStatement && !referred[id] {
			less.Put = slices.Delete(less.Put, i, i+1)
			break
		}
	}
	other := topologyOf(t, less)
	l := of(t, other)
	after := map[store.ID]placed{}
	for _, n := range all(other, l) {
		after[n.ID] = n
	}
	var moves []float64
	for _, n := range before {
		if to, ok := after[n.ID]; ok {
			moves = append(moves, distance(n, to))
		}
	}
	if len(moves) != len(before)-1 {
		t.Fatalf("%d of %d nodes are left", len(moves), len(before))
	}
	slices.Sort(moves)
	minX, _, maxX, _ := l.Bounds()
	if median := moves[len(moves)/2]; median > (maxX-minX)/50 {
		t.Errorf("half of the nodes moved by %.1f and more, in a picture %.0f wide", median, maxX-minX)
	}
}

// Having been in a session draws nobody nearer to anything.
func TestOf_coPresence(t *testing.T) {
	top := topologyOf(t, storetest.Example())
	crowded := storetest.Example()
	for _, n := range crowded.Put {
		if s, ok := n.(*store.Session); ok {
			s.Presenters = append(s.Presenters, store.Ref{ID: "person:ada"})
		}
	}
	other := topologyOf(t, crowded)
	if diff := cmp.Diff(all(top, of(t, top)), all(other, of(t, other))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Parts that nothing ties are drawn apart, and what has no ties at all stands outside of the largest part.
func TestOf_parts(t *testing.T) {
	top := corpus(t)
	around, outside := 0.0, math.Inf(1)
	for _, n := range all(top, of(t, top)) {
		if fromMiddle := math.Hypot(n.X, n.Y); n.Facts.Degree == 0 {
			outside = min(outside, fromMiddle-n.Facts.Radius())
		} else if n.Facts.Statements > 0 { // all these are in the largest part
			around = max(around, fromMiddle+n.Facts.Radius())
		}
	}
	if math.IsInf(outside, 1) || around == 0 || outside < around {
		t.Errorf("untied nodes begin at %.1f, the largest part ends at %.1f", outside, around)
	}
}

// An empty graph has an empty layout.
func TestOf_empty(t *testing.T) {
	l := of(t, topologyOf(t, store.ChangeSet{}))
	minX, minY, maxX, maxY := l.Bounds()
	if got := fmt.Sprint(len(l.Nodes()), minX, minY, maxX, maxY); got != "0 0 0 0 0" {
		t.Errorf("nodes and bounds: %s", got)
	}
}

// A context that ends stops the computation wherever it is.
func TestOf_canceled(t *testing.T) {
	top := corpus(t)
	for _, looks := range []int{0, 1, 2, 100} {
		if _, err := layout.Of(&countdown{t.Context(), looks}, top, layout.Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("after %d looks at the context: %v", looks, err)
		}
	}
}

// countdown is a context that ends after it was looked at a number of times.
type countdown struct {
	context.Context
	looks int
}

func (c *countdown) Err() error {
	if c.looks--; c.looks < 0 {
		return context.Canceled
	}
	return nil
}

// A graph with more nodes than there is room for is drawn in part: statements go first, then what has few of them; how many
// are left out is told, and what is drawn says of itself what it says in the whole picture.
func TestOf_cut(t *testing.T) {
	top := topologyOf(t, storetest.Crowd(1000, 1))
	whole, err := layout.Of(t.Context(), top, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	others := 0
	for _, n := range whole.Nodes() {
		if top.Kind(n) != store.KindStatement {
			others++
		}
	}
	for _, room := range []int{100, others, others + 50} {
		part, err := layout.Of(t.Context(), top, layout.Options{Nodes: room})
		if err != nil {
			t.Fatal(err)
		}
		if len(part.Nodes()) != room || part.Cut() != len(whole.Nodes())-room {
			t.Errorf("room for %d: %d nodes, %d cut", room, len(part.Nodes()), part.Cut())
		}
		statements, least := 0, 1<<30
		for i, n := range part.Nodes() {
			at, _ := whole.Find(n)
			if part.Facts(i) != whole.Facts(at) {
				t.Errorf("%s: %+v, in the whole %+v", top.ID(n), part.Facts(i), whole.Facts(at))
			}
			if top.Kind(n) == store.KindStatement {
				statements++
			}
			least = min(least, part.Facts(i).Statements)
		}
		if want := max(0, room-others); statements != want {
			t.Errorf("room for %d: %d statements, want %d", room, statements, want)
		}
		for i, n := range whole.Nodes() {
			if _, drawn := part.Find(n); !drawn && top.Kind(n) != store.KindStatement && top.Kind(n).IsVoice() && whole.Facts(i).Statements > least {
				t.Errorf("room for %d: %s has %d statements and is left out", room, top.ID(n), whole.Facts(i).Statements)
			}
		}
	}
}
