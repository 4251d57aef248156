package topology_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// shown writes paths as "weight: node type node ...".
func shown(paths []topology.Path) []string {
	all := []string{}
	for _, p := range paths {
		var b strings.Builder
		fmt.Fprintf(&b, "%d: %s", p.Weight, p.Hops[0].From)
		for _, h := range p.Hops {
			var types []string
			for _, e := range h.Edges {
				name := string(e.Type)
				if e.Target == h.From {
					name = "<" + name
				}
				types = append(types, name)
			}
			fmt.Fprintf(&b, " %s %s", strings.Join(types, ","), h.To)
		}
		all = append(all, b.String())
	}
	return all
}

// The paths of the example graph can be read off its drawing; the document, the room and the event join nobody unless their
// types are asked for.
func TestTopology_Paths(t *testing.T) {
	top := build(t, example(t))
	for _, test := range []struct {
		name     string
		from, to store.ID
		opts     topology.PathOptions
		want     []string
	}{
		{
			name: "through_the_rival", from: "person:ada", to: "recommendation:night-ferries", opts: topology.PathOptions{MaxLength: 2},
			want: []string{"2: person:ada BACKS recommendation:quiet-hours CONTRADICTS recommendation:night-ferries"},
		},
		{
			name: "all_edges_of_a_hop", from: "issue:ferry-fares", to: "issue:night-noise", opts: topology.PathOptions{First: 1},
			want: []string{"1: issue:ferry-fares <RELATED,CO_RAISED issue:night-noise"},
		},
		{
			name: "next_shortest", from: "organization:rope-works", to: "issue:ferry-fares", opts: topology.PathOptions{MaxLength: 2},
			want: []string{
				"1: organization:rope-works RAISED issue:ferry-fares",
				"3: organization:rope-works RAISED issue:night-noise RELATED,<CO_RAISED issue:ferry-fares",
				"2: organization:rope-works <AFFILIATED_WITH person:ada RAISED issue:ferry-fares",
			},
		},
		{
			name: "one_type", from: "person:ada", to: "collective:dock-table", opts: topology.PathOptions{Types: []store.EdgeType{store.Raised}},
			want: []string{
				"2: person:ada RAISED issue:ferry-fares <RAISED collective:dock-table",
				"6: person:ada RAISED issue:night-noise <RAISED organization:rope-works RAISED issue:ferry-fares <RAISED collective:dock-table",
			},
		},
		{
			name: "except", from: "person:ada", to: "collective:dock-table",
			opts: topology.PathOptions{Types: []store.EdgeType{store.Raised}, Except: []store.ID{"organization:rope-works"}},
			want: []string{"2: person:ada RAISED issue:ferry-fares <RAISED collective:dock-table"},
		},
		{name: "too_long", from: "person:ada", to: "recommendation:night-ferries", opts: topology.PathOptions{MaxLength: 1}, want: []string{}},
		{name: "one_room", from: "person:ben", to: "collective:dock-table", opts: topology.PathOptions{MaxLength: 6}, want: []string{}},
		{
			name: "one_room_asked_for", from: "person:ben", to: "collective:dock-table",
			opts: topology.PathOptions{Types: []store.EdgeType{store.PresentedAt, store.InSession}},
			want: []string{"2: person:ben PRESENTED_AT session:quay-day <IN_SESSION collective:dock-table"},
		},
		{
			name: "one_passage_asked_for", from: "place:harbour", to: "person:ada",
			opts: topology.PathOptions{Types: []store.EdgeType{store.Cites}, MaxLength: 2},
			want: []string{"2: place:harbour CITES passage:quay-report/1/1 <CITES person:ada"},
		},
		{
			name: "end_in_the_document", from: "person:ada", to: "passage:quay-report/1/4", opts: topology.PathOptions{First: 1},
			want: []string{"2: person:ada AFFILIATED_WITH organization:rope-works CITES passage:quay-report/1/4"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			paths, err := top.Paths(t.Context(), test.from, test.to, test.opts)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, shown(paths)); diff != "" {
				t.Errorf("paths (-want +got):\n%s", diff)
			}
		})
	}
}

