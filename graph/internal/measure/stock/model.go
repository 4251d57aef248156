package stock

import (
	"errors"
	"io"
)

// Person is a person with affiliations in order.
type Person struct {
	ID, Name     string
	Affiliations []*Affiliation
}

// Affiliation ties a person to an organization; Role may be nil.
type Affiliation struct {
	Role         *string
	Organization *Organization
}

// Organization is an organization with the issues it raised, by name.
type Organization struct {
	ID, Name   string
	RaisedList []*Issue
}

// Raised returns a page of the issues it raised.
func (o *Organization) Raised(first int, orderBy Order) *IssuePage {
	return &IssuePage{len(o.RaisedList), o.RaisedList[:min(first, len(o.RaisedList))]}
}

// Issue is an issue with the organizations that raised it, by name, and the recommendations on it, by ID.
type Issue struct {
	ID, Label          string
	RaisedByList       []*Organization
	RecommendationList []*Recommendation
}

// RaisedBy returns a page of the organizations that raised it.
func (i *Issue) RaisedBy(first int, orderBy Order, filter *VoiceFilter) *OrganizationPage {
	return &OrganizationPage{len(i.RaisedByList), i.RaisedByList[:min(first, len(i.RaisedByList))]}
}

// Recommendations returns a page of the recommendations on it.
func (i *Issue) Recommendations(first int, orderBy Order) *RecommendationPage {
	return &RecommendationPage{len(i.RecommendationList), i.RecommendationList[:min(first, len(i.RecommendationList))]}
}

// Recommendation is a recommendation.
type Recommendation struct{ ID, Label string }

// The pages of the lists above.
type (
	OrganizationPage struct {
		TotalCount int
		Nodes      []*Organization
	}
	IssuePage struct {
		TotalCount int
		Nodes      []*Issue
	}
	RecommendationPage struct {
		TotalCount int
		Nodes      []*Recommendation
	}
)

// Order is the order of a list; lists are in that which is asked for already.
type Order string

// VoiceKind is a kind of voices.
type VoiceKind string

// VoiceFilter admits voices of some kinds; there are only organizations.
type VoiceFilter struct{ Kind []VoiceKind }

// Neighborhood is what is around a node.
type Neighborhood struct {
	Nodes         []*NeighborhoodNode
	Relationships []*Relationship
	Graphology    Ready
}

// NeighborhoodNode is a node with how far it is from the one in the middle.
type NeighborhoodNode struct {
	Depth int
	Node  *Node
}

// Node is a node of any kind.
type Node struct{ ID string }

// Relationship is an edge.
type Relationship struct {
	Type           string
	Source, Target *Node
	Weight         int
}

// Ready is JSON that is written as it is.
type Ready []byte

// MarshalGQL implements graphql.Marshaler.
func (r Ready) MarshalGQL(w io.Writer) { _, _ = w.Write(r) }

// UnmarshalGQL implements graphql.Unmarshaler. No argument takes one.
func (r *Ready) UnmarshalGQL(any) error { return errors.New("ready JSON is no argument") }

// UnmarshalJSON keeps the JSON.
func (r *Ready) UnmarshalJSON(b []byte) error {
	*r = append((*r)[:0], b...)
	return nil
}
