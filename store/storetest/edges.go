package storetest

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"forumgraph/store"
)

// allEdges returns every edge of the graph that nodes make, computed the plain way.
func allEdges(nodes []store.Node) []store.Edge {
	byID := make(map[store.ID]store.Node)
	var edges []store.Edge
	var statements []*store.Statement
	for _, n := range nodes {
		byID[n.Base().ID] = n
		edges = append(edges, store.AssertedEdges(n)...)
		if s, ok := n.(*store.Statement); ok {
			statements = append(statements, s)
		}
	}
	return append(edges, store.DeriveAll(statements, func(id store.ID) []store.ID { return store.AffiliationsOf(byID[id]) })...)
}

// neighborsOf returns what Neighbors must return for id, computed the plain way.
func neighborsOf(edges []store.Edge, id store.ID, f store.EdgeFilter) []store.Neighbor {
	var all []store.Neighbor
	add := func(e store.Edge, other store.ID, d store.Direction) {
		if (len(f.Types) == 0 || slices.Contains(f.Types, e.Type)) && (f.Direction == store.Both || f.Direction == d) &&
			(len(f.Kinds) == 0 || slices.Contains(f.Kinds, other.Kind())) {
			all = append(all, store.Neighbor{ID: other, Type: e.Type, Direction: d, Weight: e.Weight(), Stance: e.Stance})
		}
	}
	for _, e := range edges {
		if e.Source == id {
			add(e, e.Target, store.Out)
		}
		if e.Target == id {
			add(e, e.Source, store.In)
		}
	}
	slices.SortFunc(all, func(a, b store.Neighbor) int {
		return cmp.Or(
			cmp.Compare(slices.Index(store.EdgeTypes(), a.Type), slices.Index(store.EdgeTypes(), b.Type)),
			cmp.Compare(a.Direction, b.Direction), cmp.Compare(a.ID, b.ID))
	})
	return all
}

var filters = []store.EdgeFilter{
	{},
	{Direction: store.Out},
	{Direction: store.In},
	{Types: []store.EdgeType{store.Cites}},
	{Types: []store.EdgeType{store.Raised, store.About, store.Raised}},
	{Types: store.DerivedTypes(), Direction: store.In},
	{Kinds: []store.Kind{store.KindIssue}},
	{Kinds: []store.Kind{store.KindStatement, store.KindPerson}, Direction: store.In},
	{Types: []store.EdgeType{"GHOST"}},
	{Kinds: []store.Kind{"GHOST"}},
}

// Neighbors must hold every admitted edge end once, in order, in pages of any size and in both directions, and Degree
// must count them.
func testNeighbors(t *testing.T, open Open) {
	v := snapshot(t, begin(t, open, Example()))
	edges := allEdges(Example().Put)
	for _, n := range Example().Put {
		id := n.Base().ID
		for _, filter := range filters {
			want := neighborsOf(edges, id, filter)
			for size := 1; size <= 7; size++ {
				got := neighborsAll(t, v, id, filter, store.Page{First: size})
				if diff := gocmp.Diff(want, got); diff != "" {
					t.Fatalf("%s, %+v, pages of %d (-want +got):\n%s", id, filter, size, diff)
				}
				got = neighborsAll(t, v, id, filter, store.Page{First: size, Reverse: true})
				if diff := gocmp.Diff(reversed(want), got, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("%s, %+v, pages of %d backwards (-want +got):\n%s", id, filter, size, diff)
				}
			}
			if got, err := v.Degree(t.Context(), id, filter); err != nil || got != len(want) {
				t.Errorf("degree of %s, %+v: got %d, %v; want %d", id, filter, got, err, len(want))
			}
		}
	}
}

// Neighbors and Degree must refuse a node that is not stored; Neighbors must refuse a cursor of another node or filter.
func testNeighborsRefuses(t *testing.T, open Open) {
	v := snapshot(t, begin(t, open, Example()))
	for _, id := range []store.ID{"person:nobody", "", "no id"} {
		if _, err := v.Neighbors(t.Context(), id, store.EdgeFilter{}, store.Page{}); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("neighbors of %q: got %v, want ErrNotFound", id, err)
		}
		if _, err := v.Degree(t.Context(), id, store.EdgeFilter{}); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("degree of %q: got %v, want ErrNotFound", id, err)
		}
	}
	filter := store.EdgeFilter{Types: []store.EdgeType{store.Cites, store.About}}
	page, err := v.Neighbors(t.Context(), "issue:night-noise", filter, store.Page{First: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		id     store.ID
		filter store.EdgeFilter
		cursor store.Cursor
	}{
		{"another node's cursor", "issue:ferry-fares", filter, page.Cursors[0]},
		{"another filter's cursor", "issue:night-noise", store.EdgeFilter{}, page.Cursors[0]},
		{"no cursor at all", "issue:night-noise", filter, "%"},
		{"an altered cursor", "issue:night-noise", filter, page.Cursors[0][:len(page.Cursors[0])/2]},
	} {
		if _, err := v.Neighbors(t.Context(), test.id, test.filter, store.Page{After: test.cursor}); !errors.Is(err, store.ErrInvalidCursor) {
			t.Errorf("%s: got %v, want ErrInvalidCursor", test.name, err)
		}
	}
	same := store.EdgeFilter{Types: []store.EdgeType{store.About, store.Cites, store.About}}
	if _, err := v.Neighbors(t.Context(), "issue:night-noise", same, store.Page{After: page.Cursors[0]}); err != nil {
		t.Errorf("the same filter, written otherwise: %v", err)
	}
}

