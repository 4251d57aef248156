package topology_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// Nodes are the same whether they are listed or in a set, and so is what is chosen from them.
func TestNodes(t *testing.T) {
	_, top := builtExample(t)
	rapid.Check(t, func(t *rapid.T) {
		set, other := top.NewSet(), top.NewSet()
		for _, s := range []topology.Set{set, other} {
			for _, n := range rapid.SliceOf(rapid.IntRange(0, top.NodeCount()-1)).Draw(t, "nodes") {
				s.Add(topology.Number(n))
			}
		}
		kinds := rapid.SliceOfN(rapid.SampledFrom(store.Kinds()), 1, 4).Draw(t, "kinds")
		all := slices.Collect(set.All())
		within := slices.DeleteFunc(slices.Clone(all), func(n topology.Number) bool { return !other.Has(n) })
		ofKinds := slices.DeleteFunc(slices.Clone(all), func(n topology.Number) bool { return !slices.Contains(kinds, top.Kind(n)) })
		for name, nodes := range map[string]topology.Nodes{"listed": topology.Listed(all), "set": set.Nodes()} {
			for what, of := range map[string]struct {
				want []topology.Number
				got  topology.Nodes
			}{
				"all":     {all, nodes},
				"within":  {within, nodes.Within(other)},
				"ofKinds": {ofKinds, top.OfKinds(nodes, kinds...)},
				"set":     {all, top.SetOfNodes(nodes).Nodes()},
			} {
				if diff := cmp.Diff(of.want, slices.Collect(of.got.All()), cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("%s, %s of %v: %s", name, what, kinds, diff)
				}
				if diff := cmp.Diff(of.want, of.got.List(), cmpopts.EquateEmpty()); diff != "" || of.got.Len() != len(of.want) {
					t.Fatalf("%s, %s as a list of %d: %s", name, what, of.got.Len(), diff)
				}
			}
		}
	})
}

// The set of kinds holds their nodes and no others, wherever their ranges begin and end in its words.
func TestTopology_SetOf(t *testing.T) {
	_, top := builtExample(t)
	rapid.Check(t, func(t *rapid.T) {
		kinds := rapid.SliceOf(rapid.SampledFrom(store.Kinds())).Draw(t, "kinds")
		var want []topology.Number
		for n := range topology.Number(top.NodeCount()) {
			if slices.Contains(kinds, top.Kind(n)) {
				want = append(want, n)
			}
		}
		if diff := cmp.Diff(want, slices.Collect(top.SetOf(kinds...).All()), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%v: %s", kinds, diff)
		}
	})
}
