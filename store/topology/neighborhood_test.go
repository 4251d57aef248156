package topology_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/topology"
)

func depths(sub *topology.Subgraph) []string {
	var all []string
	for _, n := range sub.Nodes {
		all = append(all, fmt.Sprintf("%d %s", n.Depth, n.ID))
	}
	return all
}

// What is around a node of the example graph can be read off its drawing; the document and the room do not show unless
// their types are asked for.
func TestTopology_Neighborhood(t *testing.T) {
	top := build(t, example(t))
	for _, test := range []struct {
		name string
		from store.ID
		opts topology.NeighborhoodOptions
		want []string
		cut  map[store.Kind]int
	}{
		{
			name: "one_step", from: "recommendation:night-ferries",
			want: []string{
				"0 recommendation:night-ferries", "1 collective:dock-table", "1 recommendation:quiet-hours", "1 statement:ferries",
			},
		},
		{
			name: "heavier_first", from: "person:ada",
			opts: topology.NeighborhoodOptions{Types: []store.EdgeType{store.Raised, store.AffiliatedWith}, Depth: 2},
			want: []string{
				"0 person:ada", "1 issue:night-noise", "1 issue:ferry-fares", "1 organization:rope-works", "2 collective:dock-table",
			},
		},
		{
			name: "cut", from: "person:ada",
			opts: topology.NeighborhoodOptions{Depth: 2, First: 3},
			want: []string{"0 person:ada", "1 issue:night-noise", "1 figure:crossings"},
			// Five next to ada, and three more next to those chosen: harbour-life, north-quay and tide-survey.
			cut: map[store.Kind]int{
				store.KindIssue: 2, store.KindOrganization: 1, store.KindRecommendation: 1, store.KindStatement: 2,
				store.KindPlace: 1, store.KindPublication: 1,
			},
		},
		{
			name: "kinds_are_not_passed_through", from: "organization:rope-works",
			opts: topology.NeighborhoodOptions{Depth: 3, Kinds: []store.Kind{store.KindOrganization, store.KindPlace}},
			want: []string{"0 organization:rope-works", "1 organization:port-office", "2 place:north-quay", "3 place:harbour"},
		},
		{name: "presenter", from: "person:ben", opts: topology.NeighborhoodOptions{Depth: 3}, want: []string{"0 person:ben"}},
		{name: "event", from: "session:quay-day", opts: topology.NeighborhoodOptions{Depth: 3}, want: []string{"0 session:quay-day"}},
		{
			name: "presence_asked_for", from: "person:ben",
			opts: topology.NeighborhoodOptions{Depth: 2, Types: []store.EdgeType{store.PresentedAt, store.InSession}},
			want: []string{"0 person:ben", "1 session:quay-day", "2 collective:dock-table", "2 statement:noise"},
		},
		{
			name: "document_asked_for", from: "issue:night-noise",
			opts: topology.NeighborhoodOptions{Depth: 2, Types: []store.EdgeType{store.Cites}, Kinds: []store.Kind{store.KindPassage, store.KindStatement}},
			want: []string{"0 issue:night-noise", "1 passage:quay-report/1/2", "2 statement:noise"},
		},
		{
			name: "middle_in_the_document", from: "passage:quay-report/1/6", opts: topology.NeighborhoodOptions{Depth: 3},
			want: []string{"0 passage:quay-report/1/6"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			sub, err := top.Neighborhood(t.Context(), test.from, test.opts)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, depths(sub)); diff != "" {
				t.Errorf("nodes (-want +got):\n%s", diff)
			}
			if test.cut != nil {
				cut, err := top.Cut(t.Context(), sub, test.opts)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(test.cut, cut); diff != "" {
					t.Errorf("cut (-want +got):\n%s", diff)
				}
			}
		})
	}
}

// A neighborhood names its edges, with weight and stance.
func TestTopology_Neighborhood_edges(t *testing.T) {
	sub, err := build(t, example(t)).Neighborhood(t.Context(), "statement:ferries", topology.NeighborhoodOptions{
		Kinds: []store.Kind{store.KindRecommendation, store.KindCollective},
	})
	if err != nil {
		t.Fatal(err)
	}
	position := func(target store.ID, stance store.Stance) topology.Edge {
		e := edge("statement:ferries", store.PositionOn, target)
		e.Stance = stance
		return e
	}
	want := []topology.Edge{
		edge("collective:dock-table", store.Made, "statement:ferries"),
		edge("collective:dock-table", store.Backs, "recommendation:night-ferries"),
		edge("collective:dock-table", store.OpposesEdge, "recommendation:quiet-hours"),
		edge("recommendation:quiet-hours", store.Contradicts, "recommendation:night-ferries"),
		position("recommendation:night-ferries", store.For),
		position("recommendation:quiet-hours", store.Against),
	}
	if diff := cmp.Diff(want, sub.Edges); diff != "" {
		t.Errorf("edges (-want +got):\n%s", diff)
	}
}

