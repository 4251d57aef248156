package seed

import (
	"fmt"

	"forumgraph/store"
)

// relatedInHierarchy finds issues that are related to one that is already broader or narrower, at any distance: SKOS
// keeps the two apart. Loading checks that BROADER has no cycles.
func relatedInHierarchy(d *Dataset) []Finding {
	broader := make(map[store.ID][]store.Ref)
	for _, n := range d.Nodes {
		if i, ok := n.(*store.Issue); ok {
			broader[i.ID] = i.Broader
		}
	}
	var found []Finding
	for _, n := range d.Nodes {
		i, ok := n.(*store.Issue)
		if !ok {
			continue
		}
		for at, r := range i.Related {
			word := ""
			switch {
			case leadsTo(broader, i.ID, r.ID):
				word = "broader"
			case leadsTo(broader, r.ID, i.ID):
				word = "narrower"
			default:
				continue
			}
			found = append(found, d.finding(i.ID, fmt.Sprintf("related[%d]", at), "related to %s, which is %s; remove it here", r.ID, word))
		}
	}
	return found
}

// leadsTo reports whether a path of edges leads from one node to another.
func leadsTo(edges map[store.ID][]store.Ref, from, to store.ID) bool {
	seen := make(map[store.ID]bool)
	next := []store.ID{from}
	for len(next) > 0 {
		at := next[len(next)-1]
		next = next[:len(next)-1]
		for _, r := range edges[at] {
			if r.ID == to {
				return true
			}
			if !seen[r.ID] {
				seen[r.ID] = true
				next = append(next, r.ID)
			}
		}
	}
	return false
}
