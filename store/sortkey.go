package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// MaxSortKey is the longest key that [SortKey] returns, in bytes.
const MaxSortKey = 160

// SortKey returns the key by which names are ordered: case folded, without accents and punctuation, words separated by
// one space. Names that differ only in these sort together, so "Fédération" stands beside "Federation".
//
// A key is at most [MaxSortKey] bytes, so that it fits into an index and a cursor; names that agree so far sort by ID.
func SortKey(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(cases.Fold().String(name)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			if b.Len()+utf8.RuneLen(r) > MaxSortKey {
				return strings.TrimSuffix(b.String(), " ")
			}
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}
