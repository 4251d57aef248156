package store

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// BadCharacter returns the byte offset in s of the first character that no text may hold, and what it is, such as "an
// invisible character (U+200B)". The offset is -1 if there is none.
//
// A text holds what a reader sees. So it is valid UTF-8 without control characters, line feed and tab apart; without
// marks, embeddings, overrides and isolates of direction, which make a line read otherwise than it is stored; without
// other invisible characters, since two names that look alike are to be alike; and without noncharacters, private
// characters and U+FFFD, the mark of a character that was lost.
//
// Scripts need some invisible characters. The joiners U+200C and U+200D and the variation selectors may follow a letter
// or mark of a script other than Latin, Greek and Cyrillic, or a symbol, such as an emoji. Marks of direction are not
// among them: a field is laid out on its own, and the bidirectional algorithm needs no marks there.
func BadCharacter(s string) (at int, what string) {
	if isPlain(s) {
		return -1, ""
	}
	var before rune
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"):
			return i, fmt.Sprintf("a byte that is not UTF-8 (0x%02X)", s[i])
		case r == utf8.RuneError:
			return i, "a character that was lost in a conversion (U+FFFD)"
		case r == '\n' || r == '\t':
		case unicode.Is(unicode.Co, r):
			return i, named("a private-use character", r)
		case isJoint(r):
			if !takesJoint(before) {
				return i, named("an invisible character", r)
			}
		default:
			if what := hidden(r); what != "" {
				return i, named(what, r)
			}
		}
		before = r
	}
	return -1, ""
}

func named(what string, r rune) string { return fmt.Sprintf("%s (U+%04X)", what, r) }

// IsHidden reports whether r, shown as it is, can change what surrounds it or cannot be seen: a control character, among
// them line feed and tab, a character of direction, an invisible one or a noncharacter. Joiners and variation selectors
// are not among them, because scripts need them.
func IsHidden(r rune) bool { return hidden(r) != "" }

// hidden returns what r is if it is hidden, else "".
func hidden(r rune) string {
	switch {
	case unicode.Is(unicode.Cc, r):
		return "a control character"
	case unicode.Is(unicode.Bidi_Control, r):
		return "a character that changes the direction of text"
	case r == '\u2028' || r == '\u2029':
		return "a separator of lines"
	case unicode.Is(unicode.Noncharacter_Code_Point, r):
		return "a noncharacter"
	case isJoint(r), unicode.Is(unicode.Prepended_Concatenation_Mark, r): // the latter are visible
		return ""
	case unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point):
		return "an invisible character"
	}
	return ""
}

// isJoint reports whether r joins or varies the characters around it and is not seen itself.
func isJoint(r rune) bool { return unicode.In(r, unicode.Join_Control, unicode.Variation_Selector) }

// takesJoint reports whether a character that isJoint may follow r.
func takesJoint(r rune) bool {
	if unicode.In(r, unicode.L, unicode.M) {
		return !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Inherited) || unicode.Is(unicode.Variation_Selector, r)
	}
	return unicode.In(r, unicode.So, unicode.Sm, unicode.Sk) && r >= utf8.RuneSelf
}

// isPlain reports whether s holds nothing but visible ASCII and spaces, as most texts do.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' {
			return false
		}
	}
	return true
}
