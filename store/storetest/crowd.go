package storetest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"forumgraph/store"
)

// The proportions of a crowd, in nodes of every thousand, are those of the first corpus; statements are the rest.
const (
	crowdIssues          = 140
	crowdRecommendations = 120
	crowdPersons         = 60
	crowdOrganizations   = 50
	crowdCollectives     = 20
	crowdPopulations     = 40
	crowdPlaces          = 20
	crowdSessions        = 10
)

// crowdTable is how many nodes of a crowd sit at one table: they share a session, and four statements in five stay among
// them.
const crowdTable = 250

// Crowd returns the change set of a made-up graph of n nodes besides those of the document, at least 1,000, for
// measurements: it has the proportions of a forum's report, about 5 edges for each node between these nodes, tables whose
// members talk of the same issues, and a few issues, voices and recommendations that come up everywhere. The same n and
// seed give the same graph. Nobody in it exists: each name says that it is made up.
func Crowd(n int, seed uint64) store.ChangeSet {
	c := &crowd{rnd: rand.New(rand.NewPCG(seed, 0)), size: map[store.Kind]int{}}
	statements := n - 1 // the event
	for kind, perMille := range map[store.Kind]int{
		store.KindIssue: crowdIssues, store.KindRecommendation: crowdRecommendations, store.KindPerson: crowdPersons,
		store.KindOrganization: crowdOrganizations, store.KindCollective: crowdCollectives, store.KindPopulation: crowdPopulations,
		store.KindPlace: crowdPlaces, store.KindSession: crowdSessions,
	} {
		c.size[kind] = n * perMille / 1000
		statements -= c.size[kind]
	}
	c.tables = max(1, n/crowdTable)
	c.document()
	c.voices()
	c.topics()
	for i := range statements {
		c.statement(i)
	}
	return store.ChangeSet{
		Author: "tester", Time: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Reason: "a made-up graph, for measurements", Put: c.nodes,
	}
}

type crowd struct {
	rnd    *rand.Rand
	size   map[store.Kind]int
	tables int
	nodes  []store.Node
}

func (c *crowd) add(n store.Node) { c.nodes = append(c.nodes, n) }

func crowdPassage(table int) *store.Passage {
	text := fmt.Sprintf("table %d", table)
	return &store.Passage{
		Meta:   store.Meta{ID: store.ID(fmt.Sprintf("passage:crowd/1/%d", table+1))},
		Source: "source:crowd", Section: "section:crowd/1", Path: fmt.Sprintf("1/%d", table+1), Kind: store.PassageNarrative,
		Order: table + 1, Ranges: []store.Range{{Start: table * 100, End: table*100 + len(text)}}, Length: len(text), SHA256: store.HashOf(text),
	}
}

func (c *crowd) document() {
	c.add(&store.Source{
		Meta: store.Meta{ID: "source:crowd", Name: store.Text{EN: "Made-up report", FR: "Rapport inventé"}}, Publisher: "nobody",
		Date: "2026", Language: store.EN, Length: c.tables * 100, SHA256: store.HashOf("crowd"),
	})
	c.add(&store.Section{
		Meta: store.Meta{ID: "section:crowd/1", Name: store.Text{EN: "Tables"}}, Source: "source:crowd", Path: "1", Order: 1,
	})
	for table := range c.tables {
		c.add(crowdPassage(table))
	}
}

// meta returns the i-th node of a kind; nodes go round the tables.
func (c *crowd) meta(kind store.Kind, i int) store.Meta {
	p := crowdPassage(i % c.tables)
	return store.Meta{
		ID:        crowdID(kind, i),
		Name:      store.Text{EN: fmt.Sprintf("Made-up %s %d", kind.Prefix(), i), FR: fmt.Sprintf("%s inventé %d", kind.Prefix(), i)},
		Citations: []store.Citation{{Passage: p.ID, Start: 0, End: p.Length, SHA256: p.SHA256}},
	}
}

func crowdID(kind store.Kind, i int) store.ID {
	return store.ID(fmt.Sprintf("%s:made-up-%d", kind.Prefix(), i))
}

