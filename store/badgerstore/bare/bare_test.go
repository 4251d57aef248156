package bare_test

import (
	"testing"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/badgerstore/bare"
)

// All records of a store must be written, and read again, by Badger alone.
func TestMeasure(t *testing.T) {
	dir := t.TempDir()
	st, err := badgerstore.Open(dir, badgerstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = st.Apply(t.Context(), store.ChangeSet{Author: "somebody", Put: []store.Node{
		&store.Source{Meta: store.Meta{ID: "source:a", Name: store.Text{EN: "A"}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := bare.Measure(dir, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if f.Load <= 0 || f.Disk <= 0 || f.Open <= 0 || f.Get <= 0 || f.Next <= 0 || f.Bytes <= f.Records {
		t.Errorf("got %+v, want all of it above 0", f)
	}
	// The format, the state, a log record, and of the node: itself and its ID.
	if f.Records < 5 {
		t.Errorf("%d records, want 5 or more", f.Records)
	}
}
