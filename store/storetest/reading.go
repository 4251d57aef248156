package storetest

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"forumgraph/store"
)

// Node must return each stored record as it was put, and ErrNotFound for any other ID, even a hostile one.
func testNode(t *testing.T, open Open) {
	v := snapshot(t, begin(t, open, Example()))
	for _, want := range Example().Put {
		got, err := v.Node(t.Context(), want.Base().ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("node %s (-want +got):\n%s", want.Base().ID, diff)
		}
	}
	for _, id := range []store.ID{"", "person:nobody", "person:ad", "person:adam", "no id", "person:a\x00b", store.ID(strings.Repeat("x", 1<<17))} {
		if got, err := v.Node(t.Context(), id); !errors.Is(err, store.ErrNotFound) || got != nil {
			t.Errorf("node %.20q: got %v, %.80v; want ErrNotFound", id, got, err)
		}
	}
}

// Nodes must answer in the order asked, with nil for what is unknown and twice for what is asked twice.
func testNodes(t *testing.T, open Open) {
	v := snapshot(t, begin(t, open, Example()))
	got, err := v.Nodes(t.Context(), []store.ID{"person:ben", "person:nobody", "issue:night-noise", "person:ben", ""})
	if err != nil {
		t.Fatal(err)
	}
	ben, noise := exampleNode[*store.Person]("person:ben"), exampleNode[*store.Issue]("issue:night-noise")
	if diff := gocmp.Diff([]store.Node{ben, nil, noise, ben, nil}, got); diff != "" {
		t.Errorf("nodes (-want +got):\n%s", diff)
	}
	if got, err := v.Nodes(t.Context(), nil); err != nil || len(got) != 0 {
		t.Errorf("no ids: got %v, %v", got, err)
	}
}

// AllOf must yield every node of the kind once, by ID, more than an engine reads at a time; the snapshot can be read meanwhile.
func testAllOf(t *testing.T, open Open) {
	s := begin(t, open, Example(), Crowd(2500, 1))
	v := snapshot(t, s)
	nodes := append(Example().Put, Crowd(2500, 1).Put...)
	slices.SortFunc(nodes, func(a, b store.Node) int { return cmp.Compare(a.Base().ID, b.Base().ID) })
	for _, kind := range append(store.Kinds(), "GHOST", "") {
		var want []store.ID
		for _, n := range nodes {
			if n.Base().ID.Kind() == kind {
				want = append(want, n.Base().ID)
			}
		}
		var got []store.ID
		for n, err := range v.AllOf(t.Context(), kind) {
			if err != nil {
				t.Fatal(err)
			}
			if _, err := v.Neighbors(t.Context(), n.Base().ID); err != nil {
				t.Fatal(err)
			}
			got = append(got, n.Base().ID)
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", kind, diff)
		}
	}
	for n, err := range v.AllOf(t.Context(), store.KindPerson) {
		if err != nil || n.Base().ID != "person:ada" {
			t.Errorf("first: got %v, %v", n, err)
		}
		break
	}
}

// Stats must count the example graph as its drawing does.
func testStats(t *testing.T, open Open) {
	s := begin(t, open)
	got, err := snapshot(t, s).Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := (store.Stats{Nodes: map[store.Kind]int{}, Edges: map[store.EdgeType]int{}}); !gocmp.Equal(want, got) {
		t.Errorf("empty store: got %+v", got)
	}
	apply(t, s, Example())
	if got, err = snapshot(t, s).Stats(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := store.Stats{
		Nodes: map[store.Kind]int{
			store.KindPerson: 2, store.KindOrganization: 2, store.KindCollective: 1, store.KindSession: 1, store.KindIssue: 3,
			store.KindRecommendation: 2, store.KindInitiative: 1, store.KindPublication: 1, store.KindPopulation: 1,
			store.KindPlace: 2, store.KindFigure: 2, store.KindStatement: 3, store.KindSource: 1, store.KindSection: 1,
			store.KindPassage: 6,
		},
		Edges: map[store.EdgeType]int{
			store.AffiliatedWith: 1, store.PresentedAt: 1, store.PartOf: 9, store.Hosted: 1, store.Runs: 1, store.PartnerIn: 1,
			store.PublishedBy: 1, store.LocatedIn: 3, store.Broader: 1, store.Related: 1, store.Addresses: 2,
			store.AddressedTo: 2, store.Contradicts: 2, store.Made: 3, store.About: 5, store.PositionOn: 3, store.Mentions: 4,
			store.Quotes: 1, store.Restates: 1, store.InSession: 2, store.ReportedBy: 1, store.TakenFrom: 1,
			store.ReportedIn: 1, store.Cites: 24,
			store.Raised: 5, store.Backs: 2, store.OpposesEdge: 1, store.CoRaised: 1,
		},
		Coverage: store.Coverage{Passages: 6, Cited: 4, SetAside: 1, Open: 1},
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("example graph (-want +got):\n%s", diff)
	}
}

// Coverage must follow who cites a passage, what the passage is, and whether it is set aside.
func testCoverage(t *testing.T, open Open) {
	s := begin(t, open, Example())
	expect := func(what string, want store.Coverage) {
		t.Helper()
		got, err := snapshot(t, s).Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got.Coverage != want {
			t.Errorf("%s: got %+v, want %+v", what, got.Coverage, want)
		}
	}
	issue := &store.Issue{Meta: named("issue:tides", "Tides", "", 6)}
	apply(t, s, put(issue))
	expect("an issue points at the open passage", store.Coverage{Passages: 6, Cited: 4, SetAside: 1, Open: 1})

	place := &store.Place{Meta: named("place:pier", "Pier", "", 6)}
	apply(t, s, put(place))
	expect("a place is named in it", store.Coverage{Passages: 6, Cited: 5, SetAside: 1})

	item := examplePassage(6)
	item.Kind = store.PassageItem
	apply(t, s, put(item))
	expect("it becomes a list item, which only a statement codes", store.Coverage{Passages: 6, Cited: 4, SetAside: 1, Open: 1})

	noise := exampleNode[*store.Statement]("statement:noise")
	noise.Citations = append(noise.Citations, Cite(6)...)
	apply(t, s, put(noise))
	expect("a statement cites it", store.Coverage{Passages: 6, Cited: 5, SetAside: 1})

	aside := examplePassage(6)
	aside.SetAside = &store.SetAside{Reason: store.AsideTitle}
	apply(t, s, put(aside))
	expect("it is set aside although cited", store.Coverage{Passages: 6, Cited: 5, SetAside: 1})

	change := put(exampleNode[*store.Statement]("statement:noise"))
	change.Delete = []store.ID{"place:pier", "issue:tides"}
	apply(t, s, change)
	expect("nothing cites it any more", store.Coverage{Passages: 6, Cited: 4, SetAside: 2})

	apply(t, s, store.ChangeSet{Delete: []store.ID{aside.ID}})
	expect("it is deleted", store.Coverage{Passages: 5, Cited: 4, SetAside: 1})
}
