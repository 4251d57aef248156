package graph

import (
	"fmt"
	"slices"

	"forumgraph/store"
)

// distinct returns ids in order, each once.
func distinct(ids []store.ID) []store.ID {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// aliasTexts returns the names alone.
func aliasTexts(aliases []store.Alias) []string {
	texts := make([]string, len(aliases))
	for i, a := range aliases {
		texts[i] = a.Text
	}
	return texts
}

// textUnlessZero returns v as text, or an empty one if v was never recorded.
func textUnlessZero[T interface {
	fmt.Stringer
	IsZero() bool
}](v T) string {
	if v.IsZero() {
		return ""
	}
	return v.String()
}

// found returns the text, or nil if there is none.
func found(text string, ok bool) *string {
	if !ok {
		return nil
	}
	return &text
}