// A hop lists both edges of a type that lead to and fro, the one that goes along first, from whichever end one asks.
func TestTopology_Paths_both_ways(t *testing.T) {
	top := build(t, newGraph([]topology.Edge{
		edge("issue:a", store.Related, "issue:b"), edge("issue:b", store.Related, "issue:a"), edge("issue:b", store.Related, "issue:c"),
	}))
	for _, test := range []struct {
		from, to store.ID
		want     []string
	}{
		{"issue:a", "issue:b", []string{"1: issue:a RELATED,<RELATED issue:b"}},
		{"issue:b", "issue:a", []string{"1: issue:b RELATED,<RELATED issue:a"}},
	} {
		paths, err := top.Paths(t.Context(), test.from, test.to, topology.PathOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, shown(paths)); diff != "" {
			t.Errorf("%s -> %s (-want +got):\n%s", test.from, test.to, diff)
		}
	}
}

// A question that cannot be answered must be refused with what is wrong.
func TestTopology_Paths_refuses(t *testing.T) {
	top := build(t, example(t))
	for _, test := range []struct {
		name     string
		from, to store.ID
		opts     topology.PathOptions
		is       error
		want     string
	}{
		{"unknown_from", "person:zoe", "person:ada", topology.PathOptions{}, store.ErrNotFound, "paths person:zoe -> person:ada: node person:zoe: not found"},
		{"unknown_to", "person:ada", "person:zoe", topology.PathOptions{}, store.ErrNotFound, "paths person:ada -> person:zoe: node person:zoe: not found"},
		{"unknown_except", "person:ada", "person:ben", topology.PathOptions{Except: []store.ID{"person:zoe"}}, store.ErrNotFound,
			"paths person:ada -> person:ben: node person:zoe: not found"},
		{"one_node", "person:ada", "person:ada", topology.PathOptions{}, store.ErrInvalid,
			"paths person:ada -> person:ada: a path joins two different nodes: invalid"},
		{"end_excepted", "person:ada", "person:ben", topology.PathOptions{Except: []store.ID{"person:ben"}}, store.ErrInvalid,
			"paths person:ada -> person:ben: person:ben is an end and excepted: invalid"},
		{"length", "person:ada", "person:ben", topology.PathOptions{MaxLength: 7}, store.ErrInvalid,
			"paths person:ada -> person:ben: maxLength is 7; it goes from 1 to 6: invalid"},
		{"first", "person:ada", "person:ben", topology.PathOptions{First: -1}, store.ErrInvalid,
			"paths person:ada -> person:ben: first is -1; it goes from 1 to 50: invalid"},
		{"type", "person:ada", "person:ben", topology.PathOptions{Types: []store.EdgeType{"LIKES"}}, store.ErrInvalid,
			`paths person:ada -> person:ben: unknown edge type "LIKES": invalid`},
	} {
		t.Run(test.name, func(t *testing.T) {
			paths, err := top.Paths(t.Context(), test.from, test.to, test.opts)
			if paths != nil || !errors.Is(err, test.is) || err.Error() != test.want {
				t.Errorf("got %v, %v; want %s", paths, err, test.want)
			}
		})
	}
}

// A context that has ended, or ends while hubs are read, must end the question.
func TestTopology_Paths_canceled(t *testing.T) {
	g := star(10_000)
	edges := append(g.edges, edge("person:hub", store.Quotes, "person:far"))
	for i := range 10_000 {
		edges = append(edges, edge("person:far", store.Raised, store.ID(fmt.Sprintf("issue:far/%d", i))))
	}
	top := build(t, newGraph(edges))
	for looks := range 4 {
		if _, err := top.Paths(&countdown{t.Context(), looks}, "issue:1", "issue:far/1", topology.PathOptions{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%d looks: got %v; want Canceled", looks, err)
		}
	}
}
