package topology_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
)

// builtExample returns the small example graph and its topology.
func builtExample(t *testing.T) (store.Snapshot, *topology.Topology) {
	t.Helper()
	return built(t, storetest.Example())
}

func built(t *testing.T, cs store.ChangeSet) (store.Snapshot, *topology.Topology) {
	t.Helper()
	st := memstore.New()
	t.Cleanup(func() { _ = st.Close() })
	if _, err := st.Apply(t.Context(), cs); err != nil {
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

func everyNode(t *testing.T, snap store.Snapshot, kind store.Kind) []store.Node {
	t.Helper()
	var all []store.Node
	for n, err := range snap.AllOf(t.Context(), kind) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, n)
	}
	return all
}

// Names that agree as far as a sort key goes rank by ID, whatever follows.
func TestTopology_NameRank_longNames(t *testing.T) {
	cs := storetest.Example()
	long := strings.Repeat("Très long nom ", 21) // 294 of the 300 characters that a name may have
	ids := []store.ID{"issue:long-0", "issue:long-1", "issue:long-2"}
	for i, id := range ids {
		cs.Put = append(cs.Put, &store.Issue{Meta: store.Meta{ID: id, Name: store.Text{EN: long + string(rune('z'-i))}, Citations: storetest.Cite(1)}})
	}
	_, top := built(t, cs)
	for i := range ids[1:] {
		before, after := mustFind(t, top, ids[i]), mustFind(t, top, ids[i+1])
		for _, lang := range []store.Lang{store.EN, store.FR} {
			if a, b := top.NameRank(before, lang), top.NameRank(after, lang); a == 0 || a >= b {
				t.Errorf("%s: %s has rank %d, %s has %d", lang, ids[i], a, ids[i+1], b)
			}
		}
	}
}

// everyCiting returns the nodes that cite a passage.
func everyCiting(t *testing.T, snap store.Snapshot, passage store.ID) (citing []store.ID) {
	t.Helper()
	neighbors, err := snap.Neighbors(t.Context(), passage)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range neighbors {
		if n.Type == store.Cites && n.Direction == store.In {
			citing = append(citing, n.ID)
		}
	}
	return citing
}

// A kind comes in the order of its records: sessions by their place in the event, passages and sections by that in the document.
func TestTopology_InOrder(t *testing.T) {
	snap, top := builtExample(t)
	for _, kind := range store.Kinds() {
		all := everyNode(t, snap, kind)
		slices.SortStableFunc(all, func(a, b store.Node) int { return placeOf(a) - placeOf(b) })
		var want, got []store.ID
		for _, n := range all {
			want = append(want, n.Base().ID)
		}
		for _, n := range top.InOrder(kind) {
			got = append(got, top.ID(n))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", kind, diff)
		}
	}
}

// placeOf returns the place of a node in its event or its document, of which the example has one each.
func placeOf(n store.Node) int {
	switch n := n.(type) {
	case *store.Session:
		return n.Order
	case *store.Section:
		return n.Order
	case *store.Passage:
		return n.Order
	}
	return 0
}

