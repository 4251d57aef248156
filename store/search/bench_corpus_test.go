package search_test

import (
	"os"
	"path/filepath"
	"testing"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/search"
)

// Searches of the made-up corpus in the folder FORUMGRAPH_BENCH_DATA, as "forumgraph import" leaves it, by its own index: words
// from nearly everywhere to hardly anywhere, what is typed into a search box, filters and later pages.
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
		for name, q := range map[string]search.Query{
			"": {Text: text}, ", of a kind": {Text: text, Kinds: []store.Kind{store.KindStatement}},
		} {
			q.Page.First = 10
			b.Run(text+name, func(b *testing.B) {
				r := result(b, ix, st, q)
				for b.Loop() {
					if _, err := ix.Search(b.Context(), snap, q); err != nil {
						b.Fatal(err)
					}
				}
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
