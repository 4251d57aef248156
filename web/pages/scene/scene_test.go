package scene_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"forumgraph/web/pages/scene"
)

// example is the drawing of the small graph that tests share.
func example(t *testing.T) *scene.Drawing {
	t.Helper()
	return read(t, "example")
}

// beyond is the drawing of six nodes of the small graph, with what is around two of the others.
func beyond(t *testing.T) *scene.Drawing {
	t.Helper()
	return read(t, "six").With(read(t, "six-around"))
}

// read returns a drawing of the small graph.
func read(t *testing.T, name string) *scene.Drawing {
	t.Helper()
	document, err := os.ReadFile("../../../graph/drawing/testdata/" + name + ".en.json")
	if err != nil {
		t.Fatal(err)
	}
	d, err := scene.Read(document)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// told is a scene as a person reads it.
type told struct {
	Nodes, Edges []string
	Focused      bool
	Cut          int
}

func tell(s scene.Scene) told {
	all := told{Nodes: []string{}, Edges: []string{}, Focused: s.Focused, Cut: s.Cut}
	for _, n := range s.Nodes {
		all.Nodes = append(all.Nodes, n.ID)
	}
	for _, e := range s.Edges {
		all.Edges = append(all.Edges, e.String())
	}
	return all
}

// shared is a state and its scene in testdata/scenes.json.
type shared struct {
	State scene.State
	Scene told
}

var update = flag.Bool("update", false, "rewrite the scenes in testdata")

// The scene of each state in testdata/scenes.json is the one beside it; a person reads the diff after -update.
func TestDrawing_Scene(t *testing.T) {
	testScenes(t, "testdata/scenes.json", example(t))
}

// So is the scene of each state in testdata/scenes-beyond.json, where the drawing has not all of the graph.
func TestDrawing_Scene_beyond(t *testing.T) {
	testScenes(t, "testdata/scenes-beyond.json", beyond(t))
}

func testScenes(t *testing.T, file string, d *scene.Drawing) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []shared
	if err := json.Unmarshal(b, &all); err != nil || len(all) < 6 {
		t.Fatalf("%s: %d scenes, error %v", file, len(all), err)
	}
	for i, s := range all {
		got := tell(d.Scene(s.State))
		if diff := cmp.Diff(s.Scene, got, cmpopts.EquateEmpty()); diff != "" && !*update {
			t.Errorf("%+v (-want +got):\n%s", s.State, diff)
		}
		all[i].Scene = got
	}
	if *update {
		b, err := json.MarshalIndent(all, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, append(b, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A filter of statements selects before the limits: what no admitted statement supports is not there, and the focus stays.
func TestDrawing_Scene_filter(t *testing.T) {
	d := example(t)
	filter := &scene.Filter{
		Counts: map[string]int{"collective:dock-table": 1, "issue:ferry-fares": 1},
		Claims: map[scene.Key]bool{{Source: "collective:dock-table", Type: "raised", Target: "issue:ferry-fares"}: true},
	}
	want := told{
		Nodes: []string{"collective:dock-table", "issue:ferry-fares"}, Edges: []string{"collective:dock-table~raised~issue:ferry-fares"},
	}
	if diff := cmp.Diff(want, tell(d.Scene(scene.State{Filter: filter}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	got := tell(d.Scene(scene.State{Focus: "person:ada", Depth: 1, Filter: &scene.Filter{}}))
	if !cmp.Equal(got, told{Nodes: []string{"person:ada"}, Edges: []string{}, Focused: true}) {
		t.Errorf("without support there is more than the focus: %+v", got)
	}
}

// What is selected is drawn with its edges, although the limits or the defaults leave it out, unless nothing has the name or
// filters leave it out.
func TestDrawing_Scene_selected(t *testing.T) {
	d := example(t)
	filter := &scene.Filter{Counts: map[string]int{"issue:ferry-fares": 1}}
	for _, tt := range []struct {
		state scene.State
		want  scene.Selection
		node  string
	}{
		{scene.State{}, scene.SelectedNothing, ""},
		{scene.State{Selected: "person:ada"}, scene.SelectedAdded, "person:ada"},
		{scene.State{Selected: "person:ada~raised~issue:night-noise"}, scene.SelectedAdded, "person:ada"},
		{scene.State{Selected: "person:ada", Focus: "person:ada", Depth: 1}, scene.SelectedDrawn, "person:ada"},
		{scene.State{Selected: "issue:nothing"}, scene.SelectedUnknown, ""},
		{scene.State{Selected: "person:ada~opposes~issue:night-noise"}, scene.SelectedUnknown, ""},
		{scene.State{Selected: "person:ada", Filter: filter}, scene.SelectedFiltered, ""},
		{scene.State{Selected: "person:ada~raised~issue:night-noise", Kinds: []string{"place"}}, scene.SelectedFiltered, ""},
	} {
		got := d.Scene(tt.state)
		drawn := slices.ContainsFunc(got.Nodes, func(n scene.Node) bool { return n.ID == "person:ada" })
		if got.Selected != tt.want || drawn != (tt.node != "") {
			t.Errorf("%+v: %q, drawn %v", tt.state, got.Selected, drawn)
		}
	}
}

// Where there is too much, people are drawn in the order of their names, whatever they said, and nothing counts them.
func TestDrawing_Scene_people(t *testing.T) {
	const people = 50
	var id, label, column, most []string
	for i := range people {
		id, label = append(id, fmt.Sprintf(`"person:p%02d"`, i)), append(label, fmt.Sprintf(`"Person %02d"`, people-i))
		column, most = append(column, "0"), append(most, strconv.Itoa(people-i)) // those with most statements are last by name
	}
	zero := strings.Join(column, ",")
	d, err := scene.Read(fmt.Appendf(nil, `{"kinds":["PERSON"],"nodes":{"id":[%s],"label":[%s],"kind":[%s],"x":[%s],"y":[%s],"statements":[%s]},"edges":{}}`,
		strings.Join(id, ","), strings.Join(label, ","), zero, zero, zero, strings.Join(most, ",")))
	if err != nil {
		t.Fatal(err)
	}
	got := d.Scene(scene.State{Kinds: []string{"person"}})
	if len(got.Nodes) != 40 || got.Cut != 10 || got.People != 10 {
		t.Fatalf("%d people, %d left out, of whom %d people", len(got.Nodes), got.Cut, got.People)
	}
	for _, n := range got.Nodes {
		if n.Statements != 0 || n.Label > "Person 40" {
			t.Errorf("%s is drawn with %d statements", n.Label, n.Statements)
		}
	}
}

// What is not a drawing is refused with what is wrong, and never read halfway.
func TestRead_refuses(t *testing.T) {
	for document, want := range map[string]string{
		`[]`:                       "drawing: json: cannot unmarshal array into Go value of type struct",
		`{"nodes":{"id":["a:b"]}}`: "drawing: the columns of its 1 nodes differ in length",
		`{"edges":{"source":[0]}}`: "drawing: the columns of its 1 edges differ in length",
		`{"nodes":{"id":["a:b"],"label":["B"],"kind":[0],"x":[0],"y":[0],"statements":[1]}}`:                                                   "drawing: node 0: kind: no word has the code 0",
		`{"types":["RAISED"],"stances":[""],"edges":{"source":[0],"target":[0],"type":[0],"weight":[1],"stance":[0],"derived":[1],"tie":[1]}}`: "drawing: edge 0 leads to no node",
	} {
		_, err := scene.Read([]byte(document))
		if err == nil || len(err.Error()) < len(want) || err.Error()[:len(want)] != want {
			t.Errorf("%s: error %v, want %s", document, err, want)
		}
	}
}

// What a scene needs beside its drawing is what is around the focus and the expanded nodes, as far as the farthest goes;
// nothing where the drawing has all of the graph, or the state names nothing.
func TestDrawing_Needs(t *testing.T) {
	six := read(t, "six")
	for _, tt := range []struct {
		drawing *scene.Drawing
		state   scene.State
		want    scene.Around
		needs   bool
	}{
		{example(t), scene.State{Focus: "person:ben", Depth: 2}, scene.Around{IDs: []string{"person:ben"}, Depth: 2}, false},
		{six, scene.State{Depth: 3}, scene.Around{Depth: 1}, false},
		{six, scene.State{Focus: "person:ben", Depth: 2}, scene.Around{IDs: []string{"person:ben"}, Depth: 2}, true},
		{six, scene.State{Depth: 3, Expand: []string{"person:ada~session"}}, scene.Around{IDs: []string{"person:ada"}, Depth: 2}, true},
		{
			six, scene.State{Focus: "person:ada", Depth: 1, Expand: []string{"person:ada~disagrees", "person:ben~raised"}},
			scene.Around{IDs: []string{"person:ada", "person:ben"}, Depth: 3}, true,
		},
	} {
		got, needs := tt.drawing.Needs(tt.state)
		if diff := cmp.Diff(tt.want, got); diff != "" || needs != tt.needs {
			t.Errorf("%+v: %v (-want +got):\n%s", tt.state, needs, diff)
		}
	}
}
