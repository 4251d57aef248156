package store_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/storetest"
)

// graph is a Lookup over the example graph.
type graph map[store.ID]store.Node

func exampleGraph() graph {
	g := make(graph)
	for _, n := range storetest.Example().Put {
		g[n.Base().ID] = n
	}
	return g
}

func (g graph) Nodes(_ context.Context, ids []store.ID) ([]store.Node, error) {
	nodes := make([]store.Node, len(ids))
	for i, id := range ids {
		nodes[i] = g[id]
	}
	return nodes, nil
}

func (g graph) Neighbors(_ context.Context, id store.ID) (ends []store.Neighbor, err error) {
	for _, n := range g {
		for _, e := range store.AssertedEdges(n) {
			if e.Source == id {
				ends = append(ends, store.Neighbor{ID: e.Target, Type: e.Type, Direction: store.Out})
			}
			if e.Target == id {
				ends = append(ends, store.Neighbor{ID: e.Source, Type: e.Type, Direction: store.In})
			}
		}
	}
	return ends, nil
}

// edited returns a change set of one node of the example, changed.
func edited[T store.Node](id store.ID, change func(T)) store.ChangeSet {
	n := exampleGraph()[id].(T)
	change(n)
	return store.ChangeSet{Put: []store.Node{n}}
}

