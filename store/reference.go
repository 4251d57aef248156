package store

// reference is a field of a record that names other nodes. The edges of a node, the rules for what its fields may name, and the
// place of a problem with them are all read off its references, so that a field is described once: by eachReference of its kind.
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
	whoIsAskedToAct  = []Kind{KindOrganization, KindCollective, KindInitiative, KindPopulation}
	whoPublishes     = []Kind{KindOrganization, KindPerson, KindInitiative}
	whatStudies      = []Kind{KindPublication, KindOrganization, KindInitiative}
	whatIsNamedAside = kindsIn(func(k *KindInfo) bool { return k.NamedAside })
)

// EachNamed calls visit with each node that n's record names but for the passages that it cites, and with the type of the edge
// that this states, "" for none. A node may come more than once.
func EachNamed(n Node, visit func(id ID, edge EdgeType)) {
	switch n := n.(type) {
	case *Person:
		for _, a := range n.Affiliations {
			visit(a.Organization, AffiliatedWith)
		}
	case *Statement:
		for _, v := range n.Voices {
			visit(v.Voice, Made)
		}
		for _, p := range n.Positions {
			visit(p.Recommendation, PositionOn)
		}
	}
	n.eachReference(func(r reference) {
		for _, to := range r.refs {
			visit(to.ID, r.edge)
		}
		for _, id := range r.ids {
			visit(id, r.edge)
		}
		if r.id != "" {
			visit(r.id, r.edge)
		}
	})
}

// fieldOf names the field of n that states its outgoing edges of type t.
func fieldOf(t EdgeType, n Node) (field string) {
	n.eachReference(func(r reference) {
		if r.edge == t && field == "" {
			field = r.field
		}
	})
	return field
}
