package badgerstore_test

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dgraph-io/badger/v4"
	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

// closedExample makes a store of the example graph and returns its folder.
func closedExample(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	s, err := badgerstore.Open(dir, small)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func digest(t *testing.T, s store.Store) store.Hash {
	t.Helper()
	v, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	h, err := store.Digest(t.Context(), v)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// A store must hold the same graph after it was closed and opened again, and take further changes.
func TestOpen_again(t *testing.T) {
	dir := closedExample(t)
	want := digest(t, exampleIn(t, open(t)))
	for range 3 {
		s, err := badgerstore.Open(dir, small)
		if err != nil {
			t.Fatal(err)
		}
		if got := digest(t, s); got != want {
			t.Errorf("digest: got %s, want %s", got, want)
		}
		storetest.Check(t, s)
		if done, err := s.Apply(t.Context(), storetest.Example()); err != nil || done.Version != 1 {
			t.Errorf("apply again: got %+v, %v", done, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func exampleIn(t *testing.T, s store.Store) store.Store {
	t.Helper()
	t.Cleanup(func() { _ = s.Close() })
	if _, err := s.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	return s
}

// What cannot be opened must be refused with the reason and what to do, and without touching the files.
func TestOpen_refuses(t *testing.T) {
	tables := func(t *testing.T, dir string) string {
		t.Helper()
		found, err := filepath.Glob(filepath.Join(dir, "graph", "*.sst"))
		if err != nil || len(found) == 0 {
			t.Fatalf("no tables in %s: %v", dir, err)
		}
		return found[0]
	}
	write := func(t *testing.T, name, content string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		name string
		dir  func(t *testing.T) string
		want error
		text string
	}{
		{"open_elsewhere", func(t *testing.T) string {
			dir := t.TempDir()
			s, err := badgerstore.Open(dir, small)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close() })
			return dir
		}, store.ErrLocked, "in another process"},
		{"foreign_files", func(t *testing.T) string {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "graph", "notes.txt"), "mine")
			return dir
		}, store.ErrCorrupt, "graph/MANIFEST is missing"},
		{"foreign_badger", func(t *testing.T) string {
			dir := t.TempDir()
			db, err := badger.Open(badger.DefaultOptions(filepath.Join(dir, "graph")).WithLogger(nil))
			if err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			return dir
		}, store.ErrFormat, "belongs to another program"},
		{"a_file", func(t *testing.T) string {
			name := filepath.Join(t.TempDir(), "file")
			write(t, name, "")
			return name
		}, &fs.PathError{}, "not a directory"},
		{"manifest_lost", func(t *testing.T) string {
			dir := closedExample(t)
			if err := os.Remove(filepath.Join(dir, "graph", "MANIFEST")); err != nil {
				t.Fatal(err)
			}
			return dir
		}, store.ErrCorrupt, "graph/MANIFEST is missing"},
		{"manifest_empty", func(t *testing.T) string {
			dir := closedExample(t)
			write(t, filepath.Join(dir, "graph", "MANIFEST"), "")
			return dir
		}, store.ErrCorrupt, "graph/MANIFEST has 0 bytes instead of"},
		{"manifest_garbled", func(t *testing.T) string {
			dir := closedExample(t)
			write(t, filepath.Join(dir, "graph", "MANIFEST"), strings.Repeat("garbled ", 100))
			return dir
		}, store.ErrCorrupt, "graph/MANIFEST has 800 bytes instead of"},
		{"table_lost", func(t *testing.T) string {
			dir := closedExample(t)
			if err := os.Remove(tables(t, dir)); err != nil {
				t.Fatal(err)
			}
			return dir
		}, store.ErrCorrupt, "graph/000001.sst is missing"},
		{"table_empty", func(t *testing.T) string {
			dir := closedExample(t)
			write(t, tables(t, dir), "")
			return dir
		}, store.ErrCorrupt, "graph/000001.sst has 0 bytes instead of"},
		{"table_garbled", func(t *testing.T) string {
			dir := closedExample(t)
			write(t, tables(t, dir), strings.Repeat("garbled ", 1000))
			return dir
		}, store.ErrCorrupt, "graph/000001.sst has 8000 bytes instead of"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := test.dir(t)
			before := files(t, dir)
			s, err := badgerstore.Open(dir, small)
			if err == nil {
				t.Fatal(errors.Join(errors.New("opened"), s.Close()))
			}
			pathErr := (*fs.PathError)(nil)
			if _, system := test.want.(*fs.PathError); system && !errors.As(err, &pathErr) || !system && !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			if !strings.Contains(err.Error(), test.text) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %q, want one line with %q", err, test.text)
			}
			if after := files(t, dir); after != before {
				t.Errorf("the folder held %s and now holds %s", before, after)
			}
		})
	}
}

// files lists the files below dir.
func files(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		names = append(names, strings.TrimPrefix(path, dir))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, " ")
}

