package graph

import "forumgraph/store"

// The connections of the schema and their edges, by type of node.
type (
	NodeConnection           = Connection[store.Node, *NodeEdge]
	VoiceConnection          = Connection[store.Voice, *VoiceEdge]
	PersonConnection         = Connection[*store.Person, *PersonEdge]
	OrganizationConnection   = Connection[*store.Organization, *OrganizationEdge]
	CollectiveConnection     = Connection[*store.Collective, *CollectiveEdge]
	SessionConnection        = Connection[*store.Session, *SessionEdge]
	IssueConnection          = Connection[*store.Issue, *IssueEdge]
	RecommendationConnection = Connection[*store.Recommendation, *RecommendationEdge]
	InitiativeConnection     = Connection[*store.Initiative, *InitiativeEdge]
	PublicationConnection    = Connection[*store.Publication, *PublicationEdge]
	PopulationConnection     = Connection[*store.Population, *PopulationEdge]
	PlaceConnection          = Connection[*store.Place, *PlaceEdge]
	FigureConnection         = Connection[*store.Figure, *FigureEdge]
	StatementConnection      = Connection[*store.Statement, *StatementEdge]
	SourceConnection         = Connection[*store.Source, *SourceEdge]
	SectionConnection        = Connection[*store.Section, *SectionEdge]
	PassageConnection        = Connection[*store.Passage, *PassageEdge]

	NodeEdge           = Edge[store.Node]
	VoiceEdge          = Edge[store.Voice]
	PersonEdge         = Edge[*store.Person]
	OrganizationEdge   = Edge[*store.Organization]
	CollectiveEdge     = Edge[*store.Collective]
	SessionEdge        = Edge[*store.Session]
	IssueEdge          = Edge[*store.Issue]
	RecommendationEdge = Edge[*store.Recommendation]
	InitiativeEdge     = Edge[*store.Initiative]
	PublicationEdge    = Edge[*store.Publication]
	PopulationEdge     = Edge[*store.Population]
	PlaceEdge          = Edge[*store.Place]
	FigureEdge         = Edge[*store.Figure]
	StatementEdge      = Edge[*store.Statement]
	SourceEdge         = Edge[*store.Source]
	SectionEdge        = Edge[*store.Section]
	PassageEdge        = Edge[*store.Passage]
)

// Connections whose edges carry more than a node.
type (
	DerivedVoiceConnection          = Connection[store.Voice, *DerivedVoiceEdge]
	DerivedIssueConnection          = Connection[*store.Issue, *DerivedIssueEdge]
	DerivedRecommendationConnection = Connection[*store.Recommendation, *DerivedRecommendationEdge]
	RelationshipConnection          = Connection[*Relationship, *RelationshipEdge]
	OrganizationPersonConnection    = Connection[*store.Person, *OrganizationPersonEdge]
	StatementPositionConnection     = Connection[*store.Statement, *StatementPositionEdge]

	DerivedVoiceEdge          = NeighborEdge[store.Voice]
	DerivedIssueEdge          = NeighborEdge[*store.Issue]
	DerivedRecommendationEdge = NeighborEdge[*store.Recommendation]
	OrganizationPersonEdge    = NeighborEdge[*store.Person]
	StatementPositionEdge     = NeighborEdge[*store.Statement]
)
