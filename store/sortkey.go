package store

import (
	"strings"
	"sync"
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
	if key, ok := simpleSortKey(name); ok {
		return key
	}
	return sortKey(name)
}

// latinKeys are the sort keys of the letters from U+0080 to U+017F. A sign that is no letter has none, and one whose key depends
// on what stands beside it has notAlone: "ŀ" is "l" at the end of a word and "l " before a letter.
var latinKeys = sync.OnceValue(func() *[0x100]string {
	var keys [0x100]string
	for i := range keys {
		sign := string(rune(utf8.RuneSelf + i))
		key := sortKey(sign)
		within := key
		if key == "" {
			within = " "
		}
		if keys[i] = key; sortKey("a"+sign+"a") != "a"+within+"a" {
			keys[i] = notAlone
		}
	}
	return &keys
})

const notAlone = "\x00"

// sortKey is SortKey for any name.
func sortKey(name string) string {
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

// simpleSortKey is SortKey for names in ASCII and Latin letters, which most names are: it looks each letter up instead of
// folding and decomposing the whole. ok is false for others.
func simpleSortKey(name string) (key string, ok bool) {
	latin := false
	for i := range len(name) {
		// The bytes of U+0080 to U+017F begin with C2 to C5 and go on with 80 to BF.
		if c := name[i]; c >= utf8.RuneSelf {
			latin = true
			if c > 0xc5 {
				return "", false
			}
		}
	}
	if latin && !utf8.ValidString(name) {
		return "", false
	}
	b := make([]byte, 0, min(len(name)+8, MaxSortKey+1)) // a space may follow a full key
	gap := false
	for i := 0; i < len(name); i++ {
		c := name[i]
		part := ""
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c >= utf8.RuneSelf:
			r := rune(c&0x1f)<<6 | rune(name[i+1]&0x3f)
			i++
			switch part = latinKeys()[r-utf8.RuneSelf]; part {
			case notAlone:
				return "", false
			case "":
				gap = true
				continue
			}
		default:
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		if part == "" {
			if len(b) >= MaxSortKey {
				return strings.TrimSuffix(string(b), " "), true
			}
			b = append(b, c)
			continue
		}
		for _, r := range part { // "¼" is "1 4"
			if r != ' ' && len(b)+utf8.RuneLen(r) > MaxSortKey {
				return strings.TrimSuffix(string(b), " "), true
			}
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b), true
}
