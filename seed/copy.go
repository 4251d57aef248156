package seed

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"forumgraph/store"
)

// MaxCopySize is the largest copy of a source that [ReadCopy] accepts, in bytes.
const MaxCopySize = 16 << 20

// ReadCopy reads a reader's copy of a source: plain text in UTF-8, at most [MaxCopySize] bytes.
//
// Errors: ErrInvalid, saying what the input seems to be and how to convert it to text; errors of r.
func ReadCopy(r io.Reader) (string, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxCopySize+1))
	if err != nil {
		return "", fmt.Errorf("read copy of the source: %w", err)
	}
	if len(b) > MaxCopySize {
		return "", refuse("it is larger than %d MiB; give the text of the report alone", MaxCopySize>>20)
	}
	text := strings.TrimPrefix(string(b), "\ufeff")
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 512)]))
	switch {
	case strings.TrimSpace(text) == "":
		return "", refuse("it is empty; give the text of the report")
	case strings.HasPrefix(text, "%PDF"):
		return "", refuse("it is a PDF; convert it to text: pdftotext report.pdf report.txt")
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}), bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return "", refuse("it is in UTF-16; save it in UTF-8: iconv -f UTF-16 -t UTF-8 report.txt > report-utf8.txt")
	case strings.ContainsRune(text, 0):
		return "", refuse("it is a binary file; save the report as plain text in UTF-8")
	case strings.HasPrefix(head, "<!doctype html"), strings.HasPrefix(head, "<html"), strings.HasPrefix(head, "<?xml"):
		return "", refuse("it is a web page's source; save the page as plain text, or copy its text from the browser")
	case !utf8.ValidString(text):
		return "", refuse("byte %d is not UTF-8; save it in UTF-8: iconv -f WINDOWS-1252 -t UTF-8 report.txt > report-utf8.txt",
			invalidAt(text))
	}
	return text, nil
}

func refuse(format string, args ...any) error {
	return fmt.Errorf("copy of the source: "+format+": %w", append(args, store.ErrInvalid)...)
}

// invalidAt returns the offset of the first byte of text that is not UTF-8.
func invalidAt(text string) int {
	for i, r := range text {
		if r != utf8.RuneError {
			continue
		}
		if _, n := utf8.DecodeRuneInString(text[i:]); n == 1 {
			return i
		}
	}
	return len(text)
}
