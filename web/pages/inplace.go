package pages

import (
	"strings"
	"unicode"
)

// quoted is a citation with its passage around it.
type quoted struct {
	citation
	// Before, Words and After are the text before the cited words, the words, and the text after them. All are empty
	// unless an attached copy has matching words. Before and After are also empty if the words are not found in the
	// readable passage.
	Before, Words, After string
}

// inPlace returns the citation with its passage in three parts.
func inPlace(c citation) quoted {
	p := quoted{citation: c}
	if c.Quote == nil || *c.Quote == "" {
		return p
	}
	p.Words = *c.Quote
	text := value(c.Passage.Text)
	if at := placeOf(text, p.Words, c.Start); at >= 0 {
		p.Before, p.After = text[:at], text[at+len(p.Words):]
	}
	return p
}

// placeOf returns the offset of words in text, or -1. If there are several, it returns the one with about start folded
// characters before it: a span counts folded characters, which do not include spaces.
func placeOf(text, words string, start int) int {
	best, nearest := -1, 0
	for from := 0; ; {
		next := strings.Index(text[from:], words)
		if next < 0 {
			return best
		}
		at := from + next
		if away := distance(countFolded(text[:at]), start); best < 0 || away < nearest {
			best, nearest = at, away
		}
		from = at + len(words)
	}
}

// countFolded returns how many characters folding keeps of text, ignoring the few signs between digits.
func countFolded(text string) int {
	n := 0
	for _, r := range text {
		if unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Sc) || r == '%' || r == '‰' {
			n++
		}
	}
	return n
}

func distance(a, b int) int { return max(a-b, b-a) }
