package store

// reference is a field of a record that names other nodes. The edges of a node, the rules for what its fields may name, and the
// place of a problem with them are all read off its references, so that a field is described once.
//
// Three fields are not among them, since what they hold says more than which node it is: a person's affiliations, and the
// voices and positions of a statement.
type reference struct {
	// field is its name in JSON and in datasets.
	field string
	// edge is the type of the edges that it states, "" for none. They lead to the nodes that are named, or, if the type is
	// stated by its target, from them.
	edge EdgeType
	// kinds are those that it may name.
	kinds []Kind
	// One of these holds what it names: each with citations of its own, without, or one, which may be absent unless required.
	refs     []Ref
	ids      []ID
	id       ID
	required bool
}

// What fields may name.
var (
	anIssue          = []Kind{KindIssue}
	aPlace           = []Kind{KindPlace}
	aSession         = []Kind{KindSession}
	aSource          = []Kind{KindSource}
	aSection         = []Kind{KindSection}
	aPerson          = []Kind{KindPerson}
	anOrganization   = []Kind{KindOrganization}
	aRecommendation  = []Kind{KindRecommendation}
	anInitiative     = []Kind{KindInitiative}
	aPublication     = []Kind{KindPublication}
	aPopulation      = []Kind{KindPopulation}
	aFigure          = []Kind{KindFigure}
	aStatement       = []Kind{KindStatement}
	whoRuns          = []Kind{KindOrganization, KindCollective}
	whoIsAskedToAct  = []Kind{KindOrganization, KindCollective, KindInitiative}
	whoPublishes     = []Kind{KindOrganization, KindPerson, KindInitiative}
	whatStudies      = []Kind{KindPublication, KindOrganization, KindInitiative}
	whatIsNamedAside = []Kind{KindPerson, KindOrganization, KindInitiative, KindPublication, KindSession}
)

// eachReference calls visit with each reference of n. Hierarchies come first among those of one edge type.
func eachReference(n Node, visit func(reference)) {
	switch n := n.(type) {
	case *Organization:
		visit(reference{field: "partOf", edge: PartOf, kinds: anOrganization, refs: n.PartOf})
		visit(reference{field: "locatedIn", edge: LocatedIn, kinds: aPlace, refs: n.LocatedIn})
	case *Collective:
		visit(reference{field: "session", edge: InSession, kinds: aSession, id: n.Session})
	case *Session:
		visit(reference{field: "parent", edge: PartOf, kinds: aSession, id: n.Parent})
		visit(reference{field: "section", edge: ReportedIn, kinds: aSection, id: n.Section})
		visit(reference{field: "presenters", edge: PresentedAt, kinds: aPerson, refs: n.Presenters})
		visit(reference{field: "hosts", edge: Hosted, kinds: anOrganization, refs: n.Hosts})
	case *Issue:
		visit(reference{field: "broader", edge: Broader, kinds: anIssue, refs: n.Broader})
		visit(reference{field: "related", edge: Related, kinds: anIssue, refs: n.Related})
	case *Recommendation:
		visit(reference{field: "addressees", edge: AddressedTo, kinds: whoIsAskedToAct, refs: n.Addressees})
		visit(reference{field: "issues", edge: Addresses, kinds: anIssue, refs: n.Issues})
		visit(reference{field: "contradicts", edge: Contradicts, kinds: aRecommendation, refs: n.Contradicts})
	case *Initiative:
		visit(reference{field: "runBy", edge: Runs, kinds: whoRuns, refs: n.RunBy})
		visit(reference{field: "fundedBy", edge: FundedBy, kinds: anOrganization, refs: n.FundedBy})
		visit(reference{field: "partners", edge: PartnerIn, kinds: whoRuns, refs: n.Partners})
		visit(reference{field: "partOf", edge: PartOf, kinds: anInitiative, refs: n.PartOf})
		visit(reference{field: "locatedIn", edge: LocatedIn, kinds: aPlace, refs: n.LocatedIn})
		visit(reference{field: "issues", edge: Addresses, kinds: anIssue, refs: n.Issues})
	case *Publication:
		visit(reference{field: "publishedBy", edge: PublishedBy, kinds: whoPublishes, refs: n.PublishedBy})
	case *Population:
		visit(reference{field: "broader", edge: Broader, kinds: aPopulation, refs: n.Broader})
	case *Place:
		visit(reference{field: "partOf", edge: PartOf, kinds: aPlace, refs: n.PartOf})
	case *Figure:
		visit(reference{field: "places", edge: LocatedIn, kinds: aPlace, refs: n.Places})
		visit(reference{field: "reportedBy", edge: ReportedBy, kinds: voiceKinds, refs: n.ReportedBy})
		visit(reference{field: "studies", edge: TakenFrom, kinds: whatStudies, refs: n.Studies})
		visit(reference{field: "issues", edge: About, kinds: anIssue, refs: n.Issues})
	case *Statement:
		visit(reference{field: "session", edge: InSession, kinds: aSession, id: n.Session})
		visit(reference{field: "issues", edge: About, kinds: anIssue, ids: n.Issues})
		visit(reference{field: "addressees", edge: AddressedTo, kinds: whoIsAskedToAct, ids: n.Addressees})
		visit(reference{field: "populations", edge: Mentions, kinds: aPopulation, ids: n.Populations})
		visit(reference{field: "places", edge: Mentions, kinds: aPlace, ids: n.Places})
		visit(reference{field: "figures", edge: Mentions, kinds: aFigure, ids: n.Figures})
		visit(reference{field: "mentions", edge: Mentions, kinds: whatIsNamedAside, ids: n.Mentions})
		visit(reference{field: "quotes", edge: Quotes, kinds: aPublication, ids: n.Quotes})
		visit(reference{field: "restates", edge: Restates, kinds: aStatement, ids: n.Restates})
		visit(reference{field: "contradicts", edge: Contradicts, kinds: aStatement, ids: n.Contradicts})
	case *Section:
		visit(reference{field: "parent", edge: PartOf, kinds: aSection, id: n.Parent})
		visit(reference{field: "source", edge: PartOf, kinds: aSource, id: n.Source, required: true})
	case *Passage:
		visit(reference{field: "section", edge: PartOf, kinds: aSection, id: n.Section, required: true})
		visit(reference{field: "source", kinds: aSource, id: n.Source, required: true})
	}
}

// fieldOf names the field of n that states its outgoing edges of type t.
func fieldOf(t EdgeType, n Node) (field string) {
	eachReference(n, func(r reference) {
		if r.edge == t && field == "" {
			field = r.field
		}
	})
	return field
}