// Validate must find each breach of a rule, and say which record, which field, what is wrong and how to mend it.
func TestValidate(t *testing.T) {
	type (
		person     = *store.Person
		collective = *store.Collective
		session    = *store.Session
		issue      = *store.Issue
		initiative = *store.Initiative
		figure     = *store.Figure
		statement  = *store.Statement
		passage    = *store.Passage
		place      = *store.Place
		source     = *store.Source
	)
	walk := func(statements ...store.ID) []store.Story {
		words := store.Text{EN: "A walk"}
		return []store.Story{{Slug: "walk", Title: words, Stops: []store.StoryStop{{Title: words, Text: words, Address: "/matrix", Statements: statements}}}}
	}
	three := storetest.Cite(3)[0]
	cite := func(change func(c *store.Citation)) store.ChangeSet {
		return edited("place:harbour", func(p place) { change(&p.Citations[0]) })
	}
	for _, test := range []struct {
		name string
		cs   store.ChangeSet
		want []string
	}{
		{"the example", storetest.Example(), nil},
		{"nothing", store.ChangeSet{}, nil},

		// Records.
		{"id", edited("place:harbour", func(p place) { p.ID = "place:The Harbour" }), []string{
			`place:The Harbour id: id "place:The Harbour": 'T' cannot stand in an ID; use a to z and 0 to 9, with '-', '/' or '.' between them`,
		}},
		{"id_twice", store.ChangeSet{Put: []store.Node{exampleGraph()["place:harbour"], exampleGraph()["place:harbour"]}}, []string{
			"place:harbour id: appears twice in one change set; keep one record",
		}},
		{"id_of_another_kind", edited("place:harbour", func(p place) { p.ID = "person:harbour" }), []string{
			"person:harbour id: the ID names a PERSON but the record is a *store.Place; correct the ID's prefix",
		}},
		{"put_and_deleted", store.ChangeSet{
			Put: []store.Node{exampleGraph()["figure:fare"]}, Delete: []store.ID{"figure:fare"},
		}, []string{"figure:fare: is put and deleted in one change set; do one"}},

		// Names.
		{"name", edited("place:harbour", func(p place) { p.Name.EN = "" }), []string{"place:harbour name: no English name; add one"}},
		{"summary", edited("statement:noise", func(s statement) { s.Summary = "" }), []string{
			"statement:noise summary: empty; say the claim in one or two sentences of your own",
		}},
		{"measures", edited("figure:fare", func(f figure) { f.Measures = store.Text{} }), []string{
			"figure:fare measures: empty; say what the number measures",
		}},
		{"alias", edited("place:harbour", func(p place) { p.Aliases = []store.Alias{{Text: "Port"}, {}} }), []string{
			"place:harbour aliases[1]: empty; write the name or remove it",
		}},

		// Citations.
		{"no_citation", edited("place:harbour", func(p place) { p.Citations = nil }), []string{
			"place:harbour citations: no citation; cite the passage that says so",
		}},
		{"document_cites", edited("passage:quay-report/1/1", func(p passage) { p.Citations = storetest.Cite(2) }), []string{
			"passage:quay-report/1/1 citations: a PASSAGE is the document itself and cites nothing; remove them",
		}},
		{"unknown_passage", cite(func(c *store.Citation) { c.Passage = "passage:quay-report/9/9" }), []string{
			"place:harbour citations[0]: unknown passage passage:quay-report/9/9; correct the path",
		}},
		{"not_a_passage", cite(func(c *store.Citation) { c.Passage = "place:north-quay" }), []string{
			"place:harbour citations[0]: place:north-quay is not a passage; cite one",
		}},
		{"span_empty", cite(func(c *store.Citation) { c.Start = c.End }), []string{
			"place:harbour citations[0]: span [5, 5] is empty or outside of passage:quay-report/1/1, which has 5 characters; correct the span",
		}},
		{"span_too_long", cite(func(c *store.Citation) { c.End = 6 }), []string{
			"place:harbour citations[0]: span [0, 6] is empty or outside of passage:quay-report/1/1, which has 5 characters; correct the span",
		}},
		{"span_before", cite(func(c *store.Citation) { c.Start = -1 }), []string{
			"place:harbour citations[0]: span [-1, 5] is empty or outside of passage:quay-report/1/1, which has 5 characters; correct the span",
		}},
		{"not_pinned", cite(func(c *store.Citation) { c.SHA256 = store.Hash{} }), []string{
			"place:harbour citations[0]: no sha256 for a part of passage:quay-report/1/1; pin the citation against the source",
		}},
		{"other_hash", cite(func(c *store.Citation) { c.SHA256 = three.SHA256 }), []string{
			"place:harbour citations[0]: sha256 " + three.SHA256.String() + " is not that of the whole passage:quay-report/1/1, " +
				storetest.Cite(1)[0].SHA256.String() + "; pin the citation again",
		}},
		{"citation_of_an_edge", edited("place:north-quay", func(p place) {
			p.PartOf[0].Citations = []store.Citation{{Passage: "passage:none"}}
		}), []string{"place:north-quay partOf[0].citations[0]: unknown passage passage:none; correct the path"}},
		{"citation_of_an_affiliation", edited("person:ada", func(p person) {
			p.Affiliations[0].Citations = []store.Citation{{Passage: "passage:none"}}
		}), []string{"person:ada affiliations[0].citations[0]: unknown passage passage:none; correct the path"}},

		// References.
		{"unknown_reference", edited("statement:noise", func(s statement) { s.Issues = []store.ID{"issue:none"} }), []string{
			"statement:noise issues[0]: unknown issue:none; add it or correct the ID",
		}},
		{"reference_of_another_kind", edited("statement:noise", func(s statement) { s.Issues[0] = "place:harbour" }), []string{
			"statement:noise issues[0]: place:harbour is of kind PLACE; want ISSUE",
		}},
		{"reference_to_itself", edited("issue:night-noise", func(i issue) { i.Related[0].ID = i.ID }), []string{
			"issue:night-noise related[0]: refers to itself; remove it",
		}},
		{"reference_twice", edited("statement:noise", func(s statement) { s.Issues = append(s.Issues, s.Issues[0]) }), []string{
			"statement:noise issues[1]: issue:night-noise appears twice; keep one",
		}},
		{"reference_to_what_is_deleted", store.ChangeSet{
			Put: []store.Node{exampleGraph()["place:north-quay"]}, Delete: []store.ID{"place:harbour"},
		}, []string{"place:north-quay partOf[0]: place:harbour is deleted in the same change set; keep it or drop the reference"}},
		{"optional_reference", edited("session:quay-day", func(s session) { s.Parent = "session:none" }), []string{
			"session:quay-day parent: unknown session:none; add it or correct the ID",
		}},
		{"organization_of_a_person", edited("person:ada", func(p person) { p.Affiliations[0].Organization = "person:ben" }), []string{
			"person:ada affiliations[0].organization: person:ben is of kind PERSON; want ORGANIZATION",
		}},

		// Statements.
		{"kind", edited("statement:noise", func(s statement) { s.Kind = "SHOUTS" }), []string{
			`statement:noise kind: "SHOUTS" is none of RAISES, RECOMMENDS, SUPPORTS, OPPOSES, CRITICIZES, REPORTS, DESCRIBES, ASKS, COMMITS`,
		}},
		{"review", edited("statement:noise", func(s statement) { s.Review = "" }), []string{
			`statement:noise review: "" is none of DRAFT, REVIEWED, DISPUTED`,
		}},
		{"no_voice", edited("statement:noise", func(s statement) { s.Voices = nil }), []string{
			"statement:noise voices: nobody says it; name the voice",
		}},
		{"voice_twice", edited("statement:noise", func(s statement) { s.Voices = append(s.Voices, s.Voices[0]) }), []string{
			"statement:noise voices[1]: voice person:ada appears twice; keep one",
		}},
		{"voice_of_another_kind", edited("statement:noise", func(s statement) { s.Voices[0].Voice = "place:harbour" }), []string{
			"statement:noise voices[0].id: place:harbour is of kind PLACE; want PERSON, ORGANIZATION, COLLECTIVE",
		}},
		{"role", edited("statement:noise", func(s statement) { s.Voices[0].Role = "SINGER" }), []string{
			`statement:noise voices[0].role: "SINGER" is none of SPEAKER, QUOTED, REPORTED`,
		}},
		{"quantifier_of_a_person", edited("statement:noise", func(s statement) { s.Voices[0].Quantifier = store.One }), []string{
			"statement:noise voices[0].quantifier: only a collective has a quantifier; remove it",
		}},
		{"quantifier_of_a_collective", edited("statement:ferries", func(s statement) { s.Voices[0].Quantifier = "" }), []string{
			`statement:ferries voices[0].quantifier: "" is none of CONSENSUS, MOST, MANY, SOME, FEW, ONE, UNSPECIFIED`,
		}},
		{"position_twice", edited("statement:noise", func(s statement) { s.Positions = append(s.Positions, s.Positions[0]) }), []string{
			"statement:noise positions[1]: recommendation:quiet-hours appears twice; one statement takes one stance on it (MIXED if both)",
		}},
		{"stance", edited("statement:noise", func(s statement) { s.Positions[0].Stance = "MAYBE" }), []string{
			`statement:noise positions[0].stance: "MAYBE" is none of FOR, AGAINST, MIXED`,
		}},
		{"no_position", edited("statement:noise", func(s statement) { s.Positions = nil }), []string{
			"statement:noise positions: a statement that RECOMMENDS needs a position; name the recommendation and the stance",
		}},

		// Other kinds.
		{"collective_quantifier", edited("collective:dock-table", func(c collective) { c.Quantifier = "ALL" }), []string{
			`collective:dock-table quantifier: "ALL" is none of CONSENSUS, MOST, MANY, SOME, FEW, ONE, UNSPECIFIED`,
		}},
		{"collective_of_nothing", edited("collective:dock-table", func(c collective) { c.Session = "" }), []string{
			"collective:dock-table session: neither a session nor a basis; say where the collective spoke, or who it is",
		}},
		{"initiative_type", edited("initiative:lamp-plan", func(i initiative) { i.Type = "" }), []string{
			`initiative:lamp-plan type: "" is none of PROGRAM, PLAN, STRATEGY, LAW, CAMPAIGN, SERVICE_MODEL, DATABASE, WEBSITE, TASKFORCE, CONSULTATION`,
		}},
		{"date", edited("publication:tide-survey", func(p *store.Publication) { p.Date = "May 2011" }), []string{
			`publication:tide-survey date: "May 2011" is not a date; write YYYY, YYYY-MM or YYYY-MM-DD`,
		}},
		{"figure_without_value", edited("figure:crossings", func(f figure) { f.Value = nil }), []string{
			"figure:crossings value: give either a value or a range (min, max)",
		}},
		{"figure_with_both", edited("figure:crossings", func(f figure) { f.Min = f.Value }), []string{
			"figure:crossings value: give either a value or a range (min, max)",
		}},
		{"figure_range", edited("figure:fare", func(f figure) { f.Max = new(float64) }), []string{
			"figure:fare min: min 10.5 is above max 0; swap them",
		}},
		{"figure_unit", edited("figure:fare", func(f figure) { f.Unit = "" }), []string{
			"figure:fare unit: empty; say what is counted, such as cases or CAD",
		}},
		{"passage_kind", edited("passage:quay-report/1/6", func(p passage) { p.Kind = "POEM" }), []string{
			`passage:quay-report/1/6 kind: "POEM" is none of TITLE, BIOGRAPHY, NARRATIVE, LEAD_IN, ITEM, QUOTATION, FURNITURE`,
		}},
		{"passage_range", edited("passage:quay-report/1/6", func(p passage) {
			p.Ranges = []store.Range{{Start: 600, End: 630}, {Start: 620, End: 620}}
		}), []string{"passage:quay-report/1/6 ranges[1]: [620, 620] is empty or out of order; segment the source again"}},
		{"passage_length", edited("passage:quay-report/1/6", func(p passage) { p.Ranges[0].End++ }), []string{
			"passage:quay-report/1/6 length: is 30 but the ranges hold 31 characters; segment the source again",
		}},
		{"passage_hash", edited("passage:quay-report/1/6", func(p passage) { p.SHA256 = store.Hash{} }), []string{
			"passage:quay-report/1/6 sha256: missing; segment the source again",
		}},
		{"passage_of_another_source", edited("passage:quay-report/1/6", func(p passage) { p.Source = "section:quay-report/1" }), []string{
			"passage:quay-report/1/6 source: section:quay-report/1 is of kind SECTION; want SOURCE",
			"passage:quay-report/1/6 section: section:quay-report/1 is a section of source:quay-report, not of section:quay-report/1; segment the source again",
		}},
		{"set_aside_reason", edited("passage:quay-report/1/6", func(p passage) { p.SetAside = &store.SetAside{Reason: "DULL"} }), []string{
			`passage:quay-report/1/6 setAside.reason: "DULL" is none of FURNITURE, TITLE, LEAD_IN, TABLE_OF_CONTENTS, NO_CLAIM`,
		}},
		{"set_aside_note", edited("passage:quay-report/1/6", func(p passage) { p.SetAside = &store.SetAside{Reason: store.AsideNoClaim} }), []string{
			"passage:quay-report/1/6 setAside.note: NO_CLAIM needs a note; say why the passage makes no claim",
		}},

		// Hierarchies.
		{"cycle_of_broader", edited("issue:harbour-life", func(i issue) { i.Broader = []store.Ref{{ID: "issue:night-noise"}} }), []string{
			"issue:harbour-life broader: a cycle of BROADER: issue:harbour-life > issue:night-noise > issue:harbour-life; remove one of them",
		}},
		{"cycle_of_part_of", edited("place:harbour", func(p place) { p.PartOf = []store.Ref{{ID: "place:north-quay"}} }), []string{
			"place:harbour partOf: a cycle of PART_OF: place:harbour > place:north-quay > place:harbour; remove one of them",
		}},
		{"cycle_of_sessions", store.ChangeSet{Put: []store.Node{
			&store.Session{Meta: store.Meta{ID: "session:b", Name: store.Text{EN: "B"}, Citations: storetest.Cite(1)}, Parent: "session:a"},
			&store.Session{Meta: store.Meta{ID: "session:a", Name: store.Text{EN: "A"}, Citations: storetest.Cite(1)}, Parent: "session:b"},
		}}, []string{"session:a parent: a cycle of PART_OF: session:a > session:b > session:a; remove one of them"}},

		// Deletes.
		{"delete_unknown", store.ChangeSet{Delete: []store.ID{"place:none"}}, []string{"place:none: is not stored; nothing to delete"}},
		{"delete_referenced", store.ChangeSet{Delete: []store.ID{"organization:rope-works"}}, []string{
			"organization:rope-works: still referenced by person:ada; change or delete that record too",
		}},
		{"delete_with_referrers", store.ChangeSet{Delete: []store.ID{"publication:tide-survey", "figure:crossings", "statement:fares", "statement:ferries"}}, nil},
		{"delete_what_a_put_lets_go", func() store.ChangeSet {
			cs := edited("person:ada", func(p person) { p.Affiliations = nil })
			cs.Delete = []store.ID{"organization:rope-works"}
			return cs
		}(), nil},

		// Stories: a source may be put alone, and then names statements that are stored.
		{"story", edited("source:quay-report", func(s source) { s.Stories = walk("statement:noise") }), nil},
		{"story_unknown_statement", edited("source:quay-report", func(s source) { s.Stories = walk("statement:noise", "statement:none") }), []string{
			"source:quay-report stories[0].stops[0].statements[1]: unknown statement:none; add it or correct the ID",
		}},
		{"story_other_kind", edited("source:quay-report", func(s source) { s.Stories = walk("issue:night-noise") }), []string{
			"source:quay-report stories[0].stops[0].statements[0]: issue:night-noise is of kind ISSUE; want STATEMENT",
		}},

		{"all_problems_in_order", store.ChangeSet{
			Put: []store.Node{
				&store.Place{Meta: store.Meta{ID: "place:z"}},
				&store.Place{Meta: store.Meta{ID: "place:a"}},
			},
			Delete: []store.ID{"place:none"},
		}, []string{
			"place:z name: no English name; add one", "place:z citations: no citation; cite the passage that says so",
			"place:a name: no English name; add one", "place:a citations: no citation; cite the passage that says so",
			"place:none: is not stored; nothing to delete",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := store.Validate(t.Context(), exampleGraph(), test.cs)
			var got []string
			if invalid := (*store.InvalidError)(nil); errors.As(err, &invalid) {
				for _, p := range invalid.Problems {
					got = append(got, p.String())
				}
			} else if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if test.want != nil && !errors.Is(err, store.ErrInvalid) {
				t.Errorf("%v is no ErrInvalid", err)
			}
		})
	}
}

// failing is a Lookup that cannot read.
type failing struct{ graph }

var errRead = errors.New("read failed")

func (failing) Nodes(context.Context, []store.ID) ([]store.Node, error) { return nil, errRead }

// edgesUnreadable is a Lookup over the example graph that cannot read edges.
type edgesUnreadable struct{ graph }

func (edgesUnreadable) Neighbors(context.Context, store.ID) ([]store.Neighbor, error) {
	return nil, errRead
}

// An error of reading the graph must come back as it is, and not as a problem of the change set.
func TestValidate_read_error(t *testing.T) {
	for name, cs := range map[string]store.ChangeSet{
		"put": storetest.Example(), "delete": {Delete: []store.ID{"place:harbour"}},
	} {
		if err := store.Validate(t.Context(), failing{}, cs); !errors.Is(err, errRead) || errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	err := store.Validate(t.Context(), edgesUnreadable{exampleGraph()}, store.ChangeSet{Delete: []store.ID{"place:harbour"}})
	if !errors.Is(err, errRead) {
		t.Errorf("neighbors: got %v", err)
	}
}
