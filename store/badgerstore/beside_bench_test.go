package badgerstore_test

import (
	"context"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
)

// besideReports returns how many made-up reports the store has: FORUMGRAPH_BENCH_REPORTS, or 100.
func besideReports(b *testing.B) int {
	b.Helper()
	s := os.Getenv("FORUMGRAPH_BENCH_REPORTS")
	if s == "" {
		return 100
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		b.Fatalf("FORUMGRAPH_BENCH_REPORTS is %q, want a number above 0", s)
	}
	return n
}

// loadReports loads an empty store with made-up reports.
func loadReports(b *testing.B, s *badgerstore.Store, reports int) {
	b.Helper()
	corpus := synth.New(1)
	_, err := s.Load(b.Context(), store.Load{Records: func(yield func(store.Record, error) bool) {
		line := 1
		all := func(nodes []store.Node) bool {
			for _, n := range nodes {
				line++
				record, err := store.EncodeJSON(n)
				if !yield(store.Record{Line: line, JSON: record}, err) {
					return false
				}
			}
			return true
		}
		if !all(corpus.Vocabulary().Nodes) {
			return
		}
		for n := range reports {
			if !all(corpus.Report(n + 1).Nodes) {
				return
			}
		}
	}})
	if err != nil {
		b.Fatal(err)
	}
}

// readOne reads a node and its neighbors, as a question about a person does, and returns how long it took.
func readOne(b *testing.B, s *badgerstore.Store, id store.ID) time.Duration {
	b.Helper()
	start := time.Now()
	v, err := s.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	defer v.Close()
	if _, err := v.Node(b.Context(), id); err != nil {
		b.Fatal(err)
	}
	neighbors, err := v.Neighbors(b.Context(), id)
	if err != nil {
		b.Fatal(err)
	}
	var ids []store.ID
	for _, n := range neighbors[:min(20, len(neighbors))] {
		ids = append(ids, n.ID)
	}
	if _, err := v.Nodes(b.Context(), ids); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

// kept returns all nodes of a kind.
func kept(b *testing.B, s *badgerstore.Store, kind store.Kind) (nodes []store.Node) {
	b.Helper()
	v, err := s.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	defer v.Close()
	for n, err := range v.AllOf(b.Context(), kind) {
		if err != nil {
			b.Fatal(err)
		}
		nodes = append(nodes, n)
	}
	return nodes
}

// BenchmarkStore_Apply_beside reads persons and their neighbors, alone and while a change that does not fit a transaction
// writes the next generation of the store, and tells the 50th and 99th percentile of both, and how many times the second 99th
// is the first. FORUMGRAPH_BENCH_REPORTS sets the size of the store.
func BenchmarkStore_Apply_beside(b *testing.B) {
	s, err := badgerstore.Open(b.TempDir(), badgerstore.Options{MaxChangeBytes: 1 << 20})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	loadReports(b, s, besideReports(b))
	persons, statements := kept(b, s, store.KindPerson), kept(b, s, store.KindStatement)
	random := rand.New(rand.NewPCG(1, 0))
	read := func() time.Duration { return readOne(b, s, persons[random.IntN(len(persons))].Base().ID) }
	var alone, beside []time.Duration
	var changing time.Duration
	for n := 0; b.Loop(); n++ {
		for range 10_000 {
			alone = append(alone, read())
		}
		cs := store.ChangeSet{Reason: "review " + strconv.Itoa(n), Time: time.Unix(int64(n), 0)}
		for _, old := range statements {
			reviewed := *old.(*store.Statement)
			reviewed.Review = store.ReviewStates()[n%2]
			if reviewed.Review == old.(*store.Statement).Review {
				reviewed.Summary += " (again)"
			}
			cs.Put = append(cs.Put, &reviewed)
		}
		done := make(chan error, 1)
		start := time.Now()
		go func() {
			_, err := s.Apply(context.WithoutCancel(b.Context()), cs)
			changing += time.Since(start)
			done <- err
		}()
		for more := true; more; {
			beside = append(beside, read())
			select {
			case err := <-done:
				if err != nil {
					b.Fatal(err)
				}
				more = false
			default:
			}
		}
	}
	slices.Sort(alone)
	slices.Sort(beside)
	at := func(all []time.Duration, percent int) float64 {
		return float64(all[len(all)*percent/100].Nanoseconds()) / 1000
	}
	b.ReportMetric(at(alone, 50), "alone-p50-us")
	b.ReportMetric(at(alone, 99), "alone-p99-us")
	b.ReportMetric(at(beside, 50), "beside-p50-us")
	b.ReportMetric(at(beside, 99), "beside-p99-us")
	b.ReportMetric(at(beside, 99)/at(alone, 99), "times-p99")
	b.ReportMetric(changing.Seconds()*1000/float64(b.N), "change-ms")
}
