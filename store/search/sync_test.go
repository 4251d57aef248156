package search_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"forumgraph/seed/seedtest"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/search"
)

// questions are asked to compare two indexes.
var questions = []string{
	"night", "quay", "nuit", "port", "the", "fe", "work on the quay", `"home late"`, "crossing", "traversee", "harbour life",
	"victims", "victimes", "human trafficking", "law enforcement", "police", "services", "se", "Fédération", "premieres nations",
	`"human trafficking"`, "children", "of", "training for police", "co", "labour", "rcmp", "island",
}

// answers returns all pages of all questions, with matches.
func answers(t testing.TB, ix *search.Index, st store.Store) map[string][]search.Result {
	t.Helper()
	all := make(map[string][]search.Result)
	for _, text := range questions {
		q := search.Query{Text: text, Page: store.Page{First: 200}}
		for {
			r := result(t, ix, st, q)
			all[text] = append(all[text], r)
			if !r.More {
				break
			}
			q.Page.After = r.Cursors[len(r.Cursors)-1]
		}
	}
	return all
}

// An index that caught up, on disk or in memory, must answer as one that was made from the same graph, scores included: the
// cursors hold them.
func TestIndex_Sync_catchUp(t *testing.T) {
	dir, x := t.TempDir(), texts{"passage:quay-report/1/2": "The night is loud on the quay.", "passage:quay-report/1/4": "Quiet."}
	options := search.Options{Texts: x}
	rapid.Check(t, func(r *rapid.T) {
		st := example(t)
		kept, memory := open(t, fmt.Sprintf("%s/%d", dir, rand.Int()), options), synced(t, st, options)
		defer closeIndex(t, kept)
		syncIndex(t, kept, st)
		slug := rapid.IntRange(0, 5)
		name := rapid.SampledFrom([]string{"Night ferries", "Quay life", "Harbour police", "Victims of the night", "Quay"})
		for n := range rapid.IntRange(1, 4).Draw(r, "changes") {
			var nodes []store.Node
			put := make(map[store.ID]bool)
			for range rapid.IntRange(0, 4).Draw(r, "puts") {
				i := issue(fmt.Sprint(slug.Draw(r, "slug")), name.Draw(r, "name"), "", store.Text{FR: name.Draw(r, "definition")})
				if !put[i.ID] {
					nodes = append(nodes, i)
				}
				put[i.ID] = true
			}
			var deletes []store.ID
			if id := store.NewID(store.KindIssue, fmt.Sprint(slug.Draw(r, "delete"))); !put[id] {
				if _, err := snapshot(t, st).Node(context.Background(), id); err == nil {
					deletes = append(deletes, id)
				}
			}
			change(t, st, nodes, deletes...)
			if n%2 == 0 {
				syncIndex(t, kept, st)
				syncIndex(t, memory, st)
			}
		}
		syncIndex(t, kept, st)
		syncIndex(t, memory, st)
		want := answers(t, synced(t, st, options), st)
		if diff := cmp.Diff(want, answers(t, kept, st)); diff != "" {
			r.Errorf("on disk: %s", diff)
		}
		if diff := cmp.Diff(want, answers(t, memory, st)); diff != "" {
			r.Errorf("in memory: %s", diff)
		}
	})
}

// The whole corpus, with statements changed to and fro, must give the answers that it gives when it is read at once.
func TestIndex_Sync_catchUpForum(t *testing.T) {
	st := forum(t)
	x := madeUp(t, st)
	kept := open(t, t.TempDir(), search.Options{Texts: x})
	defer closeIndex(t, kept)
	syncIndex(t, kept, st)
	whole, err := seedtest.Forum()
	if err != nil {
		t.Fatal(err)
	}
	// The changes leave segments with deleted documents, which bleve merges when it likes to.
	for round, suffix := range []string{" renamed", ""} {
		for chunk := range slices.Chunk(whole.Put, len(whole.Put)/10) {
			var changed []store.Node
			for _, n := range chunk {
				if n, ok := n.(*store.Statement); ok && len(n.ID)%3 != round {
					renamed := *n
					renamed.Summary += suffix
					changed = append(changed, &renamed)
				}
			}
			change(t, st, changed)
			syncIndex(t, kept, st)
		}
	}
	if diff := cmp.Diff(answers(t, synced(t, st, search.Options{Texts: x}), st), answers(t, kept, st)); diff != "" {
		t.Error(diff)
	}
}

// A deleted node is found no more, and a renamed one by its new name alone.
func TestIndex_Sync_deletes(t *testing.T) {
	st := graphOf(t, issue("a", "Lantern", "", store.Text{}), issue("b", "Lantern oil", "", store.Text{}))
	ix := synced(t, st, search.Options{})
	change(t, st, []store.Node{issue("b", "Candle", "", store.Text{})}, "issue:a")
	syncIndex(t, ix, st)
	for query, want := range map[string][]store.ID{"lantern": {}, "candle": {"issue:b"}} {
		if diff := cmp.Diff(want, found(t, ix, st, search.Query{Text: query})); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
}

// A snapshot older than the index is answered without the nodes that it does not hold.
func TestIndex_Search_olderSnapshot(t *testing.T) {
	st := graphOf(t, issue("a", "Lantern", "", store.Text{}))
	before := snapshot(t, st)
	put(t, st, issue("b", "Lantern", "", store.Text{}))
	ix := synced(t, st, search.Options{})
	r, err := ix.Search(t.Context(), before, search.Query{Text: "lantern"})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Hits) != 1 || r.Hits[0].ID != "issue:a" || r.Version != 2 {
		t.Errorf("got %v, want issue:a alone, of version 2", r)
	}
}

