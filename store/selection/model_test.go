package selection_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"forumgraph/seed/seedtest"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// corpus is the forum's graph as records and as a topology. What the model asks of every record again and again is read off
// them once.
type corpus struct {
	nodes      map[store.ID]store.Node
	byKind     map[store.Kind][]store.ID
	derived    map[store.EdgeKey]bool
	topology   *topology.Topology
	statements []*store.Statement
	snapshot   store.Snapshot

	asserted            map[store.ID][]store.Edge
	backed, opposed     map[store.ID]bool
	contradicted        map[store.ID]bool               // on either side
	statementsByNode    map[store.ID][]*store.Statement // see statementsOf
	organizationsOf     map[store.ID][]store.ID         // affiliations
	presentedInSessions map[store.ID][]store.ID
}

var forum = sync.OnceValue(func() *corpus {
	c, err := loadForum(context.Background())
	if err != nil {
		panic(err)
	}
	return c
})

func loadForum(ctx context.Context) (*corpus, error) {
	cs, err := seedtest.Forum()
	if err != nil {
		return nil, err
	}
	st := memstore.New()
	if _, err := st.Apply(ctx, cs); err != nil {
		return nil, err
	}
	snap, err := st.Snapshot()
	if err != nil {
		return nil, err
	}
	c := &corpus{nodes: map[store.ID]store.Node{}, byKind: map[store.Kind][]store.ID{}, derived: map[store.EdgeKey]bool{}, snapshot: snap}
	if c.topology, err = topology.Build(ctx, snap); err != nil {
		return nil, err
	}
	for _, k := range store.Kinds() {
		for n, err := range snap.AllOf(ctx, k) {
			if err != nil {
				return nil, err
			}
			id := n.Base().ID
			c.nodes[id] = n
			c.byKind[k] = append(c.byKind[k], id)
			if s, ok := n.(*store.Statement); ok {
				c.statements = append(c.statements, s)
			}
		}
	}
	affiliations := func(id store.ID) []store.ID { return store.AffiliationsOf(c.nodes[id]) }
	c.backed, c.opposed, c.contradicted = map[store.ID]bool{}, map[store.ID]bool{}, map[store.ID]bool{}
	for _, e := range store.DeriveAll(c.statements, affiliations) {
		c.derived[e.EdgeKey] = true
		c.backed[e.Target] = c.backed[e.Target] || e.Type == store.Backs
		c.opposed[e.Target] = c.opposed[e.Target] || e.Type == store.OpposesEdge
	}
	c.asserted, c.organizationsOf = map[store.ID][]store.Edge{}, map[store.ID][]store.ID{}
	c.presentedInSessions, c.statementsByNode = map[store.ID][]store.ID{}, map[store.ID][]*store.Statement{}
	for id, n := range c.nodes {
		c.asserted[id], c.organizationsOf[id] = store.AssertedEdges(n), affiliations(id)
		for _, e := range c.asserted[id] {
			if e.Type == store.Contradicts {
				c.contradicted[e.Source], c.contradicted[e.Target] = true, true
			}
		}
		if s, ok := n.(*store.Session); ok {
			for _, r := range s.Presenters {
				c.presentedInSessions[r.ID] = append(c.presentedInSessions[r.ID], id)
			}
		}
		c.statementsByNode[id] = c.readStatementsOf(id)
	}
	return c, nil
}

// within reports whether id is one of named or lies below one by way of up, which returns what is around or above a node.
func within(id store.ID, named []store.ID, up func(store.ID) []store.ID) bool {
	if slices.Contains(named, id) {
		return true
	}
	return slices.ContainsFunc(up(id), func(above store.ID) bool { return within(above, named, up) })
}

