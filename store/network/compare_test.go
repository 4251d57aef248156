package network_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/network"
)

func compare(t *testing.T, f *forum, a, b store.ID, opts network.CompareOptions) *network.Comparison {
	t.Helper()
	c, err := network.Compare(t.Context(), f.topology(t), a, b, opts)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// own is evidence that is all the voice's own.
func own(slugs ...string) network.Evidence {
	return network.Evidence{Statements: said(slugs...), Count: len(slugs), Direct: len(slugs)}
}

func item(id store.ID, a, b network.Evidence) network.Item { return network.Item{ID: id, A: a, B: b} }

func items(all ...network.Item) network.Items {
	return network.Items{Items: append([]network.Item{}, all...)}
}

// Two voices are compared by what they raised and by where they stand: shared, apart, and against each other, with the
// statements of each side.
func TestCompare_voices(t *testing.T) {
	f := newForum(
		"recommendation:cap > recommendation:ban",
		"a person:ann issue:rent issue:noise recommendation:cap+ recommendation:lamp+",
		"b person:ann issue:rent recommendation:lamp~",
		"c person:bob issue:rent recommendation:lamp- recommendation:ban+",
		"d person:bob issue:fares recommendation:lamp+ recommendation:cap~",
		"e person:eve issue:water recommendation:cap+",
	)
	none := own()
	want := &network.Comparison{
		Version: 1, A: "person:ann", B: "person:bob",
		Issues: &network.Overlap{
			Shared: items(item("issue:rent", own("a", "b"), own("c"))),
			OnlyA:  items(item("issue:noise", own("a"), none)),
			OnlyB:  items(item("issue:fares", none, own("d"))),
		},
		Recommendations: &network.Overlap{
			Shared: items(item("recommendation:lamp", own("a"), own("d"))),
			OnlyA:  items(item("recommendation:cap", own("a"), none)),
			OnlyB:  items(item("recommendation:ban", none, own("c"))),
		},
		Oppositions: &network.Oppositions{Items: []network.Opposition{
			// They back rivals.
			{A: network.Side{Recommendation: "recommendation:cap", Stance: store.For, Evidence: own("a")},
				B: network.Side{Recommendation: "recommendation:ban", Stance: store.For, Evidence: own("c")}},
			// Bob also opposed the lamp in another statement.
			{A: network.Side{Recommendation: "recommendation:lamp", Stance: store.For, Evidence: own("a")},
				B: network.Side{Recommendation: "recommendation:lamp", Stance: store.Against, Evidence: own("c")}},
		}},
	}
	mixed := items(item("recommendation:cap", none, own("d")), item("recommendation:lamp", own("b"), none))
	want.Mixed = &mixed
	if diff := cmp.Diff(want, compare(t, f, "person:ann", "person:bob", network.CompareOptions{})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}

	reversed := compare(t, f, "person:bob", "person:ann", network.CompareOptions{})
	if diff := cmp.Diff(want.Oppositions.Items[1].B, reversed.Oppositions.Items[1].A); diff != "" {
		t.Errorf("the other way around: %s", diff)
	}
	few := compare(t, f, "person:ann", "person:bob", network.CompareOptions{First: 1})
	if len(few.Oppositions.Items) != 1 || few.Oppositions.Cut != 1 || len(few.Mixed.Items) != 1 || few.Mixed.Cut != 1 {
		t.Errorf("cut to one: %+v, %+v", few.Oppositions, few.Mixed)
	}
}

// An organization raises what its speakers raised, if asked for, and is told apart; it backs nothing through them.
func TestCompare_through(t *testing.T) {
	f := fair()
	got := compare(t, f, "organization:guild", "organization:union", network.CompareOptions{Through: true})
	through := network.Evidence{Statements: said("a", "b"), Count: 2}
	want := &network.Overlap{
		Shared: items(
			item("issue:rent", network.Evidence{Statements: said("a", "b"), Count: 2, Direct: 1}, through),
			item("issue:noise", network.Evidence{Statements: said("a"), Count: 1}, network.Evidence{Statements: said("a"), Count: 1}),
		),
		OnlyA: items(), OnlyB: items(),
	}
	if diff := cmp.Diff(want, got.Issues); diff != "" {
		t.Errorf("issues -want +got:\n%s", diff)
	}
	backed := &network.Overlap{Shared: items(), OnlyA: items(item("recommendation:cap", own("b"), own())), OnlyB: items()}
	if diff := cmp.Diff(backed, got.Recommendations); diff != "" {
		t.Errorf("recommendations -want +got:\n%s", diff)
	}
	direct := compare(t, f, "organization:guild", "organization:union", network.CompareOptions{})
	if diff := cmp.Diff(&network.Overlap{Shared: items(), OnlyA: items(item("issue:rent", own("b"), own())), OnlyB: items()}, direct.Issues); diff != "" {
		t.Errorf("direct issues -want +got:\n%s", diff)
	}
}

// Two issues are compared by who raised them and by the recommendations that address them, spoken of or not.
func TestCompare_issues(t *testing.T) {
	f := fair()
	f.edge("recommendation:lamp", "issue:rent")
	f.edge("recommendation:lamp", "issue:noise")
	f.edge("figure:share", "issue:rent")    // figures are about issues, too, and are no statements
	f.edge("initiative:fund", "issue:rent") // initiatives address issues, too, and are no recommendations
	want := &network.Comparison{
		Version: 1, A: "issue:rent", B: "issue:noise",
		Voices: &network.Overlap{
			Shared: items(item("person:ann", own("a", "b"), own("a"))),
			OnlyA:  items(item("collective:hall", own("d"), own()), item("organization:guild", own("b"), own())),
			OnlyB:  items(item("person:bob", own(), own("c"))),
		},
		Recommendations: &network.Overlap{
			Shared: items(item("recommendation:lamp", own(), own())),
			OnlyA:  items(item("recommendation:cap", own("a", "b"), own())),
			OnlyB:  items(item("recommendation:ban", own(), own("c"))),
		},
	}
	if diff := cmp.Diff(want, compare(t, f, "issue:rent", "issue:noise", network.CompareOptions{})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Two sessions are compared by what was raised in them and in their parts.
func TestCompare_sessions(t *testing.T) {
	f := fair()
	f.edge("session:late", "session:evening")
	f.statement([]string{"e", "person:bob", "issue:noise", "session:late"})
	want := &network.Comparison{
		Version: 1, A: "session:morning", B: "session:evening",
		Issues: &network.Overlap{
			Shared: items(item("issue:noise", own("a"), own("c", "e")), item("issue:rent", own("a"), own("b"))), OnlyA: items(), OnlyB: items(),
		},
		Recommendations: &network.Overlap{
			Shared: items(item("recommendation:cap", own("a"), own("b", "c"))), OnlyA: items(), OnlyB: items(item("recommendation:ban", own(), own("c"))),
		},
		Voices: &network.Overlap{
			Shared: items(item("person:ann", own("a"), own("b"))), OnlyA: items(),
			OnlyB: items(item("person:bob", own(), own("c", "e")), item("organization:guild", own(), own("b"))),
		},
	}
	if diff := cmp.Diff(want, compare(t, f, "session:morning", "session:evening", network.CompareOptions{})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A pair that cannot be compared is refused, with pairs that can.
func TestCompare_refuses(t *testing.T) {
	top := fair().topology(t)
	for _, test := range []struct {
		a, b store.ID
		opts network.CompareOptions
		is   error
		want string
	}{
		{"person:ann", "person:ann", network.CompareOptions{}, store.ErrInvalid,
			"compare person:ann with person:ann: a node has everything in common with itself; name two: invalid"},
		{"person:ann", "issue:rent", network.CompareOptions{}, store.ErrInvalid,
			"compare person:ann with issue:rent: PERSON and ISSUE have nothing to compare; name two voices, two issues or two sessions: invalid"},
		{"recommendation:cap", "recommendation:ban", network.CompareOptions{}, store.ErrInvalid,
			"compare recommendation:cap with recommendation:ban: RECOMMENDATION and RECOMMENDATION have nothing to compare; " +
				"name two voices, two issues or two sessions: invalid"},
		{"session:day", "session:morning", network.CompareOptions{}, store.ErrInvalid,
			"compare session:day with session:morning: session:morning is part of session:day and all of it is in both; " +
				"compare sessions side by side: invalid"},
		{"session:morning", "session:fair", network.CompareOptions{}, store.ErrInvalid,
			"compare session:morning with session:fair: session:morning is part of session:fair and all of it is in both; " +
				"compare sessions side by side: invalid"},
		{"person:ann", "person:eve", network.CompareOptions{}, store.ErrNotFound, "compare person:ann with person:eve: node person:eve: not found"},
		{"person:ann", "person:bob", network.CompareOptions{First: 201}, store.ErrInvalid,
			"compare person:ann with person:bob: first is 201; it goes from 1 to 200: invalid"},
	} {
		c, err := network.Compare(t.Context(), top, test.a, test.b, test.opts)
		if c != nil || !errors.Is(err, test.is) || err.Error() != test.want {
			t.Errorf("got %v, %v; want %s", c, err, test.want)
		}
	}
}
