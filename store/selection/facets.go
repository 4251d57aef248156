package selection

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"forumgraph/store"
	"forumgraph/store/internal/partial"
	"forumgraph/store/topology"
)

// FacetField is a property by which a list can be counted. Each is also a field of [StatementFilter], except KIND,
// which for nodes other than statements is their own kind.
type FacetField string

// The fields.
const (
	FacetKind           FacetField = "KIND"
	FacetStatementKind  FacetField = "STATEMENT_KIND"
	FacetVoiceKind      FacetField = "VOICE_KIND"
	FacetVoice          FacetField = "VOICE"
	FacetIssue          FacetField = "ISSUE"
	FacetSession        FacetField = "SESSION"
	FacetRecommendation FacetField = "RECOMMENDATION"
	FacetStance         FacetField = "STANCE"
	FacetQuantifier     FacetField = "QUANTIFIER"
	FacetAddressee      FacetField = "ADDRESSEE"
	FacetPopulation     FacetField = "POPULATION"
	FacetPlace          FacetField = "PLACE"
	FacetReview         FacetField = "REVIEW"
	FacetSource         FacetField = "SOURCE"
)

// FacetFields returns every field.
func FacetFields() []FacetField {
	return []FacetField{
		FacetKind, FacetStatementKind, FacetVoiceKind, FacetVoice, FacetIssue, FacetSession, FacetRecommendation, FacetStance,
		FacetQuantifier, FacetAddressee, FacetPopulation, FacetPlace, FacetReview, FacetSource,
	}
}

// Facet counts the elements of a list by the values of one field.
type Facet struct {
	Field FacetField
	// Values holds the most frequent values first, ties by value; Total is the number of distinct values.
	Values []FacetValue
	Total  int
}

// FacetValue is one value and the number of elements that have it.
type FacetValue struct {
	// Value is an ID if the field names nodes, otherwise a word of its enumeration.
	Value string
	// Node is the node's ID, or "" for a word.
	Node  store.ID
	Count int
}

// value is a node, or a word if node is none.
type value struct {
	node topology.Number
	word string
}

const noNode = ^topology.Number(0)

// Facet counts nodes by the values of field and returns the first values (1 to 100).
//
// A statement has the values by which [StatementFilter] finds it. Any other node has the values of its statements that
// are in statements (nil means all); it counts once for a value, however many of its statements have it. The root of a
// tree of sessions, which is the event itself, is not a value.
//
// Errors: store.ErrInvalid for an unknown field; the context's error.
func (s *Selector) Facet(ctx context.Context, nodes topology.Nodes, statements topology.Set, field FacetField, first int) (Facet, error) {
	if !slices.Contains(FacetFields(), field) {
		return Facet{}, fmt.Errorf("unknown facet %.40q: %w", field, store.ErrInvalid)
	}
	c := newCounter(s.topology)
	steps := 0
	for n := range nodes.All() {
		c.next()
		switch {
		case s.topology.Kind(n) == store.KindStatement:
			s.values(n, field, c.add)
		case field == FacetKind:
			c.add(value{noNode, string(s.topology.Kind(n))})
		default:
			s.visit(n, func(statement topology.Number) bool {
				if steps++; steps%4096 == 0 && ctx.Err() != nil {
					return false
				}
				if statements == nil || statements.Has(statement) {
					s.values(statement, field, c.add)
				}
				return true
			})
		}
		if steps++; steps%256 == 0 && ctx.Err() != nil {
			return Facet{}, ctx.Err()
		}
	}
	if err := ctx.Err(); err != nil {
		return Facet{}, err
	}
	return c.mostFrequent(field, first), nil
}

// counter counts how many elements have a value, each element once.
type counter struct {
	topology *topology.Topology
	element  uint32 // the current one, from 1
	nodes    []span
	words    map[string]count
	seen     []topology.Number // every counted node
}

// span counts the nodes of one kind, whose numbers are contiguous.
type span struct {
	first, end topology.Number
	counts     []count
}

type count struct {
	last  uint32 // the last counted element
	times uint32
}

func newCounter(t *topology.Topology) *counter {
	return &counter{topology: t, words: make(map[string]count)}
}

// next moves to the next element.
func (c *counter) next() { c.element++ }

