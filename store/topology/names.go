package topology

import (
	"cmp"
	"slices"
	"strings"

	"forumgraph/store"
)

// named is one name of a node, by its [store.SortKey].
type named struct {
	key   string
	node  Number
	alias bool
}

func (a named) compare(b named) int {
	order := cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.node, b.node))
	if order == 0 && a.alias != b.alias {
		order = -1
		if a.alias {
			order = 1
		}
	}
	return order
}

// Named returns the nodes with a name, ascending. Names are equal if they differ only in case, accents and punctuation.
// They are labels in either language or, with alias, aliases in any. Statements, sections and passages have none.
func (t *Topology) Named(name string, alias bool) []Number {
	key := store.SortKey(name)
	if key == "" {
		return nil
	}
	all := t.columns.lookup
	from, _ := slices.BinarySearchFunc(all, key, func(n named, key string) int { return strings.Compare(n.key, key) })
	var found []Number
	for ; from < len(all) && all[from].key == key; from++ {
		if n := all[from]; n.alias == alias && !slices.Contains(found, n.node) {
			found = append(found, n.node)
		}
	}
	return found
}

// NameRank returns the rank of node n among all nodes by the sort key of its label, ties by number: a node with a
// smaller rank comes first. Nodes whose [Topology.SortKey] is empty have rank 0; all other ranks are distinct.
//
// Comparing ranks replaces comparing keys, at a fraction of the cost, because the keys are scattered in memory.
func (t *Topology) NameRank(n Number, lang store.Lang) uint32 {
	if lang == store.FR {
		return t.columns.rankFR[n]
	}
	return t.columns.rankEN[n]
}

// rankNames fills the ranks from the names and the lookup, which is already in order: a label's rank is its index there
// plus 1.
func (t *Topology) rankNames() {
	en, fr := make([]uint32, len(t.ids)), make([]uint32, len(t.ids))
	for i, name := range t.columns.lookup {
		if name.alias {
			continue
		}
		if t.SortKey(name.node, store.EN) == name.key {
			en[name.node] = uint32(i) + 1
		}
		if t.SortKey(name.node, store.FR) == name.key {
			fr[name.node] = uint32(i) + 1
		}
	}
	t.columns.rankEN, t.columns.rankFR = en, fr
}
