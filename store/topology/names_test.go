package topology_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// Each node is found by each of its names however they are written, and by nothing else.
func TestTopology_Named(t *testing.T) {
	snap, top := builtExample(t)
	aliases := 0
	for _, kind := range store.Kinds() {
		for _, node := range everyNode(t, snap, kind) {
			n := mustFind(t, top, node.Base().ID)
			hasName := kind != store.KindStatement && kind != store.KindSection && kind != store.KindPassage
			for _, lang := range []store.Lang{store.EN, store.FR} {
				name := strings.ToUpper(node.Label(lang)) + " !"
				if got := slices.Contains(top.Named(name, false), n); got != hasName {
					t.Errorf("Named(%q) finds %s: %t", name, node.Base().ID, got)
				}
			}
			for _, a := range node.Base().Aliases {
				aliases++
				if !slices.Contains(top.Named(a.Text, true), n) {
					t.Errorf("the alias %q does not find %s", a.Text, node.Base().ID)
				}
				if store.SortKey(a.Text) != store.SortKey(node.Label(store.EN)) && store.SortKey(a.Text) != store.SortKey(node.Label(store.FR)) &&
					slices.Contains(top.Named(a.Text, false), n) {
					t.Errorf("the alias %q finds %s as a name", a.Text, node.Base().ID)
				}
			}
		}
	}
	if aliases == 0 {
		t.Error("the example has no alias")
	}
	for _, name := range []string{"", " - ", "nobody of that name"} {
		if got := top.Named(name, false); len(got) > 0 {
			t.Errorf("Named(%q) finds %v", name, got)
		}
	}
}

// Nodes by rank are nodes by sort key, in either language: after a build, from a file, and after following the log, since
// the ranks are among what these make equal.
func TestTopology_NameRank(t *testing.T) {
	_, top := builtExample(t)
	for _, lang := range []store.Lang{store.EN, store.FR} {
		byKey, byRank := make([]topology.Number, top.NodeCount()), make([]topology.Number, top.NodeCount())
		for i := range byKey {
			byKey[i], byRank[i] = topology.Number(i), topology.Number(i)
		}
		slices.SortStableFunc(byKey, func(a, b topology.Number) int { return strings.Compare(top.SortKey(a, lang), top.SortKey(b, lang)) })
		slices.SortStableFunc(byRank, func(a, b topology.Number) int { return cmp.Compare(top.NameRank(a, lang), top.NameRank(b, lang)) })
		if !slices.Equal(byKey, byRank) {
			t.Errorf("in %s the order by rank is not that by key", lang)
		}
		seen := make(map[uint32]bool)
		for _, n := range byKey {
			rank := top.NameRank(n, lang)
			if named := top.SortKey(n, lang) != ""; named != (rank > 0) || seen[rank] && named {
				t.Errorf("%s: rank %d, key %q", top.ID(n), rank, top.SortKey(n, lang))
			}
			seen[rank] = true
		}
	}
}
