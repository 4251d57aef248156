package main

import (
	"testing"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// The search that is a limit must find paths as long as those that it is the limit of.
func TestAdjacency_distance(t *testing.T) {
	st := synthetic(t, 2)
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	compact, err := topology.Build(t.Context(), snap)
	if err != nil {
		t.Fatal(err)
	}
	a := newAdjacency(compact)
	var persons []topology.Number
	for n := range compact.Of(store.KindPerson) {
		persons = append(persons, n)
	}
	for i := range 200 {
		from, to := persons[i*7%len(persons)], persons[(i*11+5)%len(persons)]
		if from == to {
			continue
		}
		found, err := compact.Paths(t.Context(), compact.ID(from), compact.ID(to), topology.PathOptions{MaxLength: 6, First: 1})
		if err != nil {
			t.Fatal(err)
		}
		want := -1
		if len(found) > 0 {
			want = len(found[0].Hops)
		}
		if got := a.distance(uint32(from), uint32(to), 6); got != want {
			t.Errorf("%s to %s: got %d, want %d", compact.ID(from), compact.ID(to), got, want)
		}
	}
}
