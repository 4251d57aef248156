package search_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/search"
)

func open(t testing.TB, dir string, o search.Options) *search.Index {
	t.Helper()
	ix, err := search.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

// kept makes an index of a store in a folder, closes it and returns the folder.
func kept(t testing.TB, st store.Store, o search.Options) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "search")
	ix := open(t, dir, o)
	syncIndex(t, ix, st)
	closeIndex(t, ix)
	return dir
}

// reopened opens the index in a folder, syncs it, and returns its answers and what it logged.
func reopened(t testing.TB, dir string, st store.Store, x search.Texts) (map[string][]search.Result, string) {
	t.Helper()
	var log bytes.Buffer
	ix := open(t, dir, search.Options{Texts: x, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	defer closeIndex(t, ix)
	syncIndex(t, ix, st)
	return answers(t, ix, st), log.String()
}

// An index that was closed is taken up where it was, through any number of restarts, and what changed meanwhile is caught up.
func TestOpen_again(t *testing.T) {
	st := example(t)
	dir := kept(t, st, search.Options{})
	for range 3 {
		got, log := reopened(t, dir, st, nil)
		if diff := cmp.Diff(answers(t, synced(t, st, search.Options{}), st), got); diff != "" {
			t.Error(diff)
		}
		if log != "" {
			t.Errorf("logged %s", log)
		}
		put(t, st, issue("new", "Night at the quay", "", store.Text{EN: "Police."}), issue("old", strings.Repeat("Quay ", len(dir)), "", store.Text{}))
	}
}

// Whatever happens to the files of an index, it answers as before, and says once that it was made anew.
func TestOpen_damaged(t *testing.T) {
	st := example(t)
	want := answers(t, synced(t, st, search.Options{}), st)
	other := kept(t, graphOf(t), search.Options{})
	each := func(change func(path string) error) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			n := 0
			err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
				if err != nil || d.IsDir() || d.Name() == "lock" || d.Name() == "seal.json" {
					return err
				}
				n++
				return change(path)
			})
			if err != nil || n == 0 {
				t.Fatalf("changed %d files: %v", n, err)
			}
		}
	}
	write := func(path string, content func([]byte) []byte) error {
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(path, content(b), 0o600)
	}
	seal := func(content func([]byte) []byte) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			if err := write(filepath.Join(dir, "seal.json"), content); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, damage := range map[string]func(t *testing.T, dir string){
		"truncated":     each(func(path string) error { return write(path, func(b []byte) []byte { return b[:len(b)/2] }) }),
		"emptied":       each(func(path string) error { return os.Truncate(path, 0) }),
		"deleted":       each(os.Remove),
		"garbled":       each(func(path string) error { return write(path, func(b []byte) []byte { b[len(b)/3] ^= 0xff; return b }) }),
		"grown":         each(func(path string) error { return write(path, func(b []byte) []byte { return append(b, 0) }) }),
		"empty segment": func(t *testing.T, dir string) { mustWrite(t, filepath.Join(dir, "segment-1"), nil) },
		"swapped": func(t *testing.T, dir string) {
			mustCopy(t, filepath.Join(other, "segment-1"), filepath.Join(dir, "segment-1"))
		},
		"version 1":      func(t *testing.T, dir string) { versionOne(t, dir) },
		"seal deleted":   func(t *testing.T, dir string) { mustRemove(t, filepath.Join(dir, "seal.json")) },
		"seal cut":       seal(func(b []byte) []byte { return b[:len(b)/2] }),
		"seal changed":   seal(func(b []byte) []byte { return bytes.Replace(b, []byte(`"analysis":`), []byte(`"analysis":9`), 1) }),
		"seal of no use": seal(func([]byte) []byte { return []byte("{}") }),
	} {
		t.Run(name, func(t *testing.T) {
			dir := kept(t, st, search.Options{})
			damage(t, dir)
			got, log := reopened(t, dir, st, nil)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if n := strings.Count(log, "made anew"); n != 1 {
				t.Errorf("said %d times that it was made anew, want once:\n%s", n, log)
			}
			if _, log := reopened(t, dir, st, nil); log != "" {
				t.Errorf("not healed: %s", log)
			}
		})
	}
}

