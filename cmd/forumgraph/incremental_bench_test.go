package main

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"forumgraph/seed"
	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/layout"
)

// growing is a store of made-up reports that takes one report after the other.
type growing struct {
	reports int
	store   store.Store
	indexes *indexes
	// What reports took so far, by stage.
	reading, writing, text, compact, layout time.Duration
}

// benchReports returns how many reports the larger store of a benchmark has: FORUMGRAPH_BENCH_REPORTS, or 100.
func benchReports(b *testing.B) int {
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

// madeUp writes so many made-up reports after the first ones.
func madeUp(b *testing.B, w io.Writer, from, reports int) {
	b.Helper()
	if err := synth.New(1).WriteJSONL(b.Context(), w, from, reports); err != nil {
		b.Fatal(err)
	}
}

// loadMadeUp loads a new store with so many made-up reports and returns its folder.
func loadMadeUp(b *testing.B, reports int) string {
	b.Helper()
	data := filepath.Join(b.TempDir(), "data")
	out, in := io.Pipe()
	go func() { in.CloseWithError(synth.New(1).WriteJSONL(b.Context(), in, 0, reports)) }()
	if err := run(b.Context(), []string{"import", "--data", data, "-"}, out, io.Discard, io.Discard); err != nil {
		b.Fatal(err)
	}
	return data
}

func grow(b *testing.B, reports int) *growing {
	b.Helper()
	data := loadMadeUp(b, reports)
	st, err := openOrCreate(data, badgerstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	x := openIndexes(data, st, nil, layout.Options{}, slog.New(slog.DiscardHandler))
	b.Cleanup(func() {
		if err := closeAll(x, st); err != nil {
			b.Error(err)
		}
	})
	if err := errors.Join(x.search.Sync(b.Context(), st), x.place(b.Context())); err != nil {
		b.Fatal(err)
	}
	return &growing{reports: reports, store: st, indexes: x}
}

// add imports the next report, and lets the indexes follow.
func (g *growing) add(b *testing.B) {
	b.Helper()
	var lines bytes.Buffer
	madeUp(b, &lines, g.reports, 1)
	g.reports++
	at := time.Now()
	lap := func(stage *time.Duration) {
		now := time.Now()
		*stage += now.Sub(at)
		at = now
	}
	ds, err := seed.ReadJSONL(&lines, "report")
	if err != nil {
		b.Fatal(err)
	}
	lap(&g.reading)
	if _, err := applyDataset(b.Context(), g.store, ds, change{author: "benchmark", reason: "a report"}, io.Discard); err != nil {
		b.Fatal(err)
	}
	lap(&g.writing)
	if err := g.indexes.search.Sync(b.Context(), g.store); err != nil {
		b.Fatal(err)
	}
	lap(&g.text)
	snap, err := g.store.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	defer snap.Close()
	t, err := g.indexes.topologies.Of(b.Context(), snap)
	if err != nil {
		b.Fatal(err)
	}
	lap(&g.compact)
	if _, err := g.indexes.layouts.Of(b.Context(), t); err != nil {
		b.Fatal(err)
	}
	lap(&g.layout)
}

// total is what an answer waits for: a layout is computed in the background, and only a drawing waits for it.
func (g *growing) total() time.Duration { return g.reading + g.writing + g.text + g.compact }

// BenchmarkImport_oneReport imports one more report into a store of ten and into one of FORUMGRAPH_BENCH_REPORTS (100), by
// turns, and tells how long each stage takes, and by how much longer all of them take in the larger store. The layout, which
// is computed anew of the whole graph, is told apart.
func BenchmarkImport_oneReport(b *testing.B) {
	few, many := grow(b, 10), grow(b, benchReports(b))
	for b.Loop() {
		few.add(b)
		many.add(b)
	}
	b.ReportMetric(many.total().Seconds()/few.total().Seconds(), "times-ten-reports")
	for what, took := range map[string]time.Duration{
		"reading": many.reading, "writing": many.writing, "text": many.text, "compact": many.compact, "layout": many.layout,
	} {
		b.ReportMetric(took.Seconds()*1000/float64(b.N), what+"-ms")
	}
	b.ReportMetric(few.total().Seconds()*1000/float64(b.N), "few-ms")
}
