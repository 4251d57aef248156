//go:build unix

package badgerstore_test

import (
	"path/filepath"
	"syscall"
	"testing"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/ristretto/v2/z"

	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
)

// processor returns the seconds of a processor that the process has used.
func processor(b *testing.B) float64 {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// BenchmarkStore_Load_floor loads made-up reports, FORUMGRAPH_BENCH_REPORTS of them (100), and tells in seconds of a processor
// what the load takes and what its parts take that nothing can do without: to decode the lines, and to write the same keys and
// values by Badger's stream writer. The rest is what a load adds.
func BenchmarkStore_Load_floor(b *testing.B) {
	corpus := synth.New(1)
	all := lines(b, corpus.Vocabulary().Nodes)
	for n := range besideReports(b) {
		all = append(all, lines(b, corpus.Report(n+1).Nodes)...)
	}
	var load, decode, stream float64
	for b.Loop() {
		dir := b.TempDir()
		s, err := badgerstore.Open(dir, badgerstore.Options{MaxChangeBytes: 512 << 10, CacheBytes: 1 << 20})
		if err != nil {
			b.Fatal(err)
		}
		at := processor(b)
		if _, err := s.Load(b.Context(), loadLines(all)); err != nil {
			b.Fatal(err)
		}
		load += processor(b) - at
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		at = processor(b)
		for _, line := range all {
			if _, err := store.DecodeJSON([]byte(line)); err != nil {
				b.Fatal(err)
			}
		}
		decode += processor(b) - at
		stream += rewrite(b, filepath.Join(dir, "graph-2"), b.TempDir())
	}
	b.ReportMetric(float64(len(all)), "nodes")
	b.ReportMetric(load/float64(b.N), "load-cpu-s")
	b.ReportMetric(decode/float64(b.N), "decode-cpu-s")
	b.ReportMetric(stream/float64(b.N), "stream-cpu-s")
	b.ReportMetric(load/(decode+stream), "times-floor")
}

// rewrite writes what a database holds into another one by a stream writer, and returns the seconds of a processor that writing
// took.
func rewrite(b *testing.B, from, to string) float64 {
	b.Helper()
	options := func(dir string) badger.Options {
		return badger.DefaultOptions(dir).WithLogger(nil).WithExternalMagic(0xf06a).
			WithCompression(options.ZSTD).WithZSTDCompressionLevel(1).WithBaseTableSize(64 << 10).WithMemTableSize(4 << 20).
			WithValueThreshold(256 << 10)
	}
	source, err := badger.Open(options(from).WithReadOnly(true))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = source.Close() }()
	var buffers []*z.Buffer
	err = source.View(func(txn *badger.Txn) error {
		it := txn.NewIterator(badger.DefaultIteratorOptions)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			if last := len(buffers) - 1; last < 0 || buffers[last].LenNoPadding() > 1<<20 {
				buffers = append(buffers, z.NewBuffer(2<<20, "benchmark"))
			}
			key := it.Item().KeyCopy(nil)
			value, err := it.Item().ValueCopy(nil)
			if err != nil {
				return err
			}
			badger.KVToBuffer(&pb.KV{Key: key, Value: value, Version: 1, StreamId: uint32(key[0])}, buffers[len(buffers)-1])
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	start := processor(b)
	target, err := badger.Open(options(to))
	if err != nil {
		b.Fatal(err)
	}
	w := target.NewStreamWriter()
	if err := w.Prepare(); err != nil {
		b.Fatal(err)
	}
	for _, buffer := range buffers {
		if err := w.Write(buffer); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := target.Close(); err != nil {
		b.Fatal(err)
	}
	return processor(b) - start
}
