package memstore_test

import (
	"testing"

	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

func open(testing.TB) store.Store { return memstore.New() }

// The engine must keep every promise of the contract.
func TestStore(t *testing.T) { storetest.Run(t, open) }

func BenchmarkStore(b *testing.B) { storetest.Bench(b, open) }
