package store

// Session is a part of the event. Sessions form an ordered tree whose root is the event itself.
type Session struct {
	Meta
	Parent ID `json:"parent,omitempty"`
	// Order is the place among all sessions in the order of the event, from 1.
	Order int `json:"order"`
	// Section is the section of the document that reports the session; empty if there is none of its own.
	Section ID `json:"section,omitempty"`
	// Presenters presented in the session. Presenting is not a claim.
	Presenters []Ref `json:"presenters,omitempty"`
	Hosts      []Ref `json:"hosts,omitempty"`
}

func (n *Session) eachReference(visit func(reference)) {
	visit(reference{field: "parent", edge: PartOf, kinds: aSession, id: n.Parent})
	visit(reference{field: "section", edge: ReportedIn, kinds: aSection, id: n.Section})
	visit(reference{field: "presenters", edge: PresentedAt, kinds: aPerson, refs: n.Presenters})
	visit(reference{field: "hosts", edge: Hosted, kinds: anOrganization, refs: n.Hosts})
}

// Issue is a notion that voices raise, as in SKOS: Name is the preferred label, Aliases are alternative labels.
type Issue struct {
	Meta
	// Definition says in our words what the notion covers and what it does not.
	Definition Text  `json:"definition,omitzero"`
	Broader    []Ref `json:"broader,omitempty"`
	// Related holds each related issue once, on either of the two.
	Related []Ref `json:"related,omitempty"`
}

func (n *Issue) eachText(t textVisitor) {
	t.definition("definition", &n.Definition)
}

func (n *Issue) eachReference(visit func(reference)) {
	visit(reference{field: "broader", edge: Broader, kinds: anIssue, refs: n.Broader})
	visit(reference{field: "related", edge: Related, kinds: anIssue, refs: n.Related})
}

// Recommendation is a proposition that voices can be for or against. Name is its short form.
type Recommendation struct {
	Meta
	// Proposition is the whole proposition in one sentence of our own.
	Proposition Text `json:"proposition,omitzero"`
	// Addressees are who is asked to act: organizations, collectives, initiatives, or a population such as law enforcement;
	// empty if the source names nobody.
	Addressees []Ref `json:"addressees,omitempty"`
	Issues     []Ref `json:"issues,omitempty"`
	// Contradicts holds each rival proposition once, on either of the two; citations must show both sides.
	Contradicts []Ref `json:"contradicts,omitempty"`
}

func (n *Recommendation) eachText(t textVisitor) {
	t.definition("proposition", &n.Proposition)
}

func (n *Recommendation) eachReference(visit func(reference)) {
	visit(reference{field: "addressees", edge: AddressedTo, kinds: whoIsAskedToAct, refs: n.Addressees})
	visit(reference{field: "issues", edge: Addresses, kinds: anIssue, refs: n.Issues})
	visit(reference{field: "contradicts", edge: Contradicts, kinds: aRecommendation, refs: n.Contradicts})
}

// InitiativeType says what an initiative is.
type InitiativeType string

// The types of initiatives.
const (
	Program      InitiativeType = "PROGRAM"
	Plan         InitiativeType = "PLAN"
	Strategy     InitiativeType = "STRATEGY"
	Law          InitiativeType = "LAW"
	Campaign     InitiativeType = "CAMPAIGN"
	ServiceModel InitiativeType = "SERVICE_MODEL"
	Database     InitiativeType = "DATABASE"
	Website      InitiativeType = "WEBSITE"
	Taskforce    InitiativeType = "TASKFORCE"
	Consultation InitiativeType = "CONSULTATION"
)

// InitiativeTypes returns every type of initiative.
func InitiativeTypes() []InitiativeType {
	return []InitiativeType{Program, Plan, Strategy, Law, Campaign, ServiceModel, Database, Website, Taskforce, Consultation}
}

// Initiative is a program, plan, strategy, law, campaign, service model, database or website.
type Initiative struct {
	Meta
	Type        InitiativeType `json:"type"`
	Description Text           `json:"description,omitzero"`
	// Period is when it ran as the source gives it, in our notation ("2012 to 2016"); empty if the source is silent.
	Period    string `json:"period,omitempty"`
	RunBy     []Ref  `json:"runBy,omitempty"`
	FundedBy  []Ref  `json:"fundedBy,omitempty"`
	Partners  []Ref  `json:"partners,omitempty"`
	PartOf    []Ref  `json:"partOf,omitempty"`
	LocatedIn []Ref  `json:"locatedIn,omitempty"`
	// Issues are the issues it is said to address.
	Issues []Ref `json:"issues,omitempty"`
}

func (n *Initiative) eachText(t textVisitor) {
	t.definition("description", &n.Description)
	t.one("period", &phraseText, &n.Period)
}

