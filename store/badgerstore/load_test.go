package badgerstore_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

// Crowds as a change set and as a load must give the same graph, whatever the order of the records and however little
// memory there is.
func TestStore_Load(t *testing.T) {
	crowd := storetest.Crowd(1500, 1)
	model := memstore.New()
	apply(t, model, crowd)
	want := dump(t, model)
	for name, memory := range map[string]int64{"in memory": 0, "in files": 700_000} {
		t.Run(name, func(t *testing.T) {
			s := openStore(t, t.TempDir())
			nodes := crowd.Put
			rand.New(rand.NewPCG(2, 0)).Shuffle(len(nodes), func(i, j int) { nodes[i], nodes[j] = nodes[j], nodes[i] })
			l := loadOf(t, nodes)
			l.MemoryBytes = memory
			done, err := s.Load(t.Context(), l)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(store.Commit{Version: 1, Added: len(nodes)}, done); diff != "" {
				t.Errorf("commit (-want +got):\n%s", diff)
			}
			storetest.Check(t, s)
			if diff := cmp.Diff(want, dump(t, s)); diff != "" {
				t.Errorf("graph (-applied +loaded):\n%.2000s", diff)
			}
		})
	}
}

// A loaded store must be a store like any other: it takes changes, is opened again, and its log leads to it.
func TestStore_Load_goesOn(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	example := storetest.Example()
	if _, err := s.Load(t.Context(), loadOf(t, example.Put)); err != nil {
		t.Fatal(err)
	}
	apply(t, s, store.ChangeSet{Delete: []store.ID{"figure:fare"}})
	storetest.Check(t, s)
	want := dump(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openStore(t, dir)
	if diff := cmp.Diff(want, dump(t, s)); diff != "" {
		t.Errorf("opened again (-want +got):\n%s", diff)
	}
	log, err := s.Log(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	wantLog := []store.LogRecord{
		{Version: 1, Author: "tester", Time: loadTime, Reason: "a load", Left: len(example.Put)},
		{Version: 2, Time: time.Time{}, Delete: []store.ID{"figure:fare"}},
	}
	if diff := cmp.Diff(wantLog, log); diff != "" {
		t.Errorf("log (-want +got):\n%s", diff)
	}
	replayed := memstore.New()
	for _, rec := range log {
		cs := store.ChangeSet{Author: rec.Author, Time: rec.Time, Reason: rec.Reason, Delete: rec.Delete}
		for n, err := range s.LogNodes(t.Context(), rec.Version) {
			if err != nil {
				t.Fatal(err)
			}
			cs.Put = append(cs.Put, n)
		}
		apply(t, replayed, cs)
	}
	if diff := cmp.Diff(want, dump(t, replayed)); diff != "" {
		t.Errorf("replayed (-want +got):\n%s", diff)
	}
	if folders := entries(t, dir); !cmp.Equal(folders, []string{"graph-2", "graph-of"}) {
		t.Errorf("the folder holds %v", folders)
	}
}

// A snapshot of the empty store must go on showing it while the store is loaded, and must not keep the load from being
// seen by others.
func TestStore_Load_beside(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	before, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	empty := storetest.Dump(t, before)
	if _, err := s.Load(t.Context(), loadOf(t, storetest.Example().Put)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(empty, storetest.Dump(t, before)); diff != "" {
		t.Errorf("the snapshot changed (-before +after):\n%s", diff)
	}
	if dump(t, s) == empty {
		t.Error("a new snapshot shows the empty store")
	}
	before.Close()
	if folders := entries(t, dir); !cmp.Equal(folders, []string{"graph-2", "graph-of"}) {
		t.Errorf("the folder holds %v", folders)
	}
}

// What is wrong must be told by line, all of it, and the store must stay empty and usable.
func TestStore_Load_refuses(t *testing.T) {
	example := lines(t, storetest.Example().Put)
	for _, test := range []struct {
		name  string
		lines []string
		want  []string
	}{
		{"broken line", append(example, `{"id":"place:mole",`), []string{
			fmt.Sprintf(`%d:20: place:mole: broken JSON: the line ends within a value; complete it`, len(example)+1),
		}},
		{"unknown field", append(example, `{"id":"place:mole","color":"red"}`), []string{
			fmt.Sprintf(`%d:20: place:mole color: an unknown field; remove it or correct its name`, len(example)+1),
		}},
		{"twice", append(example, example[0]), []string{
			fmt.Sprintf(`%d: %s: appears twice, first in line 1; keep one`, len(example)+1, idOf(t, example[0])),
		}},
		{"rules", []string{
			`{"id":"place:mole","name":{"en":"Mole"},"partOf":[{"id":"place:harbour"}]}`,
			`{"id":"issue:noise","name":{"fr":"Bruit"}}`,
		}, []string{
			`1: place:mole citations: no citation; cite the passage that says so`,
			`1: place:mole partOf[0]: unknown place:harbour; add it or correct the ID`,
			`2: issue:noise name: no English name; add one`,
			`2: issue:noise citations: no citation; cite the passage that says so`,
		}},
		{"cycle", cyclic(t), []string{
			fmt.Sprintf(`%d: issue:a broader: a cycle of BROADER: issue:a > issue:c > issue:b > issue:a; remove one of them`, len(example)+1),
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			s := openStore(t, dir)
			empty := dump(t, s)
			_, err := s.Load(t.Context(), loadLines(test.lines))
			var refused *store.LoadError
			if !errors.As(err, &refused) || !errors.Is(err, store.ErrInvalid) {
				t.Fatalf("got %v, want a *store.LoadError", err)
			}
			var got []string
			for _, p := range refused.Problems {
				got = append(got, p.String())
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(empty, dump(t, s)); diff != "" {
				t.Errorf("the store changed (-before +after):\n%s", diff)
			}
			if folders := entries(t, dir); !cmp.Equal(folders, []string{"graph", "graph-of"}) {
				t.Errorf("the folder holds %v", folders)
			}
			apply(t, s, storetest.Example())
		})
	}
}

// With Reject, what breaks a rule must be left out with what needs it, and the rest be loaded.
func TestStore_Load_goesOnWithout(t *testing.T) {
	example := storetest.Example()
	all := append(lines(t, example.Put),
		`not a record`,
		`{"id":"issue:lost","name":{"en":"Lost"}}`,
		issueLine(t, "issue:needs-lost", "issue:lost"),
		issueLine(t, "issue:needs-that", "issue:needs-lost"),
		issueLine(t, "issue:fine", "issue:harbour-life"),
	)
	var left []string
	l := loadLines(all)
	l.Reject = func(r store.Rejection) error {
		left = append(left, fmt.Sprintf("%d: %s: %s", r.Line, r.JSON, r.Problems[0].Message))
		return nil
	}
	s := openStore(t, t.TempDir())
	done, err := s.Load(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	n := len(example.Put)
	want := []string{
		fmt.Sprintf(`%d: not a record: broken JSON: invalid character 'o' in literal null (expecting 'u'); correct it`, n+1),
		fmt.Sprintf(`%d: {"id":"issue:lost","name":{"en":"Lost"}}: no citation; cite the passage that says so`, n+2),
		fmt.Sprintf(`%d: %s: unknown issue:lost; add it or correct the ID`, n+3, all[n+2]),
		fmt.Sprintf(`%d: %s: unknown issue:needs-lost; add it or correct the ID`, n+4, all[n+3]),
	}
	if diff := cmp.Diff(want, left); diff != "" {
		t.Errorf("left out (-want +got):\n%s", diff)
	}
	if done.Added != n+1 {
		t.Errorf("added %d nodes, want %d", done.Added, n+1)
	}
	storetest.Check(t, s)
	model := memstore.New()
	fine, err := store.DecodeJSON([]byte(all[n+4]))
	if err != nil {
		t.Fatal(err)
	}
	apply(t, model, store.ChangeSet{Put: append(example.Put, fine)})
	if diff := cmp.Diff(dump(t, model), dump(t, s)); diff != "" {
		t.Errorf("graph (-want +got):\n%s", diff)
	}
}

// A load must end with what ended it: a full store, too little memory, a failed read, a cancelled context.
func TestStore_Load_fails(t *testing.T) {
	errRead := errors.New("read failed")
	example := storetest.Example().Put
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, test := range []struct {
		name   string
		before store.ChangeSet
		ctx    context.Context
		change func(*store.Load)
		want   error
	}{
		{"not empty", storetest.Example(), t.Context(), func(*store.Load) {}, store.ErrConflict},
		{"memory", store.ChangeSet{}, t.Context(), func(l *store.Load) { l.MemoryBytes = 1000 }, store.ErrTooLarge},
		{"read", store.ChangeSet{}, t.Context(), func(l *store.Load) {
			records := l.Records
			l.Records = func(yield func(store.Record, error) bool) {
				for r, err := range records {
					if !yield(r, err) {
						return
					}
				}
				yield(store.Record{}, errRead)
			}
		}, errRead},
		{"reject", store.ChangeSet{}, t.Context(), func(l *store.Load) {
			l.Records = loadLines([]string{"x"}).Records
			l.Reject = func(store.Rejection) error { return errRead }
		}, errRead},
		{"canceled", store.ChangeSet{}, canceled, func(*store.Load) {}, context.Canceled},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			s := openStore(t, dir)
			apply(t, s, test.before)
			before := dump(t, s)
			l := loadOf(t, example)
			test.change(&l)
			if _, err := s.Load(test.ctx, l); !errors.Is(err, test.want) {
				t.Fatalf("got %v, want %v", err, test.want)
			}
			if diff := cmp.Diff(before, dump(t, s)); diff != "" {
				t.Errorf("the store changed (-before +after):\n%s", diff)
			}
			if folders := entries(t, dir); !cmp.Equal(folders, []string{"graph", "graph-of"}) {
				t.Errorf("the folder holds %v", folders)
			}
		})
	}
}

// loadTime is when the loads of these tests are made.
var loadTime = time.Date(2026, 3, 4, 5, 6, 7, 8, time.UTC)

func loadOf(t testing.TB, nodes []store.Node) store.Load { return loadLines(lines(t, nodes)) }

func loadLines(lines []string) store.Load {
	return store.Load{Author: "tester", Time: loadTime, Reason: "a load", Records: records(lines)}
}

// records yields lines in one buffer, as a reader does.
func records(lines []string) iter.Seq2[store.Record, error] {
	return func(yield func(store.Record, error) bool) {
		var buffer []byte
		for i, line := range lines {
			buffer = append(buffer[:0], line...)
			if !yield(store.Record{Line: i + 1, JSON: buffer}, nil) {
				return
			}
		}
	}
}

func lines(t testing.TB, nodes []store.Node) []string {
	t.Helper()
	all := make([]string, len(nodes))
	for i, n := range nodes {
		line, err := store.EncodeJSON(n)
		if err != nil {
			t.Fatal(err)
		}
		all[i] = string(line)
	}
	return all
}

func idOf(t testing.TB, line string) store.ID {
	t.Helper()
	n, err := store.DecodeJSON([]byte(line))
	if err != nil {
		t.Fatal(err)
	}
	return n.Base().ID
}

// issueLine returns the line of an issue below another.
func issueLine(t testing.TB, id, broader store.ID) string {
	t.Helper()
	name := strings.TrimPrefix(string(id), "issue:")
	return lines(t, []store.Node{&store.Issue{
		Meta:    store.Meta{ID: id, Name: store.Text{EN: name}, Citations: storetest.Cite(1)},
		Broader: []store.Ref{{ID: broader}},
	}})[0]
}

// cyclic returns the example graph and three issues in a ring.
func cyclic(t testing.TB) []string {
	return append(lines(t, storetest.Example().Put),
		issueLine(t, "issue:a", "issue:c"), issueLine(t, "issue:c", "issue:b"), issueLine(t, "issue:b", "issue:a"))
}

// openStore opens a store that is closed when the test ends.
func openStore(t testing.TB, dir string) *badgerstore.Store {
	t.Helper()
	s, err := badgerstore.Open(dir, badgerstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func apply(t testing.TB, s store.Store, cs store.ChangeSet) {
	t.Helper()
	if _, err := s.Apply(t.Context(), cs); err != nil {
		t.Fatal(err)
	}
}

func dump(t testing.TB, s store.Store) string {
	t.Helper()
	v, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	return storetest.Dump(t, v)
}

func entries(t testing.TB, dir string) []string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	return names
}
