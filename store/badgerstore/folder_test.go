package badgerstore_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/storetest"
)

func openIn(dir string) (*badgerstore.Store, error) {
	return badgerstore.Open(dir, badgerstore.Options{CacheBytes: 1 << 20, MaxChangeBytes: 256 << 10})
}

// contents returns the sum of every file below dir, by path, without what means nothing: Badger's note of its process, and the
// reserve.
func contents(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "LOCK" || d.Name() == "reserve" {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, path))
		all[path] = fmt.Sprintf("%d bytes, %x", len(b), sha256.Sum256(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func copyFolder(t testing.TB, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(content), 0o600)); err != nil {
		t.Fatal(err)
	}
}

func remove(t testing.TB, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

// changedExample makes a store of the example graph with a second version, and leaves it open in copy, as a process that is
// killed does, and closed in dir.
func changedExample(t testing.TB) (closed, killed string) {
	t.Helper()
	closed = t.TempDir()
	s, err := openIn(closed)
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, storetest.Example())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = openIn(closed); err != nil {
		t.Fatal(err)
	}
	apply(t, s, store.ChangeSet{Delete: []store.ID{"statement:ferries"}})
	killed = copyFolder(t, closed)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return closed, killed
}

// grownExample is changedExample for a store whose second version was written as a new generation.
func grownExample(t testing.TB) (closed string) {
	t.Helper()
	closed = t.TempDir()
	s, err := badgerstore.Open(closed, badgerstore.Options{CacheBytes: 1 << 20, MaxChangeBytes: 64 << 10})
	if err != nil {
		t.Fatal(err)
	}
	apply(t, s, storetest.Example())
	apply(t, s, storetest.Crowd(600, 3))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return closed
}

// withoutSeal makes a data folder one from before there were seals.
func withoutSeal(t testing.TB, dir string, generation string) string {
	t.Helper()
	dir = copyFolder(t, dir)
	if generation == "" {
		remove(t, filepath.Join(dir, "graph-of"))
	} else {
		write(t, filepath.Join(dir, "graph-of"), generation+"\n")
	}
	return dir
}

// with adds files to a copy of a data folder.
func with(t testing.TB, dir string, paths ...string) string {
	t.Helper()
	dir = copyFolder(t, dir)
	for _, path := range paths {
		write(t, filepath.Join(dir, path), "")
	}
	return dir
}

