package drawing_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph/drawing"
	"forumgraph/store"
	"forumgraph/store/layout"
	"forumgraph/store/storetest"
)

// drawnNode and drawnEdge are what a drawing says of a node, but for its place and its degree, and of an edge.
type (
	drawnNode struct {
		Label              string
		Statements, Voices int
	}
	drawnEdge struct {
		Weight, Derived, Tie int
		Stance               store.Stance
	}
)

func (p *picture) nodes() map[store.ID]drawnNode {
	all := map[store.ID]drawnNode{}
	for i, id := range p.Nodes.ID {
		all[id] = drawnNode{p.Nodes.Label[i], p.Nodes.Statements[i], p.Nodes.Voices[i]}
	}
	return all
}

func (p *picture) edges() map[store.EdgeKey]drawnEdge {
	all := map[store.EdgeKey]drawnEdge{}
	for i, source := range p.Edges.Source {
		key := store.EdgeKey{Source: p.Nodes.ID[source], Type: p.Types[p.Edges.Type[i]], Target: p.Nodes.ID[p.Edges.Target[i]]}
		all[key] = drawnEdge{p.Edges.Weight[i], p.Edges.Derived[i], p.Edges.Tie[i], p.Stances[p.Edges.Stance[i]]}
	}
	return all
}

// What is around nodes is told as a drawing with room for all tells it, whether the whole has a place for them or not, and
// the edges are all that the part's nodes have with each other.
func TestHandler_around(t *testing.T) {
	const room = 6
	all := read(t, newServer(t, storetest.Example()).get(t, "/drawing.json"))
	s := newServerOf(t, storetest.Example(), layout.Options{Nodes: room})
	whole := read(t, s.get(t, "/drawing.json"))
	if whole.Counts.Nodes != room || whole.Counts.Cut != len(all.Nodes.ID)-room || whole.Counts.Statements != 3 {
		t.Fatalf("counts of the whole: %+v", whole.Counts)
	}
	if _, drawn := whole.nodes()["statement:noise"]; drawn {
		t.Fatal("the whole has the statement that this test looks for beyond it")
	}
	for query, want := range map[string][]store.ID{
		"around=statement:noise":                      {"issue:night-noise", "organization:port-office", "person:ada", "population:night-crews", "recommendation:quiet-hours", "session:quay-day", "statement:ferries", "statement:noise"},
		"around=person:ben":                           {"person:ben", "session:quay-day"},
		"around=person:ben,population:night-crews":    {"person:ben", "population:night-crews", "session:quay-day", "statement:noise"},
		"around=population:night-crews&depth=1":       {"population:night-crews", "statement:noise"},
		"around=person:nobody,place:harbour,%22,":     {"place:harbour", "place:north-quay"},
		"around=source:harbour&around=person:ignored": {},
		"around=": {},
	} {
		part := read(t, s.get(t, "/drawing.json?"+query))
		nodes, edges := map[store.ID]drawnNode{}, map[store.EdgeKey]drawnEdge{}
		for _, id := range want {
			nodes[id] = all.nodes()[id]
		}
		for key, e := range all.edges() {
			_, from := nodes[key.Source]
			if _, to := nodes[key.Target]; from && to {
				edges[key] = e
			}
		}
		if diff := cmp.Diff(nodes, part.nodes()); diff != "" {
			t.Errorf("%s: nodes (-want +got):\n%s", query, diff)
		}
		if diff := cmp.Diff(edges, part.edges()); diff != "" {
			t.Errorf("%s: edges (-want +got):\n%s", query, diff)
		}
		if c := part.Counts; c.Nodes != len(nodes) || c.Edges != len(edges) || c.Cut != whole.Counts.Cut || c.Statements != 3 {
			t.Errorf("%s: counts %+v", query, c)
		}
		if part.Nodes.Degree != nil {
			t.Errorf("%s: degrees %v", query, part.Nodes.Degree)
		}
	}
}

// A node that has a place in the whole keeps it in every part; no other is drawn at the spot of another.
func TestHandler_aroundPlaces(t *testing.T) {
	s := newServerOf(t, storetest.Example(), layout.Options{Nodes: 6})
	type place struct{ X, Y float64 }
	places := func(p *picture) map[store.ID]place {
		all := map[store.ID]place{}
		for i, id := range p.Nodes.ID {
			all[id] = place{p.Nodes.X[i], p.Nodes.Y[i]}
			if x, y := p.Nodes.X[i], p.Nodes.Y[i]; x < p.Bounds[0] || y < p.Bounds[1] || x > p.Bounds[2] || y > p.Bounds[3] {
				t.Errorf("%s is at %v, %v, outside of %v", id, x, y, p.Bounds)
			}
		}
		return all
	}
	whole := places(read(t, s.get(t, "/drawing.json")))
	part := places(read(t, s.get(t, "/drawing.json?around=person:ada&depth=3")))
	at := map[place]store.ID{}
	for id, p := range part {
		if own, drawn := whole[id]; drawn && own != p {
			t.Errorf("%s is at %v, in the whole at %v", id, p, own)
		}
		if other, taken := at[p]; taken {
			t.Errorf("%s and %s are both at %v", id, other, p)
		}
		at[p] = id
	}
	if len(part) <= len(whole) {
		t.Errorf("%d nodes around a person, %d in the whole: nothing was beyond it", len(part), len(whole))
	}
}

// One part never stands for another, or for the whole; too many nodes and a depth out of range are refused.
func TestHandler_aroundAddresses(t *testing.T) {
	s := newServer(t, storetest.Example())
	tags := map[string]string{}
	for _, query := range []string{"", "around=person:ada", "around=person:ben", "around=person:ada,person:ben", "around=person:ada&depth=2", "lang=fr&around=person:ada"} {
		tag := s.get(t, "/drawing.json?"+query).Header().Get("ETag")
		if other, taken := tags[tag]; taken || tag == "" {
			t.Errorf("%q and %q have the tag %q", query, other, tag)
		}
		tags[tag] = query
	}
	many := strings.Repeat("person:ada,", drawing.MostAround) + "person:ben"
	for query, want := range map[string]string{
		"around=" + many:             "around: there are more than 50 IDs",
		"around=person:ada&depth=0":  "depth: use 1 to 3",
		"around=person:ada&depth=4":  "depth: use 1 to 3",
		"around=person:ada&depth=no": "depth: use 1 to 3",
	} {
		if w := s.get(t, "/drawing.json?"+query); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), `"`+want+`"`) {
			t.Errorf("%s: status %d, %s", query, w.Code, w.Body)
		}
	}
}
