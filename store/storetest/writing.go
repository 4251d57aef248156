package storetest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
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

// A snapshot must go on showing its version while others are made.
func testSnapshotIsolation(t *testing.T, open Open) {
	s := begin(t, open, Example())
	v := snapshot(t, s)
	before := Dump(t, v)
	ferries := exampleNode[*store.Statement]("statement:ferries")
	ferries.Voices[0].Voice, ferries.Voices[0].Quantifier = "person:ben", ""
	apply(t, s, put(ferries))
	apply(t, s, store.ChangeSet{Delete: []store.ID{"figure:fare"}})
	if diff := gocmp.Diff(before, Dump(t, v)); diff != "" {
		t.Errorf("the snapshot changed (-before +after):\n%s", diff)
	}
	if v.Version() != 1 || snapshot(t, s).Version() != 3 {
		t.Errorf("versions: got %d and %d, want 1 and 3", v.Version(), snapshot(t, s).Version())
	}
	if before == dump(t, s) {
		t.Error("a new snapshot shows the old graph")
	}
}

// A snapshot must stay readable when the store is closed, until it is closed itself.
func testSnapshotAfterClose(t *testing.T, open Open) {
	s := begin(t, open, Example())
	v, other := snapshot(t, s), snapshot(t, s)
	before := Dump(t, v)
	Check(t, s)
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	other.Close()
	if diff := gocmp.Diff(before, Dump(t, v)); diff != "" {
		t.Errorf("after close (-before +after):\n%s", diff)
	}
	v.Close()
	v.Close()
}

// Every method must return ErrClosed after Close.
func testClosed(t *testing.T, open Open) {
	s := begin(t, open, Example())
	v := snapshot(t, s)
	v.Close()
	for name, err := range readErrors(t.Context(), v) {
		if !errors.Is(err, store.ErrClosed) {
			t.Errorf("snapshot, %s: got %v, want ErrClosed", name, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for name, err := range storeErrors(t.Context(), s) {
		if !errors.Is(err, store.ErrClosed) {
			t.Errorf("store, %s: got %v, want ErrClosed", name, err)
		}
	}
	if _, err := s.Snapshot(); !errors.Is(err, store.ErrClosed) {
		t.Errorf("store, snapshot: got %v, want ErrClosed", err)
	}
}

// Every method must return the context's error when it has ended, and Apply must then change nothing.
func testCanceled(t *testing.T, open Open) {
	s := begin(t, open, Example())
	before := dump(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, err := range readErrors(ctx, snapshot(t, s)) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("snapshot, %s: got %v, want context.Canceled", name, err)
		}
	}
	for name, err := range storeErrors(ctx, s) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("store, %s: got %v, want context.Canceled", name, err)
		}
	}
	if diff := gocmp.Diff(before, dump(t, s)); diff != "" {
		t.Errorf("the store changed (-before +after):\n%s", diff)
	}
}

func readErrors(ctx context.Context, v store.Snapshot) map[string]error {
	errs := make(map[string]error)
	_, errs["node"] = v.Node(ctx, "person:ada")
	_, errs["nodes"] = v.Nodes(ctx, []store.ID{"person:ada"})
	_, errs["list"] = v.List(ctx, store.KindIssue, store.ByID, store.Page{})
	_, errs["neighbors"] = v.Neighbors(ctx, "person:ada", store.EdgeFilter{}, store.Page{})
	_, errs["degree"] = v.Degree(ctx, "person:ada", store.EdgeFilter{})
	_, errs["edges"] = v.Edges(ctx, []store.EdgeKey{{Source: "person:ada", Type: store.Made, Target: "statement:noise"}})
	_, errs["stats"] = v.Stats(ctx)
	return errs
}

func storeErrors(ctx context.Context, s store.Store) map[string]error {
	errs := make(map[string]error)
	_, errs["apply"] = s.Apply(ctx, put(&store.Place{Meta: named("place:pier", "Pier", "", 1)}))
	_, errs["log"] = s.Log(ctx, 0, 0)
	errs["rebuild derived"] = s.RebuildDerived(ctx)
	errs["check"] = s.Check(ctx)
	return errs
}

// Readers and writers at the same time must each see whole versions.
func testConcurrent(t *testing.T, open Open) {
	s := begin(t, open, Example())
	const writers, changes, readers = 3, 8, 3
	var writing, reading sync.WaitGroup
	done := make(chan struct{})
	for w := range writers {
		writing.Go(func() {
			for i := range changes {
				st := hubStatement(fmt.Sprintf("w%d/%d", w, i), "issue:harbour-life", nil)
				if _, err := s.Apply(t.Context(), put(st)); err != nil {
					t.Errorf("apply: %v", err)
				}
			}
		})
	}
	for range readers {
		reading.Go(func() {
			for running := true; running; {
				select {
				case <-done:
					running = false
				default:
				}
				if err := seesWholeVersion(t.Context(), s); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	writing.Wait()
	close(done)
	reading.Wait()
	if v := snapshot(t, s).Version(); v != 1+writers*changes {
		t.Errorf("version: got %d, want %d", v, 1+writers*changes)
	}
}

// seesWholeVersion compares the parts of a graph in which each version after the first has added one statement.
func seesWholeVersion(ctx context.Context, s store.Store) error {
	v, err := s.Snapshot()
	if err != nil {
		return err
	}
	defer v.Close()
	want := int(v.Version()) - 1
	stats, err := v.Stats(ctx)
	if err != nil {
		return err
	}
	raised, err := v.Edges(ctx, []store.EdgeKey{{Source: "person:ada", Type: store.Raised, Target: "issue:harbour-life"}})
	if err != nil {
		return err
	}
	weight := 0
	if raised[0] != nil {
		weight = raised[0].Weight()
	}
	about := store.EdgeFilter{Types: []store.EdgeType{store.About}, Direction: store.In}
	page, err := v.Neighbors(ctx, "issue:harbour-life", about, store.Page{First: store.MaxPage})
	if err != nil {
		return err
	}
	if got := stats.Nodes[store.KindStatement] - 3; got != want || weight != want || len(page.Neighbors) != want {
		return fmt.Errorf("version %d: %d statements counted, weight %d, %d neighbors; want %d", v.Version(), got, weight, len(page.Neighbors), want)
	}
	return nil
}
