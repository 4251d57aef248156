package badgerstore_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"forumgraph/store/badgerstore"
	"forumgraph/store/storetest"
)

// BenchmarkStore_Load fills an empty store with a crowd of FORUMGRAPH_LOAD_NODES nodes (20,000) and tells how many
// nodes a second, how many bytes on disk an edge takes, and the most memory that was in use.
func BenchmarkStore_Load(b *testing.B) {
	n := 20_000
	if s := os.Getenv("FORUMGRAPH_LOAD_NODES"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatalf("FORUMGRAPH_LOAD_NODES is %q, want a number", s)
		}
	}
	all := lines(b, storetest.Crowd(n, 1).Put)
	runtime.GC()
	for b.Loop() {
		dir := b.TempDir()
		s, err := badgerstore.Open(dir, badgerstore.Options{})
		if err != nil {
			b.Fatal(err)
		}
		done, err := s.Load(b.Context(), loadLines(all))
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		v, err := s.Snapshot()
		if err != nil {
			b.Fatal(err)
		}
		stats, err := v.Stats(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		v.Close()
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		edges := 0
		for _, n := range stats.Edges {
			edges += n
		}
		b.ReportMetric(float64(done.Added), "nodes")
		b.ReportMetric(float64(edges), "edges")
		b.ReportMetric(float64(bytesIn(b, dir))/float64(edges), "disk-B/edge")
		b.StartTimer()
	}
	b.ReportMetric(float64(len(all))*float64(b.N)/b.Elapsed().Seconds(), "nodes/s")
}

func bytesIn(b *testing.B, dir string) (size int64) {
	b.Helper()
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		size += info.Size()
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return size
}
