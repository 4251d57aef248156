package topology

import (
	"cmp"
	"slices"
	"strings"

	"forumgraph/store"
)

// columns hold what questions filter and sort by, besides adjacency: a few bytes a node, so that no record is read.
type columns struct {
	ranges     map[store.Kind]span
	places     []Place               // by node
	statements []statementFacts      // by statement, from the first
	firstVoice []uint32              // by statement: where its voices begin; one more than there are statements
	voices     []uint8               // by statement, then voice; see voicesOf
	names      map[store.Kind]labels // kinds without an entry have no names to sort by
}

// span is the half-open range of the numbers of a kind.
type span struct{ first, end Number }

// labels hold the sort keys of the nodes of a kind, in the order of their numbers.
type labels struct{ en, fr []string }

// statementFacts are the closed vocabularies of a statement, each as the place of the word in its list.
type statementFacts struct {
	kind, review uint8
	quantifiers  uint8 // bit i stands for store.Quantifiers()[i]
}

// Place is where the document first cites a node. Places compare in document order, one source after the other.
type Place struct {
	// Source is the number of the source.
	Source Number
	// Order is the passage's place in the source, from 1; 0 if nothing is cited.
	Order uint32
	// Start is where the cited span begins in the passage.
	Start uint32
}

// Compare orders places by source, passage and span; nodes that cite nothing come last.
func (p Place) Compare(o Place) int {
	if p.Order == 0 || o.Order == 0 {
		return -cmp.Compare(min(p.Order, 1), min(o.Order, 1))
	}
	return cmp.Or(cmp.Compare(p.Source, o.Source), cmp.Compare(p.Order, o.Order), cmp.Compare(p.Start, o.Start))
}

// Place returns where the document first cites node n: the earliest of the node's own citations. A passage's place is its own.
func (t *Topology) Place(n Number) Place { return t.columns.places[n] }

// SortKey returns the [store.SortKey] of the node's label, or "" for statements, passages and sections, which are not
// sorted by name.
func (t *Topology) SortKey(n Number, lang store.Lang) string {
	kind := t.kind(n)
	names := t.columns.names[kind].en
	if lang == store.FR {
		names = t.columns.names[kind].fr
	}
	if names == nil {
		return ""
	}
	return names[n-t.columns.ranges[kind].first]
}

// StatementKind returns the kind of statement n. It panics if n is no statement, as do Review and HasQuantifier.
func (t *Topology) StatementKind(n Number) store.StatementKind {
	return store.StatementKinds()[t.facts(n).kind]
}

// Review returns the review state of statement n.
func (t *Topology) Review(n Number) store.ReviewState { return store.ReviewStates()[t.facts(n).review] }

// HasQuantifier reports whether one of the voices of statement n makes it with the quantifier.
func (t *Topology) HasQuantifier(n Number, q store.Quantifier) bool {
	i := slices.Index(store.Quantifiers(), q)
	return i >= 0 && t.facts(n).quantifiers>>i&1 != 0
}

func (t *Topology) facts(n Number) statementFacts {
	return t.columns.statements[n-t.columns.ranges[store.KindStatement].first]
}

// columnsBuilder gathers the columns while the nodes are read; places wait until every passage has a number.
type columnsBuilder struct {
	columns
	cited []citedAt
}

type citedAt struct {
	node    Number
	passage store.ID
	start   int
}

func newColumnsBuilder() columnsBuilder {
	return columnsBuilder{columns: columns{
		ranges: map[store.Kind]span{}, names: map[store.Kind]labels{}, firstVoice: []uint32{0},
	}}
}

// add takes the columns of node n, which is the next one.
func (c *columnsBuilder) add(n Number, node store.Node) {
	kind := node.Base().ID.Kind()
	r, ok := c.ranges[kind]
	if !ok {
		r.first = n
	}
	r.end = n + 1
	c.ranges[kind] = r
	for _, cite := range node.Base().Citations {
		c.cited = append(c.cited, citedAt{n, cite.Passage, cite.Start})
	}
	switch node := node.(type) {
	case *store.Statement:
		c.statements = append(c.statements, factsOf(node))
		c.voices = append(c.voices, voicesOf(node)...)
		c.firstVoice = append(c.firstVoice, uint32(len(c.voices)))
	case *store.Passage, *store.Section:
	default:
		names := c.names[kind]
		en := store.SortKey(node.Label(store.EN))
		fr := store.SortKey(node.Label(store.FR))
		if en == fr {
			fr = en // one string in memory
		}
		c.names[kind] = labels{append(names.en, strings.Clone(en)), append(names.fr, fr)}
	}
}

func factsOf(s *store.Statement) statementFacts {
	f := statementFacts{
		kind:   uint8(max(0, slices.Index(store.StatementKinds(), s.Kind))),
		review: uint8(max(0, slices.Index(store.ReviewStates(), s.Review))),
	}
	for _, v := range s.Voices {
		if i := slices.Index(store.Quantifiers(), v.Quantifier); i >= 0 {
			f.quantifiers |= 1 << i
		}
	}
	return f
}

// finish places the nodes. passages maps the ID of each passage to its source and order, with Start 0.
func (c *columnsBuilder) finish(nodes int, passages map[store.ID]Place, numbers map[store.ID]Number) columns {
	c.places = make([]Place, nodes)
	for id, place := range passages {
		c.places[numbers[id]] = place
	}
	for _, at := range c.cited {
		place, ok := passages[at.passage]
		if !ok {
			continue // no passage of this graph: the engine's own check finds it
		}
		place.Start = uint32(at.start)
		if place.Compare(c.places[at.node]) < 0 {
			c.places[at.node] = place
		}
	}
	return c.columns
}
