package store_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/storetest"
)

// AssertedEdges must read every field that states an edge, in the direction its type is drawn in.
func TestAssertedEdges(t *testing.T) {
	one, two := storetest.Cite(1), storetest.Cite(2)
	ref := func(id store.ID) []store.Ref { return []store.Ref{{ID: id}} }
	meta := func(id store.ID) store.Meta { return store.Meta{ID: id, Citations: one} }
	edge := func(source store.ID, typ store.EdgeType, target store.ID) store.Edge {
		return store.Edge{EdgeKey: store.EdgeKey{Source: source, Type: typ, Target: target}, Citations: one}
	}
	cites := func(id store.ID) store.Edge { return edge(id, store.Cites, one[0].Passage) }
	for _, test := range []struct {
		name string
		node store.Node
		want []store.Edge
	}{
		{"person", &store.Person{
			Meta:         meta("person:p"),
			Affiliations: []store.Affiliation{{Organization: "organization:o", Role: "CEO", Citations: two}},
		}, []store.Edge{
			{EdgeKey: store.EdgeKey{Source: "person:p", Type: store.AffiliatedWith, Target: "organization:o"}, Role: "CEO", Citations: two},
			cites("person:p"),
			{EdgeKey: store.EdgeKey{Source: "person:p", Type: store.Cites, Target: two[0].Passage}, Citations: two},
		}},
		{"organization", &store.Organization{Meta: meta("organization:o"), PartOf: ref("organization:w"), LocatedIn: ref("place:l")}, []store.Edge{
			cites("organization:o"), edge("organization:o", store.LocatedIn, "place:l"), edge("organization:o", store.PartOf, "organization:w"),
		}},
		{"collective", &store.Collective{Meta: meta("collective:c"), Session: "session:s"}, []store.Edge{
			cites("collective:c"), edge("collective:c", store.InSession, "session:s"),
		}},
		{"session", &store.Session{
			Meta: meta("session:s"), Parent: "session:e", Section: "section:x", Presenters: ref("person:p"), Hosts: ref("organization:o"),
		}, []store.Edge{
			edge("organization:o", store.Hosted, "session:s"), edge("person:p", store.PresentedAt, "session:s"),
			cites("session:s"), edge("session:s", store.PartOf, "session:e"), edge("session:s", store.ReportedIn, "section:x"),
		}},
		{"issue", &store.Issue{Meta: meta("issue:i"), Broader: ref("issue:b"), Related: ref("issue:r")}, []store.Edge{
			edge("issue:i", store.Broader, "issue:b"), cites("issue:i"), edge("issue:i", store.Related, "issue:r"),
		}},
		{"recommendation", &store.Recommendation{
			Meta: meta("recommendation:r"), Addressees: ref("organization:o"), Issues: ref("issue:i"), Contradicts: ref("recommendation:x"),
		}, []store.Edge{
			edge("recommendation:r", store.AddressedTo, "organization:o"), edge("recommendation:r", store.Addresses, "issue:i"),
			cites("recommendation:r"), edge("recommendation:r", store.Contradicts, "recommendation:x"),
		}},
		{"initiative", &store.Initiative{
			Meta: meta("initiative:i"), RunBy: ref("organization:r"), FundedBy: ref("organization:f"), Partners: ref("organization:p"),
			PartOf: ref("initiative:w"), LocatedIn: ref("place:l"), Issues: ref("issue:i"),
		}, []store.Edge{
			edge("initiative:i", store.Addresses, "issue:i"), cites("initiative:i"), edge("initiative:i", store.FundedBy, "organization:f"),
			edge("initiative:i", store.LocatedIn, "place:l"), edge("initiative:i", store.PartOf, "initiative:w"),
			edge("organization:p", store.PartnerIn, "initiative:i"), edge("organization:r", store.Runs, "initiative:i"),
		}},
		{"publication", &store.Publication{Meta: meta("publication:p"), PublishedBy: ref("person:a")}, []store.Edge{
			cites("publication:p"), edge("publication:p", store.PublishedBy, "person:a"),
		}},
		{"population", &store.Population{Meta: meta("population:p"), Broader: ref("population:b")}, []store.Edge{
			edge("population:p", store.Broader, "population:b"), cites("population:p"),
		}},
		{"place", &store.Place{Meta: meta("place:p"), PartOf: ref("place:w")}, []store.Edge{
			cites("place:p"), edge("place:p", store.PartOf, "place:w"),
		}},
		{"figure", &store.Figure{
			Meta: meta("figure:f"), Places: ref("place:l"), ReportedBy: ref("person:p"), Studies: ref("publication:s"), Issues: ref("issue:i"),
		}, []store.Edge{
			edge("figure:f", store.About, "issue:i"), cites("figure:f"), edge("figure:f", store.LocatedIn, "place:l"),
			edge("figure:f", store.ReportedBy, "person:p"), edge("figure:f", store.TakenFrom, "publication:s"),
		}},
		{"statement", &store.Statement{
			Meta:      meta("statement:s"),
			Voices:    []store.StatementVoice{{Voice: "collective:c", Role: store.Quoted, Quantifier: store.Few}},
			Session:   "session:s",
			Issues:    []store.ID{"issue:i"},
			Positions: []store.Position{{Recommendation: "recommendation:r", Stance: store.Against}},
			// A node that is mentioned twice is one edge.
			Addressees: []store.ID{"organization:o"}, Populations: []store.ID{"population:p"}, Places: []store.ID{"place:l"},
			Figures: []store.ID{"figure:f"}, Mentions: []store.ID{"person:p", "person:p"}, Quotes: []store.ID{"publication:q"},
			Restates: []store.ID{"statement:r"}, Contradicts: []store.ID{"statement:x"},
		}, []store.Edge{
			{EdgeKey: store.EdgeKey{Source: "collective:c", Type: store.Made, Target: "statement:s"}, Citations: one, VoiceRole: store.Quoted, Quantifier: store.Few},
			edge("statement:s", store.About, "issue:i"), edge("statement:s", store.AddressedTo, "organization:o"), cites("statement:s"),
			edge("statement:s", store.Contradicts, "statement:x"), edge("statement:s", store.InSession, "session:s"),
			edge("statement:s", store.Mentions, "figure:f"), edge("statement:s", store.Mentions, "person:p"),
			edge("statement:s", store.Mentions, "place:l"), edge("statement:s", store.Mentions, "population:p"),
			{EdgeKey: store.EdgeKey{Source: "statement:s", Type: store.PositionOn, Target: "recommendation:r"}, Citations: one, Stance: store.Against},
			edge("statement:s", store.Quotes, "publication:q"), edge("statement:s", store.Restates, "statement:r"),
		}},
		{"source", &store.Source{Meta: store.Meta{ID: "source:s"}}, nil},
		{"section", &store.Section{Meta: store.Meta{ID: "section:s/1"}, Source: "source:s", Parent: "section:s/0"}, []store.Edge{
			{EdgeKey: store.EdgeKey{Source: "section:s/1", Type: store.PartOf, Target: "section:s/0"}},
			{EdgeKey: store.EdgeKey{Source: "section:s/1", Type: store.PartOf, Target: "source:s"}},
		}},
		{"passage", &store.Passage{Meta: store.Meta{ID: "passage:s/1/1"}, Source: "source:s", Section: "section:s/1"}, []store.Edge{
			{EdgeKey: store.EdgeKey{Source: "passage:s/1/1", Type: store.PartOf, Target: "section:s/1"}},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := store.AssertedEdges(test.node)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("edges (-want +got):\n%s", diff)
			}
			if !slices.IsSortedFunc(got, func(a, b store.Edge) int { return a.Compare(b.EdgeKey) }) {
				t.Error("not ordered by key")
			}
		})
	}
}

