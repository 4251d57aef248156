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
	if key, ok := sortKeyOfASCII(name); ok {
		return key
	}
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

// sortKeyOfASCII is SortKey for names in ASCII, which are most and need no tables; ok is false for others.
func sortKeyOfASCII(name string) (key string, ok bool) {
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			return "", false
		}
	}
	b := make([]byte, 0, min(len(name), MaxSortKey))
	gap := false
	for i := range len(name) {
		c := name[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		default:
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		if len(b) >= MaxSortKey {
			return strings.TrimSuffix(string(b), " "), true
		}
		b = append(b, c)
	}
	return string(b), true
}