// Wherever the seal is garbled, no wrong answer may come of it.
func TestOpen_garbledSeal(t *testing.T) {
	st := example(t)
	want := answers(t, synced(t, st, search.Options{}), st)
	dir := kept(t, st, search.Options{})
	path := filepath.Join(dir, "seal.json")
	for at := 0; ; at += 11 {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if at >= len(b) {
			break
		}
		b[at] ^= 1
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		got, _ := reopened(t, dir, st, nil)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("garbled at %d in %s: %s", at, b, diff)
		}
	}
}

// An index that was closed before its first Sync is opened as a new one.
func TestOpen_neverSynced(t *testing.T) {
	st := example(t)
	dir := t.TempDir()
	closeIndex(t, open(t, dir, search.Options{}))
	got, log := reopened(t, dir, st, nil)
	if diff := cmp.Diff(answers(t, synced(t, st, search.Options{}), st), got); diff != "" {
		t.Error(diff)
	}
	if log != "" {
		t.Errorf("logged %s", log)
	}
}

// versionOne makes of a folder what the first version of the program left.
func versionOne(t *testing.T, dir string) {
	t.Helper()
	mustRemove(t, filepath.Join(dir, "segment-1"))
	if err := os.MkdirAll(filepath.Join(dir, "data-1", "store"), 0o700); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, filepath.Join(dir, "data-1", "store", "root.bolt"), []byte("x"))
	mustWrite(t, filepath.Join(dir, "seal.json"), []byte(`{"analysis": 1, "watermark": {"version": 1}, "data": "data-1"}`))
}

func mustWrite(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func mustCopy(t *testing.T, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	mustWrite(t, to, b)
}

func mustRemove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

// A process that ends without closing the index leaves one that catches up, whatever it was at: before its first segment,
// with changes in memory alone, and in the middle of writing a segment or a seal.
func TestOpen_notClosed(t *testing.T) {
	st := example(t)
	closed := kept(t, st, search.Options{})
	for name, leave := range map[string]func(t *testing.T, dir string){
		"never sealed": func(t *testing.T, dir string) {
			ix := open(t, dir, search.Options{})
			t.Cleanup(func() { closeIndex(t, ix) })
			syncIndex(t, ix, st)
		},
		"changes in memory": func(t *testing.T, dir string) {
			if err := os.CopyFS(dir, os.DirFS(closed)); err != nil {
				t.Fatal(err)
			}
			ix := open(t, dir, search.Options{})
			t.Cleanup(func() { closeIndex(t, ix) })
			put(t, st, issue("late", "Night at the quay "+t.Name(), "", store.Text{}))
			syncIndex(t, ix, st)
		},
		"changes merged with what was sealed": func(t *testing.T, dir string) {
			if err := os.CopyFS(dir, os.DirFS(closed)); err != nil {
				t.Fatal(err)
			}
			ix := open(t, dir, search.Options{})
			t.Cleanup(func() { closeIndex(t, ix) })
			for i := range 300 {
				put(t, st, issue(fmt.Sprintf("late/%d", i), "Quay", "", store.Text{}))
				syncIndex(t, ix, st)
			}
		},
		"half a segment": func(t *testing.T, dir string) {
			if err := os.CopyFS(dir, os.DirFS(closed)); err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(filepath.Join(dir, "segment-1"))
			if err != nil {
				t.Fatal(err)
			}
			mustWrite(t, filepath.Join(dir, "segment-2"), b[:len(b)/2])
		},
		"half a seal": func(t *testing.T, dir string) {
			if err := os.CopyFS(dir, os.DirFS(closed)); err != nil {
				t.Fatal(err)
			}
			mustWrite(t, filepath.Join(dir, "seal.json.new"), []byte(`{"xx`))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "search")
			leave(t, dir)
			// A copy of the folder is what a process leaves that is killed here.
			left := filepath.Join(t.TempDir(), "copy")
			if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				got, log := reopened(t, left, st, nil)
				if diff := cmp.Diff(answers(t, synced(t, st, search.Options{}), st), got); diff != "" {
					t.Error(diff)
				}
				if log != "" {
					t.Errorf("logged %s", log)
				}
			}
			segments, err := filepath.Glob(filepath.Join(left, "segment-*"))
			if err != nil || len(segments) > 2 {
				t.Errorf("left %v, %v; want no segment that is not in use", segments, err)
			}
		})
	}
}

