package search_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"forumgraph/store"
	"forumgraph/store/search"
)

// A walk in pages of any size, forward or backward, must pass every node once, in the order of the whole list.
func TestIndex_Search_pages(t *testing.T) {
	st := forum(t)
	ix := synced(t, st, search.Options{Texts: madeUp(t, st)})
	snap := snapshot(t, st)
	rapid.Check(t, func(r *rapid.T) {
		q := search.Query{
			Text:  rapid.SampledFrom(questions).Draw(r, "text"),
			Kinds: rapid.SliceOfN(rapid.SampledFrom(store.Kinds()), 0, 3).Draw(r, "kinds"),
			Page:  store.Page{First: store.MaxPage},
		}
		whole := result(t, ix, st, q)
		want := whole.Hits
		if n, err := ix.Count(t.Context(), q); err != nil || n != len(want) && n <= store.MaxPage {
			r.Fatalf("count %d, %v; the list has %d", n, err, len(want))
		}
		if n, err := ix.Count(t.Context(), q); err != nil || n != whole.Count {
			r.Fatalf("count %d, %v; the result says %d", n, err, whole.Count)
		}
		if whole.More {
			r.Skip("more than a page")
		}
		q.Page = store.Page{First: rapid.IntRange(1, 7).Draw(r, "size"), Reverse: rapid.Bool().Draw(r, "reverse")}
		var got []search.Hit
		for {
			page, err := ix.Search(t.Context(), snap, q)
			if err != nil {
				r.Fatal(err)
			}
			got = append(got, page.Hits...)
			if !page.More {
				break
			}
			if len(page.Hits) != q.Page.First {
				r.Fatalf("a page of %d, want %d", len(page.Hits), q.Page.First)
			}
			q.Page.After = page.Cursors[len(page.Cursors)-1]
		}
		if q.Page.Reverse {
			slices.Reverse(got)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			r.Error(diff)
		}
	})
}

// A cursor outlives the engine that gave it: the walk goes on after a restart as if there had been none.
func TestIndex_Search_cursorAfterRestart(t *testing.T) {
	st := example(t)
	dir := kept(t, st, search.Options{})
	q := search.Query{Text: "quay", Page: store.Page{First: 1}}
	var got []store.ID
	for more := true; more; {
		ix := open(t, dir, search.Options{})
		syncIndex(t, ix, st)
		r := result(t, ix, st, q)
		closeIndex(t, ix)
		got, more = append(got, r.Hits[0].ID), r.More
		q.Page.After = r.Cursors[0]
	}
	if diff := cmp.Diff(found(t, synced(t, st, search.Options{}), st, search.Query{Text: "quay"}), got); diff != "" {
		t.Error(diff)
	}
}
