package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"forumgraph/store"
)

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
	for _, kind := range []store.Kind{store.KindIssue, store.KindInitiative, "GHOST"} {
		name := "all of " + string(kind)
		errs[name] = nil
		for _, err := range v.AllOf(ctx, kind) {
			errs[name] = err
		}
	}
	_, errs["neighbors"] = v.Neighbors(ctx, "person:ada")
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
	neighbors, err := v.Neighbors(ctx, "issue:harbour-life")
	if err != nil {
		return err
	}
	about := 0
	for _, n := range neighbors {
		if n.Type == store.About && n.Direction == store.In {
			about++
		}
	}
	if got := stats.Nodes[store.KindStatement] - 3; got != want || weight != want || about != want {
		return fmt.Errorf("version %d: %d statements counted, weight %d, %d neighbors; want %d", v.Version(), got, weight, about, want)
	}
	return nil
}
