package badgerstore

import (
	"testing"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
	"forumgraph/store/badgerstore/internal/rawfile"
	"forumgraph/store/storetest"
)

// What follows from the nodes must not be held in memory: it outweighs them in a large graph.
func TestSalvager_take(t *testing.T) {
	s := openExample(t)
	if _, err := s.Apply(t.Context(), storetest.Crowd(100, 3)); err != nil {
		t.Fatal(err)
	}
	stored := records(t, s)
	v := salvager{latest: make(map[string]saved), nodes: make(map[store.ID]nodeVersion)}
	for key, value := range stored {
		v.take(rawfile.Record{Key: []byte(key), Value: []byte(value), Version: 1})
	}
	want := records(t, s, disk.PrefixNode, disk.PrefixLog, disk.PrefixID)
	state := string(disk.MetaKey(disk.MetaState))
	want[state] = stored[state]
	for key := range v.latest {
		if want[key] == "" {
			t.Errorf("%q is kept for nothing", key)
		}
	}
	if len(v.latest) != len(want) || len(want) == len(stored) {
		t.Errorf("%d of %d records are kept, want %d", len(v.latest), len(stored), len(want))
	}
}