// A cursor must keep its place when the edge it names is gone and others come in before and after it.
func testNeighborsAfterChanges(t *testing.T, open Open) {
	s := begin(t, open, Example())
	about := store.EdgeFilter{Types: []store.EdgeType{store.About}, Direction: store.In}
	claim := func(slug string) store.Node { return hubStatement(slug, "issue:harbour-life", nil) }
	apply(t, s, put(claim("b"), claim("d"), claim("f")))
	page, err := snapshot(t, s).Neighbors(t.Context(), "issue:harbour-life", about, store.Page{First: 2})
	if err != nil {
		t.Fatal(err)
	}
	change := put(claim("c"), claim("e"))
	change.Delete = []store.ID{"statement:d"}
	apply(t, s, change)
	v := snapshot(t, s)
	for _, test := range []struct {
		reverse bool
		want    []store.ID
	}{
		{false, []store.ID{"statement:e", "statement:f"}},
		{true, []store.ID{"statement:c", "statement:b"}},
	} {
		var got []store.ID
		for _, n := range neighborsAll(t, v, "issue:harbour-life", about, store.Page{First: 1, After: page.Cursors[1], Reverse: test.reverse}) {
			got = append(got, n.ID)
		}
		if diff := gocmp.Diff(test.want, got); diff != "" {
			t.Errorf("reverse %v (-want +got):\n%s", test.reverse, diff)
		}
	}
}

// hubStatement returns a statement of person:ada about one issue that also mentions others.
func hubStatement(slug string, about store.ID, mentions []store.ID) *store.Statement {
	return &store.Statement{
		Meta: store.Meta{ID: store.NewID(store.KindStatement, slug), Citations: Cite(1)}, Kind: store.Raises, Review: store.Draft,
		Summary:  "Claim " + slug,
		Voices:   []store.StatementVoice{{Voice: "person:ada", Role: store.Speaker}},
		Issues:   []store.ID{about},
		Mentions: mentions,
	}
}

// A node with thousands of edges must answer like any other, also after many of them have come and gone.
func testHub(t *testing.T, open Open) {
	s := begin(t, open, Example())
	nodes := make(map[store.ID]store.Node)
	for _, n := range Example().Put {
		nodes[n.Base().ID] = n
	}
	hub := store.ID("issue:harbour-life")
	change := func(from, to, step int, remove bool) {
		var cs store.ChangeSet
		for i := from; i < to; i += step {
			st := hubStatement(fmt.Sprintf("hub/%d", i*7919%100_003), hub, []store.ID{"initiative:lamp-plan"})
			if remove {
				cs.Delete = append(cs.Delete, st.ID)
				delete(nodes, st.ID)
				continue
			}
			cs.Put = append(cs.Put, st)
			nodes[st.ID] = st
		}
		apply(t, s, cs)
	}
	verify := func() {
		t.Helper()
		v := snapshot(t, s)
		defer v.Close()
		var all []store.Node
		for _, n := range nodes {
			all = append(all, n)
		}
		edges := allEdges(all)
		for _, id := range []store.ID{hub, "person:ada", "passage:quay-report/1/1"} {
			for _, filter := range filters[:7] {
				want := neighborsOf(edges, id, filter)
				for _, page := range []store.Page{{First: 61}, {First: 1000}, {First: 256, Reverse: true}} {
					if page.Reverse {
						slices.Reverse(want)
					}
					got := neighborsAll(t, v, id, filter, page)
					if !slices.Equal(want, got) { // a diff of thousands is slow
						t.Fatalf("%s, %+v, %+v (-want +got):\n%s", id, filter, page, gocmp.Diff(want, got))
					}
				}
				if got, err := v.Degree(t.Context(), id, filter); err != nil || got != len(want) {
					t.Errorf("degree of %s, %+v: got %d, %v; want %d", id, filter, got, err, len(want))
				}
			}
		}
	}
	change(0, 1500, 1, false)
	verify()
	Check(t, s)
	change(0, 1500, 3, true)
	verify()
	Check(t, s)
	change(0, 1500, 6, false)
	change(1, 1500, 3, true)
	verify()
	change(2, 1500, 3, true)
	change(0, 1500, 6, true)
	verify()
}

