package execution

import (
	"fmt"
	"slices"

	"forumgraph/store"
)

// distinct returns ids in order, without duplicates.
func distinct(ids []store.ID) []store.ID {
	slices.Sort(ids)
	return slices.Compact(ids)
}

// aliasTexts returns the texts of the aliases.
func aliasTexts(aliases []store.Alias) []string {
	texts := make([]string, len(aliases))
	for i, a := range aliases {
		texts[i] = a.Text
	}
	return texts
}

// textUnlessZero returns v as text, or an empty text if v was never recorded.
func textUnlessZero[T interface {
	fmt.Stringer
	IsZero() bool
}](v T) string {
	if v.IsZero() {
		return ""
	}
	return v.String()
}

// found returns the text, or nil if not ok.
func found(text string, ok bool) *string {
	if !ok {
		return nil
	}
	return &text
}
