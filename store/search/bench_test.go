package search_test

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"testing"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/memstore"
	"forumgraph/store/search"
)

// Searches for one word, its beginning and a phrase in the forum's corpus, and what an index costs.
func BenchmarkForum(b *testing.B) {
	st, err := badgerstore.Open(b.TempDir(), badgerstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := st.Close(); err != nil {
			b.Error(err)
		}
	})
	fill(b, st)
	x := madeUp(b, st)
	b.Run("build in memory", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			ix := search.New(search.Options{})
			syncIndex(b, ix, st)
			closeIndex(b, ix)
		}
	})
	b.Run("build on disk", func(b *testing.B) {
		b.ReportAllocs()
		n := 0
		for b.Loop() {
			n++
			ix := open(b, fmt.Sprintf("%s/%d", b.TempDir(), n), search.Options{})
			syncIndex(b, ix, st)
			closeIndex(b, ix)
		}
	})
	for name, o := range map[string]search.Options{"open up to date": {}, "open up to date with texts": {Texts: x}} {
		dir := kept(b, st, o)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				ix := open(b, dir, o)
				syncIndex(b, ix, st)
				b.StopTimer()
				closeIndex(b, ix)
				b.StartTimer()
			}
			b.ReportMetric(float64(size(b, dir)), "bytes")
		})
	}
	ix := open(b, kept(b, st, search.Options{}), search.Options{})
	b.Cleanup(func() { closeIndex(b, ix) })
	b.Run("sync up to date", func(b *testing.B) {
		syncIndex(b, ix, st)
		for b.Loop() {
			syncIndex(b, ix, st)
		}
	})
	benchQueries(b, ix, st)
	b.Run("sync of one change", func(b *testing.B) {
		n := 0
		for b.Loop() {
			b.StopTimer()
			n++
			change(b, st, []store.Node{person(b, st, n)})
			b.StartTimer()
			syncIndex(b, ix, st)
		}
	})
}

// person returns a record of the corpus under another name.
func person(b *testing.B, st store.Store, n int) store.Node {
	b.Helper()
	page, err := snapshot(b, st).List(b.Context(), store.KindPerson, store.ByID, store.Page{First: 1})
	if err != nil {
		b.Fatal(err)
	}
	renamed := *page.Nodes[0].(*store.Person)
	renamed.Name.EN = fmt.Sprintf("Name %d", n)
	return &renamed
}

func size(b *testing.B, dir string) (total int64) {
	b.Helper()
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		total += info.Size()
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return total
}

func benchQueries(b *testing.B, ix *search.Index, st store.Store) {
	for _, tt := range []struct{ name, text string }{
		{"one word", "police"}, {"beginning of a word", "tr"}, {"two words", "human trafficking"}, {"phrase", `"human trafficking"`},
	} {
		q := search.Query{Text: tt.text, Page: store.Page{First: 20}}
		b.Run(tt.name+" 20 hits", func(b *testing.B) {
			b.ReportAllocs()
			snap := snapshot(b, st)
			n, err := ix.Count(b.Context(), q)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := ix.Search(b.Context(), snap, q); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n), "found")
		})
		b.Run(tt.name+" match", func(b *testing.B) {
			for b.Loop() {
				if _, err := ix.Match(b.Context(), q.Text, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// The same with 100,000 statements made of the corpus' words.
func BenchmarkLarge(b *testing.B) {
	d, err := forumDataset()
	if err != nil {
		b.Fatal(err)
	}
	var summaries []string
	for _, n := range d.Nodes {
		if s, ok := n.(*store.Statement); ok {
			summaries = append(summaries, s.Summary)
		}
	}
	st := memstore.New()
	nodes := make([]store.Node, 100_000)
	for i := range nodes {
		a, z := summaries[i%len(summaries)], summaries[i*7/3%len(summaries)]
		nodes[i] = issue(fmt.Sprint(i), fmt.Sprintf("Issue %d %.20s", i, a), "", store.Text{EN: a[:len(a)/2] + z[len(z)/2:]})
	}
	put(b, st, append(nodes, document()...)...)
	ix := open(b, b.TempDir(), search.Options{})
	b.Cleanup(func() { closeIndex(b, ix) })
	b.Run("build on disk", func(b *testing.B) {
		for b.Loop() {
			ix := open(b, b.TempDir(), search.Options{})
			syncIndex(b, ix, st)
			closeIndex(b, ix)
		}
	})
	syncIndex(b, ix, st)
	benchQueries(b, ix, st)
}
