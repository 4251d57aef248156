package topology

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/internal/wholefile"
)

// corpus returns a store on disk: the one in the folder FORUMGRAPH_BENCH_DATA, or one that holds as many made-up reports
// as FORUMGRAPH_BENCH_REPORTS says, 20 if it is silent. The benchmarks do not write to it.
func corpus(b *testing.B) store.Store {
	b.Helper()
	folder := os.Getenv("FORUMGRAPH_BENCH_DATA")
	made := folder == ""
	if made {
		folder = b.TempDir()
	}
	st, err := badgerstore.Open(folder, badgerstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = st.Close() })
	if !made {
		return st
	}
	reports := 20
	if s := os.Getenv("FORUMGRAPH_BENCH_REPORTS"); s != "" {
		if reports, err = strconv.Atoi(s); err != nil {
			b.Fatalf("FORUMGRAPH_BENCH_REPORTS is %q, want a number", s)
		}
	}
	load := store.Load{Author: "tester", Time: time.Unix(0, 0), Records: func(yield func(store.Record, error) bool) {
		line := 0
		for d := range synth.New(1).Documents(reports) {
			for _, n := range d.Nodes {
				line++
				record, err := store.EncodeJSON(n)
				if !yield(store.Record{Line: line, JSON: record}, err) {
					return
				}
			}
		}
	}}
	if _, err := st.Load(b.Context(), load); err != nil {
		b.Fatal(err)
	}
	return st
}

func corpusTopology(b *testing.B) (*Topology, store.Store) {
	b.Helper()
	st := corpus(b)
	return built(b, b, st), st
}

// held returns the bytes that what make returns takes in memory.
func held(made func() any) float64 {
	var with, without runtime.MemStats
	v := made()
	runtime.GC()
	runtime.ReadMemStats(&with)
	runtime.KeepAlive(v)
	v = nil
	runtime.GC()
	runtime.ReadMemStats(&without)
	return float64(with.HeapAlloc) - float64(without.HeapAlloc)
}

// Making the topology of many reports: from the store, from its file, and from the one before when one statement changes.
func BenchmarkTopology_reports(b *testing.B) {
	st := corpus(b)
	snap := snapshotOf(b, st)
	defer snap.Close()
	top := built(b, b, st)
	b.Logf("%d nodes, %d edges", top.NodeCount(), top.EdgeCount())
	build := func(b *testing.B, snap store.Snapshot) *Topology {
		t, err := Build(b.Context(), snap)
		if err != nil {
			b.Fatal(err)
		}
		return t
	}
	b.Run("build", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			build(b, snap)
		}
		b.ReportMetric(held(func() any { return build(b, snap) }), "held-B")
	})
	at := mark{version: top.version}
	file := filepath.Join(b.TempDir(), "topology")
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			if err := wholefile.Replace(file, func(f *os.File) error { return top.write(f, at) }); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("load", func(b *testing.B) {
		load := func() *Topology {
			content, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			t, _, err := read(content)
			if err != nil {
				b.Fatal(err)
			}
			return t
		}
		b.ReportAllocs()
		for b.Loop() {
			load()
		}
		if info, err := os.Stat(file); err == nil {
			b.ReportMetric(float64(info.Size()), "file-B")
		}
		b.ReportMetric(held(func() any { return load() }), "held-B")
	})
	b.Run("follow", func(b *testing.B) { benchmarkFollow(b, top, snap) })
}

// benchmarkFollow changes one statement, and adds one, which moves the numbers of all nodes after it.
func benchmarkFollow(b *testing.B, top *Topology, snap store.Snapshot) {
	n, err := snap.Node(b.Context(), top.ids[top.rangeOf(store.KindStatement).first])
	if err != nil {
		b.Fatal(err)
	}
	for name, id := range map[string]store.ID{"change": n.Base().ID, "add": n.Base().ID + "-new"} {
		record, err := store.EncodeCBOR(n)
		if err != nil {
			b.Fatal(err)
		}
		changed, err := store.DecodeCBOR(store.KindStatement, record)
		if err != nil {
			b.Fatal(err)
		}
		s := changed.(*store.Statement)
		s.ID, s.Issues = id, s.Issues[:0]
		after := laterSnapshot{snap, top.version + 1}
		records := []store.LogRecord{{Version: top.version + 1, Put: []store.Node{s}}}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := top.Follow(b.Context(), records, after); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// laterSnapshot is a snapshot that says it is of a later version.
type laterSnapshot struct {
	store.Snapshot
	version uint64
}

// Version implements store.Snapshot.
func (s laterSnapshot) Version() uint64 { return s.version }

// The first path between two persons over all edges that connect, and what is around a person: 100 neighbors and then 20
// more at a time would be 500 nodes at most.
func BenchmarkTopology_questions(b *testing.B) {
	top, _ := corpusTopology(b)
	persons := top.rangeOf(store.KindPerson)
	rnd := rand.New(rand.NewPCG(1, 1))
	some := func() store.ID { return top.ids[persons.first+Number(rnd.IntN(int(persons.end-persons.first)))] }
	pairs := make([][2]store.ID, 1000)
	for i := range pairs {
		for pairs[i][0] == pairs[i][1] {
			pairs[i] = [2]store.ID{some(), some()}
		}
	}
	for _, first := range []int{1, 5} {
		b.Run(fmt.Sprintf("paths_%d", first), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				pair := pairs[i%len(pairs)]
				if _, err := top.Paths(b.Context(), pair[0], pair[1], PathOptions{First: first, MaxLength: MaxPathLength}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, most := range []int{100, 500} {
		b.Run(fmt.Sprintf("neighborhood_%d", most), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if _, err := top.Neighborhood(b.Context(), pairs[i%len(pairs)][0], NeighborhoodOptions{Depth: 2, First: most}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
