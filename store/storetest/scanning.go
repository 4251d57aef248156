package storetest

import (
	"errors"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"forumgraph/store"
)

// A scan yields every node once, by ascending number, and at each node the ends that Neighbors returns, in its order. The first
// error of the callback ends it.
func testScan(t *testing.T, open Open) {
	s := begin(t, open, Example(), Crowd(200, 1))
	v := snapshot(t, s)
	nodes := make(map[uint64]store.ID)
	last := uint64(0)
	err := v.ScanNodes(t.Context(), func(number uint64, n store.Node) error {
		if number <= last {
			t.Errorf("node number %d after %d", number, last)
		}
		last, nodes[number] = number, n.Base().ID
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[store.ID][]store.Neighbor)
	at := uint64(0)
	err = v.ScanEnds(t.Context(), func(run store.EndRun) error {
		if run.Node != at && got[nodes[run.Node]] != nil {
			t.Errorf("the ends at %s come in two places", nodes[run.Node])
		}
		at = run.Node
		for _, end := range run.Ends {
			got[nodes[run.Node]] = append(got[nodes[run.Node]],
				store.Neighbor{ID: nodes[end.Other], Type: run.Type, Direction: run.Direction, Weight: end.Weight, Stance: end.Stance})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := make(map[store.ID][]store.Neighbor)
	count := 0
	for _, kind := range store.Kinds() {
		for _, n := range allOf(t, v, kind) {
			id := n.Base().ID
			count++
			ends, err := v.Neighbors(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			if len(ends) > 0 {
				want[id] = ends
			}
		}
	}
	if len(nodes) != count {
		t.Errorf("%d nodes scanned, %d listed", len(nodes), count)
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("ends (-listed +scanned):\n%.2000s", diff)
	}
	stop := errors.New("stop")
	if err := v.ScanNodes(t.Context(), func(uint64, store.Node) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("scanning nodes: got %v, want the error of the callback", err)
	}
	if err := v.ScanEnds(t.Context(), func(store.EndRun) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("scanning ends: got %v, want the error of the callback", err)
	}
}
