package storetest

import (
	"context"
	"errors"
	"testing"

	"forumgraph/store"
)

// Open makes an empty store of the engine under test. It need not close it.
type Open func(t testing.TB) store.Store

// Run tests every promise of package store's Store and Snapshot on one engine.
func Run(t *testing.T, open Open) {
	for _, test := range []struct {
		name string
		run  func(t *testing.T, open Open)
	}{
		{"Node", testNode},
		{"Nodes", testNodes},
		{"AllOf", testAllOf},
		{"Neighbors", testNeighbors},
		{"Scan", testScan},
		{"Hub", testHub},
		{"Edges", testEdges},
		{"Stats", testStats},
		{"Coverage", testCoverage},
		{"Apply", testApply},
		{"Apply_twice", testApplyTwice},
		{"Apply_keeps_no_reference", testApplyKeepsNoReference},
		{"Apply_refuses", testApplyRefuses},
		{"Apply_expects", testApplyExpects},
		{"Apply_deletes", testApplyDeletes},
		{"Derived", testDerived},
		{"RebuildDerived", testRebuildDerived},
		{"Log", testLog},
		{"Log_replay", testLogReplay},
		{"Snapshot_isolation", testSnapshotIsolation},
		{"Snapshot_after_close", testSnapshotAfterClose},
		{"Closed", testClosed},
		{"Canceled", testCanceled},
		{"Concurrent", testConcurrent},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open) })
	}
}

// Check fails the test if the store breaks its own rules.
func Check(t testing.TB, s store.Store) {
	t.Helper()
	if err := s.Check(t.Context()); err != nil {
		t.Errorf("check: %v", err)
	}
}

// begin opens a store that holds the change sets, and checks and closes it when the test ends.
func begin(t testing.TB, open Open, sets ...store.ChangeSet) store.Store {
	t.Helper()
	s := open(t)
	t.Cleanup(func() {
		// The test's context has ended by now.
		if err := s.Check(context.Background()); err != nil && !errors.Is(err, store.ErrClosed) {
			t.Errorf("check: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	for _, cs := range sets {
		apply(t, s, cs)
	}
	return s
}

func apply(t testing.TB, s store.Store, cs store.ChangeSet) store.Commit {
	t.Helper()
	done, err := s.Apply(t.Context(), cs)
	if err != nil {
		t.Fatalf("apply: %v", err)
	}
	return done
}

// snapshot returns a view that is closed when the test ends.
func snapshot(t testing.TB, s store.Store) store.Snapshot {
	t.Helper()
	v, err := s.Snapshot()
	if err != nil {
		t.Fatalf("snapshot: %v", err)
	}
	t.Cleanup(v.Close)
	return v
}

// dump returns what the store holds now.
func dump(t testing.TB, s store.Store) string {
	t.Helper()
	v := snapshot(t, s)
	defer v.Close()
	return Dump(t, v)
}

// put returns a change set of nodes.
func put(nodes ...store.Node) store.ChangeSet {
	return store.ChangeSet{Author: "tester", Reason: "a test", Put: nodes}
}

// exampleNode returns a node of the example graph that may be changed.
func exampleNode[T store.Node](id store.ID) T {
	for _, n := range Example().Put {
		if n.Base().ID == id {
			return n.(T)
		}
	}
	panic("no node " + string(id) + " in the example graph")
}
