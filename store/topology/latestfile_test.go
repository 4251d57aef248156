package topology_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
)

// counted is a store that counts how often its graph is read whole.
type counted struct {
	store.Store
	builds atomic.Int32
}

type countedSnapshot struct {
	store.Snapshot
	builds *atomic.Int32
}

func (c *counted) Snapshot() (store.Snapshot, error) {
	snap, err := c.Store.Snapshot()
	return countedSnapshot{snap, &c.builds}, err
}

// ScanNodes counts the scans, one for each build.
func (s countedSnapshot) ScanNodes(ctx context.Context, f func(uint64, store.Node) error) error {
	s.builds.Add(1)
	return s.Snapshot.ScanNodes(ctx, f)
}

func storeOf(t *testing.T, changes ...store.ChangeSet) *counted {
	t.Helper()
	st := &counted{Store: memstore.New()}
	t.Cleanup(func() { _ = st.Close() })
	for _, change := range changes {
		if _, err := st.Apply(t.Context(), change); err != nil {
			t.Fatal(err)
		}
	}
	return st
}

// ask returns the topology of st's latest version from a Latest of its own, which writes to log, and how often it built.
func ask(t *testing.T, st *counted, file string, log *bytes.Buffer) (top *topology.Topology, builds int32) {
	t.Helper()
	before := st.builds.Load()
	latest := topology.OpenLatest(st, topology.LatestOptions{File: file, Logger: slog.New(slog.NewTextHandler(log, nil))})
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	if top, err = latest.Of(t.Context(), snap); err != nil {
		t.Fatal(err)
	}
	latest.Close()
	return top, st.builds.Load() - before
}

var lessOne = store.ChangeSet{Author: "tester", Reason: "one statement less", Delete: []store.ID{"statement:ferries"}}

// The file of a version spares building it, and a later one that is near follows from it.
func TestOpenLatest(t *testing.T) {
	file, log := filepath.Join(t.TempDir(), "topology"), new(bytes.Buffer)
	st := storeOf(t, storetest.Example())
	first, builds := ask(t, st, file, log)
	if builds != 1 {
		t.Errorf("the first question built %d times", builds)
	}
	again, builds := ask(t, st, file, log)
	if builds != 0 || again.NodeCount() != first.NodeCount() || again.Version() != first.Version() {
		t.Errorf("with the file: %d builds, %d nodes, version %d", builds, again.NodeCount(), again.Version())
	}
	if _, err := st.Apply(t.Context(), lessOne); err != nil {
		t.Fatal(err)
	}
	next, builds := ask(t, st, file, log)
	if builds != 0 || next.NodeCount() != first.NodeCount()-1 || next.Version() != first.Version()+1 {
		t.Errorf("after a change: %d builds, %d nodes, version %d", builds, next.NodeCount(), next.Version())
	}
	if log.Len() > 0 {
		t.Errorf("logged:\n%s", log)
	}
	if _, err := os.Stat(file + ".new"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was being written is still there: %v", err)
	}
}

// A file that is damaged, or of another store, or of a version that the store has not reached, is passed over with a line in
// the log, and written anew.
func TestOpenLatest_passes_over(t *testing.T) {
	for name, test := range map[string]struct {
		file func(t *testing.T, path string)
		want string
	}{
		"damaged": {func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte("forumgraph topology\n and then nothing of use, but long enough to be read; and on, and on, and on"), 0o600); err != nil {
				t.Fatal(err)
			}
		}, "it has format"},
		"other_store": {func(t *testing.T, path string) {
			other := storetest.Example()
			other.Reason = "another history"
			ask(t, storeOf(t, other), path, new(bytes.Buffer))
		}, "it is of another graph, at version 1"},
		"later_version": {func(t *testing.T, path string) {
			ask(t, storeOf(t, storetest.Example(), lessOne), path, new(bytes.Buffer))
		}, "it is of another graph, at version 2"},
		"folder": {func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, "is a directory"},
	} {
		t.Run(name, func(t *testing.T) {
			file, log := filepath.Join(t.TempDir(), "topology"), new(bytes.Buffer)
			test.file(t, file)
			st := storeOf(t, storetest.Example())
			top, builds := ask(t, st, file, log)
			if builds != 1 || top.NodeCount() != len(storetest.Example().Put) {
				t.Errorf("%d builds, %d nodes", builds, top.NodeCount())
			}
			if !strings.Contains(log.String(), "passed over") || !strings.Contains(log.String(), test.want) {
				t.Errorf("logged %q, want %q", log, test.want)
			}
			if name == "folder" { // nothing can be put in its place, and that is told too
				if !strings.Contains(log.String(), "cannot be written") {
					t.Errorf("logged %q", log)
				}
				return
			}
			if _, builds := ask(t, st, file, log); builds != 0 {
				t.Error("the file was not written anew")
			}
		})
	}
}

// A Latest whose store goes on follows it, and builds only what is far away; a version that the store has left is made
// from the one before too.
func TestLatest_follows(t *testing.T) {
	st := storeOf(t, storetest.Example())
	latest := topology.NewLatest(st)
	defer latest.Close()
	of := func(snap store.Snapshot) *topology.Topology {
		t.Helper()
		top, err := latest.Of(t.Context(), snap)
		if err != nil {
			t.Fatal(err)
		}
		return top
	}
	snapshot := func() store.Snapshot {
		t.Helper()
		snap, err := st.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(snap.Close)
		return snap
	}
	first := of(snapshot())
	if _, err := st.Apply(t.Context(), lessOne); err != nil {
		t.Fatal(err)
	}
	left := snapshot()
	if _, err := st.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	if top := of(left); top.Version() != 2 || top.NodeCount() != first.NodeCount()-1 {
		t.Errorf("a version that the store left: version %d, %d nodes", top.Version(), top.NodeCount())
	}
	if top := of(snapshot()); top.Version() != 3 || top.NodeCount() != first.NodeCount() {
		t.Errorf("the latest: version %d, %d nodes", top.Version(), top.NodeCount())
	}
	if builds := st.builds.Load(); builds != 1 {
		t.Errorf("%d builds for versions near each other", builds)
	}
	if _, err := st.Apply(t.Context(), storetest.Crowd(1000, 1)); err != nil {
		t.Fatal(err)
	}
	of(snapshot())
	if builds := st.builds.Load(); builds != 2 {
		t.Errorf("%d builds after a change of 1,000 nodes", builds)
	}
}
