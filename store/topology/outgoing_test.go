package topology_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// The edges at their source come by type, then target, with what the topology knows of them; those that only say that two
// were in one room are marked, and PART_OF is one of them between sessions alone.
func TestTopology_Outgoing(t *testing.T) {
	position := edge("statement:one", store.PositionOn, "recommendation:cap")
	position.Stance = store.Against
	top := build(t, newGraph([]topology.Edge{
		position,
		edge("statement:one", store.InSession, "session:part"),
		edge("statement:one", store.About, "issue:rent"),
		edge("statement:one", store.About, "issue:heat"),
		edge("person:ann", store.Made, "statement:one"),
		edge("person:ann", store.Raised, "issue:rent", 3),
		edge("session:part", store.PartOf, "session:event"),
		edge("place:quay", store.PartOf, "place:port"),
	}))
	number := func(id store.ID) topology.Number {
		n, ok := top.Find(id)
		if !ok {
			t.Fatalf("%s is not in the topology", id)
		}
		return n
	}
	got := map[store.ID][]topology.Outgoing{}
	for _, id := range []store.ID{"statement:one", "person:ann", "session:part", "place:quay", "issue:rent"} {
		got[id] = slices.Collect(top.Outgoing(number(id)))
	}
	want := map[store.ID][]topology.Outgoing{
		"statement:one": {
			{Target: number("issue:heat"), Type: store.About, Weight: 1},
			{Target: number("issue:rent"), Type: store.About, Weight: 1},
			{Target: number("recommendation:cap"), Type: store.PositionOn, Weight: 1, Stance: store.Against},
			{Target: number("session:part"), Type: store.InSession, Weight: 1, CoPresence: true},
		},
		"person:ann": {
			{Target: number("statement:one"), Type: store.Made, Weight: 1},
			{Target: number("issue:rent"), Type: store.Raised, Weight: 3},
		},
		"session:part": {{Target: number("session:event"), Type: store.PartOf, Weight: 1, CoPresence: true}},
		"place:quay":   {{Target: number("place:port"), Type: store.PartOf, Weight: 1}},
		"issue:rent":   nil,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for range top.Outgoing(number("statement:one")) {
		break // a caller may stop
	}
}
