package graph

import (
	"context"

	"forumgraph/store"
)

// Affiliation ties a person to an organization. It is read off the person, or off the edge when the organization is
// asked.
type Affiliation struct {
	person, organization store.ID
	role                 string

	Citations []store.Citation
}

// affiliationsOf returns the affiliations of p in the order of the dataset.
func affiliationsOf(p *store.Person) []*Affiliation {
	all := make([]*Affiliation, len(p.Affiliations))
	for i, a := range p.Affiliations {
		all[i] = &Affiliation{person: p.ID, organization: a.Organization, role: a.Role, Citations: a.Citations}
		if len(a.Citations) == 0 {
			all[i].Citations = p.Citations
		}
	}
	return all
}

// affiliationsWith returns the affiliations of persons with an organization, by person.
func affiliationsWith(ctx context.Context, organization store.ID) ([]*Affiliation, error) {
	ends, err := endsAt(organization, store.EdgeFilter{Types: []store.EdgeType{store.AffiliatedWith}, Direction: store.In}).all(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]*Affiliation, len(ends))
	for i, e := range ends {
		edge, err := e.edge(ctx)
		if err != nil {
			return nil, err
		}
		all[i] = &Affiliation{person: edge.Source, organization: edge.Target, role: edge.Role, Citations: edge.Citations}
	}
	return all, nil
}
