package selection_test

import (
	"testing"

	"forumgraph/store"
	"forumgraph/store/selection"
)

// The parts of a filtered list on the forum's graph.
func BenchmarkSelector(b *testing.B) {
	c := forum()
	s := selection.New(c.topology, nil)
	f := &selection.StatementFilter{
		Session: []store.ID{c.byKind[store.KindSession][0]}, VoiceKind: []store.Kind{store.KindCollective},
		Not: &selection.StatementFilter{Kind: []store.StatementKind{store.Describes}},
	}
	b.Run("statements", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Statements(b.Context(), f); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("issues with such a statement by statements", func(b *testing.B) {
		for b.Loop() {
			set, err := s.Nodes(b.Context(), c.topology.SetOf(store.KindIssue).Nodes(), &selection.NodeFilter{Statements: f})
			if err != nil {
				b.Fatal(err)
			}
			if _, err := s.List(b.Context(), selection.Cursors{Name: "bench"}, set, selection.Ordering{Order: selection.ByStatements}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("facet of statements by voice", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Facet(b.Context(), c.topology.SetOf(store.KindStatement).Nodes(), nil, selection.FacetVoice, 10); err != nil {
				b.Fatal(err)
			}
		}
	})
}
