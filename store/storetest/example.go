package storetest

import (
	"fmt"
	"strings"
	"time"

	"forumgraph/store"
)

// Example returns the change set of the small graph that tests share: every kind of node and most types of edges, with
// made-up content. Each call gives new nodes.
//
//	source:quay-report <─ section:quay-report/1 <─ passage:quay-report/1/1 … /1/6      everything below CITES a passage
//
//	person:ada ──AFFILIATED_WITH──> organization:rope-works ──PART_OF──> organization:port-office ──LOCATED_IN──> place:north-quay
//	person:ben ──PRESENTED_AT─────> session:quay-day <──IN_SESSION── collective:dock-table            place:north-quay ──PART_OF──> place:harbour
//
//	                 ┌─MADE─> statement:noise   ──ABOUT──> issue:night-noise ──BROADER──> issue:harbour-life
//	person:ada ──────┤                          ──POSITION FOR──────> recommendation:quiet-hours ─┐
//	                 └─MADE─> statement:fares   ──ABOUT──> issue:ferry-fares, issue:night-noise   │ CONTRADICTS
//	collective:dock-table ─MADE─> statement:ferries ──POSITION FOR──> recommendation:night-ferries <─┘
//	                                            ──POSITION AGAINST──> recommendation:quiet-hours
//
//	initiative:lamp-plan (RUNS: organization:port-office), publication:tide-survey, population:night-crews and
//	figure:crossings are mentioned by statement:fares.
//
// Derived: ada and, through her, rope-works RAISED night-noise (2) and ferry-fares (1); ada BACKS quiet-hours; dock-table
// OPPOSES quiet-hours and BACKS night-ferries and RAISED ferry-fares; ferry-fares CO_RAISED night-noise. Of six passages
// four are cited, one is set aside and one is open.
func Example() store.ChangeSet {
	return store.ChangeSet{
		Author: "tester",
		Time:   time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
		Reason: "the example graph",
		Put:    append(exampleDocument(), append(exampleVoices(), append(exampleTopics(), exampleStatements()...)...)...),
	}
}

// Cite returns a citation of a whole passage of the example, numbered from 1.
func Cite(passage int) []store.Citation {
	p := examplePassage(passage)
	return []store.Citation{{Passage: p.ID, Start: 0, End: p.Length, SHA256: p.SHA256}}
}

func examplePassage(i int) *store.Passage {
	text := strings.Repeat("quay ", i)
	return &store.Passage{
		Meta:    store.Meta{ID: store.ID(fmt.Sprintf("passage:quay-report/1/%d", i))},
		Source:  "source:quay-report",
		Section: "section:quay-report/1",
		Path:    fmt.Sprintf("1/%d", i),
		Kind:    store.PassageNarrative,
		Order:   i,
		Ranges:  []store.Range{{Start: i * 100, End: i*100 + len(text)}},
		Length:  len(text),
		SHA256:  store.HashOf(text),
	}
}

func named(id store.ID, en, fr string, passage int) store.Meta {
	return store.Meta{ID: id, Name: store.Text{EN: en, FR: fr}, Citations: Cite(passage)}
}

func exampleDocument() []store.Node {
	nodes := []store.Node{
		&store.Source{
			Meta:      store.Meta{ID: "source:quay-report", Name: store.Text{EN: "Quay Report", FR: "Rapport du quai"}},
			Publisher: "Port Office", Date: "2024-05", Language: store.EN, Length: 1000, SHA256: store.HashOf("quay report"),
		},
		&store.Section{
			Meta:   store.Meta{ID: "section:quay-report/1", Name: store.Text{EN: "The day on the quay"}},
			Source: "source:quay-report", Path: "1", Order: 1,
		},
	}
	for i := 1; i <= 6; i++ {
		p := examplePassage(i)
		switch i {
		case 2, 3:
			p.Kind = store.PassageItem
		case 5:
			p.Kind, p.SetAside = store.PassageLeadIn, &store.SetAside{Reason: store.AsideLeadIn}
		}
		nodes = append(nodes, p)
	}
	return nodes
}

func exampleVoices() []store.Node {
	rope := named("organization:rope-works", "Rope Works", "Corderie", 1)
	rope.Aliases = []store.Alias{{Text: "RW"}}
	return []store.Node{
		&store.Person{
			Meta:         named("person:ada", "Ada Lund", "", 1),
			Affiliations: []store.Affiliation{{Organization: "organization:rope-works", Role: "Foreman"}},
		},
		&store.Person{Meta: named("person:ben", "Ben Achterberg", "", 4), Role: "Harbour pilot"},
		&store.Organization{Meta: rope, PartOf: []store.Ref{{ID: "organization:port-office", Citations: Cite(4)}}},
		&store.Organization{
			Meta:      named("organization:port-office", "Port Office", "Bureau du port", 1),
			LocatedIn: []store.Ref{{ID: "place:north-quay"}},
		},
		&store.Collective{
			Meta:       named("collective:dock-table", "Dock table", "Table des quais", 4),
			Quantifier: store.Some, Printed: "some at the table", Session: "session:quay-day",
		},
		&store.Session{
			Meta:  named("session:quay-day", "Day on the quay", "Journée au quai", 1),
			Order: 1, Section: "section:quay-report/1",
			Presenters: []store.Ref{{ID: "person:ben"}}, Hosts: []store.Ref{{ID: "organization:port-office"}},
		},
	}
}

