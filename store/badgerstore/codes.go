package badgerstore

import "forumgraph/store"

// Codes stand for kinds, types and other closed lists on disk. They are part of the format: a new word gets a new
// code at the end, and no code is ever given to another word.

var kindCodes = codesOf(store.Kinds(), func(k store.Kind) byte { return k.Info().Code })

var typeCodes = codesOf(store.EdgeTypes(), func(t store.EdgeType) byte { return t.Info().Code })

var stanceCodes = newCodes(map[store.Stance]byte{store.For: 1, store.Against: 2, store.Mixed: 3})

var langCodes = newCodes(map[store.Lang]byte{store.EN: 1, store.FR: 2})

var directionCodes = newCodes(map[store.Direction]byte{store.Out: 1, store.In: 2})

// codes is a closed list of words and the byte of each. It never changes.
type codes[T comparable] struct {
	code map[T]byte
	word map[byte]T
}

func newCodes[T comparable](code map[T]byte) codes[T] {
	word := make(map[byte]T, len(code))
	for w, c := range code {
		word[c] = w
	}
	return codes[T]{code, word}
}

// codesOf gives each word its code.
func codesOf[T comparable](words []T, code func(T) byte) codes[T] {
	all := make(map[T]byte, len(words))
	for _, w := range words {
		all[w] = code(w)
	}
	return newCodes(all)
}

// group is the edge ends at a node that share type and direction: the type's code, then the direction's. Groups are
// stored in the order of these numbers; readers order them by store.EdgeTypes.
type group uint16

func groupOf(t store.EdgeType, d store.Direction) group {
	return group(typeCodes.code[t])<<8 | group(directionCodes.code[d])
}

func (g group) edgeType() store.EdgeType   { return typeCodes.word[byte(g>>8)] }
func (g group) direction() store.Direction { return directionCodes.word[byte(g)] }

func (g group) valid() bool {
	_, okType := typeCodes.word[byte(g>>8)]
	_, okDirection := directionCodes.word[byte(g)]
	return okType && okDirection
}
