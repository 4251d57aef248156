package badgerstore

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/storetest"
)

// A store that was written before there were rules for texts opens, is read as it is and takes changes, of the records
// with such texts as well once they are mended. Only what is written now has to keep the rules.
func TestStore_oldTexts(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	old := &store.Issue{Meta: store.Meta{
		ID: "issue:old", Name: store.Text{EN: "Old\x1b[31m\u202e Zoe\u0308", FR: strings.Repeat("long ", 1000)}, Citations: storetest.Cite(1),
	}}
	unchecked(t, s, store.ChangeSet{Author: "a\x00", Put: append(storetest.Example().Put, old)})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(dir, Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Check(t.Context()); err != nil {
		t.Errorf("Check: %v", err)
	}
	if diff := cmp.Diff([]store.Node{old}, nodesOf(t, s, "issue:old")); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
	if log, err := s.Log(t.Context(), 0, 0); err != nil || len(log) != 1 || log[0].Author != "a\x00" {
		t.Errorf("log: got %v, %v", log, err)
	}
	// Another record changes; then the old one, which has to be mended.
	pier := &store.Place{Meta: store.Meta{ID: "place:pier", Name: store.Text{EN: "Pier"}, Citations: storetest.Cite(1)}}
	if _, err := s.Apply(t.Context(), store.ChangeSet{Put: []store.Node{pier}}); err != nil {
		t.Errorf("another record: %v", err)
	}
	bad := *old
	bad.Definition.EN = "More."
	_, err = s.Apply(t.Context(), store.ChangeSet{Put: []store.Node{&bad}})
	want := "issue:old name.en: a control character (U+001B) at character 4; remove it\n" +
		"issue:old name.fr: 5000 characters, but a name has at most 300; shorten it"
	if err == nil || err.Error() != want {
		t.Errorf("the old record again: got %v, want %s", err, want)
	}
	bad.Name = store.Text{EN: "New"}
	if _, err := s.Apply(t.Context(), store.ChangeSet{Put: []store.Node{&bad}}); err != nil {
		t.Errorf("the old record, mended: %v", err)
	}
}

// A load is made by somebody and for a reason that are texts, too.
func TestStore_Load_reason(t *testing.T) {
	s, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, err = s.Load(t.Context(), store.Load{Author: "a\x00"})
	if want := "author: a control character (U+0000) at character 2; remove it"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
}

// unchecked applies a change set as Apply did before it checked texts.
func unchecked(t *testing.T, s *Store, cs store.ChangeSet) {
	t.Helper()
	g, err := s.acquire()
	if err != nil {
		t.Fatal(err)
	}
	defer s.release(g)
	w, err := g.newWriter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer w.discard()
	if _, err := s.apply(g, w, cs); err != nil {
		t.Fatal(err)
	}
}

func nodesOf(t *testing.T, s *Store, ids ...store.ID) []store.Node {
	t.Helper()
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	nodes, err := snap.Nodes(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	return nodes
}
