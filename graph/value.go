package graph

import (
	"slices"

	"forumgraph/store"
)

// optional returns nil for an absent value, which the store writes as an empty string and GraphQL as null.
func optional[T ~string](v T) *T {
	if v == "" {
		return nil
	}
	return &v
}

// distinct returns ids in order, each once.
func distinct(ids []store.ID) []store.ID {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// aliasTexts returns the names alone.
func aliasTexts(m *store.Meta) []string {
	texts := make([]string, len(m.Aliases))
	for i, a := range m.Aliases {
		texts[i] = a.Text
	}
	return texts
}

// found returns the text, or nil if there is none.
func found(text string, ok bool) *string {
	if !ok {
		return nil
	}
	return &text
}

// hexOrNil returns the hash in hexadecimal, or nil if it was never recorded.
func hexOrNil(h store.Hash) *string { return found(h.String(), !h.IsZero()) }