// Edges must return each edge with all its properties, and nil for a key that no edge has.
func testEdges(t *testing.T, open Open) {
	v := snapshot(t, begin(t, open, Example()))
	want := allEdges(Example().Put)
	keys := make([]store.EdgeKey, 0, len(want)+3)
	for _, e := range want {
		keys = append(keys, e.EdgeKey)
	}
	unknown := []store.EdgeKey{
		{Source: "person:ada", Type: store.Raised, Target: "issue:harbour-life"},
		{Source: "person:nobody", Type: store.Backs, Target: "recommendation:quiet-hours"},
		{Source: "person:ada", Type: store.Made, Target: "statement:none"},
		{Source: "person:ada", Type: "GHOST", Target: "person:ben"},
		{},
	}
	got, err := v.Edges(t.Context(), append(keys, unknown...))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want)+len(unknown) {
		t.Fatalf("got %d edges for %d keys", len(got), len(want)+len(unknown))
	}
	for i, e := range want {
		if diff := gocmp.Diff(&e, got[i]); diff != "" {
			t.Errorf("%v (-want +got):\n%s", e.EdgeKey, diff)
		}
	}
	for i, key := range unknown {
		if e := got[len(want)+i]; e != nil {
			t.Errorf("%v: got %+v, want nil", key, e)
		}
	}
}

// Derived edges must follow a statement, and a change of affiliations, and must say through whom a claim came.
func testDerived(t *testing.T, open Open) {
	s := begin(t, open, Example())
	key := store.EdgeKey{Source: "organization:rope-works", Type: store.Raised, Target: "issue:night-noise"}
	expect := func(what string, key store.EdgeKey, want []store.Support) {
		t.Helper()
		got, err := snapshot(t, s).Edges(t.Context(), []store.EdgeKey{key})
		if err != nil {
			t.Fatal(err)
		}
		var support []store.Support
		if got[0] != nil {
			support = got[0].Support
		}
		if diff := gocmp.Diff(want, support); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	through := []store.Support{
		{Statement: "statement:fares", Through: "person:ada"}, {Statement: "statement:noise", Through: "person:ada"},
	}
	expect("the organization of a speaker", key, through)

	ada := exampleNode[*store.Person]("person:ada")
	ada.Affiliations[0].Organization = "organization:port-office"
	apply(t, s, put(ada))
	expect("she left", key, nil)
	office := store.EdgeKey{Source: "organization:port-office", Type: store.Raised, Target: "issue:night-noise"}
	expect("she joined another", office, through)

	noise := exampleNode[*store.Statement]("statement:noise")
	noise.Voices = append(noise.Voices, store.StatementVoice{Voice: "organization:port-office", Role: store.Quoted})
	apply(t, s, put(noise))
	through[1].Through = ""
	expect("the organization says it itself", office, through)

	noise.Voices[0].Role = store.Quoted
	noise.Voices = noise.Voices[:1]
	apply(t, s, put(noise))
	expect("a quoted person speaks for nobody else", office, through[:1])
	expect("but has a position", store.EdgeKey{Source: "person:ada", Type: store.Backs, Target: "recommendation:quiet-hours"},
		[]store.Support{{Statement: "statement:noise"}})

	noise.Positions[0].Stance = store.Mixed
	apply(t, s, put(noise))
	expect("a mixed stance is not for", store.EdgeKey{Source: "person:ada", Type: store.Backs, Target: "recommendation:quiet-hours"}, nil)

	ferries := exampleNode[*store.Statement]("statement:ferries")
	ferries.Restates = nil
	change := put(ferries)
	change.Delete = []store.ID{"statement:fares"}
	apply(t, s, change)
	expect("the statement is gone", office, nil)
	expect("the pair is gone", store.EdgeKey{Source: "issue:ferry-fares", Type: store.CoRaised, Target: "issue:night-noise"}, nil)
}

// RebuildDerived must leave a sound store, and its version, as they are.
func testRebuildDerived(t *testing.T, open Open) {
	s := begin(t, open, Example())
	before, version := dump(t, s), snapshot(t, s).Version()
	if err := s.RebuildDerived(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(before, dump(t, s)); diff != "" {
		t.Errorf("after rebuild (-before +after):\n%s", diff)
	}
	if got := snapshot(t, s).Version(); got != version {
		t.Errorf("version: got %d, want %d", got, version)
	}
}