func (c *corpus) above(id store.ID) []store.ID {
	var refs []store.Ref
	switch n := c.nodes[id].(type) {
	case *store.Session:
		if n.Parent != "" {
			refs = []store.Ref{{ID: n.Parent}}
		}
	case *store.Place:
		refs = n.PartOf
	case *store.Issue:
		refs = n.Broader
	case *store.Population:
		refs = n.Broader
	}
	var ids []store.ID
	for _, r := range refs {
		ids = append(ids, r.ID)
	}
	return ids
}

func nothing(store.ID) []store.ID { return nil }

// some reports whether a list field of a filter holds for one of the values.
func some[T comparable](allowed, got []T) bool {
	return len(allowed) == 0 || slices.ContainsFunc(got, func(v T) bool { return slices.Contains(allowed, v) })
}

// holds is the meaning of a statement filter, read off the records.
func (c *corpus) holds(f *selection.StatementFilter, s *store.Statement) bool {
	if f == nil {
		return true
	}
	var voices, organizations, sources []store.ID
	var kinds []store.Kind
	var quantifiers []store.Quantifier
	for _, v := range s.Voices {
		voices, kinds = append(voices, v.Voice), append(kinds, v.Voice.Kind())
		quantifiers = append(quantifiers, v.Quantifier)
		organizations = append(organizations, c.organizationsOf[v.Voice]...)
	}
	for _, cite := range s.Citations {
		sources = append(sources, c.nodes[cite.Passage].(*store.Passage).Source)
	}
	issueUp := nothing
	if f.Narrower {
		issueUp = c.above
	}
	below := func(named, got []store.ID, up func(store.ID) []store.ID) bool {
		return len(named) == 0 || slices.ContainsFunc(got, func(id store.ID) bool { return within(id, named, up) })
	}
	position := len(f.Recommendation) == 0 && len(f.Stance) == 0 || slices.ContainsFunc(s.Positions, func(p store.Position) bool {
		return some(f.Recommendation, []store.ID{p.Recommendation}) && some(f.Stance, []store.Stance{p.Stance})
	})
	mentioned := slices.Concat(s.Populations, s.Places, s.Figures, s.Mentions, s.Quotes)
	return some(f.Kind, []store.StatementKind{s.Kind}) &&
		below(f.Issue, s.Issues, issueUp) &&
		some(f.Voice, voices) && some(f.VoiceKind, kinds) && some(f.Affiliation, organizations) &&
		below(f.Session, []store.ID{s.Session}, c.above) && position &&
		some(f.Quantifier, quantifiers) && below(f.Addressee, s.Addressees, issueUp) &&
		below(f.Population, s.Populations, issueUp) && below(f.Place, s.Places, c.above) &&
		some(f.Mention, mentioned) && some(f.Source, sources) && some(f.Review, []store.ReviewState{s.Review}) &&
		!slices.ContainsFunc(f.And, func(part *selection.StatementFilter) bool { return !c.holds(part, s) }) &&
		(len(f.Or) == 0 || slices.ContainsFunc(f.Or, func(part *selection.StatementFilter) bool { return c.holds(part, s) })) &&
		(f.Not == nil || !c.holds(f.Not, s))
}

// statementsOf returns the statements of a node.
func (c *corpus) statementsOf(id store.ID) []*store.Statement { return c.statementsByNode[id] }

// readStatementsOf reads the statements of a node off the records.
func (c *corpus) readStatementsOf(id store.ID) []*store.Statement {
	var found []*store.Statement
	for _, s := range c.statements {
		var of []store.ID
		switch id.Kind() {
		case store.KindPerson, store.KindOrganization, store.KindCollective:
			for _, v := range s.Voices {
				of = append(of, v.Voice)
			}
		case store.KindRecommendation:
			for _, p := range s.Positions {
				of = append(of, p.Recommendation)
			}
		case store.KindSession:
			if s.Session != "" && within(s.Session, []store.ID{id}, c.above) {
				of = []store.ID{id}
			}
		default:
			of = slices.Concat(s.Issues, s.Populations, s.Places, s.Figures, s.Mentions, s.Quotes)
		}
		if slices.Contains(of, id) {
			found = append(found, s)
		}
	}
	return found
}

