package search_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/search"
)

// nodesOf returns all nodes of a store in the order of a seed.
func nodesOf(t *testing.T, st store.Store, seed uint64) (nodes []store.Node) {
	t.Helper()
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	err = snap.ScanNodes(t.Context(), func(_ uint64, n store.Node) error {
		nodes = append(nodes, n)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(nodes), func(i, j int) { nodes[i], nodes[j] = nodes[j], nodes[i] })
	return nodes
}

// An index that is given the nodes of a graph, in any order and from several goroutines, must answer as one that reads them
// from the store, scores included, and follow the store from there.
func TestBulk(t *testing.T) {
	st := forum(t)
	want := answers(t, synced(t, st, search.Options{}), st)
	dir := t.TempDir()
	ix := open(t, dir, search.Options{})
	b := ix.NewBulk()
	var adding sync.WaitGroup
	for part := range slices.Chunk(nodesOf(t, st, 1), 100) {
		adding.Go(func() {
			if err := b.Add(t.Context(), part); err != nil {
				t.Error(err)
			}
		})
	}
	adding.Wait()
	if err := b.Use(t.Context(), st); err != nil {
		t.Fatal(err)
	}
	if err := b.Discard(); err != nil { // of no effect any more
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, answers(t, ix, st)); diff != "" {
		t.Errorf("(-read from the store +given):\n%.2000s", diff)
	}
	closeIndex(t, ix)
	ix = open(t, dir, search.Options{})
	defer closeIndex(t, ix)
	syncIndex(t, ix, st)
	if diff := cmp.Diff(want, answers(t, ix, st)); diff != "" {
		t.Errorf("opened again (-read from the store +given):\n%.2000s", diff)
	}
}

// A bulk that cannot be used leaves the index as it was.
func TestBulk_Use_fails(t *testing.T) {
	st := example(t)
	ix := synced(t, st, search.Options{})
	want := answers(t, ix, st)
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	b := ix.NewBulk()
	if err := b.Add(t.Context(), nodesOf(t, st, 1)[:3]); err != nil {
		t.Fatal(err)
	}
	if err := b.Use(canceled, st); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	if diff := cmp.Diff(want, answers(t, ix, st)); diff != "" {
		t.Errorf("(-before +after):\n%.2000s", diff)
	}
}
