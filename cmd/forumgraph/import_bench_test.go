//go:build unix

package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

// BenchmarkImport_new imports FORUMGRAPH_BENCH_REPORTS (100) made-up reports into a new store, indexes included, and tells what
// that takes: seconds of a processor, the most memory, and bytes on disk for an edge.
func BenchmarkImport_new(b *testing.B) {
	program := buildProgram(b)
	corpus := filepath.Join(b.TempDir(), "corpus.jsonl")
	forumgraphOf(b, program, "synth", "--reports", strconv.Itoa(benchReports(b)), "--out", corpus)
	var processor, memory, disk float64
	for b.Loop() {
		b.StopTimer()
		data := filepath.Join(b.TempDir(), "data")
		b.StartTimer()
		state := forumgraphOf(b, program, "import", "--data", data, corpus)
		b.StopTimer()
		used, ok := state.SysUsage().(*syscall.Rusage)
		if !ok {
			b.Fatal("no account of what the process used")
		}
		processor += state.UserTime().Seconds() + state.SystemTime().Seconds()
		memory = max(memory, float64(used.Maxrss))
		disk = float64(bytesIn(b, data)) / float64(edgesIn(b, program, data))
		if err := os.RemoveAll(data); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(processor/float64(b.N), "cpu-s")
	b.ReportMetric(memory, "most-kB")
	b.ReportMetric(disk, "disk-B/edge")
}

// forumgraphOf runs a built program, which must succeed.
func forumgraphOf(b *testing.B, program string, args ...string) *os.ProcessState {
	b.Helper()
	cmd := exec.Command(program, args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("forumgraph %q: %v\n%s", args, err, out)
	}
	return cmd.ProcessState
}

// edgesIn returns how many edges the graph in a store has.
func edgesIn(b *testing.B, program, data string) (edges int) {
	b.Helper()
	out, err := exec.Command(program, "stats", "--data", data, "--json").Output()
	if err != nil {
		b.Fatal(err)
	}
	var stats graphStats
	if err := json.Unmarshal(out, &stats); err != nil {
		b.Fatal(err)
	}
	for _, e := range stats.Edges {
		edges += e.Count
	}
	if edges == 0 {
		b.Fatalf("no edges in %s", out)
	}
	return edges
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