// add counts a value of the current element, once.
func (c *counter) add(v value) {
	if v.node == noNode {
		if at := c.words[v.word]; at.last != c.element {
			c.words[v.word] = count{c.element, at.times + 1}
		}
		return
	}
	at := c.at(v.node)
	if at.last == c.element {
		return
	}
	if at.times == 0 {
		c.seen = append(c.seen, v.node)
	}
	*at = count{c.element, at.times + 1}
}

// at returns the count of a node.
func (c *counter) at(n topology.Number) *count {
	for i := range c.nodes {
		if s := &c.nodes[i]; n >= s.first && n < s.end {
			return &s.counts[n-s.first]
		}
	}
	first, end := c.topology.Range(c.topology.Kind(n))
	c.nodes = append(c.nodes, span{first, end, make([]count, end-first)})
	return &c.nodes[len(c.nodes)-1].counts[n-first]
}

// mostFrequent returns the first values. A field has either nodes or words.
func (c *counter) mostFrequent(field FacetField, first int) Facet {
	f := Facet{Field: field, Total: len(c.seen) + len(c.words), Values: []FacetValue{}}
	for word, at := range c.words {
		f.Values = append(f.Values, FacetValue{Value: word, Count: int(at.times)})
	}
	slices.SortFunc(f.Values, func(a, b FacetValue) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	f.Values = f.Values[:min(first, len(f.Values))]
	// Numbers compare as the nodes' IDs do.
	first = min(first, len(c.seen))
	partial.Sort(c.seen, first, func(a, b topology.Number) int {
		return cmp.Or(cmp.Compare(c.at(b).times, c.at(a).times), cmp.Compare(a, b))
	})
	for _, n := range c.seen[:first] {
		id := c.topology.ID(n)
		f.Values = append(f.Values, FacetValue{Value: string(id), Node: id, Count: int(c.at(n).times)})
	}
	return f
}

// values calls add with each value that a statement has for field; a value may come twice.
func (s *Selector) values(statement topology.Number, field FacetField, add func(value)) {
	t := s.topology
	nodes := func(way topology.Way, kinds ...store.Kind) {
		for _, n := range t.Along(statement, way).Nodes() {
			if len(kinds) == 0 || slices.Contains(kinds, t.Kind(n)) {
				add(value{node: n})
			}
		}
	}
	switch field {
	case FacetKind, FacetStatementKind:
		add(value{noNode, string(t.StatementKind(statement))})
	case FacetReview:
		add(value{noNode, string(t.Review(statement))})
	case FacetVoiceKind:
		for _, v := range t.Along(statement, topology.MadeIn).Nodes() {
			add(value{noNode, string(t.Kind(v))})
		}
	case FacetVoice:
		nodes(topology.MadeIn)
	case FacetIssue:
		nodes(topology.AboutOut)
	case FacetRecommendation:
		nodes(topology.PositionOut)
	case FacetStance:
		ends := t.Along(statement, topology.PositionOut)
		for i := range ends.Len() {
			add(value{noNode, string(ends.Stance(i))})
		}
	case FacetQuantifier:
		for _, q := range store.Quantifiers() {
			if t.HasQuantifier(statement, q) {
				add(value{noNode, string(q)})
			}
		}
	case FacetAddressee:
		nodes(topology.AddressedToOut)
	case FacetPopulation:
		nodes(topology.MentionsOut, store.KindPopulation)
	case FacetPlace:
		for _, place := range t.Along(statement, topology.MentionsOut).Nodes() {
			s.upward(place, store.KindPlace, add)
		}
	case FacetSession:
		for _, session := range t.Along(statement, topology.InSessionOut).Nodes() {
			s.upward(session, store.KindSession, add)
		}
	case FacetSource:
		for _, p := range t.Along(statement, topology.CitesOut).Nodes() {
			add(value{node: t.CitedAt(p).Source})
		}
	}
}

// upward calls add with a node of the kind and with the nodes that contain it, except roots of sessions.
func (s *Selector) upward(n topology.Number, kind store.Kind, add func(value)) {
	if s.topology.Kind(n) != kind || s.topology.IsRoot(n) {
		return
	}
	add(value{node: n})
	for _, whole := range s.topology.Along(n, topology.PartOfOut).Nodes() {
		s.upward(whole, kind, add)
	}
}
