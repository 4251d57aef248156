package topology

import (
	"context"
	"errors"
	"testing"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

// A graph gives one topology, whatever order an engine keeps it in.
func TestBuild_engines(t *testing.T) {
	for name, change := range map[string]store.ChangeSet{"empty": {}, "example": storetest.Example(), "crowd": storetest.Crowd(1000, 1)} {
		t.Run(name, func(t *testing.T) {
			onDisk, err := badgerstore.Open(t.TempDir(), badgerstore.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []*Topology
			for _, st := range []store.Store{memstore.New(), onDisk} {
				defer func() { _ = st.Close() }()
				if _, err := st.Apply(t.Context(), change); err != nil {
					t.Fatal(err)
				}
				got = append(got, built(t, t, st))
			}
			if d := diff(got[0], got[1]); d != "" {
				t.Errorf("(-in memory +on disk):\n%.2000s", d)
			}
		})
	}
}

// scanOf is a scan that a test writes down.
type scanOf struct {
	store.Snapshot
	numbers []uint64
	nodes   []store.Node
	runs    []store.EndRun
	edges   int
}

func (s scanOf) Version() uint64 { return 1 }

func (s scanOf) Stats(context.Context) (store.Stats, error) {
	return store.Stats{Nodes: map[store.Kind]int{store.KindIssue: len(s.nodes)}, Edges: map[store.EdgeType]int{store.Related: s.edges}}, nil
}

func (s scanOf) ScanNodes(_ context.Context, f func(uint64, store.Node) error) error {
	for i, n := range s.nodes {
		if err := f(s.numbers[i], n); err != nil {
			return err
		}
	}
	return nil
}

func (s scanOf) ScanEnds(_ context.Context, f func(store.EndRun) error) error {
	for _, run := range s.runs {
		if err := f(run); err != nil {
			return err
		}
	}
	return nil
}

func issues(ids ...store.ID) []store.Node {
	var nodes []store.Node
	for _, id := range ids {
		nodes = append(nodes, &store.Issue{Meta: store.Meta{ID: id}})
	}
	return nodes
}

// A scan that contradicts itself or the snapshot's counts is damage; numbers far apart and ends out of order are not.
func TestBuild_scan_refuses(t *testing.T) {
	related := func(node uint64, d store.Direction, others ...uint64) store.EndRun {
		run := store.EndRun{Node: node, Type: store.Related, Direction: d}
		for _, other := range others {
			run.Ends = append(run.Ends, store.End{Other: other, Weight: 1})
		}
		return run
	}
	sound := []store.EndRun{related(3, store.In, 9), related(9, store.Out, 3)}
	for name, test := range map[string]struct {
		scan scanOf
		want string
	}{
		"sound":      {scanOf{numbers: []uint64{3, 9}, nodes: issues("issue:b", "issue:a"), runs: sound, edges: 1}, ""},
		"far apart":  {scanOf{numbers: []uint64{3, 1 << 30}, nodes: issues("issue:b", "issue:a"), runs: []store.EndRun{related(3, store.In, 1<<30), related(1<<30, store.Out, 3)}, edges: 1}, ""},
		"in first":   {scanOf{numbers: []uint64{3, 9}, nodes: issues("issue:b", "issue:a"), runs: []store.EndRun{related(3, store.In, 9), related(3, store.Out, 9), related(9, store.Out, 3), related(9, store.In, 3)}, edges: 2}, ""},
		"descending": {scanOf{numbers: []uint64{9, 3}, nodes: issues("issue:b", "issue:a")}, "build topology: node number 3 after 9: store is damaged"},
		"twice":      {scanOf{numbers: []uint64{3, 9}, nodes: issues("issue:a", "issue:a")}, "build topology: issue:a was read twice: store is damaged"},
		"too few":    {scanOf{numbers: []uint64{3, 9}, nodes: issues("issue:b", "issue:a"), runs: sound, edges: 2}, "build topology: 2 edge ends, and the snapshot counts 2 edges: store is damaged"},
		"no such node": {scanOf{numbers: []uint64{3, 9}, nodes: issues("issue:b", "issue:a"), runs: []store.EndRun{related(3, store.In, 9), related(8, store.Out, 3)}, edges: 1},
			"build topology: edges of node number 8, which is not stored: store is damaged"},
		"no such neighbor": {scanOf{numbers: []uint64{3, 9}, nodes: issues("issue:b", "issue:a"), runs: []store.EndRun{related(3, store.In, 8), related(9, store.Out, 3)}, edges: 1},
			"build topology: neighbors of issue:b: node number 8 is not stored: store is damaged"},
		"two places": {scanOf{numbers: []uint64{3, 9}, nodes: issues("issue:b", "issue:a"), runs: []store.EndRun{related(3, store.In, 9), related(9, store.Out, 3), related(3, store.Out, 9), related(9, store.In, 3)}, edges: 2},
			"build topology: the edges of issue:b come in two places: store is damaged"},
		"unknown type": {scanOf{numbers: []uint64{3, 9}, nodes: issues("issue:b", "issue:a"), runs: []store.EndRun{{Node: 3, Type: "LIKES"}}, edges: 1},
			`build topology: edges of node number 3: edge type "LIKES": store is damaged`},
		"unknown stance": {scanOf{numbers: []uint64{3, 9}, nodes: issues("issue:b", "issue:a"), edges: 1,
			runs: []store.EndRun{{Node: 3, Type: store.Related, Direction: store.In, Ends: []store.End{{Other: 9, Stance: "LUKEWARM"}}}}},
			`build topology: edges of node number 3: stance "LUKEWARM": store is damaged`},
		"huge number": {scanOf{numbers: []uint64{3, 9}, nodes: issues("issue:b", "issue:a"), runs: []store.EndRun{related(3, store.In, 1<<40)}, edges: 1},
			"build topology: edges of node number 3: no node has number 1099511627776: store is damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			top, err := Build(t.Context(), test.scan)
			if test.want != "" {
				if err == nil || err.Error() != test.want || !errors.Is(err, store.ErrCorrupt) {
					t.Errorf("got %v, want %s", err, test.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for n := range Number(2) {
				for end := top.first[n]; end+1 < top.first[n+1]; end++ {
					if top.endColumns.compare(end, end+1) >= 0 {
						t.Errorf("ends of %s are out of order", top.ID(n))
					}
				}
			}
		})
	}
}
