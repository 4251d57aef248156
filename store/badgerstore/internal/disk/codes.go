package disk

import (
	"slices"

	"forumgraph/store"
)

// Codes stand for kinds, types and other enumerations on disk. They are part of the format: a new word gets a new code
// at the end, and a code is never reused for another word.

var (
	KindCodes      = newCodes(store.Kinds(), func(k store.Kind) byte { return k.Info().Code })
	TypeCodes      = newCodes(store.EdgeTypes(), func(t store.EdgeType) byte { return t.Info().Code })
	StanceCodes    = inTurn(store.For, store.Against, store.Mixed)
	directionCodes = inTurn(store.Out, store.In)
)

// codes maps an enumeration of words to bytes and back. It is immutable.
type codes[T comparable] struct {
	Code map[T]byte
	Word [256]T // the zero value if no word has the code
}

func newCodes[T comparable](words []T, code func(T) byte) *codes[T] {
	c := &codes[T]{Code: make(map[T]byte, len(words))}
	for _, w := range words {
		c.Code[w] = code(w)
		c.Word[code(w)] = w
	}
	return c
}

// inTurn gives words the codes from 1 on.
func inTurn[T comparable](words ...T) *codes[T] {
	return newCodes(words, func(w T) byte { return byte(slices.Index(words, w) + 1) })
}

// Group is the edge ends at a node that share type and direction: the type's code, then the direction's. Groups are
// stored in the order of these numbers.
type Group uint16

// GroupOf returns the group of a type and a direction.
func GroupOf(t store.EdgeType, d store.Direction) Group {
	return Group(TypeCodes.Code[t])<<8 | Group(directionCodes.Code[d])
}

// EdgeType returns the group's type.
func (g Group) EdgeType() store.EdgeType { return TypeCodes.Word[byte(g>>8)] }

// Direction returns the group's direction.
func (g Group) Direction() store.Direction { return directionCodes.Word[byte(g)] }

func (g Group) valid() bool { return g.EdgeType() != "" && g.Direction() != store.Both }
