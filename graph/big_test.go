package graph_test

import (
	"fmt"
	"time"

	"forumgraph/store"
)

// The sizes of the big graph: enough for several pages in every list that can have them.
const (
	bigPeople     = 12
	bigStatements = 120
	bigTopics     = 12
	bigSections   = 5
	bigPassages   = 9 // in each section
)

// bigGraph returns a graph with long lists: two sources, one hub of each kind, and everything tied to the hub.
func bigGraph() store.ChangeSet {
	b := &bigBuilder{}
	b.document("source:first")
	b.document("source:second")
	b.voices()
	b.topics()
	b.statements()
	return store.ChangeSet{Author: "tester", Time: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Reason: "long lists", Put: b.nodes}
}

type bigBuilder struct{ nodes []store.Node }

func (b *bigBuilder) add(nodes ...store.Node) { b.nodes = append(b.nodes, nodes...) }

func bigPassage(source store.ID, section, i int) *store.Passage {
	text := fmt.Sprintf("%s %d %d", source, section, i)
	path := fmt.Sprintf("%d/%d", section, i)
	order := (section-1)*bigPassages + i
	p := &store.Passage{
		Meta:    store.Meta{ID: store.NewID(store.KindPassage, source.Slug()+"/"+path)},
		Source:  source,
		Section: store.NewID(store.KindSection, fmt.Sprintf("%s/%d", source.Slug(), section)),
		Path:    path, Kind: store.PassageItem, Order: order,
		Ranges: []store.Range{{Start: order * 100, End: order*100 + len(text)}},
		Length: len(text), SHA256: store.HashOf(text),
	}
	if i%4 == 0 {
		p.SetAside = &store.SetAside{Reason: store.AsideLeadIn}
	}
	return p
}

func (b *bigBuilder) document(source store.ID) {
	b.add(&store.Source{Meta: store.Meta{ID: source, Name: store.Text{EN: source.Slug()}}})
	for s := 1; s <= bigSections; s++ {
		section := &store.Section{
			Meta:   store.Meta{ID: store.NewID(store.KindSection, fmt.Sprintf("%s/%d", source.Slug(), s)), Name: store.Text{EN: "Section"}},
			Source: source, Path: fmt.Sprint(s), Order: s,
		}
		if s > 2 {
			section.Parent = store.NewID(store.KindSection, source.Slug()+"/1")
		}
		b.add(section)
		for i := 1; i <= bigPassages; i++ {
			b.add(bigPassage(source, s, i))
		}
	}
}

// meta returns a name and a citation, of the first source and never of its last section.
func bigMeta(kind store.Kind, i int) store.Meta {
	p := bigPassage("source:first", i%(bigSections-1)+1, i%bigPassages+1)
	return store.Meta{
		ID:        store.NewID(kind, fmt.Sprint(i)),
		Name:      store.Text{EN: fmt.Sprintf("%s %d", kind.Prefix(), i)},
		Citations: []store.Citation{{Passage: p.ID, Start: 0, End: p.Length, SHA256: p.SHA256}},
	}
}

// toHub refers to the hub, number 0 of its kind, unless i is the hub itself.
func toHub(kind store.Kind, i int) []store.Ref {
	if i == 0 {
		return nil
	}
	return []store.Ref{{ID: store.NewID(kind, "0")}}
}

func (b *bigBuilder) voices() {
	for i := range bigPeople {
		b.add(
			&store.Person{
				Meta:         bigMeta(store.KindPerson, i),
				Affiliations: []store.Affiliation{{Organization: "organization:0", Role: "Member"}},
			},
			&store.Organization{
				Meta: bigMeta(store.KindOrganization, i), PartOf: toHub(store.KindOrganization, i), LocatedIn: []store.Ref{{ID: "place:0"}},
			},
			&store.Collective{Meta: bigMeta(store.KindCollective, i), Quantifier: store.Some, Session: "session:0"},
		)
		session := &store.Session{
			Meta: bigMeta(store.KindSession, i), Order: bigPeople - i, Section: "section:first/1",
			Presenters: []store.Ref{{ID: "person:0"}}, Hosts: []store.Ref{{ID: "organization:0"}},
		}
		if i > 0 {
			session.Parent = "session:0"
		}
		b.add(session)
	}
}

