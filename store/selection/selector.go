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
	memo     *Memo // nil keeps nothing
}

// Memo keeps what filters on statements admit, for selectors that are asked by the same filters, such as those of the lists
// below each node of another list: the filters are compared by their pointers, and must not change. It belongs to one version
// of the graph. Not safe for concurrent use.
type Memo struct {
	statements map[*StatementFilter]topology.Set
}

// Remembering returns a selector that answers like s and evaluates a filter that it is asked again once, for all statements.
func (s *Selector) Remembering(m *Memo) *Selector {
	with := *s
	with.memo = m
	return &with
}

// keep keeps what a filter admits.
func (m *Memo) keep(f *StatementFilter, set topology.Set) {
	if m.statements == nil {
		m.statements = make(map[*StatementFilter]topology.Set)
	}
	m.statements[f] = set
}

// again reports whether a filter has been asked before, so that it is worth to evaluate it for all statements.
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

// Among returns a selector that answers like s, but for which the statements of a node are only those among statements,
// such as the ones about one issue. With through, an organization also has those of the persons affiliated with it, where
// they are its SPEAKER: the statements that support its RAISED edges. statements is called when a question first looks at
// them, if one does: most lists are asked for by name.
func (s *Selector) Among(statements func() topology.Set, through bool) *Selector {
	return &Selector{topology: s.topology, match: s.match, among: sync.OnceValue(statements), through: through, memo: s.memo}
}

// part narrows the set of what is left; nil is one that leaves all.
type part func(left topology.Set) error

// asked returns the parts that narrow.
func asked(parts ...part) []part {
	return slices.DeleteFunc(parts, func(p part) bool { return p == nil })
}

// all applies the parts in turn. It looks at the context between them: each takes a fraction of a millisecond for a
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

// reached returns what the ways lead to from the nodes.
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

// along leaves what the ways lead to from the named nodes; no names leave all.
func (s *Selector) along(named []store.ID, ways ...topology.Way) part {
	if len(named) == 0 {
		return nil
	}
	return func(left topology.Set) error {
		left.Intersect(s.reached(s.numbers(named), ways...))
		return nil
	}
}

// numbers returns the numbers of those IDs that exist.
func (s *Selector) numbers(ids []store.ID) []topology.Number {
	var found []topology.Number
	for _, id := range ids {
		if n, ok := s.topology.Find(id); ok {
			found = append(found, n)
		}
	}
	return found
}

// below returns the named nodes and all of their kind that a way leads to from them, at any depth: topology.BroaderIn to narrower
// issues, topology.PartOfIn to parts.
func (s *Selector) below(named []store.ID, way topology.Way) []topology.Number {
	return s.belowNodes(s.numbers(named), way)
}

// fewNodes is how many nodes are looked through rather than kept in a set, which takes the size of the graph.
const fewNodes = 64

// belowNodes is below for nodes, which it appends to.
func (s *Selector) belowNodes(found []topology.Number, way topology.Way) []topology.Number {
	var seen topology.Set // nil while there are few
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

// alongBelow is along from the named nodes and what is below them.
func (s *Selector) alongBelow(named []store.ID, below topology.Way, ways ...topology.Way) part {
	if len(named) == 0 {
		return nil
	}
	return func(left topology.Set) error {
		left.Intersect(s.reached(s.below(named, below), ways...))
		return nil
	}
}

// where leaves the nodes that keep admits.
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

// text leaves the nodes whose text contains the words; "" leaves all.
func (s *Selector) text(ctx context.Context, path, text string, kinds []store.Kind) part {
	if text == "" {
		return nil
	}
	return func(left topology.Set) error {
		if s.match == nil {
			return problem(path+".text", "this server has no text index; leave text out")
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
