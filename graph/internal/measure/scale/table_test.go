package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph/internal/workload"
	"forumgraph/store/badgerstore/bare"
)

func paced(rate float64, p50, p99 time.Duration) pace {
	return pace{Rate: rate, P50: p50, P99: p99, Processor: p50 / 2}
}

// example returns a corpus as it was measured, with one question that has all limits and one that has only some.
func example(reports int) *corpus {
	return &corpus{
		Reports: reports, Nodes: 207 * reports, Edges: 728 * reports,
		Load:  loaded{usage{4 * time.Second, 7 * time.Second, 460e6}, 100_000 * reports},
		Start: 45 * time.Millisecond, Resident: 539e6, Files: 52e6,
		Questions: []measured{
			{
				Question: workload.Question{Name: "W1_person", Title: "a person", Goal: 22_000},
				One:      paced(9000, 110*time.Microsecond, 220*time.Microsecond), All: paced(19_345, 400*time.Microsecond, time.Millisecond),
				Warm: paced(50_000, 0, 0), Bare: paced(70_000, 0, 0), BareWarm: paced(71_000, 0, 0), Stock: paced(24_800, 0, 0),
			},
			{
				Question: workload.Question{Name: "W4_path", Title: "a path", Goal: 15_000},
				One:      paced(5000, 200*time.Microsecond, 12*time.Millisecond), All: paced(994, 8*time.Millisecond, 20*time.Millisecond),
				Search: 1600 * time.Nanosecond,
			},
		},
		Badger: &bare.Figures{
			Load: 1240 * time.Millisecond, Disk: 50_000 * reports, Open: 6 * time.Millisecond,
			Get: 7500 * time.Nanosecond, Next: time.Microsecond,
		},
	}
}

// Tables must be Markdown that reads well as text: goals at a thousand reports, blanks for what was not measured, and ratios to
// the limits.
func TestCorpus_tables(t *testing.T) {
	want := "1,000 reports: 207,000 nodes, 728,000 edges; a machine.\n\n" +
		`| question | p50 | p99 | p99 ÷ p50 | answers a second | processor for one | goal | ÷ goal | bare handler | ÷ bare | kept ÷ bare | stock gqlgen | ÷ stock |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| a person | 0.11 ms | 0.22 ms | 2 | 19,300 | 0.20 ms | 22,000 | 0.88 | 70,000 | 0.28 | 0.7 | 24,800 | 0.78 |
| a path | 0.20 ms | 12 ms | 60 | 994 | 4.0 ms | 15,000 | 0.066 |  |  |  |  |  |

|  | measured | goal | limit | ÷ limit |
| --- | ---: | ---: | ---: | ---: |
| import, with all indexes | 4 s (7 s of processors) | 4 s | 1.24 s, Badger alone with the same records | 3.2 |
| edges a second | 182,000 |  |  |  |
| bytes an edge, with all indexes | 137 | 150 | 69, Badger alone | 2 |
| most memory of the import | 460 MB | 500 MB |  |  |
| start to first answer | 45 ms | 60 ms | 6.0 ms, Badger opens | 7.5 |
| memory while serving | 539 MB (52 MB of it mapped files) |  |  |  |
| shortest path, p50 over the network | 0.20 ms |  | 0.0016 ms, bidirectional search over slices | 125 |
| a person with affiliations, p50 over the network | 0.11 ms |  | 0.0075 ms, Badger reads one record (0.001 ms the next of a walk) | 15 |

`
	if diff := cmp.Diff(want, example(1000).tables("a machine")); diff != "" {
		t.Error(diff)
	}
}

// Beside SQLite each line must have both figures and how they compare.
func TestVersus_table(t *testing.T) {
	v := versus{
		Reports: 1000, Dataset: 101e6,
		Ours:   engine{loaded{usage{8 * time.Second, 12 * time.Second, 460e6}, 161e6}, pace{Rate: 20_000, Processor: 50 * time.Microsecond}},
		SQLite: engine{loaded{usage{9 * time.Second, 8 * time.Second, 700e6}, 360e6}, pace{Rate: 10_000, Processor: 100 * time.Microsecond}},
	}
	want := "1,000 reports in prose, 101 MB of JSONL; a machine.\n\n" +
		`|  | forumgraph | SQLite | ÷ SQLite | goal |
| --- | ---: | ---: | ---: | ---: |
| load, of processors | 12 s | 8 s | 1.5 | 1.5 |
| load, on the clock | 8 s | 9 s | 0.89 | 1.5 |
| most memory of the load | 460 MB | 700 MB | 0.66 | 500 MB |
| disk | 161 MB | 360 MB | 0.45 |  |
| who raised an issue, first 20 by name: answers a second | 20,000 | 10,000 | 2 | 1.5 |
| — of a processor for one | 0.050 ms | 0.10 ms | 0.5 |  |

`
	if diff := cmp.Diff(want, v.table("a machine")); diff != "" {
		t.Error(diff)
	}
}

// Corpora of several sizes must stand side by side, the last two compared.
func TestScaling(t *testing.T) {
	want := `| reports | 10 | 1,000 | 1,000 ÷ 10 |
| --- | ---: | ---: | ---: |
| a person, p50 | 0.11 ms | 0.11 ms | 1 |
| — of a processor | 0.20 ms | 0.20 ms | 1 |
| a path, p50 | 0.20 ms | 0.20 ms | 1 |
| — of a processor | 4.0 ms | 4.0 ms | 1 |
| nodes | 2,070 | 207,000 | 100 |
| edges | 7,280 | 728,000 | 100 |
| import, with all indexes | 4 s | 4 s | 1 |
| most memory of the import | 460 MB | 460 MB | 1 |
| disk | 1 MB | 100 MB | 100 |
| bytes an edge | 137 | 137 | 1 |
| start to first answer | 45 ms | 45 ms | 1 |
| memory while serving | 539 MB | 539 MB | 1 |
`
	if diff := cmp.Diff(want, scaling([]*corpus{example(10), example(1000)})); diff != "" {
		t.Error(diff)
	}
}

// The tables must replace those of an earlier run, and nothing else; a file without a place for it stays as it is.
func TestPublish(t *testing.T) {
	file := filepath.Join(t.TempDir(), "MEASUREMENTS.md")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	check := func(want string) {
		got, err := os.ReadFile(file)
		if diff := cmp.Diff(want, string(got)); diff != "" || err != nil {
			t.Error(err, diff)
		}
	}
	all := []*corpus{example(1000), example(10)}
	write("above\n" + tablesPlace.begin + "old\n" + tablesPlace.end + "below\n")
	if err := publish(file, tablesPlace, published("a machine", all)); err != nil {
		t.Fatal(err)
	}
	check("above\n" + tablesPlace.begin + "\n" + all[0].tables("a machine") + scaling(all) + "\n" + tablesPlace.end + "below\n")
	write("above\n" + tablesPlace.end + tablesPlace.begin)
	if err := publish(file, tablesPlace, published("a machine", all)); err == nil {
		t.Error("no error for lines in the wrong order")
	}
	check("above\n" + tablesPlace.end + tablesPlace.begin)
}

// The file in the repository must have a place for the tables; a measurement of hours would end without one.
func TestPublish_measurements(t *testing.T) {
	text, err := os.ReadFile("MEASUREMENTS.md")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "MEASUREMENTS.md")
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, at := range []place{tablesPlace, sqlitePlace} {
		if err := publish(file, at, "tables"); err != nil {
			t.Error(err)
		}
	}
}
