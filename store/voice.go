package store

// Person is someone who spoke or is quoted in a public role: a name, a role and affiliations as printed, nothing more.
type Person struct {
	Meta
	// Role is the person's own role as printed, when it is not a role in an organization; usually empty.
	Role         string        `json:"role,omitempty"`
	Affiliations []Affiliation `json:"affiliations,omitempty"`
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
