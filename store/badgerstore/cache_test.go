package badgerstore_test

import (
	"errors"
	"testing"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/storetest"
)

// Each cache says what it may take and, once nodes were read, that it was asked; a closed store has no caches.
func TestStore_Caches(t *testing.T) {
	s, err := badgerstore.Open(t.TempDir(), badgerstore.Options{CacheBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := snap.Nodes(t.Context(), []store.ID{"person:ada", "person:ben"}); err != nil {
			t.Fatal(err)
		}
	}
	snap.Close()
	caches, err := s.Caches()
	if err != nil {
		t.Fatal(err)
	}
	limit := int64(0)
	asked := map[string]bool{}
	for _, c := range caches {
		limit += c.Limit
		asked[c.Name] = c.Hits+c.Misses > 0
	}
	if limit <= 0 || limit > 3<<19 || !asked["nodes"] || !asked["current_nodes"] {
		t.Errorf("with 1 MiB for nodes and half as much for blocks: %+v", caches)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Caches(); !errors.Is(err, store.ErrClosed) {
		t.Errorf("closed: %v", err)
	}
}