// admits is the meaning of a node filter, read off the records and the derived edges.
func (c *corpus) admits(f *selection.NodeFilter, id store.ID) bool {
	if f == nil {
		return true
	}
	edge := func(named []store.ID, t store.EdgeType, from bool) bool {
		return len(named) == 0 || slices.ContainsFunc(named, func(other store.ID) bool {
			if from {
				return c.derived[store.EdgeKey{Source: id, Type: t, Target: other}]
			}
			return c.derived[store.EdgeKey{Source: other, Type: t, Target: id}]
		})
	}
	asserted := func(named []store.ID, types []store.EdgeType, up func(store.ID) []store.ID) bool {
		return len(named) == 0 || slices.ContainsFunc(c.asserted[id], func(e store.Edge) bool {
			return e.Source == id && slices.Contains(types, e.Type) && within(e.Target, named, up)
		})
	}
	issueUp := nothing
	if f.Narrower {
		issueUp = c.above
	}
	presented := len(f.PresentedAt) == 0 || slices.ContainsFunc(c.presentedInSessions[id], func(session store.ID) bool {
		return within(session, f.PresentedAt, c.above)
	})
	under := len(f.Broader) == 0 || slices.ContainsFunc(f.Broader, func(above store.ID) bool {
		return id != above && within(id, []store.ID{above}, c.above)
	})
	recommends := id.Kind() == store.KindRecommendation
	contested := f.Contested == nil || recommends && (c.backed[id] && c.opposed[id]) == *f.Contested
	contradicted := f.Contradicted == nil || recommends && c.contradicted[id] == *f.Contradicted
	return some(f.Kind, []store.Kind{id.Kind()}) && some(f.ID, []store.ID{id}) &&
		edge(f.Raised, store.Raised, true) && edge(f.Backs, store.Backs, true) && edge(f.Opposes, store.OpposesEdge, true) &&
		edge(f.RaisedBy, store.Raised, false) && edge(f.BackedBy, store.Backs, false) && edge(f.OpposedBy, store.OpposesEdge, false) &&
		contested && contradicted && presented && under &&
		asserted(f.AffiliatedWith, []store.EdgeType{store.AffiliatedWith}, nothing) &&
		asserted(f.Issue, []store.EdgeType{store.Addresses, store.About}, issueUp) &&
		asserted(f.Addressee, []store.EdgeType{store.AddressedTo}, issueUp) &&
		asserted(f.Place, []store.EdgeType{store.LocatedIn}, c.above) &&
		(f.Statements == nil || slices.ContainsFunc(c.statementsOf(id), func(s *store.Statement) bool { return c.holds(f.Statements, s) })) &&
		!slices.ContainsFunc(f.And, func(part *selection.NodeFilter) bool { return !c.admits(part, id) }) &&
		(len(f.Or) == 0 || slices.ContainsFunc(f.Or, func(part *selection.NodeFilter) bool { return c.admits(part, id) })) &&
		(f.Not == nil || !c.admits(f.Not, id))
}

// fields draws which fields of a filter are set: by their order of asking, one to three of n.
type fields struct {
	set  []int
	next int
}

func drawFields(t *rapid.T, n int) *fields {
	return &fields{set: rapid.SliceOfN(rapid.IntRange(0, n-1), 1, 3).Draw(t, "fields")}
}

// pick draws one to three values if the next field is set.
func pick[T any](t *rapid.T, f *fields, from []T) []T {
	f.next++
	if !slices.Contains(f.set, f.next-1) {
		return nil
	}
	return rapid.SliceOfN(rapid.SampledFrom(from), 1, 3).Draw(t, "values")
}

