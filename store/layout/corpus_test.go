package layout_test

import (
	"testing"

	"forumgraph/seed/seedtest"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/topology"
)

// corpusChange returns the embedded corpus, in a list that the test may change.
func corpusChange(t testing.TB) store.ChangeSet {
	t.Helper()
	change, err := seedtest.Forum()
	if err != nil {
		t.Fatal(err)
	}
	return change
}

func corpus(t testing.TB) *topology.Topology {
	t.Helper()
	return topologyOf(t, corpusChange(t))
}

// topologyOf returns the topology of the graph that a change makes of nothing.
func topologyOf(t testing.TB, change store.ChangeSet) *topology.Topology {
	t.Helper()
	st := memstore.New()
	t.Cleanup(func() { _ = st.Close() })
	if _, err := st.Apply(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	top, err := topology.Build(t.Context(), snap)
	if err != nil {
		t.Fatal(err)
	}
	return top
}
