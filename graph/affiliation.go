package graph

import (
	"context"

	"forumgraph/store"
)

// Affiliation ties a person to an organization. It is read off the person, or off the edge when the organization is
// asked.
type Affiliation struct {
	Person, Organization store.ID
	Role                 string
	Citations            []store.Citation
}

// affiliationsOf returns the affiliations of p in the order of the dataset.
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

// OrganizationPersonEdge leads to a person affiliated with the organization asked about.
type OrganizationPersonEdge struct {
	Cursor string
	Node   *store.Person
	end    *end
}

// Role returns the role as printed, empty if the source gives none.
func (e *OrganizationPersonEdge) Role(ctx context.Context) (string, error) {
	edge, err := e.end.edge(ctx)
	if err != nil {
		return "", err
	}
	return edge.Role, nil
}

// Citations returns where the source says so.
func (e *OrganizationPersonEdge) Citations(ctx context.Context) ([]store.Citation, error) {
	edge, err := e.end.edge(ctx)
	if err != nil {
		return nil, err
	}
	return edge.Citations, nil
}

// connectPeople returns the page of persons affiliated with an organization that the arguments ask for.
func connectPeople(organization store.ID, n narrowing, args pageArgs) (*OrganizationPersonConnection, error) {
	ends := endsAt(organization, store.EdgeFilter{Types: []store.EdgeType{store.AffiliatedWith}, Direction: store.In})
	ends.base = ofEnds(organization, store.AffiliatedWith, store.In)
	people := mapped(ends, func(ctx context.Context, ends []*end) ([]*OrganizationPersonEdge, error) {
		persons, err := otherEnds[*store.Person](ctx, ends)
		if err != nil {
			return nil, err
		}
		edges := make([]*OrganizationPersonEdge, len(ends))
		for i, e := range ends {
			edges[i] = &OrganizationPersonEdge{Node: persons[i], end: e}
		}
		return edges, nil
	})
	place := func(e *OrganizationPersonEdge, c store.Cursor) *OrganizationPersonEdge {
		placed := *e
		placed.Cursor = string(c)
		return &placed
	}
	person := func(e *OrganizationPersonEdge) *store.Person { return e.Node }
	return connectEdges(people, n, person, place, args)
}
