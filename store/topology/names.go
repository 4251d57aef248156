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

// Named returns the nodes with a name, ascending: one that agrees with name but for case, accents and punctuation. Names
// are labels in either language or, with alias, aliases in any. Statements, sections and passages have none.
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
