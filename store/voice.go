package store

// Person is someone who spoke or is quoted in a public role: a name, a role and affiliations as printed, nothing more.
type Person struct {
	Meta
	// Role is the person's own role as printed, when it is not a role in an organization; usually empty.
	Role         string        `json:"role,omitempty"`
	Affiliations []Affiliation `json:"affiliations,omitempty"`
}

func (n *Person) eachText(t textVisitor) {
	t.one("role", &phraseText, &n.Role)
	for i := range n.Affiliations {
		t.show(NodeText{text: &n.Affiliations[i].Role, class: &phraseText, path: "affiliations[#].role", index: i})
	}
}

func (n *Person) check(r *rules) {
	for i, a := range n.Affiliations {
		f := index("affiliations", i)
		r.ref(n.ID, f+".organization", a.Organization, anOrganization)
		r.citations(n.ID, f+".citations", a.Citations)
	}
}

// Affiliation ties a person to an organization.
type Affiliation struct {
	Organization ID `json:"organization"`
	// Role is the role as printed, such as "CEO"; empty if the source gives none.
	Role      string     `json:"role,omitempty"`
	Citations []Citation `json:"citations,omitempty"`
}

// Organization is a named body: an agency, a company, a service, a ministry, a government.
type Organization struct {
	Meta
	// Description says in our words what the source says the organization is; it may be empty.
	Description Text  `json:"description,omitzero"`
	PartOf      []Ref `json:"partOf,omitempty"`
	LocatedIn   []Ref `json:"locatedIn,omitempty"`
}

func (n *Organization) eachText(t textVisitor) {
	t.definition("description", &n.Description)
}

func (n *Organization) eachReference(visit func(reference)) {
	visit(reference{field: "partOf", edge: PartOf, kinds: anOrganization, refs: n.PartOf})
	visit(reference{field: "locatedIn", edge: LocatedIn, kinds: aPlace, refs: n.LocatedIn})
}

// Collective is a voice without names: the participants of a session, one table, "some participants", those who were
// consulted, or the report's own narrative. Nothing it says is ever credited to a member.
type Collective struct {
	Meta
	// Quantifier is the band of Printed.
	Quantifier Quantifier `json:"quantifier"`
	// Printed is the quantifier as the source words it, such as "some participants"; empty if it gives none.
	Printed string `json:"printed,omitempty"`
	// Session is where the collective spoke; empty if it is tied to no session, and then Basis says to what.
	Session ID `json:"session,omitempty"`
	// Basis says, in our words, who the collective is when no session tells.
	Basis Text `json:"basis,omitzero"`
}

func (n *Collective) eachText(t textVisitor) {
	t.one("printed", &phraseText, &n.Printed)
	t.definition("basis", &n.Basis)
}

func (n *Collective) eachReference(visit func(reference)) {
	visit(reference{field: "session", edge: InSession, kinds: aSession, id: n.Session})
}

func (n *Collective) check(r *rules) {
	oneOf(r, n.ID, "quantifier", n.Quantifier, Quantifiers())
	if n.Session == "" && n.Basis.IsZero() {
		r.problem(n.ID, "session", "neither a session nor a basis; say where the collective spoke, or who it is")
	}
}

func (*Person) isVoice()       {}
func (*Organization) isVoice() {}
func (*Collective) isVoice()   {}

// Quantifier is the band into which a printed quantifier falls.
type Quantifier string

// The bands, from all to one; UNSPECIFIED where the source only says "participants".
const (
	Consensus   Quantifier = "CONSENSUS"
	Most        Quantifier = "MOST"
	Many        Quantifier = "MANY"
	Some        Quantifier = "SOME"
	Few         Quantifier = "FEW"
	One         Quantifier = "ONE"
	Unspecified Quantifier = "UNSPECIFIED"
)

// Quantifiers returns the bands from all to one, then UNSPECIFIED.
func Quantifiers() []Quantifier {
	return []Quantifier{Consensus, Most, Many, Some, Few, One, Unspecified}
}