func exampleTopics() []store.Node {
	value, least := 42.0, 10.5
	return []store.Node{
		&store.Issue{Meta: named("issue:harbour-life", "Harbour life", "Vie du port", 1)},
		&store.Issue{
			Meta:    named("issue:night-noise", "Night noise", "Bruit nocturne", 2),
			Broader: []store.Ref{{ID: "issue:harbour-life"}}, Related: []store.Ref{{ID: "issue:ferry-fares"}},
		},
		&store.Issue{Meta: named("issue:ferry-fares", "Ferry fares", "Tarifs du bac", 3)},
		&store.Recommendation{
			Meta:        named("recommendation:quiet-hours", "Quiet hours", "Heures calmes", 2),
			Proposition: store.Text{EN: "Work on the quay should rest at night."},
			Addressees:  []store.Ref{{ID: "organization:port-office"}},
			Issues:      []store.Ref{{ID: "issue:night-noise"}},
			Contradicts: []store.Ref{{ID: "recommendation:night-ferries", Citations: append(Cite(2), Cite(3)...)}},
		},
		&store.Recommendation{Meta: named("recommendation:night-ferries", "Night ferries", "", 3)},
		&store.Initiative{
			Meta: named("initiative:lamp-plan", "Lamp plan", "", 4), Type: store.Plan, Period: "2012 to 2016",
			RunBy: []store.Ref{{ID: "organization:port-office"}}, Partners: []store.Ref{{ID: "collective:dock-table"}},
			LocatedIn: []store.Ref{{ID: "place:north-quay"}}, Issues: []store.Ref{{ID: "issue:harbour-life"}},
		},
		&store.Publication{
			Meta: named("publication:tide-survey", "Tide survey", "", 4), Date: "2011",
			PublishedBy: []store.Ref{{ID: "organization:port-office"}},
		},
		&store.Population{Meta: named("population:night-crews", "Night crews", "Équipes de nuit", 2)},
		&store.Place{Meta: named("place:harbour", "The harbour", "Le port", 1)},
		&store.Place{Meta: named("place:north-quay", "North Quay", "Quai nord", 1), PartOf: []store.Ref{{ID: "place:harbour"}}},
		&store.Figure{
			Meta: store.Meta{ID: "figure:crossings", Citations: Cite(3)}, Value: &value, Unit: "crossings",
			Measures: store.Text{EN: "Crossings in one night", FR: "Traversées en une nuit"},
			Places:   []store.Ref{{ID: "place:north-quay"}}, ReportedBy: []store.Ref{{ID: "person:ada"}},
			Studies: []store.Ref{{ID: "publication:tide-survey"}}, Issues: []store.Ref{{ID: "issue:ferry-fares"}},
		},
		&store.Figure{
			Meta: store.Meta{ID: "figure:fare", Citations: Cite(3)}, Min: &least, Unit: "CAD", Qualifier: "more than",
			Measures: store.Text{EN: "Price of one crossing"},
		},
	}
}

func exampleStatements() []store.Node {
	return []store.Node{
		&store.Statement{
			Meta: store.Meta{ID: "statement:noise", Citations: Cite(2)}, Kind: store.Recommends, Review: store.Reviewed,
			Summary:    "Cranes run through the night, so the quay needs hours of rest.",
			Voices:     []store.StatementVoice{{Voice: "person:ada", Role: store.Speaker}},
			Session:    "session:quay-day",
			Issues:     []store.ID{"issue:night-noise"},
			Positions:  []store.Position{{Recommendation: "recommendation:quiet-hours", Stance: store.For}},
			Addressees: []store.ID{"organization:port-office"}, Populations: []store.ID{"population:night-crews"},
		},
		&store.Statement{
			Meta: store.Meta{ID: "statement:fares", Citations: Cite(3)}, Kind: store.Reports, Review: store.Draft,
			Summary: "Fares rise while the night crossings get louder.",
			Voices:  []store.StatementVoice{{Voice: "person:ada", Role: store.Speaker}},
			Issues:  []store.ID{"issue:ferry-fares", "issue:night-noise"},
			Places:  []store.ID{"place:north-quay"}, Figures: []store.ID{"figure:crossings"},
			Mentions: []store.ID{"initiative:lamp-plan"}, Quotes: []store.ID{"publication:tide-survey"},
		},
		&store.Statement{
			Meta: store.Meta{ID: "statement:ferries", Citations: append(Cite(3), Cite(4)...)}, Kind: store.Opposes, Review: store.Disputed,
			Summary: "Those who come home late need a boat, so the quay cannot close.",
			Voices:  []store.StatementVoice{{Voice: "collective:dock-table", Role: store.Speaker, Quantifier: store.Some}},
			Issues:  []store.ID{"issue:ferry-fares"},
			Positions: []store.Position{
				{Recommendation: "recommendation:night-ferries", Stance: store.For},
				{Recommendation: "recommendation:quiet-hours", Stance: store.Against},
			},
			Contradicts: []store.ID{"statement:noise"}, Restates: []store.ID{"statement:fares"},
		},
	}
}
