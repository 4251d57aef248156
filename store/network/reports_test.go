package network_test

import (
	"os"
	"slices"
	"testing"

	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/memstore"
	"forumgraph/store/network"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// reports returns the topology of many made-up reports: of the store in the folder FORUMGRAPH_BENCH_DATA, or of 100.
func reports(b *testing.B) *topology.Topology {
	b.Helper()
	var st store.Store
	if folder := os.Getenv("FORUMGRAPH_BENCH_DATA"); folder != "" {
		opened, err := badgerstore.Open(folder, badgerstore.Options{})
		if err != nil {
			b.Fatal(err)
		}
		st = opened
	} else {
		change := synth.New(1).Vocabulary().ChangeSet()
		for n := range 100 {
			change.Put = append(change.Put, synth.New(1).Report(n+1).Nodes...)
		}
		st = memstore.New()
		if _, err := st.Apply(b.Context(), change); err != nil {
			b.Fatal(err)
		}
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

// The 30 busiest organizations by the 30 busiest issues over the statements of a hundred reports: which statements these are,
// what they say, and both.
func BenchmarkMatrixOf_reports(b *testing.B) {
	top := reports(b)
	sources := slices.Collect(top.Of(store.KindSource))
	var wanted []store.ID
	for i := range min(100, len(sources)) {
		wanted = append(wanted, top.ID(sources[i*len(sources)/min(100, len(sources))]))
	}
	sel := selection.New(top, nil)
	filter := &selection.StatementFilter{Source: wanted}
	statements := func(b *testing.B) topology.Set {
		set, err := sel.Statements(b.Context(), filter)
		if err != nil {
			b.Fatal(err)
		}
		return set
	}
	matrix := func(b *testing.B, set topology.Set) {
		m, err := network.MatrixOf(b.Context(), top, network.MatrixOptions{
			Rows: network.AxisOrganization, Columns: network.AxisIssue, Statements: set,
		})
		if err != nil || len(m.Cells) == 0 {
			b.Fatal(m, err)
		}
	}
	set := statements(b)
	b.Logf("%d statements", set.Len())
	b.Run("statements", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			statements(b)
		}
	})
	b.Run("matrix", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			matrix(b, set)
		}
	})
	b.Run("both", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			matrix(b, statements(b))
		}
	})
}
