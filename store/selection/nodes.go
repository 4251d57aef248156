package selection

import (
	"context"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// Nodes returns the nodes of from that f admits; a nil filter admits all.
//
// Errors: store.ErrInvalid for a filter that [NodeFilter.Validate] refuses; those of the matcher; the context's error.
func (s *Selector) Nodes(ctx context.Context, from topology.Nodes, f *NodeFilter) (topology.Nodes, error) {
	if err := f.Validate("filter"); err != nil {
		return topology.Nodes{}, err
	}
	if f == nil {
		return from, nil
	}
	if len(f.Kind) > 0 {
		from = s.topology.OfKinds(from, f.Kind...)
	}
	parts := s.nodeParts(ctx, "filter", f)
	if len(parts) == 0 {
		return from, ctx.Err()
	}
	left := s.topology.SetOfNodes(from)
	return left.Nodes(), s.all(ctx, left, parts)
}

// narrowNodes removes from left what f does not admit.
func (s *Selector) narrowNodes(ctx context.Context, path string, left topology.Set, f *NodeFilter) error {
	if f == nil {
		return nil
	}
	return s.all(ctx, left, append(given(s.kinds(f.Kind)), s.nodeParts(ctx, path, f)...))
}

// nodeParts returns the parts of f, except for kinds.
func (s *Selector) nodeParts(ctx context.Context, path string, f *NodeFilter) []part {
	parts := combined(path, f.And, f.Or, f.Not, func(path string, left topology.Set, f *NodeFilter) error {
		return s.narrowNodes(ctx, path, left, f)
	})
	return append(append(s.along(f.fields()), given(
		s.named(f.ID),
		s.contested(f.Contested),
		s.contradicted(f.Contradicted),
		s.under(f.Broader),
		s.text(ctx, path, f.Text, nil),
		s.withStatements(ctx, path+".statements", f.Statements),
	)...), parts...)
}

// withStatements keeps the nodes with at least one statement that f admits.
func (s *Selector) withStatements(ctx context.Context, path string, f *StatementFilter) part {
	if f == nil {
		return nil
	}
	return func(left topology.Set) error {
		statements, err := s.admitted(ctx, path, f)
		if err != nil {
			return err
		}
		return where(func(n topology.Number) bool { return s.hasOne(n, statements) })(left)
	}
}

// named keeps the named nodes; without names it keeps all.
func (s *Selector) named(ids []store.ID) part {
	if len(ids) == 0 {
		return nil
	}
	return func(left topology.Set) error {
		named := s.topology.NewSet()
		for _, n := range s.numbers(ids) {
			named.Add(n)
		}
		left.Intersect(named)
		return nil
	}
}

func (s *Selector) kinds(kinds []store.Kind) part {
	if len(kinds) == 0 {
		return nil
	}
	return func(left topology.Set) error {
		left.Intersect(s.topology.SetOf(kinds...))
		return nil
	}
}

// contested keeps recommendations that are both backed and opposed, or the others.
func (s *Selector) contested(want *bool) part {
	if want == nil {
		return nil
	}
	return where(func(n topology.Number) bool {
		both := s.topology.Along(n, topology.BacksIn).Len() > 0 && s.topology.Along(n, topology.OpposesIn).Len() > 0
		return s.topology.Kind(n) == store.KindRecommendation && both == *want
	})
}

// contradicted keeps recommendations that contradict or are contradicted, or the others.
func (s *Selector) contradicted(want *bool) part {
	if want == nil {
		return nil
	}
	return where(func(n topology.Number) bool {
		either := s.topology.Along(n, topology.ContradictsOut).Len() > 0 || s.topology.Along(n, topology.ContradictsIn).Len() > 0
		return s.topology.Kind(n) == store.KindRecommendation && either == *want
	})
}

// under keeps the nodes below one of the named nodes, without these unless they are below another.
func (s *Selector) under(named []store.ID) part {
	if len(named) == 0 {
		return nil
	}
	return func(left topology.Set) error {
		found := s.topology.NewSet()
		for _, id := range named {
			for _, n := range s.below(s.numbers([]store.ID{id}), topology.BroaderIn) {
				if s.topology.ID(n) != id {
					found.Add(n)
				}
			}
		}
		left.Intersect(found)
		return nil
	}
}

// visit calls f for each statement of node n until f returns false; some statements may come twice. A session's
// statements include those of its parts.
func (s *Selector) visit(n topology.Number, f func(topology.Number) bool) {
	at := []topology.Number{n}
	if s.topology.Kind(n) == store.KindSession {
		at = s.below(at, topology.PartOfIn)
	}
	for _, n := range at {
		for _, way := range s.topology.ToStatements(n) {
			for _, statement := range s.topology.Along(n, way).Nodes() {
				if s.counts(statement) && !f(statement) {
					return
				}
			}
		}
	}
	if s.through && s.topology.Kind(n) == store.KindOrganization {
		s.visitThrough(n, f)
	}
}

// visitThrough is visit for the statements an organization has through persons.
func (s *Selector) visitThrough(organization topology.Number, f func(topology.Number) bool) {
	for _, person := range s.topology.Along(organization, topology.AffiliatedIn).Nodes() {
		for _, statement := range s.topology.Along(person, topology.MadeOut).Nodes() {
			if !s.counts(statement) {
				continue
			}
			if s.topology.Speaks(person, statement) && !f(statement) {
				return
			}
		}
	}
}

// counts reports whether a neighbor is a statement that the selector considers.
func (s *Selector) counts(n topology.Number) bool {
	return s.topology.Kind(n) == store.KindStatement && (s.among == nil || s.among().Has(n))
}

// hasOne reports whether one of the statements is a statement of node n.
func (s *Selector) hasOne(n topology.Number, statements topology.Set) bool {
	found := false
	s.visit(n, func(statement topology.Number) bool {
		found = statements.Has(statement)
		return !found
	})
	return found
}
