package search

import (
	"strings"
	"unicode/utf8"

	"forumgraph/store/internal/fold"
)

// A token is one word of a text.
type token struct {
	// start and end are its place in the text, in bytes.
	start, end int
	// folded is the word without case and accents, ligatures written out: "œuvre" gives "oeuvre". It is never empty.
	folded string
}

// tokens returns the words of text, in order. A word is a run of letters and digits. Hyphens and apostrophes split, so
// that "Marie-Hélène" is found by either name; invisible characters, such as a soft hyphen, do not.
//
// An elided French word ("l'" in "l'hébergement") and the English possessive ("'s") are not words. Letters joined by
// full stops are one word: "U.S." gives "us".
func tokens(text string) []token { return appendTokens(nil, text) }

// appendTokens appends the words of text to all.
func appendTokens(all []token, text string) []token {
	first := len(all)
	s := scanner{text: text}
	for s.next() {
		t := s.token
		if n := len(all); n > first {
			last := all[n-1]
			between := text[last.end:t.start]
			switch {
			case isApostrophe(between) && isElided(last.folded):
				all = all[:n-1]
			case isApostrophe(between) && t.folded == "s":
				continue
			case between == "." && isInitials(text[last.start:last.end]) && utf8.RuneCountInString(t.folded) == 1:
				all[n-1] = token{last.start, t.end, last.folded + t.folded}
				continue
			}
		}
		all = append(all, t)
	}
	return all
}

// isInitials reports whether s is a letter, or letters between full stops.
func isInitials(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		if utf8.RuneCountInString(part) != 1 {
			return false
		}
	}
	return true
}

func isApostrophe(s string) bool {
	switch s {
	case "'", "\u2019", "\u02bc":
		return true
	}
	return false
}

// isElided reports whether a French word loses its vowel before another one: articles, pronouns and conjunctions.
func isElided(folded string) bool {
	switch folded {
	case "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu":
		return true
	}
	return false
}

type scanner struct {
	text  string
	at    int
	token token
}

// next finds the next run of letters and digits.
func (s *scanner) next() bool {
	return s.plain() || s.any()
}

// plain finds the next run if it is only lower-case ASCII letters and digits, as most are: it needs no folding.
// Otherwise it only skips the ASCII before the run.
func (s *scanner) plain() bool {
	for s.at < len(s.text) && class[s.text[s.at]] == other {
		s.at++
	}
	end := s.at
	for end < len(s.text) && class[s.text[end]] == lower {
		end++
	}
	if end == s.at || end < len(s.text) && class[s.text[end]] == upper {
		return false
	}
	s.token = token{s.at, end, s.text[s.at:end]}
	s.at = end
	return true
}

// class sorts bytes: those of a word that needs no folding (lower), those of a word that does (upper), and those that
// split words (other). All bytes beyond ASCII are upper: a single one does not identify its character.
var class = func() (of [256]byte) {
	for b := range of {
		switch c := byte(b); {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			of[b] = lower
		case 'A' <= c && c <= 'Z', c >= utf8.RuneSelf:
			of[b] = upper
		}
	}
	return of
}()

const (
	other byte = iota
	lower
	upper
)

// any finds the next run of any characters.
func (s *scanner) any() bool {
	var folded []byte
	start, end := -1, 0
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		switch fold.ClassOf(r) {
		case fold.Letter:
			if start < 0 {
				start = s.at
			}
			folded = fold.Append(folded, r)
			end = s.at + size
		case fold.Mark:
			if start >= 0 {
				folded = fold.Append(folded, r)
				end = s.at + size
			}
		case fold.Gap:
			if len(folded) > 0 {
				s.token = token{start, end, string(folded)}
				return true
			}
			start = -1
		}
		s.at += size
	}
	if len(folded) == 0 {
		return false
	}
	s.token = token{start, end, string(folded)}
	return true
}

// whole returns the words of a text as one term, for finding exact names.
func whole(words []token) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.folded)
	}
	return b.String()
}
