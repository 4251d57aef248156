package seed

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Readable returns the raw text of the characters from start up to end for people to read: white space collapsed to
// single spaces; words that a line end divides joined; emphasis, escapes and soft hyphens removed. It includes the
// signs right before and after the words, such as a period or a quotation mark.
func (f *Folded) Readable(start, end int) string {
	if start >= end {
		return ""
	}
	from, to := int(f.from[start]), int(f.to[end-1])
	from -= trailing(f.raw[:from], isOpening)
	to += leading(f.raw[to:], isClosing)
	return f.clean(f.raw[from:to])
}

func isOpening(r rune) bool { return strings.ContainsRune("\"'“‘«„([*_", r) }

func isClosing(r rune) bool { return strings.ContainsRune(".,;:!?…\"'”’»)]*_", r) }

// clean returns raw text for people to read.
func (f *Folded) clean(s string) string {
	out := make([]byte, 0, len(s))
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		rest := s[n:]
		switch {
		case unicode.IsSpace(r):
			rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
			out = f.space(out, s[:len(s)-len(rest)], rest)
		case r == softHyphen && lineEnd.MatchString(rest):
			rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		case r == '*', r == '\\' && escapes(rest), isIgnorable(r):
		default:
			out = append(out, s[:n]...)
		}
		s = rest
	}
	return string(out)
}

const softHyphen = '\u00ad'

var lineEnd = regexp.MustCompile(`^[^\S\n]*\n`)

// escapes reports whether a backslash before rest only escapes the next character.
func escapes(rest string) bool {
	return rest != "" && rest[0] < utf8.RuneSelf && unicode.In(rune(rest[0]), unicode.P, unicode.S)
}

// space appends the replacement of the white space gap between out and rest. At a line end after a hyphen that is
// nothing, and the hyphen stays unless the text has the word without it elsewhere.
func (f *Folded) space(out []byte, gap, rest string) []byte {
	if len(out) == 0 || rest == "" {
		return out
	}
	head, hyphen := cutWord(out)
	if head == "" || !strings.Contains(gap, "\n") {
		return append(out, ' ')
	}
	tail := rest[:leading(rest, unicode.IsLower)]
	if tail != "" && f.hasWord(head+tail) {
		return out[:len(out)-hyphen]
	}
	return out
}

// cutWord returns the letters and digits before the hyphen that ends out, and the hyphen's length in bytes; "" if out
// does not end with one.
func cutWord(out []byte) (head string, hyphen int) {
	r, n := utf8.DecodeLastRune(out)
	if r != '-' && r != '\u2010' && r != '\u2011' {
		return "", 0
	}
	before := out[:len(out)-n]
	at := len(bytes.TrimRightFunc(before, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }))
	return string(before[at:]), n
}

// hasWord reports whether the raw text holds word as a whole word.
func (f *Folded) hasWord(word string) bool {
	for at := 0; ; {
		n := strings.Index(f.raw[at:], word)
		if n < 0 {
			return false
		}
		at += n
		before, _ := utf8.DecodeLastRuneInString(f.raw[:at])
		after, _ := utf8.DecodeRuneInString(f.raw[at+len(word):])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return true
		}
		at += len(word)
	}
}
