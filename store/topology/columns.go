package topology

import (
	"cmp"
	"iter"
	"slices"
	"sort"

	"forumgraph/store"
)

// columns hold what queries filter and sort by, besides adjacency: a few bytes a node, so that no record is read.
type columns struct {
	ranges     [mostClasses]span   // by class; empty for roots, which are sessions
	places     []CitedAt           // by node
	statements []statementFacts    // by statement, from the first
	firstVoice []uint32            // by statement: where its voices begin; one more entry than statements
	voices     []uint8             // by statement, then voice; see voicesOf
	passages   []uint8             // by passage; see passageFactsOf
	sessions   []uint32            // by session: its position in the order of the event
	names      [mostClasses]labels // by class; empty if there are no names to sort by
	lookup     []named             // every name and alias, by key

	rankEN, rankFR []uint32 // by node; see Topology.NameRank
}

// span is the half-open range of the numbers of a kind.
type span struct{ first, end Number }

func (s span) numbers() iter.Seq[Number] {
	return func(yield func(Number) bool) {
		for n := s.first; n < s.end; n++ {
			if !yield(n) {
				return
			}
		}
	}
}

// labels hold the sort keys of the nodes of a kind, in the order of their numbers.
type labels struct{ en, fr []string }

// statementFacts holds the enumerated fields of a statement, each as an index into its list of words.
type statementFacts struct {
	kind, review uint8
	quantifiers  uint8 // bit i is store.Quantifiers()[i]
}

// CitedAt is where a source first cites a node. For nodes of one kind, values compare in document order, source by
// source.
type CitedAt struct {
	// Source is the number of the source.
	Source Number
	// Order is the passage's position in its source, from 1; 0 if nothing is cited. For a section it is its position
	// among the sections.
	Order uint32
	// Start is where the cited span begins in the passage.
	Start uint32
}

// Compare orders by source, passage and span; nodes without a citation come last.
func (p CitedAt) Compare(o CitedAt) int {
	if p.Order == 0 || o.Order == 0 {
		return -cmp.Compare(min(p.Order, 1), min(o.Order, 1))
	}
	return cmp.Or(cmp.Compare(p.Source, o.Source), cmp.Compare(p.Order, o.Order), cmp.Compare(p.Start, o.Start))
}

// CitedAt returns where a source first cites node n: the earliest of the node's own citations. A passage or a section
// has its own position.
func (t *Topology) CitedAt(n Number) CitedAt { return t.columns.places[n] }

// SortKey returns the [store.SortKey] of the node's label, or "" for statements, passages and sections, which are not
// sorted by name.
func (t *Topology) SortKey(n Number, lang store.Lang) string {
	class := t.classes[n]
	if class == rootClass {
		class = sessionClass
	}
	names := t.columns.names[class].en
	if lang == store.FR {
		names = t.columns.names[class].fr
	}
	if names == nil {
		return ""
	}
	return names[n-t.columns.ranges[class].first]
}

// SetAside reports whether passage n was set aside as making no claim.
func (t *Topology) SetAside(n Number) bool {
	return t.passage(n)&setAside != 0
}

func (t *Topology) passage(n Number) uint8 {
	return t.columns.passages[n-t.columns.ranges[passageClass].first]
}

// EventOrder returns the event that session n belongs to, which is the root of its tree, and the position of n in the
// order of the event, from 1.
func (t *Topology) EventOrder(n Number) (event Number, order int) {
	order = int(t.columns.sessions[n-t.columns.ranges[sessionClass].first])
	for {
		around := t.Along(n, PartOfOut)
		if around.Len() == 0 {
			return n, order
		}
		n = around.Node(0)
	}
}

// StatementKind returns the kind of statement n. It panics if n is not a statement, as do Review and HasQuantifier.
func (t *Topology) StatementKind(n Number) store.StatementKind {
	return store.StatementKinds()[t.facts(n).kind]
}

// Review returns the review state of statement n.
func (t *Topology) Review(n Number) store.ReviewState { return store.ReviewStates()[t.facts(n).review] }

// HasQuantifier reports whether a voice of statement n makes it with the quantifier.
func (t *Topology) HasQuantifier(n Number, q store.Quantifier) bool {
	i := slices.Index(store.Quantifiers(), q)
	return i >= 0 && t.facts(n).quantifiers>>i&1 != 0
}

func (t *Topology) facts(n Number) statementFacts {
	return t.columns.statements[n-t.columns.ranges[statementClass].first]
}

// setRanges sets the ranges of the kinds from the classes.
func (t *Topology) setRanges() {
	t.columns.ranges = [mostClasses]span{}
	for n := 0; n < len(t.classes); {
		// Classes ascend, except for the roots among the sessions.
		class := classOf[t.Kind(Number(n))]
		end := n + sort.Search(len(t.classes)-n, func(i int) bool { return classOf[t.Kind(Number(n+i))] > class })
		t.columns.ranges[class] = span{Number(n), Number(end)}
		n = end
	}
}

// columnsOf returns the columns of the nodes of records, without their ranges. The records are in order of their
// numbers.
func columnsOf(records []*record) columns {
	cols := columns{firstVoice: []uint32{0}}
	sources := make(map[store.ID]Number)
	passages := make(map[store.ID]CitedAt)
	for i, r := range records {
		n, kind := Number(i), classes[r.class]
		switch kind {
		case store.KindStatement:
			cols.statements = append(cols.statements, r.statement)
			cols.voices = append(cols.voices, r.voices...)
			cols.firstVoice = append(cols.firstVoice, uint32(len(cols.voices)))
		case store.KindPassage:
			cols.passages = append(cols.passages, r.passage)
		case store.KindSession:
			cols.sessions = append(cols.sessions, r.order)
		case store.KindSource:
			sources[r.id] = n
		}
		if !kind.Info().Unnamed {
			names := &cols.names[classOf[kind]]
			names.en, names.fr = append(names.en, r.en), append(names.fr, r.fr)
			cols.lookup = append(cols.lookup, r.names(n)...)
		}
	}
	slices.SortFunc(cols.lookup, named.compare)
	for _, r := range records {
		if classes[r.class] == store.KindPassage {
			passages[r.id] = CitedAt{Source: sources[r.source], Order: r.order}
		}
	}
	cols.places = make([]CitedAt, len(records))
	for i, r := range records {
		if classes[r.class] == store.KindSection {
			cols.places[i] = CitedAt{Source: sources[r.source], Order: r.order}
			continue
		}
		cols.places[i] = r.place(func(passage store.ID) (CitedAt, bool) { p, ok := passages[passage]; return p, ok })
	}
	return cols
}

// place returns where a source first cites the node. passages returns the place of a passage, with Start 0.
func (r *record) place(passages func(store.ID) (CitedAt, bool)) CitedAt {
	first, _ := passages(r.id)
	for _, cite := range r.cites {
		place, ok := passages(cite.passage)
		if !ok {
			continue // not a passage of this graph: the engine's own check reports it
		}
		place.Start = cite.start
		if place.Compare(first) < 0 {
			first = place
		}
	}
	return first
}
