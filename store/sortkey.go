package store

import (
	"strings"

	"forumgraph/store/internal/fold"
)

// MaxSortKey is the longest key that [SortKey] returns, in bytes.
const MaxSortKey = 160

// SortKey returns the key by which names are ordered and found: case folded, without accents and punctuation, words separated by
// one space. Names that differ only in these sort together, so "Fédération" stands beside "Federation".
//
// A key is at most [MaxSortKey] bytes, so that it fits into an index and a cursor; names that agree so far sort by ID.
func SortKey(name string) string {
	b := make([]byte, 0, min(len(name)+8, MaxSortKey+8)) // a space and a letter may follow a full key
	gap := false
	for _, r := range name {
		class := fold.ClassOf(r)
		switch {
		case class == fold.Gap:
			gap = true
			continue
		case class == fold.Invisible, class == fold.Mark && (gap || len(b) == 0):
			continue
		}
		whole := len(b)
		if gap && whole > 0 {
			b = append(b, ' ')
		}
		gap = false
		if b = fold.Append(b, r); len(b) > MaxSortKey {
			b = b[:whole]
			break
		}
	}
	return strings.TrimSuffix(string(b), " ")
}
