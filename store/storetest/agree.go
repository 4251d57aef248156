package storetest

import (
	"fmt"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"forumgraph/store"
)

// Agree applies random change sets, good and bad ones, to two engines, and fails where they answer differently: in what
// Apply returns, in the text of a refusal, or in anything that Dump shows. It prints the seed of a failure, and how to run it
// again; -rapid.checks sets how often it tries.
func Agree(t *testing.T, open, model Open) {
	rapid.Check(t, func(r *rapid.T) {
		a, b := open(t), model(t)
		defer closeStore(r, a)
		defer closeStore(r, b)
		for i, cs := range DrawChangeSets(r) {
			doneA, errA := a.Apply(t.Context(), cs)
			doneB, errB := b.Apply(t.Context(), cs)
			if doneA != doneB || errText(errA) != errText(errB) {
				r.Fatalf("change %d: got %+v, %v; the model says %+v, %v", i, doneA, errA, doneB, errB)
			}
		}
		if diff := gocmp.Diff(dump(t, b), dump(t, a)); diff != "" {
			r.Fatalf("the engines differ (-model +got):\n%s", diff)
		}
		if err := a.Check(t.Context()); err != nil {
			r.Fatalf("check: %v", err)
		}
		if err := b.Check(t.Context()); err != nil {
			r.Fatalf("check the model: %v", err)
		}
	})
}

// DrawChangeSets draws the example and a few changes after it, most of which are valid.
func DrawChangeSets(r *rapid.T) []store.ChangeSet {
	sets := []store.ChangeSet{Example()}
	for range rapid.IntRange(1, 6).Draw(r, "changes") {
		sets = append(sets, generator{r}.changeSet())
	}
	return sets
}