// A data folder must be opened, recovered or refused as the table in folder.go says, whatever state it is in.
func TestOpen_states(t *testing.T) {
	closed, killed := changedExample(t)
	grown := grownExample(t)
	want, wantGrown := digestIn(t, closed), digestIn(t, grown)
	empty := digest(t, open(t))
	twoGenerations := copyFolder(t, closed)
	if err := os.CopyFS(filepath.Join(twoGenerations, "graph-2"), os.DirFS(filepath.Join(closed, "graph"))); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		dir  string
		// want is the digest of the graph, or the error.
		want   store.Hash
		err    error
		text   string
		leaves []string // in the folder, once closed
	}{
		{"new", t.TempDir(), empty, nil, "", []string{"graph", "graph-of"}},
		{"new, and a user's files", with(t, t.TempDir(), ".gitignore", "lost+found/x"), empty, nil, "", []string{".gitignore", "graph", "graph-of", "lost+found"}},
		{"creation was cut off", with(t, t.TempDir(), "graph/UNFINISHED", "graph/MANIFEST"), empty, nil, "", []string{"graph", "graph-of"}},
		{"indexes without a graph", with(t, t.TempDir(), "search/seal.json", "layout"), store.Hash{}, store.ErrFolder, "holds layout and search but no graph", nil},
		{"closed", closed, want, nil, "", []string{"graph", "graph-of"}},
		{"closed, and leftovers", with(t, closed, "graph-2/UNFINISHED", "graph-2/000001.sst", "graph-load.1/records", "graph-of.123", "graph-of.new"), want, nil, "", []string{"graph", "graph-of"}},
		{"closed, and a finished generation", twoGenerations, want, nil, "", []string{"graph", "graph-of"}},
		{"closed, and a foreign file", with(t, closed, "notes.txt"), store.Hash{}, store.ErrFolder, "notes.txt is not a file that forumgraph keeps there", nil},
		{"closed, and a foreign file in the generation", with(t, closed, "graph/notes.txt"), store.Hash{}, store.ErrCorrupt, "graph/notes.txt is not a file of this graph", nil},
		{"crashed", killed, want, nil, "", []string{"graph-2", "graph-of"}},
		{"crashed, and leftovers", with(t, killed, "graph-2/UNFINISHED", "graph-2/000001.sst", "graph-load.1/records"), want, nil, "", []string{"graph-3", "graph-of"}},
		{"a seal that is a name", withoutSeal(t, closed, "graph"), want, nil, "", []string{"graph-2", "graph-of"}},
		{"a seal that is a name, crashed", withoutSeal(t, killed, "graph"), want, nil, "", []string{"graph-2", "graph-of"}},
		{"no seal", withoutSeal(t, closed, ""), want, nil, "", []string{"graph-2", "graph-of"}},
		{"no seal, crashed", withoutSeal(t, killed, ""), want, nil, "", []string{"graph-2", "graph-of"}},
		{"no seal, the second generation", withoutSeal(t, grown, ""), wantGrown, nil, "", []string{"graph-3", "graph-of"}},
		{"no seal, two generations", withoutSeal(t, twoGenerations, ""), store.Hash{}, store.ErrFolder, "nothing says which of graph and graph-2 is in use", nil},
		{"no seal, one finished and one not", with(t, withoutSeal(t, closed, ""), "graph-2/UNFINISHED"), want, nil, "", []string{"graph-3", "graph-of"}},
		{"a seal that names another generation", withoutSeal(t, closed, "graph-2"), store.Hash{}, store.ErrCorrupt, "graph-2 is missing", nil},
		{"the generation is gone", only(t, closed, "graph-of"), store.Hash{}, store.ErrCorrupt, "graph is missing", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			before := contents(t, test.dir)
			s, err := openIn(test.dir)
			if test.err != nil {
				if err == nil {
					t.Fatal(errors.Join(errors.New("opened"), s.Close()))
				}
				if !errors.Is(err, test.err) || !strings.Contains(err.Error(), test.text) || strings.Contains(err.Error(), "\n") {
					t.Errorf("got %v, want one line with %q: %v", err, test.text, test.err)
				}
				if diff := cmp.Diff(before, contents(t, test.dir)); diff != "" {
					t.Errorf("the folder changed (-before +after):\n%s", diff)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := digest(t, s); got != test.want {
				t.Errorf("digest: got %s, want %s", got, test.want)
			}
			storetest.Check(t, s)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if got := entries(t, test.dir); !slices.Equal(got, test.leaves) {
				t.Errorf("the folder holds %q, want %q", got, test.leaves)
			}
			if got := digestIn(t, test.dir); got != test.want {
				t.Errorf("digest, opened again: got %s, want %s", got, test.want)
			}
		})
	}
}

// only returns a copy of a data folder with one of its files.
func only(t testing.TB, dir, name string) string {
	t.Helper()
	to := t.TempDir()
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(to, name), string(b))
	return to
}

