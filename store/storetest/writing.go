package storetest

import (
	"errors"
	"fmt"
	"math"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"forumgraph/store"
)

// Apply must tell what it did and make one version of it.
func testApply(t *testing.T, open Open) {
	s := begin(t, open)
	if v := snapshot(t, s).Version(); v != 0 {
		t.Errorf("an empty store has version %d", v)
	}
	n := len(Example().Put)
	if got, want := apply(t, s, Example()), (store.Commit{Version: 1, Added: n}); got != want {
		t.Errorf("the first: got %+v, want %+v", got, want)
	}
	ben := exampleNode[*store.Person]("person:ben")
	ben.Name.EN = "Ben A."
	cs := put(ben, exampleNode[*store.Person]("person:ada"), &store.Place{Meta: named("place:pier", "Pier", "", 1)})
	cs.Delete = []store.ID{"figure:fare"}
	if got, want := apply(t, s, cs), (store.Commit{Version: 2, Added: 1, Changed: 1, Deleted: 1}); got != want {
		t.Errorf("the second: got %+v, want %+v", got, want)
	}
	if v := snapshot(t, s).Version(); v != 2 {
		t.Errorf("version: got %d, want 2", v)
	}
}

// What changes nothing must make no version and no log record.
func testApplyTwice(t *testing.T, open Open) {
	s := begin(t, open, Example())
	before := dump(t, s)
	for _, cs := range []store.ChangeSet{Example(), {}, {Author: "nobody", Reason: "nothing"}} {
		if got, want := apply(t, s, cs), (store.Commit{Version: 1}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if diff := gocmp.Diff(before, dump(t, s)); diff != "" {
		t.Errorf("after applying again (-before +after):\n%s", diff)
	}
	if log, err := s.Log(t.Context(), 1, 0); err != nil || len(log) != 0 {
		t.Errorf("log after version 1: got %d records, %v", len(log), err)
	}
}

// A node that was put must not change when the caller goes on using it.
func testApplyKeepsNoReference(t *testing.T, open Open) {
	cs := Example()
	s := begin(t, open, cs)
	before := dump(t, s)
	for _, n := range cs.Put {
		n.Base().Name.EN = "changed by the caller"
		if len(n.Base().Citations) > 0 {
			n.Base().Citations[0].End = 1
		}
	}
	if diff := gocmp.Diff(before, dump(t, s)); diff != "" {
		t.Errorf("the store follows the caller's copy (-before +after):\n%s", diff)
	}
}

// A change set with a fault must be refused whole, with every problem, and leave graph, log and version as they were.
func testApplyRefuses(t *testing.T, open Open) {
	s := begin(t, open, Example())
	before := dump(t, s)
	good := &store.Place{Meta: named("place:pier", "Pier", "", 1)}
	bad := func(change func(*store.Statement)) *store.Statement {
		st := exampleNode[*store.Statement]("statement:noise")
		change(st)
		return st
	}
	for _, test := range []struct {
		name     string
		cs       store.ChangeSet
		problems int
	}{
		{"unknown reference", put(good, bad(func(s *store.Statement) { s.Issues = []store.ID{"issue:none"} })), 1},
		{"two faults", put(good, bad(func(s *store.Statement) { s.Summary, s.Citations = "", nil })), 2},
		{"delete what is referenced", store.ChangeSet{Put: []store.Node{good}, Delete: []store.ID{"issue:night-noise"}}, 3},
		{"delete what is not there", store.ChangeSet{Put: []store.Node{good}, Delete: []store.ID{"issue:none"}}, 1},
		{"hidden characters", put(good, bad(func(s *store.Statement) { s.Summary = "a\x1b[31m\u202eb" })), 1},
		{"an author with a NUL", store.ChangeSet{Author: "a\x00", Put: []store.Node{good}}, 1},
		{"put twice", put(good, good), 1},
		{"a cycle", put(good, &store.Place{
			Meta: named("place:harbour", "The harbour", "Le port", 1), PartOf: []store.Ref{{ID: "place:north-quay"}},
		}), 1},
	} {
		_, err := s.Apply(t.Context(), test.cs)
		var invalid *store.InvalidError
		if !errors.As(err, &invalid) || !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s: got %v, want an InvalidError", test.name, err)
		} else if len(invalid.Problems) != test.problems {
			t.Errorf("%s: got %d problems, want %d:\n%v", test.name, len(invalid.Problems), test.problems, err)
		}
		if diff := gocmp.Diff(before, dump(t, s)); diff != "" {
			t.Fatalf("%s: the store changed (-before +after):\n%s", test.name, diff)
		}
	}
	if log, err := s.Log(t.Context(), 0, 0); err != nil || len(log) != 1 {
		t.Errorf("log: got %d records, %v; want 1", len(log), err)
	}
}

// Expect must let a change through only at the version it was made for.
func testApplyExpects(t *testing.T, open Open) {
	s := begin(t, open, Example())
	for _, version := range []uint64{0, 2, math.MaxUint64} {
		cs := put(&store.Place{Meta: named("place:pier", "Pier", "", 1)})
		cs.Expect = &version
		if _, err := s.Apply(t.Context(), cs); !errors.Is(err, store.ErrConflict) {
			t.Errorf("expecting %d: got %v, want ErrConflict", version, err)
		}
	}
	one := uint64(1)
	cs := put(&store.Place{Meta: named("place:pier", "Pier", "", 1)})
	cs.Expect = &one
	if got := apply(t, s, cs); got.Version != 2 {
		t.Errorf("expecting 1: got %+v", got)
	}
}

// A delete must take the node out of every index, and its ID may be used again.
func testApplyDeletes(t *testing.T, open Open) {
	s := begin(t, open, Example())
	before := dump(t, s)
	cs := store.ChangeSet{Delete: []store.ID{"statement:noise", "statement:ferries", "statement:fares", "statement:noise"}}
	if got := apply(t, s, cs); got.Deleted != 3 {
		t.Errorf("got %+v, want 3 deleted", got)
	}
	Check(t, s)
	v := snapshot(t, s)
	if _, err := v.Node(t.Context(), "statement:noise"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("deleted node: got %v, want ErrNotFound", err)
	}
	for _, typ := range store.DerivedTypes() {
		if stats, err := v.Stats(t.Context()); err != nil || stats.Edges[typ] != 0 {
			t.Errorf("%s edges without statements: got %d, %v", typ, stats.Edges[typ], err)
		}
	}
	apply(t, s, Example())
	if diff := gocmp.Diff(before, dump(t, s)); diff != "" {
		t.Errorf("put back (-before +after):\n%s", diff)
	}
	var all []store.ID
	for _, n := range Example().Put {
		all = append(all, n.Base().ID)
	}
	apply(t, s, store.ChangeSet{Delete: all})
	if got := dump(t, s); got != dump(t, begin(t, open)) {
		t.Errorf("everything is deleted, and left is:\n%s", got)
	}
}

// Log must return what was applied, without what did not change, in parts of any size.
func testLog(t *testing.T, open Open) {
	s := begin(t, open, Example())
	when := time.Date(2026, 5, 6, 7, 8, 9, 10, time.FixedZone("", 3600))
	var want []store.LogRecord
	for i := range 5 {
		pier := &store.Place{Meta: named("place:pier", fmt.Sprintf("Pier %d", i), "", 1)}
		apply(t, s, store.ChangeSet{Author: "a", Time: when, Reason: "r", Put: []store.Node{pier, exampleNode[*store.Person]("person:ben")}})
		want = append(want, store.LogRecord{Version: uint64(i + 2), Author: "a", Time: when.UTC(), Reason: "r", Put: []store.Node{pier}})
	}
	apply(t, s, store.ChangeSet{Delete: []store.ID{"place:pier"}})
	want = append(want, store.LogRecord{Version: 7, Time: time.Time{}, Delete: []store.ID{"place:pier"}})
	for limit := 1; limit <= 7; limit++ {
		var got []store.LogRecord
		for after := uint64(1); ; {
			part, err := s.Log(t.Context(), after, limit)
			if err != nil {
				t.Fatal(err)
			}
			if len(part) == 0 {
				break
			}
			got = append(got, part...)
			after = part[len(part)-1].Version
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("in parts of %d (-want +got):\n%s", limit, diff)
		}
	}
	for _, after := range []uint64{7, 8, math.MaxUint64} {
		if got, err := s.Log(t.Context(), after, 0); err != nil || len(got) != 0 {
			t.Errorf("after %d: got %d records, %v", after, len(got), err)
		}
	}
	for _, limit := range []int{0, -1, 5000} {
		if got, err := s.Log(t.Context(), 0, limit); err != nil || len(got) != 7 {
			t.Errorf("limit %d: got %d records, %v; want 7", limit, len(got), err)
		}
	}
}

// Applying the log to an empty store must give an equal one.
func testLogReplay(t *testing.T, open Open) {
	s := begin(t, open, Example())
	ada := exampleNode[*store.Person]("person:ada")
	ada.Affiliations = nil
	apply(t, s, put(ada))
	apply(t, s, store.ChangeSet{Delete: []store.ID{"statement:ferries"}})
	apply(t, s, Example())

	log, err := s.Log(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	other := begin(t, open)
	for _, rec := range log {
		version := rec.Version - 1
		done := apply(t, other, store.ChangeSet{
			Author: rec.Author, Time: rec.Time, Reason: rec.Reason, Expect: &version, Put: rec.Put, Delete: rec.Delete,
		})
		if done.Version != rec.Version {
			t.Errorf("replayed version: got %d, want %d", done.Version, rec.Version)
		}
	}
	if diff := gocmp.Diff(dump(t, s), dump(t, other)); diff != "" {
		t.Errorf("replayed graph (-want +got):\n%s", diff)
	}
	again, err := other.Log(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(log, again); diff != "" {
		t.Errorf("replayed log (-want +got):\n%s", diff)
	}
}
