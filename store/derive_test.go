package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/storetest"
)

// Shares must credit each voice with its own claim, a speaker's organizations through the speaker, and nobody else.
func TestShares(t *testing.T) {
	raised := func(voice, issue store.ID) store.EdgeKey {
		return store.EdgeKey{Source: voice, Type: store.Raised, Target: issue}
	}
	own := store.Support{Statement: "statement:s"}
	through := func(person store.ID) store.Support { return store.Support{Statement: "statement:s", Through: person} }
	voice := func(id store.ID, role store.VoiceRole) store.StatementVoice {
		return store.StatementVoice{Voice: id, Role: role}
	}
	affiliations := func(id store.ID) []store.ID {
		return map[store.ID][]store.ID{"person:a": {"organization:x", "organization:y"}, "person:b": {"organization:x"}}[id]
	}
	for _, test := range []struct {
		name string
		s    store.Statement
		want map[store.EdgeKey]store.Support
	}{
		{"a speaker and the organizations", store.Statement{
			Voices: []store.StatementVoice{voice("person:a", store.Speaker)}, Issues: []store.ID{"issue:i"},
		}, map[store.EdgeKey]store.Support{
			raised("person:a", "issue:i"): own, raised("organization:x", "issue:i"): through("person:a"), raised("organization:y", "issue:i"): through("person:a"),
		}},
		{"who is quoted or reported speaks for nobody", store.Statement{
			Voices: []store.StatementVoice{voice("person:a", store.Quoted), voice("person:b", store.Reported)}, Issues: []store.ID{"issue:i"},
		}, map[store.EdgeKey]store.Support{raised("person:a", "issue:i"): own, raised("person:b", "issue:i"): own}},
		{"a collective speaks for no member", store.Statement{
			Voices: []store.StatementVoice{voice("collective:c", store.Speaker)}, Issues: []store.ID{"issue:i"},
		}, map[store.EdgeKey]store.Support{raised("collective:c", "issue:i"): own}},
		{"through the smaller of two speakers", store.Statement{
			Voices: []store.StatementVoice{voice("person:b", store.Speaker), voice("person:a", store.Speaker)}, Issues: []store.ID{"issue:i"},
		}, map[store.EdgeKey]store.Support{
			raised("person:a", "issue:i"): own, raised("person:b", "issue:i"): own,
			raised("organization:x", "issue:i"): through("person:a"), raised("organization:y", "issue:i"): through("person:a"),
		}},
		{"the organization itself before its member", store.Statement{
			Voices: []store.StatementVoice{voice("organization:x", store.Quoted), voice("person:b", store.Speaker)}, Issues: []store.ID{"issue:i"},
		}, map[store.EdgeKey]store.Support{raised("organization:x", "issue:i"): own, raised("person:b", "issue:i"): own}},
		{"positions do not travel, and a mixed one is neither", store.Statement{
			Voices: []store.StatementVoice{voice("person:b", store.Speaker)},
			Positions: []store.Position{
				{Recommendation: "recommendation:f", Stance: store.For}, {Recommendation: "recommendation:a", Stance: store.Against},
				{Recommendation: "recommendation:m", Stance: store.Mixed},
			},
		}, map[store.EdgeKey]store.Support{
			{Source: "person:b", Type: store.Backs, Target: "recommendation:f"}:       own,
			{Source: "person:b", Type: store.OpposesEdge, Target: "recommendation:a"}: own,
		}},
		{"issues in pairs, from the smaller to the larger", store.Statement{
			Voices: []store.StatementVoice{voice("collective:c", store.Speaker)}, Issues: []store.ID{"issue:c", "issue:a", "issue:b"},
		}, map[store.EdgeKey]store.Support{
			raised("collective:c", "issue:a"): own, raised("collective:c", "issue:b"): own, raised("collective:c", "issue:c"): own,
			{Source: "issue:a", Type: store.CoRaised, Target: "issue:b"}: own,
			{Source: "issue:a", Type: store.CoRaised, Target: "issue:c"}: own,
			{Source: "issue:b", Type: store.CoRaised, Target: "issue:c"}: own,
		}},
		{"nothing", store.Statement{}, map[store.EdgeKey]store.Support{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.s.ID = "statement:s"
			if diff := cmp.Diff(test.want, store.Shares(&test.s, affiliations)); diff != "" {
				t.Errorf("shares (-want +got):\n%s", diff)
			}
		})
	}
}

// DeriveAll must give the edges that the drawing of the example graph tells, each with its rule and support in order.
func TestDeriveAll(t *testing.T) {
	var statements []*store.Statement
	persons := make(map[store.ID]store.Node)
	for _, n := range storetest.Example().Put {
		if s, ok := n.(*store.Statement); ok {
			statements = append(statements, s)
		}
		persons[n.Base().ID] = n
	}
	by := func(through store.ID, statements ...store.ID) (all []store.Support) {
		for _, s := range statements {
			all = append(all, store.Support{Statement: s, Through: through})
		}
		return all
	}
	edge := func(source store.ID, typ store.EdgeType, target store.ID, rule string, support []store.Support) store.Edge {
		return store.Edge{EdgeKey: store.EdgeKey{Source: source, Type: typ, Target: target}, Rule: rule, Support: support}
	}
	want := []store.Edge{
		edge("collective:dock-table", store.Backs, "recommendation:night-ferries", "backs/1", by("", "statement:ferries")),
		edge("collective:dock-table", store.OpposesEdge, "recommendation:quiet-hours", "opposes/1", by("", "statement:ferries")),
		edge("collective:dock-table", store.Raised, "issue:ferry-fares", "raised/1", by("", "statement:ferries")),
		edge("issue:ferry-fares", store.CoRaised, "issue:night-noise", "co-raised/1", by("", "statement:fares")),
		edge("organization:rope-works", store.Raised, "issue:ferry-fares", "raised/1", by("person:ada", "statement:fares")),
		edge("organization:rope-works", store.Raised, "issue:night-noise", "raised/1", by("person:ada", "statement:fares", "statement:noise")),
		edge("person:ada", store.Backs, "recommendation:quiet-hours", "backs/1", by("", "statement:noise")),
		edge("person:ada", store.Raised, "issue:ferry-fares", "raised/1", by("", "statement:fares")),
		edge("person:ada", store.Raised, "issue:night-noise", "raised/1", by("", "statement:fares", "statement:noise")),
	}
	got := store.DeriveAll(statements, func(id store.ID) []store.ID { return store.AffiliationsOf(persons[id]) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("derived edges (-want +got):\n%s", diff)
	}
}

// AffiliationsOf must list each organization once, in order, and none for a node that is not a person.
func TestAffiliationsOf(t *testing.T) {
	p := &store.Person{Affiliations: []store.Affiliation{{Organization: "organization:b"}, {Organization: "organization:a"}, {Organization: "organization:b", Role: "chair"}}}
	if diff := cmp.Diff([]store.ID{"organization:a", "organization:b"}, store.AffiliationsOf(p)); diff != "" {
		t.Error(diff)
	}
	for _, n := range []store.Node{nil, &store.Place{}} {
		if got := store.AffiliationsOf(n); got != nil {
			t.Errorf("%T: got %v", n, got)
		}
	}
}