func (n *Initiative) eachReference(visit func(reference)) {
	visit(reference{field: "runBy", edge: Runs, kinds: whoRuns, refs: n.RunBy})
	visit(reference{field: "fundedBy", edge: FundedBy, kinds: anOrganization, refs: n.FundedBy})
	visit(reference{field: "partners", edge: PartnerIn, kinds: whoRuns, refs: n.Partners})
	visit(reference{field: "partOf", edge: PartOf, kinds: anInitiative, refs: n.PartOf})
	visit(reference{field: "locatedIn", edge: LocatedIn, kinds: aPlace, refs: n.LocatedIn})
	visit(reference{field: "issues", edge: Addresses, kinds: anIssue, refs: n.Issues})
}

func (n *Initiative) check(r *rules) {
	oneOf(r, n.ID, "type", n.Type, InitiativeTypes())
}

// Publication is a document that the source names.
type Publication struct {
	Meta
	Description Text `json:"description,omitzero"`
	// Date is YYYY, YYYY-MM or YYYY-MM-DD as the source gives it; empty if the source is silent.
	Date        string `json:"date,omitempty"`
	PublishedBy []Ref  `json:"publishedBy,omitempty"`
}

func (n *Publication) eachText(t textVisitor) {
	t.definition("description", &n.Description)
}

func (n *Publication) eachReference(visit func(reference)) {
	visit(reference{field: "publishedBy", edge: PublishedBy, kinds: whoPublishes, refs: n.PublishedBy})
}

func (n *Publication) check(r *rules) {
	r.date(n.ID, "date", n.Date)
}

// Population is a group of people whom a statement is about.
type Population struct {
	Meta
	Description Text  `json:"description,omitzero"`
	Broader     []Ref `json:"broader,omitempty"`
}

func (n *Population) eachText(t textVisitor) {
	t.definition("description", &n.Description)
}

func (n *Population) eachReference(visit func(reference)) {
	visit(reference{field: "broader", edge: Broader, kinds: aPopulation, refs: n.Broader})
}

// Place is a named place.
type Place struct {
	Meta
	PartOf []Ref `json:"partOf,omitempty"`
}

func (n *Place) eachReference(visit func(reference)) {
	visit(reference{field: "partOf", edge: PartOf, kinds: aPlace, refs: n.PartOf})
}

// Figure is a number that the source reports. Rival figures stand side by side as nodes of their own.
type Figure struct {
	Meta
	// Value is the number; nil if the figure is a range. Min and Max are the inclusive bounds of a range, nil if open.
	Value *float64 `json:"value,omitempty"`
	Min   *float64 `json:"min,omitempty"`
	Max   *float64 `json:"max,omitempty"`
	// Unit is what one counts: "cases", "CAD", "percent".
	Unit string `json:"unit"`
	// Qualifier is how the source limits the number, such as "on average" or "more than"; empty if it does not.
	Qualifier string `json:"qualifier,omitempty"`
	// Period is when the number holds, in our notation ("2010 to 2012"); empty if the source is silent.
	Period string `json:"period,omitempty"`
	// Measures says in our words what the number measures.
	Measures Text  `json:"measures,omitzero"`
	Places   []Ref `json:"places,omitempty"`
	// ReportedBy are the voices that gave the number at the event.
	ReportedBy []Ref `json:"reportedBy,omitempty"`
	// Studies are the publications, organizations or initiatives that the number is taken from, if the source says so.
	Studies []Ref `json:"studies,omitempty"`
	Issues  []Ref `json:"issues,omitempty"`
	// CountedByUs marks a number that the source does not print and that we counted in it.
	CountedByUs bool `json:"countedByUs,omitempty"`
}

func (f *Figure) eachText(t textVisitor) {
	t.one("unit", &phraseText, &f.Unit)
	t.one("qualifier", &phraseText, &f.Qualifier)
	t.one("period", &phraseText, &f.Period)
	t.definition("measures", &f.Measures)
}

func (f *Figure) eachReference(visit func(reference)) {
	visit(reference{field: "places", edge: LocatedIn, kinds: aPlace, refs: f.Places})
	visit(reference{field: "reportedBy", edge: ReportedBy, kinds: voiceKinds, refs: f.ReportedBy})
	visit(reference{field: "studies", edge: TakenFrom, kinds: whatStudies, refs: f.Studies})
	visit(reference{field: "issues", edge: About, kinds: anIssue, refs: f.Issues})
}

func (f *Figure) check(r *rules) {
	if (f.Value == nil) == (f.Min == nil && f.Max == nil) {
		r.problem(f.ID, "value", "give either a value or a range (min, max)")
	}
	if f.Min != nil && f.Max != nil && *f.Min > *f.Max {
		r.problem(f.ID, "min", "min %v is above max %v; swap them", *f.Min, *f.Max)
	}
	if f.Unit == "" {
		r.problem(f.ID, "unit", "empty; say what is counted, such as cases or CAD")
	}
}

// Label returns what the figure measures if it has no name of its own.
func (f *Figure) Label(lang Lang) string {
	if f.Name.IsZero() && !f.Measures.IsZero() {
		return f.Measures.In(lang)
	}
	return f.Meta.Label(lang)
}