func (c *corpus) drawStatementFilter(t *rapid.T, depth int) *selection.StatementFilter {
	voices := slices.Concat(c.byKind[store.KindPerson], c.byKind[store.KindOrganization], c.byKind[store.KindCollective])
	set := drawFields(t, 14)
	f := &selection.StatementFilter{
		Kind:           pick(t, set, store.StatementKinds()),
		Issue:          pick(t, set, append(c.byKind[store.KindIssue], "issue:unknown")),
		Narrower:       rapid.Bool().Draw(t, "narrower"),
		Voice:          pick(t, set, voices),
		VoiceKind:      pick(t, set, []store.Kind{store.KindPerson, store.KindOrganization, store.KindCollective}),
		Affiliation:    pick(t, set, c.byKind[store.KindOrganization]),
		Session:        pick(t, set, c.byKind[store.KindSession]),
		Recommendation: pick(t, set, c.byKind[store.KindRecommendation]),
		Stance:         pick(t, set, store.Stances()),
		Quantifier:     pick(t, set, store.Quantifiers()),
		Addressee:      pick(t, set, slices.Concat(c.byKind[store.KindOrganization], c.byKind[store.KindPopulation])),
		Population:     pick(t, set, c.byKind[store.KindPopulation]),
		Place:          pick(t, set, c.byKind[store.KindPlace]),
		Mention:        pick(t, set, slices.Concat(c.byKind[store.KindInitiative], c.byKind[store.KindPublication])),
		Source:         pick(t, set, append(c.byKind[store.KindSource], "source:unknown")),
		Review:         pick(t, set, store.ReviewStates()),
	}
	if depth > 0 {
		for range rapid.IntRange(0, 2).Draw(t, "and") {
			f.And = append(f.And, c.drawStatementFilter(t, depth-1))
		}
		for range rapid.IntRange(0, 2).Draw(t, "or") {
			f.Or = append(f.Or, c.drawStatementFilter(t, depth-1))
		}
		if rapid.Bool().Draw(t, "not?") {
			f.Not = c.drawStatementFilter(t, depth-1)
		}
	}
	return f
}

func (c *corpus) drawNodeFilter(t *rapid.T, depth int) *selection.NodeFilter {
	issues, recommendations := c.byKind[store.KindIssue], c.byKind[store.KindRecommendation]
	voices := slices.Concat(c.byKind[store.KindPerson], c.byKind[store.KindOrganization], c.byKind[store.KindCollective])
	set := drawFields(t, 12)
	f := &selection.NodeFilter{
		Kind:           pick(t, set, []store.Kind{store.KindIssue, store.KindRecommendation, store.KindPerson, store.KindOrganization}),
		Raised:         pick(t, set, issues),
		Backs:          pick(t, set, recommendations),
		Opposes:        pick(t, set, recommendations),
		RaisedBy:       pick(t, set, voices),
		BackedBy:       pick(t, set, voices),
		OpposedBy:      pick(t, set, voices),
		AffiliatedWith: pick(t, set, c.byKind[store.KindOrganization]),
		PresentedAt:    pick(t, set, c.byKind[store.KindSession]),
		Issue:          pick(t, set, issues),
		Narrower:       rapid.Bool().Draw(t, "narrower"),
		Broader:        pick(t, set, slices.Concat(issues, c.byKind[store.KindPopulation])),
		Addressee:      pick(t, set, slices.Concat(c.byKind[store.KindOrganization], c.byKind[store.KindPopulation])),
		Place:          pick(t, set, c.byKind[store.KindPlace]),
	}
	if rapid.IntRange(0, 3).Draw(t, "contested?") == 0 {
		contested := rapid.Bool().Draw(t, "contested")
		f.Contested = &contested
	}
	if rapid.IntRange(0, 3).Draw(t, "contradicted?") == 0 {
		contradicted := rapid.Bool().Draw(t, "contradicted")
		f.Contradicted = &contradicted
	}
	if rapid.Bool().Draw(t, "statements?") {
		f.Statements = c.drawStatementFilter(t, 0)
	}
	if depth > 0 {
		for range rapid.IntRange(0, 2).Draw(t, "or") {
			f.Or = append(f.Or, c.drawNodeFilter(t, depth-1))
		}
		for range rapid.IntRange(0, 1).Draw(t, "and") {
			f.And = append(f.And, c.drawNodeFilter(t, depth-1))
		}
		if rapid.Bool().Draw(t, "not?") {
			f.Not = c.drawNodeFilter(t, depth-1)
		}
	}
	return f
}

