package selection

import (
	"context"
	"slices"
	"sync"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// Matcher returns the IDs of the nodes of kinds whose text contains every word of text, ascending.
type Matcher func(ctx context.Context, text string, kinds []store.Kind) ([]store.ID, error)

// Selector selects from one version of the graph. It is safe for concurrent use.
type Selector struct {
	topology *topology.Topology
	match    Matcher
	among    func() topology.Set // nil: all
	through  bool
	memo     *Memo // nil means nothing is kept
}

// Memo keeps the results of statement filters for selectors that evaluate the same filters repeatedly, such as those of
// the lists below each node of another list. Filters are compared by pointer and must not change. A Memo belongs to one
// version of the graph. Not safe for concurrent use.
type Memo struct {
	statements map[*StatementFilter]topology.Set
}

// Remembering returns a selector like s that evaluates a repeated filter only once, for all statements.
func (s *Selector) Remembering(m *Memo) *Selector {
	with := *s
	with.memo = m
	return &with
}

// keep stores the result of a filter.
func (m *Memo) keep(f *StatementFilter, set topology.Set) {
	if m.statements == nil {
		m.statements = make(map[*StatementFilter]topology.Set)
	}
	m.statements[f] = set
}

// again reports whether a filter was used before, so that evaluating it for all statements pays off.
func (m *Memo) again(f *StatementFilter) bool {
	if m == nil {
		return false
	}
	_, again := m.statements[f]
	if !again {
		m.keep(f, nil)
	}
	return again
}

// New returns a Selector over t. Without a matcher, filters by text are refused.
func New(t *topology.Topology, match Matcher) *Selector { return &Selector{topology: t, match: match} }

// Among returns a selector like s for which the statements of a node are only those among statements, such as the ones
// about one issue. With through, an organization also has those of its affiliated persons, where they are its SPEAKER:
// the statements that support its RAISED edges. statements is called on first use, because most lists are ordered by
// name and never need it.
func (s *Selector) Among(statements func() topology.Set, through bool) *Selector {
	return &Selector{topology: s.topology, match: s.match, among: sync.OnceValue(statements), through: through, memo: s.memo}
}

// part narrows a set; nil keeps everything.
type part func(left topology.Set) error

// given returns the parts that are not nil.
func given(parts ...part) []part {
	return slices.DeleteFunc(parts, func(p part) bool { return p == nil })
}

// all applies the parts in turn. It checks the context between them: each takes a fraction of a millisecond for a
// hundred thousand nodes.
func (s *Selector) all(ctx context.Context, left topology.Set, parts []part) error {
	for _, narrow := range parts {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := narrow(left); err != nil {
			return err
		}
	}
	return nil
}

// reached returns the nodes that the ways lead to from the given ones.
func (s *Selector) reached(from []topology.Number, ways ...topology.Way) topology.Set {
	found := s.topology.NewSet()
	for _, n := range from {
		for _, way := range ways {
			for _, to := range s.topology.Along(n, way).Nodes() {
				found.Add(to)
			}
		}
	}
	return found
}

// along returns a part for each field with ways that is set.
func (s *Selector) along(fields []idField) (parts []part) {
	for _, f := range fields {
		if len(f.ids) == 0 || len(f.ways) == 0 {
			continue
		}
		parts = append(parts, func(left topology.Set) error {
			from := s.numbers(f.ids)
			for _, way := range f.below {
				from = s.below(from, way)
			}
			left.Intersect(s.reached(from, f.ways...))
			return nil
		})
	}
	return parts
}

// numbers returns the numbers of the IDs that exist.
func (s *Selector) numbers(ids []store.ID) []topology.Number {
	var found []topology.Number
	for _, id := range ids {
		if n, ok := s.topology.Find(id); ok {
			found = append(found, n)
		}
	}
	return found
}

// fewNodes is how many nodes are scanned rather than kept in a set, whose cost is the size of the graph.
const fewNodes = 64

// below appends to nodes all of their kind that a way leads to from them, at any depth: topology.BroaderIn to narrower
// issues, topology.PartOfIn to parts.
func (s *Selector) below(found []topology.Number, way topology.Way) []topology.Number {
	var seen topology.Set // nil while they are few
	for i := 0; i < len(found); i++ {
		for _, to := range s.topology.Along(found[i], way).Nodes() {
			if s.topology.Kind(to) != s.topology.Kind(found[i]) || seen != nil && seen.Has(to) || seen == nil && slices.Contains(found, to) {
				continue
			}
			found = append(found, to)
			if seen != nil {
				seen.Add(to)
			} else if len(found) > fewNodes {
				seen = s.topology.NewSet()
				for _, n := range found {
					seen.Add(n)
				}
			}
		}
	}
	return found
}

// where keeps the nodes that keep admits.
func where(keep func(topology.Number) bool) part {
	return func(left topology.Set) error {
		for n := range left.All() {
			if !keep(n) {
				left.Remove(n)
			}
		}
		return nil
	}
}

// text keeps the nodes whose text contains the words; "" keeps all.
func (s *Selector) text(ctx context.Context, path, text string, kinds []store.Kind) part {
	if text == "" {
		return nil
	}
	return func(left topology.Set) error {
		if s.match == nil {
			return problem(path+".text", "no text index is attached; leave text out")
		}
		ids, err := s.match(ctx, text, kinds)
		if err != nil {
			return err
		}
		found := s.topology.NewSet()
		for _, n := range s.numbers(ids) {
			found.Add(n)
		}
		left.Intersect(found)
		return nil
	}
}