// An index of another graph must be noticed though both graphs are at one version, and only their last change differs in
// content: author, time and reason agree. So must one of a store with fewer versions.
func TestOpen_anotherGraph(t *testing.T) {
	a := graphOf(t, issue("a", "Lantern", "", store.Text{}))
	b := graphOf(t, issue("a", "Lamp", "", store.Text{}))
	longer := graphOf(t, issue("a", "Lantern", "", store.Text{}))
	put(t, longer, issue("b", "Quay", "", store.Text{}))
	for name, from := range map[string]store.Store{"same version": a, "higher version": longer} {
		t.Run(name, func(t *testing.T) {
			got, log := reopened(t, kept(t, from, search.Options{}), b, nil)
			if diff := cmp.Diff(answers(t, synced(t, b, search.Options{}), b), got); diff != "" {
				t.Error(diff)
			}
			if !strings.Contains(log, "of another graph") {
				t.Errorf("logged %q", log)
			}
		})
	}
}

// Texts that are attached, exchanged or taken away between two runs are found, or not, without making the index anew.
func TestOpen_texts(t *testing.T) {
	st := example(t)
	first, second := texts{"passage:quay-report/1/2": "Police at night."}, texts{"passage:quay-report/1/3": "Victims of the night."}
	dir := kept(t, st, search.Options{})
	for _, x := range []texts{first, second, {}, first, nil} {
		got, log := reopened(t, dir, st, x)
		if diff := cmp.Diff(answers(t, synced(t, st, search.Options{Texts: x}), st), got); diff != "" {
			t.Errorf("texts %v: %s", x, diff)
		}
		if log != "" {
			t.Errorf("logged %s", log)
		}
	}
}

// A folder that is in use must be refused at once, and be free after Close.
func TestOpen_locked(t *testing.T) {
	st := example(t)
	dir := t.TempDir()
	ix := open(t, dir, search.Options{})
	if _, err := search.Open(dir, search.Options{}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("got %v, want ErrLocked", err)
	}
	syncIndex(t, ix, st)
	closeIndex(t, ix)
	closeIndex(t, ix)
	if _, log := reopened(t, dir, st, nil); log != "" {
		t.Errorf("logged %s", log)
	}
}

// Files that are not the index's are left alone.
func TestOpen_otherFiles(t *testing.T) {
	st := example(t)
	// A name that is a pattern, too, of the folder beside it.
	dir := filepath.Join(t.TempDir(), "[ab]*")
	paths := []string{
		filepath.Join(dir, "notes.txt"), filepath.Join(dir, "data-mine", "x"), filepath.Join(dir, "segment-1.zap"),
		filepath.Join(dir, "segment-01"), filepath.Join(dir, "..", "axe", "data-1"),
	}
	for _, path := range paths {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, log := reopened(t, dir, st, nil); log != "" {
		t.Errorf("logged %s", log)
	}
	mustRemove(t, filepath.Join(dir, "seal.json"))
	if _, log := reopened(t, dir, st, nil); !strings.Contains(log, "no seal.json") {
		t.Errorf("logged %s", log)
	}
	for _, path := range paths {
		if b, err := os.ReadFile(path); string(b) != "mine" {
			t.Errorf("%s: got %q, %v", path, b, err)
		}
	}
}
