package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store/badgerstore"
)

// A load of a new store that is killed at any moment leaves an empty graph or the whole one, sound in either case. What else
// it leaves is gone when the store was opened, and the same load then succeeds.
func TestImport_KilledLoad(t *testing.T) {
	useBuiltProgram(t)
	rounds := crashRounds(t, 4)
	corpus := filepath.Join(t.TempDir(), "corpus.jsonl")
	forumgraph(t, "synth", "--reports", "2", "--out", corpus)
	whole := filepath.Join(t.TempDir(), "data")
	start := time.Now()
	forumgraph(t, "import", "--data", whole, corpus)
	took := time.Since(start)
	is := exported(t, whole)

	// after looks at a store whose load was killed, and reports whether its graph is empty.
	after := func(t *testing.T, data string) (empty bool) {
		got := exported(t, data)
		if leftovers := leftIn(t, data); len(leftovers) > 0 {
			t.Errorf("left %q", leftovers)
		}
		if bytes.Equal(got, is) {
			return false
		}
		if bytes.Count(got, []byte("\n")) > 1 {
			t.Fatal("the graph is neither empty nor whole")
		}
		forumgraph(t, "import", "--data", data, corpus)
		if diff := cmp.Diff(string(is), string(exported(t, data))); diff != "" {
			t.Fatalf("loaded again (-want +got):\n%s", diff)
		}
		return true
	}
	t.Run("at some moment", func(t *testing.T) {
		killed, empty := 0, 0
		for i := range rounds {
			data := filepath.Join(t.TempDir(), "data")
			moment := took * time.Duration(i+1) / time.Duration(rounds+1)
			if importUntil(t, moment, data, corpus) {
				killed++
			}
			if after(t, data) {
				empty++
			}
		}
		t.Logf("a load of %s was killed at %d of %d moments; %d times the graph was empty", took, killed, rounds, empty)
		if killed == 0 {
			t.Error("no load was killed: this shows nothing")
		}
	})
	// Moments that are over too soon to be met by chance: as soon as a file is there. Some come and go unseen.
	killed := 0
	for _, sight := range []string{"graph-load.*/records", "graph-2", "graph-2/*.sst", "graph-2/UNFINISHED", "graph-of.new", "graph-of", badgerstore.LayoutFile + ".new"} {
		t.Run("at the sight of "+sight, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			cmd := exec.CommandContext(t.Context(), "forumgraph", "import", "--data", data, corpus)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			ended := make(chan error, 1)
			go func() { ended <- cmd.Wait() }()
			for seen := false; !seen; {
				found, err := filepath.Glob(filepath.Join(data, sight))
				if err != nil {
					t.Fatal(err)
				}
				if seen = len(found) > 0; seen {
					if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
						t.Fatal(err)
					}
				}
				select {
				case err := <-ended:
					ended <- err
					seen = true // the file came and went unseen
				default:
				}
			}
			if err := <-ended; err != nil {
				killed++
			}
			after(t, data)
		})
	}
	if killed == 0 {
		t.Error("no load was killed at the sight of a file: this shows nothing")
	}
}

// leftIn returns what is in a data folder beside the store and its indexes.
func leftIn(t *testing.T, data string) (names []string) {
	t.Helper()
	files, err := os.ReadDir(data)
	if err != nil {
		t.Fatal(err)
	}
	// A file that was being written when the process was killed is overwritten by the next one; it is told by ".new".
	known := []string{
		"graph", "graph-of", badgerstore.SearchFolder, badgerstore.TopologyFile, badgerstore.LayoutFile, badgerstore.TopologyFile + ".new", badgerstore.LayoutFile + ".new",
	}
	generations := 0
	for _, f := range files {
		switch {
		case slices.Contains(known, f.Name()) && f.Name() != "graph":
		case f.Name() == "graph" || strings.HasPrefix(f.Name(), "graph-"):
			generations++
		default:
			names = append(names, f.Name())
		}
	}
	if generations != 1 {
		t.Errorf("%d generations are left in %s, want one", generations, data)
	}
	return names
}
