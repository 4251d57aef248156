package storetest

import (
	"cmp"
	"errors"
	"fmt"
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

var listOrders = []store.ListOrder{store.ByID, store.ByNameEN, store.ByNameFR}

// List must hold every node of the kind once, in order, in pages of any size and in both directions.
func testList(t *testing.T, open Open) {
	v := snapshot(t, begin(t, open, Example()))
	for _, kind := range store.Kinds() {
		for _, order := range listOrders {
			want := ids(sortedNodes(Example().Put, kind, order))
			for size := 1; size <= 7; size++ {
				got := ids(listAll(t, v, kind, order, store.Page{First: size}))
				if diff := gocmp.Diff(want, got); diff != "" {
					t.Errorf("%s in order %d, pages of %d (-want +got):\n%s", kind, order, size, diff)
				}
				got = ids(listAll(t, v, kind, order, store.Page{First: size, Reverse: true}))
				if diff := gocmp.Diff(reversed(want), got); diff != "" {
					t.Errorf("%s in order %d, pages of %d backwards (-want +got):\n%s", kind, order, size, diff)
				}
			}
		}
	}
}

// sortedNodes is what List must return, computed the plain way.
func sortedNodes(nodes []store.Node, kind store.Kind, order store.ListOrder) []store.Node {
	var all []store.Node
	for _, n := range nodes {
		if n.Base().ID.Kind() == kind {
			all = append(all, n)
		}
	}
	slices.SortFunc(all, func(a, b store.Node) int {
		byID := cmp.Compare(a.Base().ID, b.Base().ID)
		switch order {
		case store.ByNameEN:
			return cmp.Or(cmp.Compare(store.SortKey(a.Label(store.EN)), store.SortKey(b.Label(store.EN))), byID)
		case store.ByNameFR:
			return cmp.Or(cmp.Compare(store.SortKey(a.Label(store.FR)), store.SortKey(b.Label(store.FR))), byID)
		}
		return byID
	})
	return all
}

// List must refuse what it cannot mean: an unknown kind or order, and a cursor that another list made or nobody.
func testListRefuses(t *testing.T, open Open) {
	v := snapshot(t, begin(t, open, Example()))
	page, err := v.List(t.Context(), store.KindPassage, store.ByNameEN, store.Page{First: 2})
	if err != nil {
		t.Fatal(err)
	}
	cursor := page.Cursors[0]
	for _, test := range []struct {
		name   string
		kind   store.Kind
		order  store.ListOrder
		cursor store.Cursor
		want   error
	}{
		{"unknown kind", "GHOST", store.ByID, "", store.ErrInvalid},
		{"no kind", "", store.ByID, "", store.ErrInvalid},
		{"unknown order", store.KindIssue, 9, "", store.ErrInvalid},
		{"another kind's cursor", store.KindIssue, store.ByNameEN, cursor, store.ErrInvalidCursor},
		{"another order's cursor", store.KindPassage, store.ByID, cursor, store.ErrInvalidCursor},
		{"another language's cursor", store.KindPassage, store.ByNameFR, cursor, store.ErrInvalidCursor},
		{"no cursor at all", store.KindPassage, store.ByNameEN, "!!", store.ErrInvalidCursor},
		{"an altered cursor", store.KindPassage, store.ByNameEN, cursor[:len(cursor)-4], store.ErrInvalidCursor},
	} {
		_, err := v.List(t.Context(), test.kind, test.order, store.Page{After: test.cursor})
		if !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, err, test.want)
		}
	}
}

// A cursor must keep its place when the node it names is deleted or renamed and others come in before and after it.
func testListAfterChanges(t *testing.T, open Open) {
	s := begin(t, open, Example())
	population := func(slug string) store.Node {
		return &store.Population{Meta: named(store.NewID(store.KindPopulation, slug), slug, "", 1)}
	}
	apply(t, s, put(population("p"), population("r"), population("t")))
	for _, order := range listOrders {
		page, err := snapshot(t, s).List(t.Context(), store.KindPopulation, order, store.Page{First: 3})
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff([]store.ID{"population:night-crews", "population:p", "population:r"}, ids(page.Nodes)); diff != "" {
			t.Fatal(diff)
		}
		change := put(population("o"), population("q"), population("s"))
		change.Delete = []store.ID{"population:r"}
		apply(t, s, change)
		v := snapshot(t, s)
		got := ids(listAll(t, v, store.KindPopulation, order, store.Page{First: 1, After: page.Cursors[2]}))
		if diff := gocmp.Diff([]store.ID{"population:s", "population:t"}, got); diff != "" {
			t.Errorf("order %d, after the deleted node (-want +got):\n%s", order, diff)
		}
		got = ids(listAll(t, v, store.KindPopulation, order, store.Page{First: 1, After: page.Cursors[2], Reverse: true}))
		want := []store.ID{"population:q", "population:p", "population:o", "population:night-crews"}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("order %d, before the deleted node (-want +got):\n%s", order, diff)
		}
		undo := put(population("r"))
		undo.Delete = []store.ID{"population:o", "population:q", "population:s"}
		apply(t, s, undo)
	}
}

// Names as long as a name may be must be listed, and those that agree as far as a sort key goes must stand by ID.
func testListLongNames(t *testing.T, open Open) {
	s := begin(t, open, Example())
	long := strings.Repeat("Très long nom ", 21) // 294 of the 300 characters that a name may have
	var want []store.ID
	for i := range 3 {
		id := store.ID(fmt.Sprintf("issue:long-%d", i))
		want = append(want, id)
		apply(t, s, put(&store.Issue{Meta: named(id, long+string(rune('z'-i)), "", 1)}))
	}
	got := ids(listAll(t, snapshot(t, s), store.KindIssue, store.ByNameEN, store.Page{First: 1}))
	if diff := gocmp.Diff(want, got[len(got)-3:]); diff != "" {
		t.Errorf("long names (-want +got):\n%s", diff)
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