func digestIn(t testing.TB, dir string) store.Hash {
	t.Helper()
	h, err := tryDigest(t, dir)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// tryDigest opens the store in dir and returns the digest of its graph, or the first error on the way.
func tryDigest(t testing.TB, dir string) (h store.Hash, err error) {
	t.Helper()
	s, err := openIn(dir)
	if err != nil {
		return h, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	snap, err := s.Snapshot()
	if err != nil {
		return h, err
	}
	defer snap.Close()
	return store.Digest(t.Context(), snap)
}

// Whatever state a data folder is in, and whichever of its files is missing, empty, cut, zeroed or another store's: the graph
// that was acknowledged is there, or the folder is refused and stays as it is.
func TestOpen_damaged_states(t *testing.T) {
	if testing.Short() {
		t.Skip("opens hundreds of folders one after the other")
	}
	closed, killed := changedExample(t)
	want := digestIn(t, copyFolder(t, closed))
	otherDir := t.TempDir()
	other, err := openIn(otherDir)
	if err != nil {
		t.Fatal(err)
	}
	apply(t, other, storetest.Example())
	apply(t, other, store.ChangeSet{Delete: []store.ID{"figure:fare"}})
	otherKilled := copyFolder(t, otherDir)
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	refused, whole := 0, 0
	for _, state := range []struct{ name, dir, other string }{
		{"closed", closed, otherDir},
		{"crashed", killed, otherKilled},
		{"unsealed", withoutSeal(t, closed, ""), withoutSeal(t, otherDir, "")},
		{"old", withoutSeal(t, killed, "graph"), withoutSeal(t, otherKilled, "graph")},
		{"leftovers", with(t, closed, "graph-2/UNFINISHED", "graph-load.1/records"), otherDir},
	} {
		for _, path := range slices.Sorted(maps.Keys(contents(t, state.dir))) {
			for _, damage := range []struct {
				name string
				do   func(b []byte) []byte
			}{
				{"missing", nil},
				{"empty", func([]byte) []byte { return []byte{} }},
				{"cut in half", func(b []byte) []byte { return b[:len(b)/2] }},
				{"cut by a byte", func(b []byte) []byte { return b[:max(len(b)-1, 0)] }},
				{"longer", func(b []byte) []byte { return append(b, "more"...) }},
				{"zeroed", func(b []byte) []byte { return make([]byte, len(b)) }},
				{"zeroed at its end", func(b []byte) []byte {
					clear(b[len(b)/2:])
					return b
				}},
				{"of another store", func([]byte) []byte {
					theirs, err := os.ReadFile(filepath.Join(state.other, path))
					if err != nil {
						return []byte("of another store")
					}
					return theirs
				}},
			} {
				t.Run(state.name+"/"+path+"/"+damage.name, func(t *testing.T) {
					dir := copyFolder(t, state.dir)
					file := filepath.Join(dir, path)
					if damage.do == nil {
						remove(t, file)
					} else {
						b, err := os.ReadFile(file)
						if err != nil {
							t.Fatal(err)
						}
						write(t, file, string(damage.do(b)))
					}
					before := contents(t, dir)
					got, err := tryDigest(t, dir)
					switch {
					case err == nil && got == want:
						whole++
					case err == nil && unprovable(state.name, path):
						// Nothing in the folder says that there was more: a log that ends early is what a crash leaves.
						whole++
					case err == nil:
						t.Errorf("the store was opened with another graph")
					default:
						refused++
						if !errors.Is(err, store.ErrCorrupt) && !errors.Is(err, store.ErrFolder) && !errors.Is(err, store.ErrFormat) {
							t.Errorf("got %v, want ErrCorrupt, ErrFolder or ErrFormat", err)
						}
						if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
							t.Errorf("refused with %v, but the folder changed (-before +after):\n%s", err, diff)
						}
					}
				})
			}
		}
	}
	t.Logf("%d refused, %d whole", refused, whole)
	if refused == 0 || whole == 0 {
		t.Error("the damage does not reach the store")
	}
}

// unprovable reports whether a log that lost its end cannot be told from one that a crash cut off: there is no seal.
func unprovable(state, path string) bool {
	return state == "old" && strings.HasSuffix(path, ".mem")
}

// A store that lost a version that was acknowledged must be refused, even if what is left is sound.
func TestOpen_lost_version(t *testing.T) {
	_, killed := changedExample(t)
	// An older copy of the generation under the newer seal.
	older := closedExample(t)
	remove(t, filepath.Join(killed, "graph"))
	if err := os.CopyFS(filepath.Join(killed, "graph"), os.DirFS(filepath.Join(older, "graph"))); err != nil {
		t.Fatal(err)
	}
	_, err := tryDigest(t, killed)
	if !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("got %v, want ErrCorrupt", err)
	}
}

// A process that allows only small changes must be able to recover what one that allowed large ones left.
func TestOpen_recovers_large_change(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	apply(t, s, storetest.Example())
	apply(t, s, storetest.Crowd(1200, 3))
	killed := copyFolder(t, dir)
	want := digest(t, s)
	small, err := badgerstore.Open(killed, badgerstore.Options{CacheBytes: 1 << 20, MaxChangeBytes: 64 << 10})
	if err != nil {
		t.Fatal(err)
	}
	defer small.Close()
	if got := digest(t, small); got != want {
		t.Errorf("digest: got %s, want %s", got, want)
	}
}
