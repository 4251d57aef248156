package layout_test

import (
	"os"
	"testing"

	"forumgraph/seed/synth"
	"forumgraph/store/badgerstore"
	"forumgraph/store/topology"
)

// reports returns the topology of many made-up reports: of the store in the folder FORUMGRAPH_BENCH_DATA, or of 20.
func reports(b *testing.B) *topology.Topology {
	b.Helper()
	folder := os.Getenv("FORUMGRAPH_BENCH_DATA")
	if folder == "" {
		change := synth.New(1).Vocabulary().ChangeSet()
		for n := range 20 {
			change.Put = append(change.Put, synth.New(1).Report(n+1).Nodes...)
		}
		return topologyOf(b, change)
	}
	st, err := badgerstore.Open(folder, badgerstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	snap, err := st.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	defer snap.Close()
	top, err := topology.Build(b.Context(), snap)
	if err != nil {
		b.Fatal(err)
	}
	return top
}

// Made up: many reports, as much of them as is drawn.
func BenchmarkOf_reports(b *testing.B) { bench(b, reports(b), 0) }