// A page whose nodes the snapshot does not hold is passed over, lest the walk end there.
func TestIndex_Search_olderSnapshotPages(t *testing.T) {
	st := graphOf(t, issue("z", "Lantern", "", store.Text{}))
	before := snapshot(t, st)
	for _, slug := range []string{"a", "b", "c"} {
		put(t, st, issue(slug, "Lantern", "", store.Text{}))
	}
	ix := synced(t, st, search.Options{})
	r, err := ix.Search(t.Context(), before, search.Query{Text: "lantern", Page: store.Page{First: 1}})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Hits) != 1 || r.Hits[0].ID != "issue:z" || r.More {
		t.Errorf("got %v, want issue:z alone", r)
	}
}

// An index in memory that is written to very often must stay right while it is made anew now and then.
func TestIndex_Sync_often(t *testing.T) {
	st := graphOf(t)
	ix := synced(t, st, search.Options{})
	for i := range 150 {
		put(t, st, issue(fmt.Sprint(i), fmt.Sprintf("Lantern %d", i), "", store.Text{}))
		syncIndex(t, ix, st)
		if n, err := ix.Count(t.Context(), search.Query{Text: "lantern"}); err != nil || n != i+1 {
			t.Fatalf("after %d changes: got %d, %v", i+1, n, err)
		}
	}
}

// An index that is synced with another store shows that one's graph, though both are at one version.
func TestIndex_Sync_anotherStore(t *testing.T) {
	a, b := graphOf(t, issue("a", "Lantern", "", store.Text{})), graphOf(t, issue("b", "Lantern", "", store.Text{}))
	ix := synced(t, a, search.Options{})
	syncIndex(t, ix, b)
	if diff := cmp.Diff([]store.ID{"issue:b"}, found(t, ix, b, search.Query{Text: "lantern"})); diff != "" {
		t.Error(diff)
	}
}

// A Sync whose context ends leaves the index to the next one.
func TestIndex_Sync_canceled(t *testing.T) {
	st := graphOf(t, issue("a", "Lantern", "", store.Text{}))
	ix := search.New(search.Options{})
	defer closeIndex(t, ix)
	ended, cancel := context.WithDeadline(t.Context(), time.Now())
	defer cancel()
	if err := ix.Sync(ended, st); err == nil {
		t.Error("no error")
	}
	syncIndex(t, ix, st)
	if diff := cmp.Diff([]store.ID{"issue:a"}, found(t, ix, st, search.Query{Text: "lantern"})); diff != "" {
		t.Error(diff)
	}
}

// An index of an empty store finds nothing, and is no error.
func TestIndex_Sync_emptyStore(t *testing.T) {
	st := memstore.New()
	ix := synced(t, st, search.Options{})
	if diff := cmp.Diff([]store.ID{}, found(t, ix, st, search.Query{Text: "lantern"})); diff != "" {
		t.Error(diff)
	}
}

// Searches, syncs and changes may run at once; a search after a Sync finds what was there before the Sync.
func TestIndex_concurrent(t *testing.T) {
	st := graphOf(t)
	ix := open(t, t.TempDir(), search.Options{})
	defer closeIndex(t, ix)
	syncIndex(t, ix, st)
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			for i := range 15 {
				name := fmt.Sprintf("lantern%dx%d", worker, i)
				put(t, st, issue(name, name, "", store.Text{}))
				if err := ix.Sync(t.Context(), st); err != nil {
					t.Error(err)
					return
				}
				n, err := ix.Count(t.Context(), search.Query{Text: `"` + name + `"`})
				if err != nil || n != 1 {
					t.Errorf("%s: found %d, %v", name, n, err)
				}
			}
		})
	}
	group.Wait()
}

// While many changes are indexed and segments are merged in the background, whoever searches sees one version after the
// other, whole: no node is missing or found twice for a moment. In the end the index is like one made anew, also after a
// restart.
func TestIndex_concurrentMerges(t *testing.T) {
	const changes, size = 12, 1500
	c := &corpus{nodes: make(map[store.Kind][]store.Node)}
	dir := t.TempDir()
	ix := open(t, dir, search.Options{})
	done := make(chan struct{})
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			for last := 0; ; {
				ids, err := ix.Match(context.Background(), "shelter", nil)
				if err != nil && !errors.Is(err, search.ErrUnsynced) {
					t.Error(err)
					return
				}
				once := slices.Compact(slices.Clone(ids))
				if len(ids) < last || len(ids)%size != 0 || len(once) != len(ids) {
					t.Errorf("found %d, %d different, after %d", len(ids), len(once), last)
				}
				last = len(ids)
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	random := rand.New(rand.NewPCG(1, 2))
	for change := range changes {
		var put []store.Node
		for i := range size {
			put = append(put, issue(fmt.Sprintf("%d/%d", i, change), "shelter "+randomText(random, 3), "", store.Text{}))
		}
		for i := range min(change, 1) * size { // again, so that merges meet what was deleted meanwhile
			put = append(put, issue(fmt.Sprintf("%d/%d", i, change-1), "shelter "+randomText(random, 3), "", store.Text{}))
		}
		c.change(put)
		syncIndex(t, ix, c)
	}
	close(done)
	group.Wait()
	want := answers(t, synced(t, c, search.Options{}), c)
	if diff := cmp.Diff(want, answers(t, ix, c)); diff != "" {
		t.Error(diff)
	}
	closeIndex(t, ix)
	got, log := reopened(t, dir, c, nil)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if log != "" {
		t.Errorf("logged %s", log)
	}
}
