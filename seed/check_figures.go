package seed

import "forumgraph/store"

// unusedFigures finds figures that no statement gives: a number is part of a claim.
func unusedFigures(d *Dataset) []Finding {
	used := make(map[store.ID]bool)
	for _, n := range d.Nodes {
		if s, ok := n.(*store.Statement); ok {
			for _, id := range s.Figures {
				used[id] = true
			}
		}
	}
	var found []Finding
	for _, n := range d.Nodes {
		if f, ok := n.(*store.Figure); ok && !used[f.ID] {
			found = append(found, d.finding(f.ID, "", "no statement gives it; name it in one or remove it"))
		}
	}
	return found
}
