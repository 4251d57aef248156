package search_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"forumgraph/seed/seedtest"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/search"
	"forumgraph/store/storetest"
)

// graphOf returns a store with the given nodes and the document that they cite.
func graphOf(t testing.TB, nodes ...store.Node) *memstore.Store {
	t.Helper()
	st := memstore.New()
	put(t, st, append(nodes, document()...)...)
	return st
}

// document returns the document side of the example graph.
func document() []store.Node {
	return slices.DeleteFunc(storetest.Example().Put, func(n store.Node) bool { return !n.Base().ID.Kind().IsDocument() })
}

func put(t testing.TB, st store.Store, nodes ...store.Node) { change(t, st, nodes) }

func change(t testing.TB, st store.Store, nodes []store.Node, deletes ...store.ID) {
	t.Helper()
	cs := store.ChangeSet{Author: "tester", Time: time.Unix(1_700_000_000, 0), Reason: "test", Put: nodes, Delete: deletes}
	if _, err := st.Apply(context.Background(), cs); err != nil {
		t.Fatal(err)
	}
}

// issue returns an issue; names and definition may be empty.
func issue(slug, en, fr string, definition store.Text, aliases ...store.Alias) *store.Issue {
	return &store.Issue{
		Meta: store.Meta{
			ID: store.NewID(store.KindIssue, slug), Name: store.Text{EN: en, FR: fr}, Aliases: aliases,
			Citations: storetest.Cite(2),
		},
		Definition: definition,
	}
}

func example(t testing.TB) *memstore.Store {
	t.Helper()
	st := memstore.New()
	if _, err := st.Apply(context.Background(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	return st
}

// forum returns a store with the embedded corpus.
func forum(t testing.TB) *memstore.Store {
	t.Helper()
	st := memstore.New()
	seedtest.Fill(t, st)
	return st
}

func snapshot(t testing.TB, st store.Store) store.Snapshot {
	t.Helper()
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(snap.Close)
	return snap
}

// synced returns an index in memory that shows a store's graph.
func synced(t testing.TB, st store.Store, o search.Options) *search.Index {
	t.Helper()
	ix := search.New(o)
	t.Cleanup(func() { closeIndex(t, ix) })
	syncIndex(t, ix, st)
	return ix
}

func syncIndex(t testing.TB, ix *search.Index, st store.Store) {
	t.Helper()
	if err := ix.Sync(context.Background(), st); err != nil {
		t.Fatal(err)
	}
}

func closeIndex(t testing.TB, ix *search.Index) {
	t.Helper()
	if err := ix.Close(); err != nil {
		t.Error(err)
	}
}

// found returns the IDs of the first page.
func found(t testing.TB, ix *search.Index, st store.Store, q search.Query) []store.ID {
	t.Helper()
	ids := []store.ID{}
	for _, h := range result(t, ix, st, q).Hits {
		ids = append(ids, h.ID)
	}
	return ids
}

func result(t testing.TB, ix *search.Index, st store.Store, q search.Query) search.Result {
	t.Helper()
	r, err := ix.Search(context.Background(), snapshot(t, st), q)
	if err != nil {
		t.Fatalf("search %q: %v", q.Text, err)
	}
	return r
}

// texts are attached texts of passages.
type texts map[store.ID]string

func (x texts) Text(id store.ID) (string, bool) {
	s, ok := x[id]
	return s, ok
}

// madeUp returns texts for every passage of a store, of common words.
func madeUp(t testing.TB, st store.Store) texts {
	t.Helper()
	x := texts{}
	words := []string{"victims", "need", "services", "police", "training", "houses", "labour", "children", "at", "the", "border"}
	i := 0
	for n, err := range snapshot(t, st).AllOf(context.Background(), store.KindPassage) {
		if err != nil {
			t.Fatal(err)
		}
		x[n.Base().ID] = fmt.Sprintf("%s %s %s %s", words[i%11], words[i%7], words[i%5], words[i*i%11])
		i++
	}
	return x
}
