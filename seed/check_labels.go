package seed

import "forumgraph/store"

// inFrench reports whether nodes of kind need a French label. Issues have a check of their own. Other names, such as
// those of organizations, are French only if the source prints a French one.
func inFrench(kind store.Kind) bool {
	switch kind {
	case store.KindCollective, store.KindSession, store.KindRecommendation, store.KindPopulation:
		return true
	}
	return false
}

func frenchLabels(d *Dataset) []Finding {
	var found []Finding
	for _, n := range d.Nodes {
		if m := n.Base(); inFrench(m.ID.Kind()) && m.Name.FR == "" {
			found = append(found, d.finding(m.ID, "name", "no French name; add one"))
		}
	}
	return found
}
