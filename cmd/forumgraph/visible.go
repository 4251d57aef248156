package main

import (
	"fmt"
	"io"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"forumgraph/store"
)

// visibleWriter writes text for people. It escapes characters that could move the cursor, change the direction of a
// line or be invisible, as JSON does (\u202e), and bytes that are not UTF-8 as \xff. JSON thus stays JSON, and no file
// name, dataset or copy of a report can control the terminal. Line feeds and tabs stay. It is safe for concurrent use.
type visibleWriter struct {
	mu   sync.Mutex
	w    io.Writer
	rest []byte // the start of a character that the last Write split
}

// Write implements io.Writer.
func (v *visibleWriter) Write(p []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	b := append(v.rest, p...)
	whole := len(b) - cutCharacter(b)
	if _, err := v.w.Write(appendVisible(nil, b[:whole])); err != nil {
		return 0, err
	}
	v.rest = append(v.rest[:0], b[whole:]...)
	return len(p), nil
}

// flush writes the rest of an incomplete character.
func (v *visibleWriter) flush() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	_, err := v.w.Write(appendVisible(nil, v.rest))
	v.rest = nil
	return err
}

// cutCharacter returns the length of the incomplete character at the end of b.
func cutCharacter(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if last := b[len(b)-n:]; utf8.RuneStart(last[0]) {
			if utf8.FullRune(last) {
				return 0
			}
			return n
		}
	}
	return 0
}

// appendVisible appends b to dst with visibleWriter's escapes.
func appendVisible(dst, b []byte) []byte {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			dst = fmt.Appendf(dst, `\x%02x`, b[0])
		case r == '\n' || r == '\t' || !store.IsHidden(r):
			dst = append(dst, b[:size]...)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			dst = fmt.Appendf(dst, `\u%04x\u%04x`, high, low)
		default:
			dst = fmt.Appendf(dst, `\u%04x`, r)
		}
		b = b[size:]
	}
	return dst
}

// visible returns s with visibleWriter's escapes.
func visible(s string) string { return string(appendVisible(nil, []byte(s))) }