func (b *bigBuilder) topics() {
	for i := range bigTopics {
		issue := &store.Issue{Meta: bigMeta(store.KindIssue, i), Broader: toHub(store.KindIssue, i), Related: toHub(store.KindIssue, i)}
		value := float64(i)
		b.add(issue,
			&store.Recommendation{
				Meta: bigMeta(store.KindRecommendation, i), Issues: []store.Ref{{ID: "issue:0"}}, Contradicts: toHub(store.KindRecommendation, i),
				Addressees: []store.Ref{{ID: "organization:0"}, {ID: "collective:0"}, {ID: "initiative:0"}},
			},
			&store.Initiative{
				Meta: bigMeta(store.KindInitiative, i), Type: store.Program, PartOf: toHub(store.KindInitiative, i),
				RunBy: []store.Ref{{ID: "organization:0"}, {ID: "collective:0"}}, FundedBy: []store.Ref{{ID: "organization:0"}},
				Partners: []store.Ref{{ID: "organization:0"}, {ID: "collective:0"}}, LocatedIn: []store.Ref{{ID: "place:0"}},
				Issues: []store.Ref{{ID: "issue:0"}},
			},
			&store.Publication{
				Meta: bigMeta(store.KindPublication, i), PublishedBy: []store.Ref{{ID: "organization:0"}, {ID: "initiative:0"}},
			},
			&store.Population{Meta: bigMeta(store.KindPopulation, i), Broader: toHub(store.KindPopulation, i)},
			&store.Place{Meta: bigMeta(store.KindPlace, i), PartOf: toHub(store.KindPlace, i)},
			&store.Figure{
				Meta: bigMeta(store.KindFigure, i), Value: &value, Unit: "cases", Measures: store.Text{EN: "Cases"},
				Places: []store.Ref{{ID: "place:0"}}, Studies: []store.Ref{{ID: "publication:0"}}, Issues: []store.Ref{{ID: "issue:0"}},
			},
		)
	}
}

func (b *bigBuilder) statements() {
	stances := store.Stances()
	for i := range bigStatements {
		s := &store.Statement{
			Meta: bigMeta(store.KindStatement, i), Kind: store.Reports, Summary: fmt.Sprintf("Claim %d.", i), Review: store.Draft,
			Session: "session:0", Issues: []store.ID{"issue:0"},
			Populations: []store.ID{"population:0"}, Places: []store.ID{"place:0"}, Figures: []store.ID{"figure:0"},
			Mentions: []store.ID{"person:0", "organization:0", "initiative:0", "publication:0", "session:0"},
			Quotes:   []store.ID{"publication:0"},
			Positions: []store.Position{
				{Recommendation: "recommendation:0", Stance: stances[i%len(stances)]},
			},
		}
		if more := store.NewID(store.KindIssue, fmt.Sprint(i%bigTopics)); more != "issue:0" {
			s.Issues = append(s.Issues, more)
		}
		if more := store.NewID(store.KindRecommendation, fmt.Sprint(i%bigTopics)); more != "recommendation:0" {
			s.Positions = append(s.Positions, store.Position{Recommendation: more, Stance: stances[(i/bigTopics)%2]})
		}
		voices := store.Kinds()[:3]
		voice := store.StatementVoice{Voice: store.NewID(voices[i%3], fmt.Sprint(i/3%bigPeople)), Role: store.Speaker}
		hub := store.StatementVoice{Voice: store.NewID(voices[i/3%3], "0"), Role: store.Reported}
		s.Voices = []store.StatementVoice{voice}
		if hub.Voice != voice.Voice {
			s.Voices = append(s.Voices, hub)
		}
		for j, v := range s.Voices {
			if v.Voice.Kind() == store.KindCollective {
				s.Voices[j].Quantifier = store.Some
			}
		}
		if i > 0 {
			s.Restates, s.Contradicts = []store.ID{"statement:0"}, []store.ID{"statement:0"}
		}
		b.add(s)
	}
}
