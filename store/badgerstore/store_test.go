package badgerstore_test

import (
	"testing"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

// small suits tests: it lets a change set write 4 MiB.
var small = badgerstore.Options{CacheBytes: 1 << 20, MaxChangeBytes: 4 << 20}

func open(t testing.TB) store.Store {
	t.Helper()
	s, err := badgerstore.Open(t.TempDir(), small)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The engine must keep every promise of the contract.
func TestStore(t *testing.T) { storetest.Run(t, open) }

// After any changes the engine must hold the graph that the plain one in memory holds.
func TestStore_agrees_with_memstore(t *testing.T) {
	storetest.Agree(t, open, func(testing.TB) store.Store { return memstore.New() })
}

func BenchmarkStore(b *testing.B) { storetest.Bench(b, open) }
