package topology_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
)

// All who ask about one version get one topology; an older version gets its own and does not displace it.
func TestLatest_Of(t *testing.T) {
	st := memstore.New()
	defer func() { _ = st.Close() }()
	older, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer older.Close()
	if _, err := st.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	newer, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer newer.Close()

	latest := topology.NewLatest(st)
	defer latest.Close()
	var wg sync.WaitGroup
	got := make([]*topology.Topology, 8)
	for i := range got {
		wg.Go(func() {
			top, err := latest.Of(t.Context(), newer)
			if err != nil {
				t.Error(err)
			}
			got[i] = top
		})
	}
	wg.Wait()
	for _, top := range got {
		if top != got[0] {
			t.Error("one version was built twice")
		}
	}
	old, err := latest.Of(t.Context(), older)
	if err != nil || old.Version() != older.Version() || old.NodeCount() != 0 {
		t.Errorf("older version: %v, %v", old, err)
	}
	if again, _ := latest.Of(t.Context(), newer); again != got[0] {
		t.Error("the older version displaced the latest")
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := latest.Of(ended, newer); !errors.Is(err, context.Canceled) {
		t.Errorf("a question that had ended: %v", err)
	}
}

// After Close nothing is built any more.
func TestLatest_Close(t *testing.T) {
	st := memstore.New()
	defer func() { _ = st.Close() }()
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	latest := topology.NewLatest(st)
	latest.Close()
	if _, err := latest.Of(t.Context(), snap); !errors.Is(err, context.Canceled) {
		t.Errorf("Of after Close: %v", err)
	}
}
