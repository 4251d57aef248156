package topology_test

import (
	"bytes"
	"iter"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
)

// scaleNodes is how many nodes the made-up graph of the benchmarks has: FORUMGRAPH_BENCH_NODES, or 20,000.
func scaleNodes(b *testing.B) int {
	b.Helper()
	s := os.Getenv("FORUMGRAPH_BENCH_NODES")
	if s == "" {
		return 20_000
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		b.Fatalf("FORUMGRAPH_BENCH_NODES is %q, want a number", s)
	}
	return n
}

func records(nodes []store.Node) iter.Seq2[store.Record, error] {
	return func(yield func(store.Record, error) bool) {
		for i, n := range nodes {
			line, err := store.EncodeJSON(n)
			if !yield(store.Record{Line: i + 1, JSON: bytes.TrimSpace(line)}, err) {
				return
			}
		}
	}
}

// loaded returns a store on disk that holds the nodes.
func loaded(b *testing.B, nodes []store.Node) store.Store {
	b.Helper()
	st, err := badgerstore.Open(b.TempDir(), badgerstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = st.Close() })
	if _, err := st.Load(b.Context(), store.Load{Author: "tester", Time: time.Unix(0, 0), Records: records(nodes)}); err != nil {
		b.Fatal(err)
	}
	return st
}

func snapshotOf(b *testing.B, st store.Store) store.Snapshot {
	b.Helper()
	snap, err := st.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(snap.Close)
	return snap
}

// paged is a snapshot of an engine that cannot be scanned.
type paged struct{ store.Snapshot }

// Building from a store on disk, scanned and page by page, with what the topology holds in memory.
func BenchmarkBuild(b *testing.B) {
	snap := snapshotOf(b, loaded(b, storetest.Crowd(scaleNodes(b), 1).Put))
	for _, way := range []struct {
		name string
		snap store.Snapshot
	}{{"scan", snap}, {"pages", paged{snap}}} {
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			var top *topology.Topology
			for b.Loop() {
				var err error
				if top, err = topology.Build(b.Context(), way.snap); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(top.NodeCount()), "nodes")
			b.ReportMetric(float64(top.EdgeCount()), "edges")
			var with, without runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&with)
			runtime.KeepAlive(top)
			top = nil
			runtime.GC()
			runtime.ReadMemStats(&without)
			b.ReportMetric(float64(with.HeapAlloc)-float64(without.HeapAlloc), "held-B")
		})
	}
}