// The limit on nodes holds at a hub; the rest is counted.
func TestTopology_Neighborhood_hub(t *testing.T) {
	top := build(t, star(2000))
	sub, err := top.Neighborhood(t.Context(), "person:hub", topology.NeighborhoodOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got := len(sub.Nodes); got != topology.DefaultSubgraph {
		t.Errorf("got %d nodes; want %d", got, topology.DefaultSubgraph)
	}
	want := map[store.Kind]int{store.KindIssue: 2000 + 1 - topology.DefaultSubgraph}
	cut, err := top.Cut(t.Context(), sub, topology.NeighborhoodOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, cut); diff != "" {
		t.Errorf("cut (-want +got):\n%s", diff)
	}
}

// A question that cannot be answered must be refused with what is wrong.
func TestTopology_Neighborhood_refuses(t *testing.T) {
	top := build(t, example(t))
	for _, test := range []struct {
		name string
		from store.ID
		opts topology.NeighborhoodOptions
		is   error
		want string
	}{
		{"unknown_node", "person:zoe", topology.NeighborhoodOptions{}, store.ErrNotFound, "neighborhood of person:zoe: node person:zoe: not found"},
		{"depth", "person:ada", topology.NeighborhoodOptions{Depth: 4}, store.ErrInvalid,
			"neighborhood of person:ada: depth is 4; it goes from 1 to 3: invalid"},
		{"negative_depth", "person:ada", topology.NeighborhoodOptions{Depth: -1}, store.ErrInvalid,
			"neighborhood of person:ada: depth is -1; it goes from 1 to 3: invalid"},
		{"first", "person:ada", topology.NeighborhoodOptions{First: 501}, store.ErrInvalid,
			"neighborhood of person:ada: first is 501; it goes from 1 to 500: invalid"},
		{"type", "person:ada", topology.NeighborhoodOptions{Types: []store.EdgeType{"LIKES"}}, store.ErrInvalid,
			`neighborhood of person:ada: unknown edge type "LIKES": invalid`},
		{"kind", "person:ada", topology.NeighborhoodOptions{Kinds: []store.Kind{"CAT"}}, store.ErrInvalid,
			`neighborhood of person:ada: unknown kind "CAT": invalid`},
	} {
		t.Run(test.name, func(t *testing.T) {
			sub, err := top.Neighborhood(t.Context(), test.from, test.opts)
			if sub != nil || !errors.Is(err, test.is) || err.Error() != test.want {
				t.Errorf("got %v, %v; want %s", sub, err, test.want)
			}
		})
	}
}

// A context that has ended, or ends while a hub is read, must end the question.
func TestTopology_Neighborhood_canceled(t *testing.T) {
	top := build(t, star(10_000))
	for looks := range 3 {
		if _, err := top.Neighborhood(&countdown{t.Context(), looks}, "person:hub", topology.NeighborhoodOptions{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%d looks: got %v; want Canceled", looks, err)
		}
	}
}

// Questions asked at the same time must not disturb each other.
func TestTopology_concurrent(t *testing.T) {
	top := build(t, example(t))
	ask := func() (*topology.Subgraph, []topology.Path, error) {
		sub, err := top.Neighborhood(t.Context(), "person:ada", topology.NeighborhoodOptions{Depth: 3, First: 7})
		if err != nil {
			return nil, nil, err
		}
		paths, err := top.Paths(t.Context(), "person:ada", "recommendation:night-ferries", topology.PathOptions{First: 20})
		return sub, paths, err
	}
	wantSub, wantPaths, err := ask()
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				sub, paths, err := ask()
				if diff := cmp.Diff(wantSub, sub) + cmp.Diff(wantPaths, paths); err != nil || diff != "" {
					t.Errorf("error %v (-want +got):\n%s", err, diff)
					return
				}
			}
		})
	}
	wg.Wait()
}
