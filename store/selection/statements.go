package selection

import (
	"context"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// Statements returns the statements that f admits; a nil filter admits all.
//
// Errors: store.ErrInvalid for a filter that [StatementFilter.Validate] refuses; those of the matcher; the context's error.
func (s *Selector) Statements(ctx context.Context, f *StatementFilter) (topology.Set, error) {
	if err := f.Validate("filter"); err != nil {
		return nil, err
	}
	return s.admitted(ctx, "filter", f)
}

// admitted returns the statements that f admits. The set must not be changed unless f is nil.
func (s *Selector) admitted(ctx context.Context, path string, f *StatementFilter) (topology.Set, error) {
	if s.memo != nil && f != nil {
		if set := s.memo.statements[f]; set != nil {
			return set, nil
		}
	}
	set := s.topology.SetOf(store.KindStatement)
	if err := s.narrowStatements(ctx, path, set, f); err != nil {
		return nil, err
	}
	if s.memo != nil && f != nil {
		s.memo.keep(f, set)
	}
	return set, nil
}

// StatementsIn is Statements restricted to from, which must hold only statements.
func (s *Selector) StatementsIn(ctx context.Context, from topology.Nodes, f *StatementFilter) (topology.Nodes, error) {
	if err := f.Validate("filter"); err != nil {
		return topology.Nodes{}, err
	}
	left := s.topology.SetOfNodes(from)
	if f == nil {
		return left.Nodes(), nil
	}
	if s.memo.again(f) {
		set, err := s.admitted(ctx, "filter", f)
		if err != nil {
			return topology.Nodes{}, err
		}
		left.Intersect(set)
		return left.Nodes(), nil
	}
	return left.Nodes(), s.narrowStatements(ctx, "filter", left, f)
}

// narrowStatements removes from left what f does not admit.
func (s *Selector) narrowStatements(ctx context.Context, path string, left topology.Set, f *StatementFilter) error {
	if f == nil {
		return nil
	}
	parts := combined(path, f.And, f.Or, f.Not, func(path string, left topology.Set, f *StatementFilter) error {
		return s.narrowStatements(ctx, path, left, f)
	})
	return s.all(ctx, left, append(append(s.along(f.fields()), given(
		s.positions(f.Recommendation, f.Stance),
		s.affiliation(f.Affiliation),
		s.wordsOf(f),
		s.sources(f.Source),
		s.text(ctx, path, f.Text, []store.Kind{store.KindStatement}),
	)...), parts...))
}

// positions keeps statements with a position on one of the recommendations, of one of the stances; either may be empty.
func (s *Selector) positions(recommendations []store.ID, stances []store.Stance) part {
	admits := func(stance store.Stance) bool { return len(stances) == 0 || slices.Contains(stances, stance) }
	switch {
	case len(stances)+len(recommendations) == 0:
		return nil
	case len(recommendations) == 0:
		return where(func(n topology.Number) bool {
			ends := s.topology.Along(n, topology.PositionOut)
			for i := range ends.Len() {
				if admits(ends.Stance(i)) {
					return true
				}
			}
			return false
		})
	}
	return func(left topology.Set) error {
		found := s.topology.NewSet()
		for _, r := range s.numbers(recommendations) {
			ends := s.topology.Along(r, topology.PositionIn)
			for i := range ends.Len() {
				if admits(ends.Stance(i)) {
					found.Add(ends.Node(i))
				}
			}
		}
		left.Intersect(found)
		return nil
	}
}

// affiliation keeps statements of persons affiliated with one of the organizations.
func (s *Selector) affiliation(organizations []store.ID) part {
	if len(organizations) == 0 {
		return nil
	}
	return func(left topology.Set) error {
		persons := s.reached(s.numbers(organizations), topology.AffiliatedIn)
		left.Intersect(s.reached(slices.Collect(persons.All()), topology.MadeOut))
		return nil
	}
}

// wordsOf keeps statements whose enumerated fields match.
func (s *Selector) wordsOf(f *StatementFilter) part {
	if len(f.Kind) == 0 && len(f.Review) == 0 && len(f.Quantifier) == 0 && len(f.VoiceKind) == 0 {
		return nil
	}
	return where(func(n topology.Number) bool {
		return admits(f.Kind, s.topology.StatementKind(n)) &&
			admits(f.Review, s.topology.Review(n)) &&
			(len(f.Quantifier) == 0 || slices.ContainsFunc(f.Quantifier, func(q store.Quantifier) bool { return s.topology.HasQuantifier(n, q) })) &&
			(len(f.VoiceKind) == 0 || slices.ContainsFunc(s.topology.Along(n, topology.MadeIn).Nodes(), func(v topology.Number) bool {
				return slices.Contains(f.VoiceKind, s.topology.Kind(v))
			}))
	})
}

func admits[T comparable](allowed []T, got T) bool {
	return len(allowed) == 0 || slices.Contains(allowed, got)
}

// sources keeps statements that cite a passage of one of the sources. A source's sections are part of it, and its
// passages are part of a section.
func (s *Selector) sources(sources []store.ID) part {
	if len(sources) == 0 {
		return nil
	}
	return func(left topology.Set) error {
		part, cited := topology.PartOfIn, topology.CitesIn
		var wanted []topology.Number
		for _, n := range s.numbers(sources) {
			if s.topology.Kind(n) == store.KindSource {
				wanted = append(wanted, n)
			}
		}
		sections := s.reached(wanted, part)
		passages := s.reached(slices.Collect(sections.All()), part)
		left.Intersect(s.reached(slices.Collect(passages.All()), cited))
		return nil
	}
}
