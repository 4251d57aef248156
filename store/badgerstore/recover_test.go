package badgerstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/fb"
	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
	"forumgraph/store/badgerstore/internal/rawfile"
	"forumgraph/store/storetest"
)

var littleRoom = Options{CacheBytes: 1 << 20, MaxChangeBytes: 256 << 10}

func openLittle(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(dir, littleRoom)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closeOrFail(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func applyOrFail(t *testing.T, s *Store, cs store.ChangeSet) {
	t.Helper()
	if _, err := s.Apply(t.Context(), cs); err != nil {
		t.Fatal(err)
	}
}

// numbered is a change that adds n issues.
func numbered(from, n int) store.ChangeSet {
	cs := store.ChangeSet{Author: "test", Time: time.Unix(0, 0).UTC()}
	for i := range n {
		cs.Put = append(cs.Put, &store.Issue{Meta: store.Meta{
			ID: store.ID(fmt.Sprintf("issue:number-%06d", from+i)), Name: store.Text{EN: fmt.Sprintf("Issue %d", from+i)},
			Citations: storetest.Cite(1),
		}})
	}
	return cs
}

// damageBlock changes bytes of the last block, in any table of the folder, that begins with a record of the prefix.
func damageBlock(t *testing.T, folder string, prefix byte) {
	t.Helper()
	tables, err := filepath.Glob(filepath.Join(folder, "*.sst"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range tables {
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		index, err := rawfile.ReadIndex(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := index.OffsetsLength() - 1; i > 0; i-- {
			var at fb.BlockOffset
			if index.Offsets(&at, i); at.KeyBytes()[0] != prefix {
				continue
			}
			if _, err := f.WriteAt([]byte("other bytes"), int64(at.Offset())+20); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatalf("no block with %q", prefix)
}

// tablesIn returns the sizes of the tables in a folder.
func tablesIn(t *testing.T, folder string) map[string]int64 {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.sst"))
	if err != nil {
		t.Fatal(err)
	}
	sizes := make(map[string]int64)
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		sizes[filepath.Base(path)] = info.Size()
	}
	return sizes
}

// The copy that a crashed store is recovered on shares its tables with the original, so nothing may replace them there, however
// many there are to compact.
func TestRecover_leaves_original_tables(t *testing.T) {
	dir := t.TempDir()
	for i := range 10 { // each time a table of its own is written
		s := openLittle(t, dir)
		if i == 0 {
			applyOrFail(t, s, storetest.Example())
		}
		applyOrFail(t, s, numbered(100*i, 100))
		closeOrFail(t, s)
	}
	from := filepath.Join(dir, "graph")
	before := tablesIn(t, from)
	if len(before) < 2 {
		t.Fatalf("%d tables are nothing to compact", len(before))
	}
	if err := copyGeneration(from, filepath.Join(dir, "graph-2")); err != nil {
		t.Fatal(err)
	}
	opts := littleRoom.withDefaults()
	opts.uncompacted = true
	g, err := openGeneration(dir, 2, opts, nil)
	if err != nil {
		t.Fatal(err)
	}
	// Compactors begin at a moment of their own, so that there are none is what can be told.
	if n := g.db.Opts().NumCompactors; n != 0 {
		t.Errorf("%d compactors work on the copy", n)
	}
	if err := g.close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, tablesIn(t, from)); diff != "" {
		t.Errorf("tables (-before +after):\n%s", diff)
	}
}

// A large change copies the graph and its log. What it cannot read must stop it, and leave the store refusing to answer.
func TestStore_Apply_large_on_damage(t *testing.T) {
	for name, prefix := range map[string]byte{"log": disk.PrefixLog, "nodes": disk.PrefixNode} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := openLittle(t, dir)
			applyOrFail(t, s, storetest.Example())
			applyOrFail(t, s, numbered(0, 10_000))
			closeOrFail(t, s)
			s = openLittle(t, dir)
			damageBlock(t, s.files.folder, prefix)
			if done, err := s.Apply(t.Context(), numbered(50_000, 10_000)); !errors.Is(err, store.ErrCorrupt) {
				t.Errorf("apply: got %+v, %v, want ErrCorrupt", done, err)
			}
			if _, err := s.Snapshot(); !errors.Is(err, store.ErrCorrupt) {
				t.Errorf("snapshot: got %v, want ErrCorrupt", err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if s, err := Open(dir, littleRoom); err == nil {
				t.Error(errors.Join(errors.New("opened again"), s.Close()))
			}
		})
	}
}

// Damage of the stored graph that a large change comes upon must be said of the node, not of a line of the change.
func TestStore_Apply_large_names_damage(t *testing.T) {
	for name, test := range map[string]struct {
		damage func(s *Store, txn *badger.Txn) error
		want   string
		ends   bool // reads
	}{
		"garbled": {func(s *Store, txn *badger.Txn) error {
			b, err := disk.EncodeNode(exampleNodes()[0])
			return errors.Join(err, txn.Set(disk.NodeKey(s.mustNumber(t, exampleNodes()[0].Base().ID)), b[:len(b)-1]))
		}, fmt.Sprintf("stored node %q: ", exampleNodes()[0].Base().ID), true},
		"twice": {func(_ *Store, txn *badger.Txn) error {
			b, err := disk.EncodeNode(exampleNodes()[0])
			return errors.Join(err, txn.Set(disk.NodeKey(50_000), b), changeState(txn, func(st *disk.State) {
				disk.Count(st.Nodes, disk.KindCodes.Code[exampleNodes()[0].Base().ID.Kind()], 1)
			}))
		}, fmt.Sprintf("%s is stored under two numbers", exampleNodes()[0].Base().ID), true},
		"cycle": {func(s *Store, txn *badger.Txn) error {
			var errs []error
			for i, n := range numbered(0, 2).Put {
				n.(*store.Issue).Broader = []store.Ref{{ID: numbered(1-i, 1).Put[0].Base().ID}}
				b, err := disk.EncodeNode(n)
				errs = append(errs, err, txn.Set(disk.NodeKey(s.mustNumber(t, n.Base().ID)), b))
			}
			return errors.Join(errs...)
		}, "a stored node breaks a rule: issue:number-000000 broader", false},
	} {
		t.Run(name, func(t *testing.T) {
			s := openLittle(t, t.TempDir())
			defer closeOrFail(t, s)
			applyOrFail(t, s, storetest.Example())
			applyOrFail(t, s, numbered(0, 2))
			update(t, s, func(txn *badger.Txn) error { return test.damage(s, txn) })
			_, err := s.Apply(t.Context(), numbered(100, 5_000))
			if !errors.Is(err, store.ErrCorrupt) || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "line") {
				t.Errorf("got %v, want ErrCorrupt with %q", err, test.want)
			}
			snap, err := s.Snapshot()
			if err == nil {
				snap.Close()
			}
			if errors.Is(err, store.ErrCorrupt) != test.ends {
				t.Errorf("then a snapshot gives %v; want ErrCorrupt: %v", err, test.ends)
			}
		})
	}
}

// Repairs that do not fit a transaction must be made in a new generation, all at once, and keep the log.
func TestStore_RebuildDerived_large(t *testing.T) {
	dir := t.TempDir()
	s := openLittle(t, dir)
	applyOrFail(t, s, storetest.Example())
	for i := range 8 { // each fits a transaction
		var cs store.ChangeSet
		for j := range 50 {
			claim := &store.Statement{
				Meta: store.Meta{ID: store.ID(fmt.Sprintf("statement:many/%d", 50*i+j)), Citations: storetest.Cite(1)}, Kind: store.Raises,
				Review: store.Draft, Summary: "A claim", Voices: []store.StatementVoice{{Voice: "person:ben", Role: store.Speaker}},
			}
			cs.Put = append(cs.Put, claim)
			for k := range 12 {
				id := store.ID(fmt.Sprintf("issue:many-%d-%d-%d", i, j, k))
				cs.Put = append(cs.Put, &store.Issue{Meta: store.Meta{ID: id, Name: store.Text{EN: string(id)}, Citations: storetest.Cite(1)}})
				claim.Issues = append(claim.Issues, id)
			}
		}
		applyOrFail(t, s, cs)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	logged := records(t, s, disk.PrefixLog)
	var derived []string
	for key := range records(t, s, disk.PrefixDerived) {
		derived = append(derived, key)
	}
	for keys := range slices.Chunk(derived, 500) {
		update(t, s, func(txn *badger.Txn) error {
			for _, key := range keys {
				if err := txn.Delete([]byte(key)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	before := s.files.number
	if err := s.RebuildDerived(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s.files.number == before {
		t.Errorf("%d records fit a transaction; the test shows nothing", len(derived))
	}
	if got := len(records(t, s, disk.PrefixDerived)); got != len(derived) {
		t.Errorf("%d derived edges, want %d", got, len(derived))
	}
	if diff := cmp.Diff(logged, records(t, s, disk.PrefixLog)); diff != "" {
		t.Errorf("log (-before +after):\n%.2000s", diff)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	closeOrFail(t, s)
	closeOrFail(t, openLittle(t, dir))
}

// A generation is never there without its mark while it is made, nor half removed.
func TestMakeFolder(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "graph-2")
	for range 2 {
		if err := makeFolder(folder, newGeneration); err != nil {
			t.Fatal(err)
		}
		if f, err := readFolder(dir); err != nil || f.state != folderNew || len(f.leftovers) != 1 {
			t.Errorf("got %+v, %v, want a new folder with one leftover", f, err)
		}
	}
	// One that holds tables may be all that is left of a graph.
	if err := os.WriteFile(filepath.Join(folder, "000001.sst"), []byte("a table"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readFolder(dir); !errors.Is(err, store.ErrFolder) {
		t.Errorf("got %v, want ErrFolder", err)
	}
	if err := removeGeneration(folder); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}
