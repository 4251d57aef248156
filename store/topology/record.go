package topology

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"forumgraph/store"
)

// record is what a topology keeps of one node's record.
type record struct {
	id    store.ID
	class uint8
	// order is a session's position in the event, or that of a passage or a section in its source.
	order  uint32
	source store.ID
	// cites are the node's own citations.
	cites []citation
	// en and fr are the sort keys of the labels, aliases those of the aliases; only for kinds with names.
	en, fr  string
	aliases []string
	// passage is what is kept of a passage; statement and voices are kept of a statement, see voicesOf.
	passage   uint8
	statement statementFacts
	voices    []uint8
}

type citation struct {
	passage store.ID
	start   uint32
}

// recordOf reads a node. The record holds copies of strings, so that an ID does not keep the engine's whole record in
// memory.
func recordOf(node store.Node, texts *arena) record {
	base := node.Base()
	r := record{id: store.ID(texts.copy(string(base.ID))), class: classOfNode(node)}
	for _, cite := range base.Citations {
		r.cites = append(r.cites, citation{store.ID(texts.copy(string(cite.Passage))), uint32(cite.Start)})
	}
	switch node := node.(type) {
	case *store.Passage:
		r.order, r.source = placeInSource(node.Order), store.ID(texts.copy(string(node.Source)))
		r.passage = passageFactsOf(node)
	case *store.Section:
		r.order, r.source = placeInSource(node.Order), store.ID(texts.copy(string(node.Source)))
	case *store.Statement:
		r.statement, r.voices = factsOf(node), voicesOf(node)
	default:
		if s, ok := node.(*store.Session); ok {
			r.order = uint32(s.Order)
		}
		en, fr := node.Label(store.EN), node.Label(store.FR)
		r.en = texts.copy(store.SortKey(en))
		r.fr = r.en // one string in memory
		if fr != en {
			if key := store.SortKey(fr); key != r.en {
				r.fr = texts.copy(key)
			}
		}
		for _, a := range base.Aliases {
			r.aliases = append(r.aliases, texts.copy(store.SortKey(a.Text)))
		}
	}
	return r
}

func (r *record) compare(o *record) int { return strings.Compare(string(r.id), string(o.id)) }

// names returns the entries of the lookup for a node, unordered.
func (r *record) names(n Number) []named {
	var all []named
	add := func(key string, alias bool) {
		if key != "" {
			all = append(all, named{key, n, alias})
		}
	}
	if add(r.en, false); r.fr != r.en {
		add(r.fr, false)
	}
	for _, key := range r.aliases {
		add(key, true)
	}
	return all
}

// placeInSource returns the order of a passage or a section as a place, at least 1: 0 is for nodes that cite nothing.
// Records without an order come first, by ID.
func placeInSource(order int) uint32 { return uint32(min(max(order, 1), math.MaxUint32)) }

// setAside is the bit of a passage that is set aside; the other bits are the index of its kind.
const setAside = 1 << 7

func passageFactsOf(p *store.Passage) uint8 {
	facts := uint8(max(0, slices.Index(store.PassageKinds(), p.Kind)))
	if p.SetAside != nil {
		facts |= setAside
	}
	return facts
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

// arena copies strings into large blocks of memory: a graph has hundreds of thousands of short ones, and separate
// allocations would double their size.
type arena struct{ piece strings.Builder }

const arenaPiece = 64 << 10

func (a *arena) copy(s string) string {
	if a.piece.Cap()-a.piece.Len() < len(s) {
		a.piece = strings.Builder{}
		a.piece.Grow(max(arenaPiece, len(s)))
	}
	from := a.piece.Len()
	a.piece.WriteString(s)
	return a.piece.String()[from:]
}

// compareEnds orders the ends at one node as store.Snapshot's Neighbors does: by type and direction, then by the other node.
func compareEnds(aWay Way, a Number, bWay Way, b Number) int {
	return cmp.Or(cmp.Compare(aWay.key(), bWay.key()), cmp.Compare(a, b))
}
