package seed

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// layoutLayers returns the lines of a copy that its layout may have added, in growing lists: none; page numbers; and
// also short lines that recur, as headers and footers do.
func layoutLayers(text string) [][]span {
	var numbers, recurring []span
	seen := make(map[string][]span)
	for _, l := range lines(text) {
		line := strings.TrimSpace(text[l.from:l.to])
		switch {
		case line == "" || len(line) > 120:
		case block{text: line}.isPageNumber():
			numbers = append(numbers, l)
		default:
			key := strings.Map(lettersOnly, line)
			seen[key] = append(seen[key], l)
		}
	}
	for _, same := range seen {
		if len(same) >= 3 {
			recurring = append(recurring, same...)
		}
	}
	recurring = append(recurring, numbers...)
	slices.SortFunc(recurring, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	return [][]span{nil, numbers, recurring}
}

// lettersOnly drops what differs between the headers of two pages: numbers, and the space around them.
func lettersOnly(r rune) rune {
	if unicode.IsLetter(r) {
		return r
	}
	return -1
}

// lines returns the lines of text without their ends.
func lines(text string) []span {
	var all []span
	for at := 0; at <= len(text); {
		n := strings.IndexAny(text[at:], "\n\r\f")
		if n < 0 {
			n = len(text) - at
		}
		all = append(all, span{at, at + n})
		at += n + 1
	}
	return all
}

// around returns s with the signs that belong to its words: those that Readable adds, and the list marks before them on
// the same line.
func around(text string, s span) span {
	s.from -= trailing(text[:s.from], isOpening)
	s.to += leading(text[s.to:], isClosing)
	line := strings.LastIndexAny(text[:s.from], "\n\r\f") + 1
	if n := markLen(text[line:s.from] + "X"); n > 0 && line+n == s.from {
		s.from = line
	}
	return s
}

// leading and trailing return how many bytes at that end of s satisfy is.
func leading(s string, is func(rune) bool) int { return len(s) - len(strings.TrimLeftFunc(s, is)) }

func trailing(s string, is func(rune) bool) int { return len(s) - len(strings.TrimRightFunc(s, is)) }

// blank overwrites s in text with spaces.
func blank(text []byte, s span) {
	for i := s.from; i < s.to; i++ {
		text[i] = ' '
	}
}
