// Package fold folds the letters of names and texts: names are found and ordered, and texts are searched, without regard to
// case, accents and ligatures. It is the only place that says what two spellings have to share to be the same word.
package fold

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Class says what a character is to the word that it stands in or beside.
type Class byte

// The classes of characters.
const (
	// Gap ends a word: spaces, punctuation, symbols, and the modifier letter apostrophe, which Unicode counts as a letter.
	Gap Class = iota
	// Letter is a part of a word: a letter or a number.
	Letter
	// Mark belongs to the letter before it and begins no word. [Append] keeps those that are sounds, such as the vowel signs of
	// Indic scripts, and drops those that are accents.
	Mark
	// Invisible is nothing: soft hyphens, joiners, zero-width spaces and other format characters.
	Invisible
)

const modifierApostrophe = '\u02bc'

// ClassOf returns the class of a character. That of U+FFFD, and so of invalid UTF-8, is Gap.
func ClassOf(r rune) Class {
	if r < utf8.RuneSelf {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return Letter
		}
		return Gap
	}
	switch {
	case r == modifierApostrophe:
		return Gap
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		return Letter
	case unicode.Is(unicode.M, r):
		return Mark
	case unicode.Is(unicode.Cf, r):
		return Invisible
	}
	return Gap
}

// Append appends what a letter or a mark stands for: full case folding (Unicode's CaseFolding.txt), the letters of its
// compatibility decomposition (NFKD), and, for Latin letters that have none, those of CLDR's Latin-ASCII transliteration.
func Append(dst []byte, r rune) []byte {
	switch {
	case 'A' <= r && r <= 'Z':
		return append(dst, byte(r+'a'-'A'))
	case r < utf8.RuneSelf:
		return append(dst, byte(r))
	case r < latinEnd:
		return append(dst, latin[r-utf8.RuneSelf]...)
	}
	return appendFolded(dst, r)
}

// latinEnd is the first character after Latin Extended-A; latin holds what those from U+0080 on stand for.
const latinEnd = 0x180

var latin = func() (of [latinEnd - utf8.RuneSelf]string) {
	for i := range of {
		of[i] = string(appendFolded(nil, rune(utf8.RuneSelf+i)))
	}
	return of
}()

// undecomposed are the lower-case Latin letters of European languages that Unicode does not decompose.
var undecomposed = map[rune]string{
	'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ħ': "h", 'ı': "i", 'ŧ': "t", 'ŋ': "n", 'ĸ': "q",
}

func appendFolded(dst []byte, r rune) []byte {
	// A caser keeps state, so it cannot be shared.
	for _, r := range norm.NFKD.String(cases.Fold().String(string(r))) {
		if plain, ok := undecomposed[r]; ok {
			dst = append(dst, plain...)
		} else if class := ClassOf(r); class == Letter || class == Mark && !isAccent(r) {
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// isAccent reports whether readers and writers leave a mark out: accents, and the points of Hebrew and Arabic. The marks of
// other scripts are vowels and the like, without which names would be taken for others; so are the sound marks of kana.
func isAccent(r rune) bool {
	return unicode.In(r, unicode.Inherited, unicode.Hebrew, unicode.Arabic) && unicode.Is(unicode.Mn, r) && r != '\u3099' && r != '\u309a'
}