// A byte that changed on disk must be told when it is read, and never be taken for data.
func TestOpen_finds_changed_bytes(t *testing.T) {
	found := 0
	for at := 100; at < 4000; at += 557 {
		dir := closedExample(t)
		tables, err := filepath.Glob(filepath.Join(dir, "graph", "*.sst"))
		if err != nil || len(tables) != 1 {
			t.Fatalf("tables: %v, %v", tables, err)
		}
		b, err := os.ReadFile(tables[0])
		if err != nil {
			t.Fatal(err)
		}
		b[at] ^= 0x40
		if err := os.WriteFile(tables[0], b, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := badgerstore.Open(dir, small)
		if err == nil {
			err = errors.Join(s.Check(t.Context()), s.Close())
		}
		if !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("byte %d: got %v, want ErrCorrupt", at, err)
			continue
		}
		found++
	}
	if found == 0 {
		t.Error("no damage was found")
	}
}

// A change set that does not fit one transaction must be applied like any other, with what it deletes and what it leaves,
// while a snapshot goes on showing the graph before it.
func TestStore_Apply_large(t *testing.T) {
	dir := t.TempDir()
	s, err := badgerstore.Open(dir, badgerstore.Options{MaxChangeBytes: 64 << 10, CacheBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	model := memstore.New()
	large := storetest.Crowd(1000, 3)
	large.Put = append(large.Put, &store.Person{Meta: store.Meta{ID: "person:ben", Name: store.Text{EN: "Ben"}, Citations: storetest.Cite(1)}})
	large.Delete = []store.ID{"figure:fare"}
	for _, st := range []store.Store{s, model} {
		apply(t, st, storetest.Example())
		apply(t, st, store.ChangeSet{Delete: []store.ID{"statement:ferries"}})
	}
	before, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	was := storetest.Dump(t, before)
	got, err := s.Apply(t.Context(), large)
	if err != nil {
		t.Fatal(err)
	}
	want, err := model.Apply(t.Context(), large)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("commit (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(was, storetest.Dump(t, before)); diff != "" {
		t.Errorf("the snapshot changed (-before +after):\n%s", diff)
	}
	before.Close()
	for _, st := range []store.Store{s, model} {
		apply(t, st, store.ChangeSet{Put: large.Put[:1], Delete: nil})
		apply(t, st, store.ChangeSet{Put: []store.Node{&store.Person{Meta: store.Meta{
			ID: "person:ben", Name: store.Text{EN: "Ben again"}, Citations: storetest.Cite(1),
		}}}})
	}
	storetest.Check(t, s)
	if diff := cmp.Diff(dump(t, model), dump(t, s)); diff != "" {
		t.Errorf("graph (-want +got):\n%.2000s", diff)
	}
	log, err := s.Log(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	modelLog, err := model.Log(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	modelLog[2].Put, modelLog[2].Left = nil, len(modelLog[2].Put)
	if diff := cmp.Diff(modelLog, log); diff != "" {
		t.Errorf("log (-want +got):\n%.2000s", diff)
	}
	// A change that deletes every node must leave an empty graph, not be taken for a load of nothing.
	var all store.ChangeSet
	for _, n := range append(large.Put, storetest.Example().Put...) {
		if id := n.Base().ID; id != "figure:fare" && id != "statement:ferries" && !slices.Contains(all.Delete, id) {
			all.Delete = append(all.Delete, id)
		}
	}
	for _, st := range []store.Store{s, model} {
		apply(t, st, all)
	}
	if diff := cmp.Diff(dump(t, model), dump(t, s)); diff != "" {
		t.Errorf("graph without nodes (-want +got):\n%.2000s", diff)
	}
	storetest.Check(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := entries(t, dir); !cmp.Equal(got, []string{"graph-3", "graph-of"}) {
		t.Errorf("the folder holds %v", got)
	}
}

// The engine's messages must reach the logger they are meant for.
func TestOpen_logs(t *testing.T) {
	var b strings.Builder
	opts := small
	opts.Logger = slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s, err := badgerstore.Open(t.TempDir(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "by=badger") {
		t.Errorf("log: %q", b.String())
	}
}

// killedExample returns the folder of a store of the example graph whose process ended without closing it.
func killedExample(t *testing.T) string {
	t.Helper()
	dir, killed := t.TempDir(), t.TempDir()
	s, err := badgerstore.Open(dir, small)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(killed, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return killed
}

// What a process leaves when it is killed must open with every version that was committed; a log that was garbled since
// must be refused.
func TestOpen_after_kill(t *testing.T) {
	for _, test := range []struct {
		name, file, content string
		want                error
	}{
		{"as_it_was", "", "", nil},
		{"memtable_log_just_created", "00002.mem", "", nil},
		{"value_log_just_created", "000002.vlog", "", nil},
		{"table_not_yet_in_the_manifest", "000009.sst", "half a table", nil},
		{"memtable_log_garbled", "00001.mem", strings.Repeat("garbled ", 1000), store.ErrCorrupt},
		{"value_log_garbled", "000001.vlog", strings.Repeat("garbled ", 1000), store.ErrCorrupt},
		{"key_registry_empty", "KEYREGISTRY", "", store.ErrCorrupt},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := killedExample(t)
			if test.file != "" {
				if err := os.WriteFile(filepath.Join(dir, "graph", test.file), []byte(test.content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			s, err := badgerstore.Open(dir, small)
			if !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if test.want != nil {
				return
			}
			defer s.Close()
			storetest.Check(t, s)
			if log, err := s.Log(t.Context(), 0, 0); err != nil || len(log) != 1 {
				t.Errorf("log: got %d records, %v; want 1", len(log), err)
			}
		})
	}
}
