package badgerstore

import (
	"slices"

	"forumgraph/store"
)

// Codes stand for kinds, types and other closed lists on disk. They are part of the format: a new word gets a new
// code at the end, and no code is ever given to another word.

var (
	kindCodes      = newCodes(store.Kinds(), func(k store.Kind) byte { return k.Info().Code })
	typeCodes      = newCodes(store.EdgeTypes(), func(t store.EdgeType) byte { return t.Info().Code })
	stanceCodes    = inTurn(store.For, store.Against, store.Mixed)
	langCodes      = inTurn(store.EN, store.FR)
	directionCodes = inTurn(store.Out, store.In)
)

// codes is a closed list of words and the byte of each. It never changes.
type codes[T comparable] struct {
	code map[T]byte
	word [256]T // the zero value where no word has the code
}

func newCodes[T comparable](words []T, code func(T) byte) *codes[T] {
	c := &codes[T]{code: make(map[T]byte, len(words))}
	for _, w := range words {
		c.code[w] = code(w)
		c.word[code(w)] = w
	}
	return c
}

// inTurn gives words the codes from 1 on.
func inTurn[T comparable](words ...T) *codes[T] {
	return newCodes(words, func(w T) byte { return byte(slices.Index(words, w) + 1) })
}

// group is the edge ends at a node that share type and direction: the type's code, then the direction's. Groups are
// stored in the order of these numbers; readers order them by store.EdgeTypes.
type group uint16

func groupOf(t store.EdgeType, d store.Direction) group {
	return group(typeCodes.code[t])<<8 | group(directionCodes.code[d])
}

func (g group) edgeType() store.EdgeType   { return typeCodes.word[byte(g>>8)] }
func (g group) direction() store.Direction { return directionCodes.word[byte(g)] }

func (g group) valid() bool { return g.edgeType() != "" && g.direction() != store.Both }
