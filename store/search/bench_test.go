//go:build unix

package search_test

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"forumgraph/seed/seedtest"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
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
	seedtest.Fill(b, st)
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
	for first, err := range snapshot(b, st).AllOf(b.Context(), store.KindPerson) {
		if err != nil {
			b.Fatal(err)
		}
		renamed := *first.(*store.Person)
		renamed.Name.EN = fmt.Sprintf("Name %d", n)
		return &renamed
	}
	b.Fatal("the corpus has no person")
	return nil
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

// What an index of 209,000 nodes costs to make, to follow and to ask: the size of 1,000 reports. The heap's peak counts what is
// not collected yet, beside the corpus.
func BenchmarkThousandReports(b *testing.B) { benchCorpus(b, newCorpus(b, 1000)) }

// The same of 2,090,000 nodes.
func BenchmarkTenThousandReports(b *testing.B) { benchCorpus(b, newCorpus(b, 10_000)) }

func benchCorpus(b *testing.B, c *corpus) {
	dir := b.TempDir()
	b.Run("build on disk", func(b *testing.B) {
		for b.Loop() {
			dir := b.TempDir()
			done := make(chan struct{})
			peak := peakHeap(done)
			ix := open(b, dir, search.Options{})
			syncIndex(b, ix, c)
			closeIndex(b, ix)
			close(done)
			b.ReportMetric(<-peak, "peak-MB")
			b.ReportMetric(float64(size(b, dir))/1e6, "disk-MB")
		}
	})
	ix := open(b, dir, search.Options{})
	syncIndex(b, ix, c)
	closeIndex(b, ix)
	b.Run("open up to date", func(b *testing.B) {
		for b.Loop() {
			ix := open(b, dir, search.Options{})
			syncIndex(b, ix, c)
			b.StopTimer()
			closeIndex(b, ix)
			b.StartTimer()
		}
	})
	ix = open(b, dir, search.Options{})
	b.Cleanup(func() { closeIndex(b, ix) })
	syncIndex(b, ix, c)
	snap, err := c.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{
		"trafficking", "victims", "human trafficking", "victims services", "police training", "the victims of trafficking", `"human trafficking"`,
		"corquiba", "victims corquiba", "p", "s", "tr", "se", "hum", "traffick", "victims p", "victims se",
	} {
		q := search.Query{Text: text, Page: store.Page{First: 10}}
		b.Run("best 10/"+text, func(b *testing.B) {
			n, err := ix.Count(b.Context(), q)
			if err != nil {
				b.Fatal(err)
			}
			before := processorTime(b)
			for b.Loop() {
				if _, err := ix.Search(b.Context(), snap, q); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(processorTime(b)-before)/float64(b.N), "cpu-ns/op")
			b.ReportMetric(float64(n), "found")
		})
	}
	for _, text := range []string{"human trafficking", "tr"} {
		b.Run("count/"+text, func(b *testing.B) {
			before := processorTime(b)
			for b.Loop() {
				if _, err := ix.Count(b.Context(), search.Query{Text: text}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(processorTime(b)-before)/float64(b.N), "cpu-ns/op")
		})
	}
	b.Run("sync of one report", func(b *testing.B) {
		n := 0
		for b.Loop() {
			b.StopTimer()
			n++
			report := make([]store.Node, 209)
			for i := range report {
				s := *c.nodes[store.KindStatement][n*209+i].(*store.Statement)
				s.Summary += " again"
				report[i] = &s
			}
			c.change(report)
			b.StartTimer()
			syncIndex(b, ix, c)
		}
	})
}

// peakHeap returns, once done is closed, by how many megabytes the heap has grown at most.
func peakHeap(done <-chan struct{}) <-chan float64 {
	runtime.GC()
	read := func() float64 {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(sample)
		return float64(sample[0].Value.Uint64()) / 1e6
	}
	before, peak := read(), make(chan float64, 1)
	go func() {
		most := before
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				peak <- most - before
				return
			case <-tick.C:
				most = max(most, read())
			}
		}
	}()
	return peak
}
