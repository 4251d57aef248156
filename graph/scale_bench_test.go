package graph_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"forumgraph/graph"
	"forumgraph/graph/internal/workload"
	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/search"
	"forumgraph/store/topology"
)

// BenchmarkScale asks the questions of package workload over loopback, without the answer cache, each time for another node:
// one after the other (clients=1), for latencies, and by 8 clients at once, for throughput. ratio is the share of what a bare
// handler reaches that writes one of the answers. The corpus is the store in the folder FORUMGRAPH_BENCH_DATA, or a made-up
// one of FORUMGRAPH_BENCH_REPORTS reports (20). kept asks with an answer cache for what was asked before.
//
// It is there for profiles; what is published is measured between processes, by internal/measure/scale.
func BenchmarkScale(b *testing.B) {
	s := synthetic(b)
	topologies := topology.NewLatest(s)
	b.Cleanup(topologies.Close)
	words := search.New(search.Options{})
	b.Cleanup(func() {
		if err := words.Close(); err != nil {
			b.Error(err)
		}
	})
	if err := words.Sync(b.Context(), s); err != nil {
		b.Fatal(err)
	}
	snap, err := s.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	defer snap.Close()
	questions, err := workload.Of(b.Context(), snap)
	if err != nil {
		b.Fatal(err)
	}
	for _, q := range questions {
		bodies, err := q.Bodies()
		if err != nil {
			b.Fatal(err)
		}
		for _, clients := range []int{1, benchClients} {
			b.Run(fmt.Sprintf("%s/clients=%d", q.Name, clients), func(b *testing.B) {
				api := httptest.NewServer(graph.NewHandler(graph.Options{Store: s, Topologies: topologies, Search: words}))
				defer api.Close()
				answer := exchange(b, api, bodies[0])
				bare := httptest.NewServer(bareHandler(answer))
				defer bare.Close()
				exchange(b, bare, bodies[0])
				b.ResetTimer()
				took, latencies := load(b, api, clients, bodies)
				b.StopTimer()
				tookBare, _ := load(b, bare, clients, bodies)
				b.ReportMetric(float64(b.N)/took.Seconds(), "req/s")
				b.ReportMetric(tookBare.Seconds()/took.Seconds(), "ratio")
				b.ReportMetric(float64(len(answer)), "bytes")
				slices.Sort(latencies)
				b.ReportMetric(float64(latencies[len(latencies)/2].Microseconds()), "p50-µs")
				b.ReportMetric(float64(latencies[len(latencies)*99/100].Microseconds()), "p99-µs")
			})
		}
		b.Run(q.Name+"/kept", func(b *testing.B) {
			benchmarkKept(b, graph.Options{
				Store: s, Topologies: topologies, Search: words, CacheBytes: 1 << 30, Timeout: time.Minute,
			}, bodies)
		})
	}
}

// benchmarkKept asks what was asked before, and kept, by 8 clients at once. ratio is the share of what a bare handler reaches
// that writes the same bytes; the two take turns, since the machine is not always equally quick.
func benchmarkKept(b *testing.B, o graph.Options, bodies [][]byte) {
	api := httptest.NewServer(graph.NewHandler(o))
	defer api.Close()
	answers := make([][]byte, len(bodies))
	for i, body := range bodies {
		answers[i] = exchange(b, api, body)
	}
	bare := httptest.NewServer(bareHandler(answers...))
	defer bare.Close()
	const turns = 8
	var took, tookBare time.Duration
	b.ResetTimer()
	for range turns {
		b.StopTimer()
		once, _ := load(b, bare, benchClients, bodies)
		tookBare += once
		b.StartTimer()
		once, _ = load(b, api, benchClients, bodies)
		took += once
	}
	b.StopTimer()
	b.ReportMetric(turns*float64(b.N)/took.Seconds(), "req/s")
	b.ReportMetric(tookBare.Seconds()/took.Seconds(), "ratio")
}

// synthetic returns a made-up corpus in a store on disk.
func synthetic(b *testing.B) store.Store {
	b.Helper()
	if dir := os.Getenv("FORUMGRAPH_BENCH_DATA"); dir != "" {
		return opened(b, dir)
	}
	reports := 20
	if s := os.Getenv("FORUMGRAPH_BENCH_REPORTS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			b.Fatalf("FORUMGRAPH_BENCH_REPORTS is %q, want a number above 0", s)
		}
		reports = n
	}
	s := opened(b, b.TempDir())
	records := func(yield func(store.Record, error) bool) {
		line := 1
		for d := range synth.New(1).Documents(reports) {
			for _, n := range d.Nodes {
				text, err := store.EncodeJSON(n)
				if line++; !yield(store.Record{Line: line, JSON: text}, err) || err != nil {
					return
				}
			}
		}
	}
	if _, err := s.Load(b.Context(), store.Load{Author: "synth", Records: records}); err != nil {
		b.Fatal(err)
	}
	return s
}

// opened opens the store in a folder.
func opened(b *testing.B, dir string) *badgerstore.Store {
	b.Helper()
	s, err := badgerstore.Open(dir, badgerstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s
}