// at draws a node of a kind at a table: the first ones at the table more often, and one in five from the whole crowd.
func (c *crowd) at(kind store.Kind, table int) store.ID {
	size := c.size[kind]
	if c.rnd.IntN(5) == 0 {
		return crowdID(kind, int(float64(size)*c.skewed()))
	}
	seats := max(1, (size-table+c.tables-1)/c.tables)
	i := table + c.tables*int(float64(seats)*c.skewed())
	if i >= size {
		i = table % size
	}
	return crowdID(kind, i)
}

// skewed draws from [0,1), small numbers more often.
func (c *crowd) skewed() float64 {
	x := c.rnd.Float64()
	return x * x
}

func (c *crowd) voices() {
	for i := range c.size[store.KindOrganization] {
		c.add(&store.Organization{Meta: c.meta(store.KindOrganization, i)})
	}
	for i := range c.size[store.KindPerson] {
		p := &store.Person{Meta: c.meta(store.KindPerson, i)}
		p.Affiliations = []store.Affiliation{{Organization: c.at(store.KindOrganization, i%c.tables)}}
		c.add(p)
	}
	event := store.Meta{ID: "session:made-up", Name: store.Text{EN: "Made-up event"}, Citations: c.meta(store.KindSession, 0).Citations}
	c.add(&store.Session{Meta: event, Order: 1})
	for i := range c.size[store.KindSession] {
		c.add(&store.Session{Meta: c.meta(store.KindSession, i), Parent: event.ID, Order: i + 2})
	}
	for i := range c.size[store.KindCollective] {
		c.add(&store.Collective{
			Meta: c.meta(store.KindCollective, i), Quantifier: store.Some, Printed: "some", Session: c.at(store.KindSession, i%c.tables),
		})
	}
}

func (c *crowd) topics() {
	for i := range c.size[store.KindIssue] {
		issue := &store.Issue{Meta: c.meta(store.KindIssue, i)}
		if i >= c.tables { // broader ones first, so that there is no circle
			issue.Broader = []store.Ref{{ID: crowdID(store.KindIssue, i%c.tables)}}
		}
		c.add(issue)
	}
	for i := range c.size[store.KindRecommendation] {
		r := &store.Recommendation{Meta: c.meta(store.KindRecommendation, i), Proposition: store.Text{EN: fmt.Sprintf("Do made-up thing %d.", i)}}
		r.Issues = []store.Ref{{ID: c.at(store.KindIssue, i%c.tables)}}
		c.add(r)
	}
	for i := range c.size[store.KindPopulation] {
		c.add(&store.Population{Meta: c.meta(store.KindPopulation, i)})
	}
	for i := range c.size[store.KindPlace] {
		c.add(&store.Place{Meta: c.meta(store.KindPlace, i)})
	}
}

func (c *crowd) statement(i int) {
	table := i % c.tables
	s := &store.Statement{
		Meta: c.meta(store.KindStatement, i), Kind: store.Raises, Review: store.Draft,
		Summary: fmt.Sprintf("Made-up statement %d says what nobody said.", i), Session: c.at(store.KindSession, table),
		Populations: []store.ID{c.at(store.KindPopulation, table)},
	}
	s.Name = store.Text{}
	voice := store.StatementVoice{Role: store.Speaker}
	switch c.rnd.IntN(3) {
	case 0:
		voice.Voice = c.at(store.KindPerson, table)
	case 1:
		voice.Voice = c.at(store.KindOrganization, table)
	case 2:
		voice.Voice, voice.Quantifier = c.at(store.KindCollective, table), store.Some
	}
	s.Voices = []store.StatementVoice{voice}
	s.Issues = []store.ID{c.at(store.KindIssue, table)}
	if other := c.at(store.KindIssue, table); other != s.Issues[0] {
		s.Issues = append(s.Issues, other)
	}
	if c.rnd.IntN(2) == 0 {
		s.Kind = store.Recommends
		s.Positions = []store.Position{{Recommendation: c.at(store.KindRecommendation, table), Stance: store.Stances()[c.rnd.IntN(10)/8]}}
	}
	if c.rnd.IntN(3) == 0 {
		s.Places = []store.ID{c.at(store.KindPlace, table)}
	}
	if c.rnd.IntN(3) == 0 {
		s.Mentions = []store.ID{c.at(store.KindOrganization, table)}
	}
	c.add(s)
}