// check runs a property many times over: one run draws one filter, which sets few of many fields.
func check(t *testing.T, property func(*rapid.T)) {
	for range 10 {
		rapid.Check(t, property)
	}
}

// Any filter over statements selects what its meaning, read off the records, admits: from all, and from any few listed.
func TestSelector_Statements(t *testing.T) {
	c := forum()
	s := selection.New(c.topology, nil)
	check(t, func(t *rapid.T) {
		f := c.drawStatementFilter(t, rapid.IntRange(0, 2).Draw(t, "depth"))
		got, err := s.Statements(context.Background(), f)
		if err != nil {
			t.Fatal(err)
		}
		few := drawSome(t, c.topology.SetOf(store.KindStatement))
		some, err := s.StatementsIn(context.Background(), topology.Listed(few), f)
		if err != nil {
			t.Fatal(err)
		}
		among := c.topology.SetOfNodes(some)
		for _, statement := range c.statements {
			n, _ := c.topology.Find(statement.ID)
			if got.Has(n) != c.holds(f, statement) {
				t.Fatalf("%s: selected %t, want %t", statement.ID, got.Has(n), !got.Has(n))
			}
			if want := got.Has(n) && slices.Contains(few, n); among.Has(n) != want {
				t.Fatalf("%s: selected %t from a few, want %t", statement.ID, among.Has(n), want)
			}
		}
	})
}

// Any filter over nodes selects what its meaning, read off the records and the derived edges, admits, from a set and from
// any few listed, and leaves what it selects from as it was.
func TestSelector_Nodes(t *testing.T) {
	c := forum()
	s := selection.New(c.topology, nil)
	kinds := []store.Kind{
		store.KindPerson, store.KindOrganization, store.KindCollective, store.KindIssue, store.KindRecommendation,
		store.KindSession, store.KindInitiative, store.KindPublication, store.KindPopulation, store.KindPlace, store.KindFigure,
	}
	from := c.topology.SetOf(kinds...)
	size := from.Len()
	check(t, func(t *rapid.T) {
		f := c.drawNodeFilter(t, rapid.IntRange(0, 1).Draw(t, "depth"))
		all, err := s.Nodes(context.Background(), from.Nodes(), f)
		if err != nil {
			t.Fatal(err)
		}
		got := c.topology.SetOfNodes(all)
		few := drawSome(t, from)
		some, err := s.Nodes(context.Background(), topology.Listed(few), f)
		if err != nil {
			t.Fatal(err)
		}
		want := slices.DeleteFunc(slices.Clone(few), func(n topology.Number) bool { return !got.Has(n) })
		if diff := cmp.Diff(want, slices.Collect(some.All()), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("of a few:\n%s", diff)
		}
		for _, k := range kinds {
			for _, id := range c.byKind[k] {
				n, _ := c.topology.Find(id)
				if got.Has(n) != c.admits(f, id) {
					t.Fatalf("%s: selected %t, want %t", id, got.Has(n), !got.Has(n))
				}
			}
		}
		if from.Len() != size {
			t.Fatal("the set selected from has changed")
		}
	})
}

// drawSome draws some of the nodes of a set, ascending.
func drawSome(t *rapid.T, from topology.Set) []topology.Number {
	all := slices.Collect(from.All())
	some := rapid.SliceOfN(rapid.SampledFrom(all), 0, 60).Draw(t, "some")
	slices.Sort(some)
	return slices.Compact(some)
}
