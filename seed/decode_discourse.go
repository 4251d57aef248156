package seed

import (
	"strings"

	"forumgraph/store"
)

// readers read the entries of a dataset's lists of discourse nodes, by kind.
var readers = map[store.Kind]func(m *mapping) store.Node{
	store.KindPerson:         readPerson,
	store.KindOrganization:   readOrganization,
	store.KindCollective:     readCollective,
	store.KindSession:        readSession,
	store.KindIssue:          readIssue,
	store.KindRecommendation: readRecommendation,
	store.KindInitiative:     readInitiative,
	store.KindPublication:    readPublication,
	store.KindPopulation:     readPopulation,
	store.KindPlace:          readPlace,
	store.KindFigure:         readFigure,
	store.KindStatement:      readStatement,
}

// record begins an entry of a list of nodes of kind: its owner is the ID that the entry gives, "" if that is not an ID
// of the kind.
func (d *decoder) record(v *yamlValue, kind store.Kind) *mapping {
	m := d.mapping(v, withArticle(kind.Prefix()), "", "")
	if m == nil {
		return nil
	}
	if m.v.field("id") == nil {
		m.missing("id", "add one, such as "+string(store.NewID(kind, "a-readable-name")))
	}
	id := m.id("id")
	switch got := id.Kind(); {
	case id == "" || got == "":
	case got != kind:
		m.problem(m.v.field("id").value.pos, "id", "%s stands among the %s; move it to %s or correct the ID", id, kind.Info().Plural, got.Info().Plural)
	default:
		if _, err := store.ParseID(string(id)); err == nil {
			m.owner = id
		}
	}
	return m
}

