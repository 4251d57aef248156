//go:build unix

package search_test

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/search"
)

// Searches of the made-up corpus in the folder FORUMGRAPH_BENCH_DATA, as "forumgraph import" leaves it, by its own index: words
// from nearly everywhere to hardly anywhere, and what is typed into a search box. cpu-ns/op is the processor's time, which tells
// more than the clock's on a machine that does other things as well.
func BenchmarkImported(b *testing.B) {
	dir := os.Getenv("FORUMGRAPH_BENCH_DATA")
	if dir == "" {
		b.Skip("FORUMGRAPH_BENCH_DATA names no store")
	}
	st, err := badgerstore.Open(dir, badgerstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := st.Close(); err != nil {
			b.Error(err)
		}
	})
	ix := open(b, filepath.Join(dir, "search"), search.Options{})
	b.Cleanup(func() { closeIndex(b, ix) })
	syncIndex(b, ix, st)
	snap := snapshot(b, st)
	for _, text := range []string{
		"made", "made report", "recommendation", "issue statement", "organization", "collective 7", "participants", "session 134", "housing",
		"the made report", "statement on issue 7", `"person 134"`, `"made up"`, "ma", "rec", "o", "made re", "issue st",
	} {
		for _, kinds := range [][]store.Kind{nil, {store.KindStatement}} {
			q := search.Query{Text: text, Kinds: kinds, Page: store.Page{First: 10}, Bare: true}
			b.Run(fmt.Sprint(text, kinds), func(b *testing.B) {
				r := result(b, ix, st, q)
				before := processorTime(b)
				for b.Loop() {
					if _, err := ix.Search(b.Context(), snap, q); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(processorTime(b)-before)/float64(b.N), "cpu-ns/op")
				b.ReportMetric(float64(r.Count), "found")
			})
		}
		b.Run(text+", counted", func(b *testing.B) {
			for b.Loop() {
				if _, err := ix.Count(b.Context(), search.Query{Text: text}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// processorTime returns the time that the process has had of processors, in nanoseconds.
func processorTime(b *testing.B) int64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return used.Utime.Nano() + used.Stime.Nano()
}
