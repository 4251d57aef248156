package badgerstore_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/storetest"
)

// allNodes returns the nodes of the store in dir by ID.
func allNodes(t testing.TB, dir string) map[store.ID]store.Node {
	t.Helper()
	s, err := openIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	all := make(map[store.ID]store.Node)
	err = snap.ScanNodes(t.Context(), func(_ uint64, n store.Node) error {
		all[n.Base().ID] = n
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// What is salvaged of a sound store must be all of it, closed or crashed, changed by transactions or written anew.
func TestSalvage_sound(t *testing.T) {
	closed, killed := changedExample(t)
	for name, dir := range map[string]string{
		"closed": closed, "crashed": killed, "grown": grownExample(t), "unsealed": withoutSeal(t, killed, ""),
	} {
		t.Run(name, func(t *testing.T) {
			before := contents(t, dir)
			got, err := badgerstore.Salvage(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
				t.Errorf("the folder changed (-before +after):\n%s", diff)
			}
			if len(got.Lost) > 0 || got.Unknown != 0 || len(got.Gaps) > 0 {
				t.Errorf("lost %v, %d more, versions %v", got.Lost, got.Unknown, got.Gaps)
			}
			want := allNodes(t, copyFolder(t, dir))
			for _, n := range got.Nodes {
				if diff := cmp.Diff(want[n.Base().ID], n); diff != "" {
					t.Errorf("%s (-stored +salvaged):\n%s", n.Base().ID, diff)
				}
				delete(want, n.Base().ID)
			}
			if len(want) > 0 {
				t.Errorf("%d nodes were not salvaged", len(want))
			}
		})
	}
}

// Of a damaged store a node must be salvaged as it was last, or be named as lost, or counted; none may come back that was
// deleted.
func TestSalvage_damaged(t *testing.T) {
	dir := grownExample(t)
	want := allNodes(t, copyFolder(t, dir))
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	lost, saved := 0, 0
	for range 30 {
		damagedDir := copyFolder(t, dir)
		tables, err := filepath.Glob(filepath.Join(damagedDir, "graph-*", "*.sst"))
		if err != nil || len(tables) == 0 {
			t.Fatal("no tables", err)
		}
		// A node is lost when the tables with its record and with the log are.
		for _, path := range tables {
			if random.IntN(3) == 0 {
				remove(t, path)
			}
		}
		if tables, err = filepath.Glob(filepath.Join(damagedDir, "graph-*", "*.sst")); err != nil || len(tables) == 0 {
			continue
		}
		path := tables[random.IntN(len(tables))]
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for range 1 + random.IntN(20) {
			b[random.IntN(len(b))] ^= 1 << random.IntN(8)
		}
		write(t, path, string(b))
		got, err := badgerstore.Salvage(t.Context(), damagedDir)
		if err != nil {
			t.Fatal(err)
		}
		known := make(map[store.ID]bool)
		for _, n := range got.Nodes {
			if diff := cmp.Diff(want[n.Base().ID], n); diff != "" {
				t.Errorf("%s (-stored +salvaged):\n%s", n.Base().ID, diff)
			}
			known[n.Base().ID] = true
		}
		for _, id := range got.Lost {
			if known[id] || want[id] == nil {
				t.Errorf("%s is named as lost, but was salvaged or never there", id)
			}
			known[id] = true
		}
		if missing := len(want) - len(known); got.Unknown >= 0 && missing != got.Unknown {
			t.Errorf("%d nodes are neither salvaged nor lost, and %d are counted", missing, got.Unknown)
		}
		lost += len(want) - len(got.Nodes)
		saved += len(got.Nodes)
	}
	t.Logf("%d salvaged, %d lost", saved, lost)
	if saved == 0 || lost == 0 {
		t.Error("the damage is too little or too much")
	}
}

// Examine must name each damaged file, and say whether what was in it can be made again.
func TestExamine(t *testing.T) {
	closed, killed := changedExample(t)
	for _, test := range []struct {
		name, dir string
		damage    func(dir string)
		want      string
	}{
		{"closed", closed, nil, ""},
		{"crashed", killed, nil, ""},
		{"table lost", closed, func(dir string) { remove(t, filepath.Join(dir, "graph", "000001.sst")) }, "graph/000001.sst is missing"},
		{"table changed", killed, func(dir string) {
			path := filepath.Join(dir, "graph", "000001.sst")
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			b[100] ^= 1
			write(t, path, string(b))
		}, "graph/000001.sst is damaged: 1 of its"},
		{"manifest", killed, func(dir string) { write(t, filepath.Join(dir, "graph", "MANIFEST"), "garbled") }, "graph/MANIFEST cannot be read"},
		{"seal", closed, func(dir string) { write(t, filepath.Join(dir, "graph-of"), "{}") }, "graph-of is damaged: it does not hold what was written"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := copyFolder(t, test.dir)
			if test.damage != nil {
				test.damage(dir)
			}
			r, err := badgerstore.Examine(t.Context(), dir, nil)
			if err != nil {
				t.Fatal(err)
			}
			var all []string
			for _, d := range r.Damage {
				all = append(all, strings.TrimPrefix(d.String(), dir+"/"))
			}
			if got := strings.Join(all, "\n"); (test.want == "") != (got == "") || !strings.HasPrefix(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A store that is open must be left alone.
func TestExamine_locked(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	apply(t, s, storetest.Example())
	if _, err := badgerstore.Examine(t.Context(), dir, nil); err == nil {
		t.Error("examined an open store")
	}
	if _, err := badgerstore.Salvage(t.Context(), dir); err == nil {
		t.Error("salvaged an open store")
	}
}

// Damage under an open store must be found by Scrub, or when it is read; from then on nothing is answered.
func TestStore_Scrub(t *testing.T) {
	dir := closedExample(t)
	s := openStore(t, dir)
	if err := s.Scrub(t.Context()); err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	path := filepath.Join(dir, "graph", "000001.sst")
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte("other bytes"), 200); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Scrub(t.Context()); !errors.Is(err, store.ErrCorrupt) || !strings.Contains(err.Error(), "000001.sst") {
		t.Errorf("got %v, want ErrCorrupt with the file", err)
	}
	if _, err := snap.Node(t.Context(), "person:ada"); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("a snapshot from before answers %v, want ErrCorrupt", err)
	}
	if _, err := s.Snapshot(); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("a new snapshot gives %v, want ErrCorrupt", err)
	}
}

// A record in a block that is damaged under an open store must be an error, not a record that is missing, and so must the
// whole of a list.
func TestStore_damagedWhileOpen(t *testing.T) {
	dir := grownExample(t)
	whole := allNodes(t, dir)
	tables, err := filepath.Glob(filepath.Join(dir, "graph*", "*.sst"))
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]int)
	for _, path := range tables {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		for at := int64(10); at < info.Size(); at += max(info.Size()/5, 1) {
			t.Run(fmt.Sprintf("%s at %d", filepath.Base(path), at), func(t *testing.T) {
				copied := copyFolder(t, dir)
				s := openStore(t, copied)
				if err := writeInto(filepath.Join(copied, filepath.Base(filepath.Dir(path)), filepath.Base(path)), at); err != nil {
					t.Fatal(err)
				}
				for id, want := range whole {
					seen[readAfterDamage(t, s, id, want)]++
				}
				for _, kind := range store.Kinds() {
					seen[listAfterDamage(t, s, kind, whole)]++
				}
			})
		}
	}
	t.Log(seen)
	if seen["right"] == 0 || seen["refused"] == 0 {
		t.Error("the damage is too little or too much")
	}
}

// writeInto writes other bytes into a file.
func writeInto(path string, at int64) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt([]byte("other bytes"), at)
	return errors.Join(err, f.Close())
}

// readAfterDamage reads a node as the first reader of a damaged store may: it must be right or be refused.
func readAfterDamage(t *testing.T, s *badgerstore.Store, id store.ID, want store.Node) string {
	t.Helper()
	snap, err := s.Snapshot()
	if err == nil {
		defer snap.Close()
		var got store.Node
		if got, err = snap.Node(t.Context(), id); err == nil && cmp.Equal(got, want) {
			return "right"
		}
	}
	if !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("%s: got another node or %v, want it or ErrCorrupt", id, err)
	}
	return "refused"
}

// listAfterDamage lists a kind: whole, or refused.
func listAfterDamage(t *testing.T, s *badgerstore.Store, kind store.Kind, whole map[store.ID]store.Node) string {
	t.Helper()
	want := 0
	for id := range whole {
		if id.Kind() == kind {
			want++
		}
	}
	snap, err := s.Snapshot()
	if err == nil {
		defer snap.Close()
		found := 0
		for _, err = range snap.AllOf(t.Context(), kind) {
			found++
		}
		if err == nil && found == want {
			return "right"
		}
	}
	if !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("%s: got a part of the list or %v, want all or ErrCorrupt", kind, err)
	}
	return "refused"
}

// A table that becomes shorter while it is mapped into memory must be damage, not the end of the process.
func TestStore_survives_cut_table(t *testing.T) {
	dir := closedExample(t)
	s := openStore(t, dir)
	if err := os.Truncate(filepath.Join(dir, "graph", "000001.sst"), 0); err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot()
	if err == nil {
		_, err = store.Digest(t.Context(), snap)
		snap.Close()
	}
	if !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("got %v, want ErrCorrupt", err)
	}
}
