package badgerstore

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/dgraph-io/badger/v4"
	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
	"forumgraph/store/storetest"
)

// A store of format 1 stays one while it is only read, so that an older program still opens it. The first change makes it one
// that an older program refuses, since the indexes of names and kinds no longer follow. They are ignored, also if they are wrong,
// and go when the graph is written anew.
func TestStore_format1(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "v1"))); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir, Options{CacheBytes: 1 << 20, MaxChangeBytes: 64 << 10})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	expect := func(what string, format disk.Number, indexes int) {
		t.Helper()
		v := s.files.read()
		defer v.txn.Discard()
		if got, err := v.format(); err != nil || got != format {
			t.Errorf("%s: format %d, %v; want %d", what, got, err, format)
		}
		if got := len(records(t, s, disk.PrefixNames, disk.PrefixKinds)); got != indexes {
			t.Errorf("%s: %d records of former indexes, want %d", what, got, indexes)
		}
		storetest.Check(t, s)
		if err := s.Sweep(t.Context(), nil); err != nil {
			t.Errorf("%s: sweep: %v", what, err)
		}
	}
	indexes := 3 * len(exampleNodes())
	apply := func(cs store.ChangeSet) {
		t.Helper()
		if _, err := s.Apply(t.Context(), cs); err != nil {
			t.Fatal(err)
		}
	}
	expect("opened", 1, indexes)
	apply(storetest.Example())
	if err := s.RebuildDerived(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect("nothing changed", 1, indexes)

	pier := &store.Place{Meta: store.Meta{ID: "place:pier", Name: store.Text{EN: "Pier"}, Citations: storetest.Cite(1)}}
	apply(store.ChangeSet{Author: "tester", Reason: "a test", Put: []store.Node{pier}, Delete: []store.ID{"figure:fare"}})
	expect("changed", 2, indexes)
	update(t, s, func(txn *badger.Txn) error { return txn.Delete(disk.HeadKey(s.mustNumber(t, "person:ada"))) })
	if err := s.RebuildDerived(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect("repaired", 2, indexes)

	large := storetest.Crowd(1000, 1)
	apply(large)
	expect("written anew", 2, 0)
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var places []store.ID
	for n, err := range snap.AllOf(t.Context(), store.KindPlace) {
		if err != nil {
			t.Fatal(err)
		}
		places = append(places, n.Base().ID)
	}
	if n := len(places); n != 23 || places[n-1] != "place:pier" {
		t.Errorf("got %d places, %v", n, places)
	}
}

// A repair may be the first change of a store of format 1.
func TestStore_format1_repaired(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "v1"))); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	before := records(t, s)
	update(t, s, func(txn *badger.Txn) error { return txn.Delete(disk.HeadKey(s.mustNumber(t, "person:ada"))) })
	if err := s.RebuildDerived(t.Context()); err != nil {
		t.Fatal(err)
	}
	before[string(disk.MetaKey(disk.MetaFormat))] = string(disk.EncodeNumber(2))
	if diff := cmp.Diff(before, records(t, s)); diff != "" {
		t.Errorf("records (-before +after):\n%s", diff)
	}
}
