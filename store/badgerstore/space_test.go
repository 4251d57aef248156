package badgerstore_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/storetest"
)

// withFree returns options of a store that thinks so many bytes are free.
func withFree(free *int64) badgerstore.Options {
	o := small
	o.FreeBytes = func(string) (int64, error) { return *free, nil }
	return o
}

// issues returns a change that adds so many issues to the example.
func issues(from, nodes int) store.ChangeSet {
	cs := store.ChangeSet{Author: "test", Time: time.Unix(0, 0).UTC()}
	for i := range nodes {
		cs.Put = append(cs.Put, &store.Issue{Meta: store.Meta{
			ID: store.ID(fmt.Sprintf("issue:number-%d", from+i)), Name: store.Text{EN: fmt.Sprintf("Issue %d", from+i)},
			Citations: storetest.Cite(1),
		}})
	}
	return cs
}

// A change that the disk has no room for must be refused in one sentence with the figures and change nothing; reads go on,
// and so do changes when there is room again.
func TestStore_Apply_without_room(t *testing.T) {
	free := int64(1 << 30)
	dir := t.TempDir()
	s, err := badgerstore.Open(dir, withFree(&free))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	before := digest(t, s)

	free = 64 << 10
	_, err = s.Apply(t.Context(), issues(0, 10))
	if !errors.Is(err, store.ErrNoSpace) {
		t.Fatalf("without room: got %v, want ErrNoSpace", err)
	}
	for _, want := range []string{"the change needs up to ", dir, "where 64 KiB is free; make room there and try again"} {
		if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("got %q, want one sentence with %q", err, want)
		}
	}
	if got := digest(t, s); got != before {
		t.Errorf("a refused change changed the graph: %s, was %s", got, before)
	}
	storetest.Check(t, s)

	free = 1 << 30
	if done, err := s.Apply(t.Context(), issues(0, 10)); err != nil || done.Added != 10 {
		t.Errorf("with room again: got %+v, %v", done, err)
	}
}

// A change for which the graph is written anew must be refused before, or while it is written, and leave nothing behind.
func TestStore_Apply_large_without_room(t *testing.T) {
	for _, test := range []struct {
		name  string
		calls int // that have room
	}{{"at_once", 0}, {"while_writing", 3}} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			left := -1 // any number of calls
			o := small
			o.MaxChangeBytes = 1 << 20
			o.FreeBytes = func(string) (int64, error) {
				if left == 0 {
					return 100 << 10, nil
				}
				left--
				return 1 << 40, nil
			}
			s, err := badgerstore.Open(dir, o)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if _, err := s.Apply(t.Context(), storetest.Example()); err != nil {
				t.Fatal(err)
			}
			before, files := digest(t, s), names(t, dir)
			left = test.calls
			if _, err := s.Apply(t.Context(), issues(0, 20000)); !errors.Is(err, store.ErrNoSpace) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("got %v, want one sentence of ErrNoSpace", err)
			}
			if got := digest(t, s); got != before {
				t.Errorf("a refused change changed the graph: %s, was %s", got, before)
			}
			if got := names(t, dir); got != files {
				t.Errorf("left in the folder: %s, was %s", got, files)
			}
			left = -1
			if done, err := s.Apply(t.Context(), issues(0, 20000)); err != nil || done.Added != 20000 {
				t.Errorf("with room again: got %+v, %v", done, err)
			}
		})
	}
}

// names returns the names of what is in a folder.
func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := make([]string, len(entries))
	for i, e := range entries {
		all[i] = e.Name()
	}
	return strings.Join(all, " ")
}

// Where there is no room for a change at all, a store that was closed in order must open for reading and say why it takes no
// change; one that is not there yet must not be made.
func TestOpen_without_room(t *testing.T) {
	dir := closedExample(t)
	want := digest(t, exampleIn(t, open(t)))
	free := int64(0)
	s, err := badgerstore.Open(dir, withFree(&free))
	if err != nil {
		t.Fatal(err)
	}
	if got := digest(t, s); got != want {
		t.Errorf("digest: got %s, want %s", got, want)
	}
	storetest.Check(t, s)
	_, err = s.Apply(t.Context(), issues(0, 1))
	if !errors.Is(err, store.ErrNoSpace) || !strings.Contains(err.Error(), "it can only be read; make room there") {
		t.Errorf("change: got %v, want ErrNoSpace with what to do", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	fresh := t.TempDir()
	if s, err := badgerstore.Open(fresh, withFree(&free)); !errors.Is(err, store.ErrNoSpace) {
		t.Errorf("new store: got %v, %v, want ErrNoSpace", s, err)
	}

	free = 1 << 30
	s, err = badgerstore.Open(dir, withFree(&free))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Apply(t.Context(), issues(0, 1)); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

// The reserve must be there while a store has changes to write to tables, and go with it.
func TestStore_reserve(t *testing.T) {
	dir := t.TempDir()
	reserve := filepath.Join(dir, "graph", "reserve")
	s, err := badgerstore.Open(dir, small)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Apply(t.Context(), storetest.Example()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(reserve); err != nil {
		t.Errorf("after a change: %v", err)
	}
	// Whoever tries to open the store meanwhile must leave it alone, however little room there is.
	for _, free := range []int64{0, 400 << 10, 1 << 30} {
		if other, err := badgerstore.Open(dir, withFree(&free)); !errors.Is(err, store.ErrLocked) {
			t.Errorf("opened twice with %d bytes free: %v, %v", free, other, err)
		}
		if _, err := os.Stat(reserve); err != nil {
			t.Errorf("after another process tried with %d bytes free: %v", free, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(reserve); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after close: %v, want no file", err)
	}
}
