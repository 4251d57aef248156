package topology

import (
	"cmp"
	"errors"
	"slices"
	"testing"

	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/storetest"
)

// loadWatch is a store.LoadWatcher that builds a topology.
type loadWatch struct {
	*Builder
	version uint64
}

func (w *loadWatch) Begin(version uint64, nodes int) {
	w.Builder, w.version = NewBuilder(nodes), version
}
func (w *loadWatch) Written() {}

// A topology that is built while a graph is loaded is the one that is built of the graph, and a Latest that is given it keeps
// it and writes it to the file.
func TestBuilder(t *testing.T) {
	st, err := badgerstore.Open(t.TempDir(), badgerstore.Options{MaxChangeBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	crowd := storetest.Crowd(3000, 1)
	w := new(loadWatch)
	_, err = st.Load(t.Context(), store.Load{Watcher: w, Records: func(yield func(store.Record, error) bool) {
		for i, n := range crowd.Put {
			line, err := store.EncodeJSON(n)
			if !yield(store.Record{Line: i + 2, JSON: line}, err) {
				return
			}
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	snap, err := st.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	want, err := Build(t.Context(), snap)
	if err != nil {
		t.Fatal(err)
	}
	got, err := w.Topology(w.version)
	if err != nil {
		t.Fatal(err)
	}
	if diff := diff(want, got); diff != "" {
		t.Errorf("(-of the graph +of the load):\n%.2000s", diff)
	}

	file := t.TempDir() + "/topology"
	latest := OpenLatest(st, LatestOptions{File: file})
	latest.Keep(got)
	kept, err := latest.Of(t.Context(), snap)
	if err != nil {
		t.Fatal(err)
	}
	if kept != got {
		t.Error("Of does not return what was kept")
	}
	latest.Close()
	latest = OpenLatest(st, LatestOptions{File: file})
	defer latest.Close()
	read, err := latest.Of(t.Context(), snap)
	if err != nil {
		t.Fatal(err)
	}
	if diff := diff(want, read); diff != "" {
		t.Errorf("(-of the graph +of the file):\n%.2000s", diff)
	}
}

// A builder that is not told of a whole graph must say so.
func TestBuilder_part(t *testing.T) {
	nodes := storetest.Example().Put
	slices.SortFunc(nodes, func(a, b store.Node) int { return cmp.Compare(a.Base().ID, b.Base().ID) })
	run := store.EndRun{Node: 1, Type: store.PartOf, Ends: []store.End{{Other: 2, Weight: 1}}}
	for name, tell := range map[string]func(*Builder){
		"a node missing": func(b *Builder) { b.Nodes(1, nodes[:len(nodes)-1]) },
		"an end missing": func(b *Builder) {
			b.Nodes(1, nodes)
			run := run
			run.Direction = store.Out
			b.Ends(run)
		},
		"an unknown type": func(b *Builder) {
			b.Nodes(1, nodes)
			run := run
			run.Type = "KNOWS"
			b.Ends(run)
		},
		"a node that is not there": func(b *Builder) {
			b.Nodes(1, nodes)
			b.Ends(store.EndRun{Node: 1, Type: store.PartOf, Direction: store.Out, Ends: []store.End{{Other: 999, Weight: 1}, {Other: 2, Weight: 1}}})
		},
	} {
		b := NewBuilder(len(nodes))
		tell(b)
		if _, err := b.Topology(1); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%s: %v, want %v", name, err, store.ErrCorrupt)
		}
	}
}