// The columns say of each node what its record says: sort keys in both languages, a statement's words, and the earliest
// citation.
func TestTopology_Columns(t *testing.T) {
	snap, top := builtExample(t)
	passages := map[store.ID]*store.Passage{}
	for _, n := range everyNode(t, snap, store.KindPassage) {
		passages[n.Base().ID] = n.(*store.Passage)
	}
	seen := 0
	for _, kind := range store.Kinds() {
		nodes := everyNode(t, snap, kind)
		if got := top.Count(kind); got != len(nodes) {
			t.Errorf("Count(%s) = %d, want %d", kind, got, len(nodes))
		}
		numbers := slices.Collect(top.Of(kind))
		for i, node := range nodes {
			n, ok := top.Find(node.Base().ID)
			if !ok || numbers[i] != n || top.ID(n) != node.Base().ID || top.Kind(n) != kind {
				t.Fatalf("%s is not the node at its number", node.Base().ID)
			}
			if s, ok := node.(*store.Session); ok {
				if event, order := top.EventOrder(n); order != s.Order || !top.IsRoot(event) || s.Parent == "" && event != n {
					t.Errorf("%s is at place %d of %s", s.ID, order, top.ID(event))
				}
			}
			if p, ok := node.(*store.Passage); ok {
				var citing []store.Kind
				for _, by := range everyCiting(t, snap, p.ID) {
					citing = append(citing, by.Kind())
				}
				var want store.Coverage
				want.Add(p, citing, 1)
				if got := top.Covered().Has(n); got != (want.Cited == 1) || top.SetAside(n) != (p.SetAside != nil) {
					t.Errorf("%s: covered %t, set aside %t; want %+v", p.ID, got, top.SetAside(n), want)
				}
			}
			if s, ok := node.(*store.Section); ok {
				source, _ := top.Find(s.Source)
				if got, want := top.CitedAt(n), (topology.CitedAt{Source: source, Order: uint32(s.Order)}); got != want {
					t.Errorf("%s is at %+v, want %+v", s.ID, got, want)
				}
				continue
			}
			place := top.CitedAt(n)
			for _, c := range node.Base().Citations {
				seen++
				p := passages[c.Passage]
				if cited := (topology.CitedAt{Source: mustFind(t, top, p.Source), Order: uint32(p.Order), Start: uint32(c.Start)}); cited.Compare(place) < 0 {
					t.Errorf("%s: place %v, but it cites %v", node.Base().ID, place, cited)
				}
			}
			s, isStatement := node.(*store.Statement)
			if !isStatement {
				if kind != store.KindPassage && kind != store.KindSection {
					for _, lang := range []store.Lang{store.EN, store.FR} {
						if got, want := top.SortKey(n, lang), store.SortKey(node.Label(lang)); got != want {
							t.Errorf("SortKey(%s, %s) = %q, want %q", node.Base().ID, lang, got, want)
						}
					}
				}
				continue
			}
			if top.StatementKind(n) != s.Kind || top.Review(n) != s.Review {
				t.Errorf("%s: %s %s, want %s %s", s.ID, top.StatementKind(n), top.Review(n), s.Kind, s.Review)
			}
			for _, q := range store.Quantifiers() {
				want := slices.ContainsFunc(s.Voices, func(v store.StatementVoice) bool { return v.Quantifier == q })
				if got := top.HasQuantifier(n, q); got != want {
					t.Errorf("HasQuantifier(%s, %s) = %t", s.ID, q, got)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("the example cites nothing")
	}
}

func mustFind(t *testing.T, top *topology.Topology, id store.ID) topology.Number {
	t.Helper()
	n, ok := top.Find(id)
	if !ok {
		t.Fatalf("%s is not in the topology", id)
	}
	return n
}

// Places order by source, passage and span; what cites nothing comes last.
func TestPlace_Compare(t *testing.T) {
	ordered := []topology.CitedAt{{1, 1, 0}, {1, 1, 9}, {1, 2, 0}, {2, 1, 0}, {}}
	shuffled := []topology.CitedAt{ordered[4], ordered[2], ordered[0], ordered[3], ordered[1]}
	slices.SortFunc(shuffled, topology.CitedAt.Compare)
	if diff := cmp.Diff(ordered, shuffled); diff != "" {
		t.Error(diff)
	}
}

// The ends of a type and a direction are those that the snapshot lists.
func TestTopology_Ends(t *testing.T) {
	snap, top := builtExample(t)
	for _, kind := range store.Kinds() {
		for _, node := range everyNode(t, snap, kind) {
			id := node.Base().ID
			neighbors, err := snap.Neighbors(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			for _, typ := range store.EdgeTypes() {
				for _, direction := range []store.Direction{store.Out, store.In} {
					var want, got []store.Neighbor
					for _, n := range neighbors {
						if n.Type == typ && n.Direction == direction {
							want = append(want, n)
						}
					}
					ends := top.Ends(mustFind(t, top, id), typ, direction)
					for i := range ends.Len() {
						if ends.Node(i) != ends.Nodes()[i] {
							t.Fatal("Node and Nodes differ")
						}
						got = append(got, store.Neighbor{ID: top.ID(ends.Node(i)), Type: typ, Direction: direction, Weight: ends.Weight(i), Stance: ends.Stance(i)})
					}
					if diff := cmp.Diff(want, got); diff != "" {
						t.Errorf("%s %s %d: %s", id, typ, direction, diff)
					}
				}
			}
		}
	}
	if ends := top.Ends(0, "NO_SUCH_TYPE", store.Out); ends.Len() != 0 {
		t.Error("an unknown type has ends")
	}
}

// A set does what sets of numbers do.
func TestSet(t *testing.T) {
	_, top := builtExample(t)
	a, b := top.SetOf(store.KindIssue, store.KindStatement), top.SetOf(store.KindStatement, store.KindPerson)
	if got, want := a.Len(), top.Count(store.KindIssue)+top.Count(store.KindStatement); got != want {
		t.Errorf("Len = %d, want %d", got, want)
	}
	for name, c := range map[string]struct {
		do   func(topology.Set, topology.Set)
		want topology.Set
	}{
		"intersect": {topology.Set.Intersect, top.SetOf(store.KindStatement)},
		"unite":     {topology.Set.Unite, top.SetOf(store.KindIssue, store.KindStatement, store.KindPerson)},
		"subtract":  {topology.Set.Subtract, top.SetOf(store.KindIssue)},
	} {
		got := slices.Clone(a)
		c.do(got, b)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	all := slices.Collect(a.All())
	if !slices.IsSorted(all) || len(all) != a.Len() {
		t.Error("All is not the set in order")
	}
	a.Remove(all[0])
	if a.Has(all[0]) || !a.Has(all[1]) {
		t.Error("Remove took another node")
	}
}