// withArticle returns "a person" for "person".
func withArticle(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

func (d *decoder) readRecord(kind store.Kind, v *yamlValue) {
	m := d.record(v, kind)
	if m == nil {
		return
	}
	n := readers[kind](m)
	m.done()
	if m.owner != "" {
		d.add(n, v)
	}
}

// meta reads what all nodes of the discourse except statements share.
func (m *mapping) meta() store.Meta {
	return store.Meta{ID: m.owner, Name: m.words("name"), Aliases: m.aliases(), Citations: m.citations()}
}

func readPerson(m *mapping) store.Node {
	p := &store.Person{Meta: m.meta(), Role: m.text("role")}
	p.Affiliations = list(m, "affiliations", func(v *yamlValue, at string) store.Affiliation {
		in := m.d.mapping(v, "an affiliation", m.owner, m.field(at))
		if in == nil {
			return store.Affiliation{}
		}
		a := store.Affiliation{Organization: in.requiredID("organization"), Role: in.text("role"), Citations: in.citations()}
		in.done()
		return a
	})
	return p
}

func readOrganization(m *mapping) store.Node {
	return &store.Organization{
		Meta: m.meta(), Description: m.words("description"), PartOf: m.refs("partOf"), LocatedIn: m.refs("locatedIn"),
	}
}

func readCollective(m *mapping) store.Node {
	c := &store.Collective{Meta: m.meta(), Quantifier: enum(m, "quantifier", store.Quantifiers(), "")}
	c.Printed = m.text("printed")
	c.Session = m.id("session")
	c.Basis = m.words("basis")
	m.d.quantifiers[c.ID] = c.Quantifier
	return c
}

func readSession(m *mapping) store.Node {
	s := &store.Session{Meta: m.meta(), Parent: m.id("parent")}
	if v := m.get("section"); v != nil {
		s.Section = m.d.section(m, v, "section")
	}
	s.Presenters = m.refs("presenters")
	s.Hosts = m.refs("hosts")
	m.d.sessions++
	s.Order = m.d.sessions
	return s
}

func readIssue(m *mapping) store.Node {
	return &store.Issue{
		Meta: m.meta(), Definition: m.words("definition"), Broader: m.refs("broader"), Related: m.refs("related"),
	}
}

func readRecommendation(m *mapping) store.Node {
	return &store.Recommendation{
		Meta: m.meta(), Proposition: m.words("proposition"), Addressees: m.refs("addressees"),
		Issues: m.refs("issues"), Contradicts: m.refs("contradicts"),
	}
}

func readInitiative(m *mapping) store.Node {
	i := &store.Initiative{Meta: m.meta(), Type: enum(m, "type", store.InitiativeTypes(), "")}
	i.Description = m.words("description")
	i.Period = m.text("period")
	i.RunBy = m.refs("runBy")
	i.FundedBy = m.refs("fundedBy")
	i.Partners = m.refs("partners")
	i.PartOf = m.refs("partOf")
	i.LocatedIn = m.refs("locatedIn")
	i.Issues = m.refs("issues")
	return i
}

func readPublication(m *mapping) store.Node {
	return &store.Publication{
		Meta: m.meta(), Description: m.words("description"), Date: m.text("date"), PublishedBy: m.refs("publishedBy"),
	}
}

func readPopulation(m *mapping) store.Node {
	return &store.Population{Meta: m.meta(), Description: m.words("description"), Broader: m.refs("broader")}
}

func readPlace(m *mapping) store.Node {
	return &store.Place{Meta: m.meta(), PartOf: m.refs("partOf")}
}

func readFigure(m *mapping) store.Node {
	f := &store.Figure{Meta: m.meta(), Value: m.number("value"), Min: m.number("min"), Max: m.number("max")}
	// A number that cannot be read is not a missing one.
	if m.d.told[fieldKey{m.owner, "min"}] || m.d.told[fieldKey{m.owner, "max"}] {
		m.d.told[fieldKey{m.owner, "value"}] = true
	}
	f.Unit = m.text("unit")
	f.Qualifier = m.text("qualifier")
	f.Period = m.text("period")
	f.Measures = m.words("measures")
	f.Places = m.refs("places")
	f.ReportedBy = m.refs("reportedBy")
	f.Studies = m.refs("studies")
	f.Issues = m.refs("issues")
	f.CountedByUs = m.flag("countedByUs")
	return f
}

func readStatement(m *mapping) store.Node {
	s := &store.Statement{Meta: store.Meta{ID: m.owner, Citations: m.citations()}}
	s.Kind = enum(m, "kind", store.StatementKinds(), "")
	s.Summary = m.text("summary")
	s.Voices = list(m, "voices", m.voice)
	s.Session = m.id("session")
	s.Issues = m.ids("issues")
	s.Positions = list(m, "positions", m.position)
	s.Addressees = m.ids("addressees")
	s.Populations = m.ids("populations")
	s.Places = m.ids("places")
	s.Figures = m.ids("figures")
	s.Mentions = m.ids("mentions")
	s.Quotes = m.ids("quotes")
	s.Restates = m.ids("restates")
	s.Contradicts = m.ids("contradicts")
	s.Review = enum(m, "review", store.ReviewStates(), store.Draft)
	return s
}

// voice reads an ID, or {id, role, quantifier}.
func (m *mapping) voice(v *yamlValue, at string) store.StatementVoice {
	if v.kind != yamlMap {
		id := m.idOf(v, at)
		m.d.told[fieldKey{m.owner, m.field(at) + ".id"}] = m.d.told[fieldKey{m.owner, m.field(at)}]
		return store.StatementVoice{Voice: id, Role: store.Speaker}
	}
	in := m.d.mapping(v, "a voice", m.owner, m.field(at))
	sv := store.StatementVoice{
		Voice:      in.requiredID("id"),
		Role:       enum(in, "role", store.VoiceRoles(), store.Speaker),
		Quantifier: optional(in, "quantifier", store.Quantifiers()),
	}
	in.done()
	return sv
}

func (m *mapping) position(v *yamlValue, at string) store.Position {
	in := m.d.mapping(v, "a position", m.owner, m.field(at))
	if in == nil {
		return store.Position{}
	}
	p := store.Position{
		Recommendation: in.requiredID("recommendation"),
		Stance:         enum(in, "stance", store.Stances(), ""),
	}
	in.done()
	return p
}
