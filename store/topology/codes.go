package topology

import (
	"cmp"
	"fmt"
	"slices"

	"forumgraph/store"
)

// codes turns the vocabulary of package store into small numbers, so that an end of an edge is a few bytes and a filter is
// a mask of bits. Two notions get a code of their own because they are admitted on their own: PART_OF between sessions, and
// the root of a tree of sessions.
type codes struct {
	types   []store.EdgeType // by code; the last is PART_OF between sessions
	kinds   []store.Kind     // by class, in the order of their IDs; the last is SESSION, for a root
	stances []store.Stance   // by code; the first is none
}

func newCodes() codes {
	kinds := store.Kinds()
	slices.SortFunc(kinds, func(a, b store.Kind) int { return cmp.Compare(a.Prefix(), b.Prefix()) })
	return codes{
		types:   append(store.EdgeTypes(), store.PartOf),
		kinds:   append(kinds, store.KindSession),
		stances: append([]store.Stance{""}, store.Stances()...),
	}
}

// typeCodes finds the codes of types: most questions begin so at each node, and a map takes longer to find one than the
// ends. It is an open hash table.
type typeCodes [256]struct {
	typ  store.EdgeType
	code uint8
}

func hashType(t store.EdgeType) uint8 {
	if len(t) < 3 {
		return 0
	}
	return uint8(len(t))*37 + t[0]*5 + t[2] + t[len(t)-1]*3
}

func (c *typeCodes) add(t store.EdgeType, code uint8) {
	at := hashType(t)
	for c[at].typ != "" {
		at++
	}
	c[at].typ, c[at].code = t, code
}

// of returns the code of a type, or false if it is unknown.
func (c *typeCodes) of(t store.EdgeType) (uint8, bool) {
	for at := hashType(t); c[at].typ != ""; at++ {
		if c[at].typ == t {
			return c[at].code, true
		}
	}
	return 0, false
}

// classOf returns the class of a node, by its kind; a session without a parent is a root.
func (c *codes) classOf(n store.Node) uint8 {
	if s, ok := n.(*store.Session); ok && s.Parent == "" {
		return uint8(c.root())
	}
	return uint8(slices.Index(c.kinds, n.Base().ID.Kind()))
}

func (c *codes) sessionPartOf() int { return len(c.types) - 1 }

func (c *codes) root() int { return len(c.kinds) - 1 }

// filter is what a question follows: bit n of types admits edges of code n, bit n of classes admits nodes of class n.
type filter struct {
	types   uint64
	classes uint32
}

// filter returns what a question with types and kinds follows, as the package comment says under "What does not connect".
//
// Errors: store.ErrInvalid for an unknown type or kind.
func (c *codes) filter(types []store.EdgeType, kinds []store.Kind) (filter, error) {
	var f filter
	asksDocument, asksSession := false, false
	for _, t := range types {
		code := slices.Index(c.types, t)
		if code < 0 {
			return f, fmt.Errorf("unknown edge type %.40q: %w", t, store.ErrInvalid)
		}
		f.types |= 1 << code
		if t == store.PartOf {
			f.types |= 1 << c.sessionPartOf()
		}
		asksDocument = asksDocument || t.Info().ToDocument
		asksSession = asksSession || t == store.PartOf || t.Info().CoPresence
	}
	if len(types) == 0 {
		for code, t := range c.types {
			if !t.Info().CoPresence && code != c.sessionPartOf() {
				f.types |= 1 << code
			}
		}
	}
	for _, k := range kinds {
		if !k.IsValid() {
			return f, fmt.Errorf("unknown kind %.40q: %w", k, store.ErrInvalid)
		}
	}
	for class, k := range c.kinds {
		admitted := slices.Contains(kinds, k) || len(kinds) == 0 && (!k.IsDocument() || asksDocument)
		if class == c.root() {
			admitted = admitted && asksSession
		}
		if admitted {
			f.classes |= 1 << class
		}
	}
	return f, nil
}
