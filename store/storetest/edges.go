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
func neighborsOf(edges []store.Edge, id store.ID) []store.Neighbor {
	var all []store.Neighbor
	for _, e := range edges {
		end := store.Neighbor{Type: e.Type, Weight: e.Weight(), Stance: e.Stance}
		if e.Source == id {
			end.ID, end.Direction = e.Target, store.Out
			all = append(all, end)
		}
		if e.Target == id {
			end.ID, end.Direction = e.Source, store.In
			all = append(all, end)
		}
	}
	slices.SortFunc(all, func(a, b store.Neighbor) int {
		return cmp.Or(cmp.Compare(a.Type.Info().Code, b.Type.Info().Code), cmp.Compare(a.Direction, b.Direction), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// Neighbors must return every edge end once, in order.
func testNeighbors(t *testing.T, open Open) {
	v := snapshot(t, begin(t, open, Example()))
	edges := allEdges(Example().Put)
	for _, n := range Example().Put {
		id := n.Base().ID
		got, err := v.Neighbors(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(neighborsOf(edges, id), got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
	for _, id := range []store.ID{"person:nobody", "", "no id"} {
		if _, err := v.Neighbors(t.Context(), id); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("neighbors of %q: got %v, want ErrNotFound", id, err)
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
			want := neighborsOf(edges, id)
			got, err := v.Neighbors(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(want, got) { // a diff of thousands is slow
				t.Fatalf("%s (-want +got):\n%s", id, gocmp.Diff(want, got))
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
