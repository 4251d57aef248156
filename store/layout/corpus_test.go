package layout_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"forumgraph/seed"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/topology"
)

// forum is the embedded corpus as one change; its nodes must not be changed.
var forum = sync.OnceValues(func() (store.ChangeSet, error) {
	data, err := seed.Load(seed.Forum(), "seed/forum")
	if err != nil {
		return store.ChangeSet{}, err
	}
	empty, err := memstore.New().Snapshot()
	if err != nil {
		return store.ChangeSet{}, err
	}
	defer empty.Close()
	change, err := seed.Plan(context.Background(), empty, data)
	change.Author, change.Time, change.Reason = "tester", time.Unix(0, 0).UTC(), "the corpus"
	return change, err
})

// corpusChange returns the embedded corpus, in a list that the test may change.
func corpusChange(t testing.TB) store.ChangeSet {
	t.Helper()
	change, err := forum()
	if err != nil {
		t.Fatal(err)
	}
	change.Put = append([]store.Node{}, change.Put...)
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
