package pages

import (
	"strings"
	"unicode"
)

// quoted is a citation with its passage in place.
type quoted struct {
	citation
	// Before, Words and After are the passage around the cited words, and these; all empty unless a copy is attached whose
	// words match. Before and After are empty too where the words are not found in the passage as it is read.
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

// placeOf returns the offset of words in text, or -1. Of several places it is the one that has about start characters of the
// folded text before it: a span counts those, of which there are fewer than a reader sees, since no spaces are among them.
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

// countFolded returns how many characters folding keeps of text, leaving out the few signs between digits.
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