// Two citations of one passage must be one CITES edge with both, and the record's own citations must stay as they are.
func TestAssertedEdges_joins_citations(t *testing.T) {
	half := storetest.Cite(2)[0]
	half.End = 5
	cites := append(make([]store.Citation, 0, 4), storetest.Cite(2)[0])
	p := &store.Place{Meta: store.Meta{ID: "place:p", Citations: cites}, PartOf: []store.Ref{{ID: "place:w", Citations: []store.Citation{half}}}}
	got := store.AssertedEdges(p)
	want := []store.Edge{
		{EdgeKey: store.EdgeKey{Source: "place:p", Type: store.Cites, Target: half.Passage}, Citations: []store.Citation{cites[0], half}},
		{EdgeKey: store.EdgeKey{Source: "place:p", Type: store.PartOf, Target: "place:w"}, Citations: []store.Citation{half}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("edges (-want +got):\n%s", diff)
	}
	if extra := cites[:2][1]; extra != (store.Citation{}) {
		t.Errorf("the record's citations were written to: %+v", extra)
	}
}

// Which end's record states an edge follows from its type, whatever the record.
func TestEdgeType_IsStatedByTarget(t *testing.T) {
	ref := []store.Ref{{ID: "organization:o"}}
	seen := map[store.EdgeType]bool{}
	for _, n := range []store.Node{
		&store.Person{Meta: store.Meta{ID: "person:p"}, Affiliations: []store.Affiliation{{Organization: "organization:o"}}},
		&store.Organization{Meta: store.Meta{ID: "organization:n"}, PartOf: ref, LocatedIn: []store.Ref{{ID: "place:q"}}},
		&store.Session{Meta: store.Meta{ID: "session:s"}, Parent: "session:e", Section: "section:1", Presenters: []store.Ref{{ID: "person:p"}}, Hosts: ref},
		&store.Issue{Meta: store.Meta{ID: "issue:i"}, Broader: []store.Ref{{ID: "issue:j"}}, Related: []store.Ref{{ID: "issue:k"}}},
		&store.Recommendation{Meta: store.Meta{ID: "recommendation:r"}, Addressees: ref, Issues: []store.Ref{{ID: "issue:i"}}, Contradicts: []store.Ref{{ID: "recommendation:s"}}},
		&store.Initiative{Meta: store.Meta{ID: "initiative:i"}, RunBy: ref, FundedBy: ref, Partners: ref},
		&store.Publication{Meta: store.Meta{ID: "publication:p"}, PublishedBy: ref},
		&store.Figure{Meta: store.Meta{ID: "figure:f"}, ReportedBy: ref, Studies: ref},
		&store.Statement{
			Meta:   store.Meta{ID: "statement:s", Citations: []store.Citation{{Passage: "passage:p/1"}}},
			Voices: []store.StatementVoice{{Voice: "person:p"}}, Session: "session:s", Issues: []store.ID{"issue:i"},
			Positions: []store.Position{{Recommendation: "recommendation:r"}}, Mentions: []store.ID{"person:q"},
			Quotes: []store.ID{"publication:p"}, Restates: []store.ID{"statement:r"},
		},
	} {
		for _, e := range store.AssertedEdges(n) {
			seen[e.Type] = true
			owner := e.Source
			if e.Type.IsStatedByTarget() {
				owner = e.Target
			}
			if owner != n.Base().ID {
				t.Errorf("%s states %s %s %s", n.Base().ID, e.Source, e.Type, e.Target)
			}
		}
	}
	for _, typ := range store.AssertedTypes() {
		if !seen[typ] {
			t.Errorf("no record here states %s", typ)
		}
	}
}
