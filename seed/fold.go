package seed

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form of a text in which spans are counted and hashes are taken. It is the same for every copy with
// the same words in the same order, whatever its wrapping and typography.
//
// The format is public, so that anyone can check a citation:
//
//  1. Normalize the text to NFKC (Unicode Standard Annex 15).
//  2. Keep letters (category L), marks (M), numbers (N), currency signs (Sc) and the signs '%' and '‰', in their
//     order and case, unless they are variation selectors or other default ignorable code points.
//  3. Keep a single '.', ',' or '/' (also '⁄'), and a single dash (category Pd, or '−'), written '-', if the characters
//     before and after it are decimal digits (Nd). White space (White_Space), format characters (Cf), default
//     ignorable code points, '*' and '\' do not count as characters here.
//  4. Drop everything else: white space, line ends, hyphens, quotation marks and other punctuation, symbols, marks of
//     emphasis.
//  5. Normalize the result to NFC, because other characters are now adjacent.
//
// A span counts code points of the result; a hash is the SHA-256 of its UTF-8 bytes. Invalid UTF-8 is dropped. Folding
// is idempotent.
func Fold(text string) string { return NewFolded(text).text }

// Folded is a folded text that knows where each of its characters is in the raw text. It is immutable.
type Folded struct {
	raw  string
	text string
	// byteAt holds the offset in text of each character and, at its end, the length of text.
	byteAt []int32
	// from and to are the range of raw that each character was folded from.
	from, to []int32
}

// NewFolded returns raw, which may hold up to 2 GiB, folded as by [Fold].
func NewFolded(raw string) *Folded {
	kept := newFilter(raw)
	normalize(norm.NFKC, raw, kept.add)
	f := kept.folded()
	if !norm.NFC.IsNormalString(f.text) {
		f = f.recompose()
	}
	return f
}

// String returns the folded text.
func (f *Folded) String() string { return f.text }

// Len returns the number of characters of the folded text.
func (f *Folded) Len() int { return len(f.from) }

// Slice returns the characters of the folded text from start up to end.
func (f *Folded) Slice(start, end int) string { return f.text[f.byteAt[start]:f.byteAt[end]] }

// isBoundary reports whether a word begins or ends before character i: something was dropped there, or there is a
// separator. The ends of the text are boundaries.
func (f *Folded) isBoundary(i int) bool {
	return i == 0 || i == f.Len() || f.from[i] > f.to[i-1] || f.isSeparator(i-1) || f.isSeparator(i)
}

func (f *Folded) isSeparator(i int) bool {
	switch f.text[f.byteAt[i]] {
	case '.', ',', '/', '-':
		return true
	}
	return false
}

// char is a folded character and the range of the raw text that it comes from.
type char struct {
	r        rune
	from, to int32
}

// normalize calls add for each character of text in the given form. All characters of one segment, the shortest run
// that normalizes independently, share the segment's range.
func normalize(form norm.Form, text string, add func(char)) {
	for i := 0; i < len(text); {
		n := 1
		// An ASCII character normalizes to itself unless a mark follows; marks are not ASCII.
		if text[i] < utf8.RuneSelf && (i+1 == len(text) || text[i+1] < utf8.RuneSelf) {
			add(char{rune(text[i]), int32(i), int32(i + 1)})
			i++
			continue
		}
		if n = form.NextBoundaryInString(text[i:], true); n <= 0 {
			n = len(text) - i
		}
		for _, r := range form.String(text[i : i+n]) {
			add(char{r, int32(i), int32(i + n)})
		}
		i += n
	}
}

// recompose returns f with its text in NFC.
func (f *Folded) recompose() *Folded {
	at := make([]int32, 0, len(f.text)+1) // index of the character at each byte
	for i := range f.from {
		for range f.byteAt[i+1] - f.byteAt[i] {
			at = append(at, int32(i))
		}
	}
	at = append(at, int32(len(f.from)))
	composed := newFilter(f.raw)
	normalize(norm.NFC, f.text, func(c char) {
		composed.keep(char{c.r, f.from[at[c.from]], f.to[at[c.to]-1]})
	})
	return composed.folded()
}

// filter drops the characters that do not count from a stream of normalized characters.
type filter struct {
	out  Folded
	text []byte
	// digit is set if the last character that counts is a decimal digit, and separator if a separator follows it.
	digit     bool
	separator char
}

func newFilter(raw string) *filter {
	size := len(raw) * 7 / 8 // most of a text is letters
	return &filter{
		out: Folded{
			raw:    raw,
			byteAt: make([]int32, 0, size+1),
			from:   make([]int32, 0, size),
			to:     make([]int32, 0, size),
		},
		text: make([]byte, 0, size),
	}
}

func (f *filter) add(c char) {
	switch class, r := classOf(c.r); class {
	case classTransparent:
	case classSeparator:
		if f.digit && f.separator.r == 0 {
			f.separator = char{r, c.from, c.to}
		} else {
			f.digit, f.separator.r = false, 0
		}
	case classWord:
		digit := unicode.Is(unicode.Nd, c.r)
		if digit && f.separator.r != 0 {
			f.keep(f.separator)
		}
		f.keep(c)
		f.digit, f.separator.r = digit, 0
	default:
		f.digit, f.separator.r = false, 0
	}
}

func (f *filter) keep(c char) {
	f.out.byteAt = append(f.out.byteAt, int32(len(f.text)))
	f.out.from = append(f.out.from, c.from)
	f.out.to = append(f.out.to, c.to)
	f.text = utf8.AppendRune(f.text, c.r)
}

func (f *filter) folded() *Folded {
	f.out.byteAt = append(f.out.byteAt, int32(len(f.text)))
	f.out.text = string(f.text)
	return &f.out
}

type class uint8

const (
	classDropped class = iota
	classWord
	classSeparator
	classTransparent
)

// classOf returns the class of a normalized character and the form in which a separator is kept.
func classOf(r rune) (class, rune) {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '%', r == '‰', r == '$':
		return classWord, r
	case r == '.', r == ',', r == '/':
		return classSeparator, r
	case r == '⁄':
		return classSeparator, '/'
	case r == '-', r == '−', unicode.Is(unicode.Pd, r):
		return classSeparator, '-'
	case r == '*', r == '\\', unicode.IsSpace(r), isIgnorable(r):
		return classTransparent, r
	case r == utf8.RuneError:
		return classDropped, r
	case unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Sc):
		return classWord, r
	}
	return classDropped, r
}

// isIgnorable reports whether r is a format character or another default ignorable one.
func isIgnorable(r rune) bool {
	return r >= 0xAD && unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}
