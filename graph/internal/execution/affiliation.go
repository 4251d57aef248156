package execution

import "forumgraph/store"

// Affiliation ties a person to an organization. It comes from the person's record.
type Affiliation struct {
	Person, Organization store.ID
	Role                 string
	Citations            []store.Citation
}

// affiliationsOf returns the affiliations of p in dataset order.
func affiliationsOf(p *store.Person) []*Affiliation {
	all := make([]*Affiliation, len(p.Affiliations))
	memory := make([]Affiliation, len(p.Affiliations))
	for i, a := range p.Affiliations {
		all[i] = &memory[i]
		*all[i] = Affiliation{Person: p.ID, Organization: a.Organization, Role: a.Role, Citations: a.Citations}
		if len(a.Citations) == 0 {
			all[i].Citations = p.Citations
		}
	}
	return all
}