func closeStore(r *rapid.T, s store.Store) {
	if err := s.Close(); err != nil {
		r.Errorf("close: %v", err)
	}
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// DrawChange draws a change of the graph of [Example], good or bad: an engine may refuse it.
func DrawChange(r *rapid.T) store.ChangeSet { return generator{r}.changeSet() }

// generator draws changes of the example graph from so few IDs that they meet.
type generator struct{ r *rapid.T }

func (g generator) changeSet() store.ChangeSet {
	cs := store.ChangeSet{Author: "rapid", Time: time.Unix(1_700_000_000, 0), Reason: "random"}
	for range rapid.IntRange(0, 6).Draw(g.r, "puts") {
		cs.Put = append(cs.Put, g.node())
	}
	for range rapid.IntRange(0, 2).Draw(g.r, "deletes") {
		cs.Delete = append(cs.Delete, g.id("statement", "person", "issue", "passage", "population", "recommendation", "organization"))
	}
	if rapid.IntRange(0, 5).Draw(g.r, "undo") == 0 {
		cs.Put, cs.Delete = Example().Put, nil
	}
	return cs
}

// universe is every ID that the generator refers to, by kind; most of them are in the example.
func universe(prefix string) []store.ID {
	switch prefix {
	case "person":
		return []store.ID{"person:ada", "person:ben", "person:cy"}
	case "organization":
		return []store.ID{"organization:rope-works", "organization:port-office", "organization:guild"}
	case "collective":
		return []store.ID{"collective:dock-table"}
	case "issue":
		return []store.ID{"issue:harbour-life", "issue:night-noise", "issue:ferry-fares", "issue:tides"}
	case "recommendation":
		return []store.ID{"recommendation:quiet-hours", "recommendation:night-ferries"}
	case "population":
		return []store.ID{"population:night-crews", "population:day-crews"}
	case "passage":
		return []store.ID{"passage:quay-report/1/2", "passage:quay-report/1/3", "passage:quay-report/1/6"}
	case "statement":
		return []store.ID{"statement:noise", "statement:fares", "statement:ferries", "statement:a", "statement:b", "statement:c"}
	}
	return nil
}

func (g generator) id(prefixes ...string) store.ID {
	var all []store.ID
	for _, p := range prefixes {
		all = append(all, universe(p)...)
	}
	return rapid.SampledFrom(all).Draw(g.r, "id")
}

// some draws a few IDs, each once.
func (g generator) some(most int, prefixes ...string) []store.ID {
	var all []store.ID
	for _, p := range prefixes {
		all = append(all, universe(p)...)
	}
	return rapid.SliceOfNDistinct(rapid.SampledFrom(all), 0, min(most, len(all)), rapid.ID[store.ID]).Draw(g.r, "ids")
}

func (g generator) meta(id store.ID) store.Meta {
	return store.Meta{
		ID: id,
		Name: store.Text{
			EN: rapid.SampledFrom([]string{"Alpha", "beta", "Gamma ray", "Été"}).Draw(g.r, "name"),
			FR: rapid.SampledFrom([]string{"", "Bêta", "alpha"}).Draw(g.r, "nom"),
		},
		Citations: Cite(rapid.IntRange(1, 6).Draw(g.r, "cites")),
	}
}

func (g generator) refs(ids []store.ID) []store.Ref {
	var refs []store.Ref
	for _, id := range ids {
		ref := store.Ref{ID: id}
		if rapid.Bool().Draw(g.r, "own citation") {
			ref.Citations = Cite(rapid.IntRange(1, 6).Draw(g.r, "cites"))
		}
		refs = append(refs, ref)
	}
	return refs
}

func (g generator) node() store.Node {
	switch rapid.IntRange(0, 9).Draw(g.r, "what") {
	case 0, 1:
		p := &store.Person{Meta: g.meta(g.id("person"))}
		for _, id := range g.some(2, "organization") {
			p.Affiliations = append(p.Affiliations, store.Affiliation{Organization: id})
		}
		return p
	case 2:
		return &store.Organization{Meta: g.meta(g.id("organization")), PartOf: g.refs(g.some(1, "organization"))}
	case 3:
		return &store.Issue{Meta: g.meta(g.id("issue")), Broader: g.refs(g.some(1, "issue")), Related: g.refs(g.some(1, "issue"))}
	case 4:
		return &store.Population{Meta: g.meta(g.id("population")), Broader: g.refs(g.some(1, "population"))}
	case 5:
		return g.passage()
	}
	return g.statement()
}

func (g generator) passage() store.Node {
	p := examplePassage(rapid.SampledFrom([]int{2, 3, 6}).Draw(g.r, "passage"))
	p.Kind = rapid.SampledFrom(store.PassageKinds()).Draw(g.r, "kind")
	if rapid.Bool().Draw(g.r, "set aside") {
		p.SetAside = &store.SetAside{Reason: store.AsideTitle}
	}
	return p
}

func (g generator) statement() store.Node {
	s := &store.Statement{
		Meta:        store.Meta{ID: g.id("statement"), Citations: Cite(rapid.IntRange(1, 6).Draw(g.r, "cites"))},
		Kind:        rapid.SampledFrom([]store.StatementKind{store.Raises, store.Reports}).Draw(g.r, "kind"),
		Summary:     fmt.Sprintf("Claim %d", rapid.IntRange(0, 3).Draw(g.r, "claim")),
		Issues:      g.some(3, "issue"),
		Populations: g.some(1, "population"),
		Restates:    g.some(1, "statement"),
		Review:      store.Draft,
	}
	for _, id := range g.some(3, "person", "organization", "collective") {
		v := store.StatementVoice{Voice: id, Role: rapid.SampledFrom(store.VoiceRoles()).Draw(g.r, "role")}
		if id.Kind() == store.KindCollective {
			v.Quantifier = store.Many
		}
		s.Voices = append(s.Voices, v)
	}
	for _, id := range g.some(2, "recommendation") {
		s.Positions = append(s.Positions, store.Position{Recommendation: id, Stance: rapid.SampledFrom(store.Stances()).Draw(g.r, "stance")})
	}
	return s
}
