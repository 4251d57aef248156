package topology_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/topology"
)

// Passages without an order are still those of their source, first and by ID, also after a change.
func TestTopology_InSource_withoutOrder(t *testing.T) {
	st := memstore.New()
	t.Cleanup(func() { _ = st.Close() })
	var put []store.Node
	for _, source := range []string{"a", "b"} {
		put = append(put,
			&store.Source{Meta: store.Meta{ID: store.NewID(store.KindSource, source), Name: store.Text{EN: source}}, Length: 10, SHA256: store.HashOf(source)},
			&store.Section{Meta: store.Meta{ID: store.NewID(store.KindSection, source+"/1"), Name: store.Text{EN: source}}, Source: store.NewID(store.KindSource, source), Path: "1"})
		for _, path := range []string{"2", "1"} {
			text := source + path
			put = append(put, &store.Passage{
				Meta: store.Meta{ID: store.NewID(store.KindPassage, source+"/1/"+path)}, Source: store.NewID(store.KindSource, source),
				Section: store.NewID(store.KindSection, source+"/1"), Path: "1/" + path, Kind: store.PassageItem,
				Ranges: []store.Range{{Start: 0, End: len(text)}}, Length: len(text), SHA256: store.HashOf(text),
			})
		}
	}
	apply := func(nodes ...store.Node) (store.Snapshot, *topology.Topology) {
		t.Helper()
		if _, err := st.Apply(t.Context(), store.ChangeSet{Author: "tester", Time: time.Unix(0, 0), Reason: "test", Put: nodes}); err != nil {
			t.Fatal(err)
		}
		snap, err := st.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(snap.Close)
		top, err := topology.Build(t.Context(), snap)
		if err != nil {
			t.Fatal(err)
		}
		return snap, top
	}
	passages := func(top *topology.Topology, source store.ID) (ids []store.ID) {
		n, _ := top.Find(source)
		for _, p := range top.InSource(store.KindPassage, n) {
			ids = append(ids, top.ID(p))
		}
		return ids
	}
	_, built := apply(put...)
	// A person comes before the sources, so that all numbers behind it change.
	snap, again := apply(&store.Person{Meta: store.Meta{ID: "person:a", Name: store.Text{EN: "A"}, Citations: []store.Citation{{Passage: "passage:a/1/1", Start: 0, End: 2, SHA256: store.HashOf("a1")}}}})
	records, err := st.Log(t.Context(), built.Version(), 0)
	if err != nil {
		t.Fatal(err)
	}
	followed, err := built.Follow(t.Context(), records, snap)
	if err != nil {
		t.Fatal(err)
	}
	for name, top := range map[string]*topology.Topology{"built": built, "built again": again, "followed": followed} {
		for _, source := range []store.ID{"source:a", "source:b"} {
			want := []store.ID{store.ID("passage:" + source.Slug() + "/1/1"), store.ID("passage:" + source.Slug() + "/1/2")}
			if diff := cmp.Diff(want, passages(top, source)); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", name, source, diff)
			}
		}
	}
}

// FindAll finds what Find finds, whatever lies between.
func TestTopology_FindAll(t *testing.T) {
	_, top := builtExample(t)
	var all []store.ID
	for _, kind := range store.Kinds() {
		for n := range top.Of(kind) {
			all = append(all, top.ID(n), top.ID(n)+"!")
		}
	}
	slices.Sort(all)
	for from := range all {
		for step := 1; step < 9; step++ {
			var ids []store.ID
			var want []topology.Number
			for i := from; i < len(all); i += step {
				ids = append(ids, all[i])
				if n, ok := top.Find(all[i]); ok {
					want = append(want, n)
				}
			}
			if diff := cmp.Diff(want, top.FindAll(ids).List()); diff != "" && len(want) > 0 {
				t.Fatalf("from %d by %d (-want +got):\n%s", from, step, diff)
			}
		}
	}
}
