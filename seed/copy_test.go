package seed_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"forumgraph/seed"
	"forumgraph/store"
)

// A plain text must be read as it is, without its byte order mark.
func TestReadCopy(t *testing.T) {
	tests := []struct{ name, input, want string }{
		{"text", "A café.\r\n", "A café.\r\n"},
		{"byte_order_mark", "\ufeffA café.\n", "A café.\n"},
		{"replacement_character", "A caf\ufffd.\n", "A caf\ufffd.\n"},
		{"form_feed", "One\fTwo", "One\fTwo"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := seed.ReadCopy(strings.NewReader(test.input))
			if err != nil || got != test.want {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
	}
}

// What is no plain text must be refused with what it is and how to make a text of it.
func TestReadCopy_Errors(t *testing.T) {
	broken := errors.New("disk on fire")
	tests := []struct {
		name  string
		input io.Reader
		want  string
		is    error
	}{
		{"pdf", strings.NewReader("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "copy of the source: it is a PDF; convert it to text: pdftotext report.pdf report.txt: invalid", store.ErrInvalid},
		{"word_file", strings.NewReader("PK\x03\x04\x14\x00\x06\x00"), "copy of the source: it is a binary file; save the report as plain text in UTF-8: invalid", store.ErrInvalid},
		{"web_page", strings.NewReader("\n<!DOCTYPE html>\n<html>"), "copy of the source: it is a web page's source; save the page as plain text, or copy its text from the browser: invalid", store.ErrInvalid},
		{"utf-16", strings.NewReader("\xff\xfeA\x00"), "copy of the source: it is in UTF-16; save it in UTF-8: iconv -f UTF-16 -t UTF-8 report.txt > report-utf8.txt: invalid", store.ErrInvalid},
		{"windows-1252", strings.NewReader("A caf\xe9 \ufffd."), "copy of the source: byte 5 is not UTF-8; save it in UTF-8: iconv -f WINDOWS-1252 -t UTF-8 report.txt > report-utf8.txt: invalid", store.ErrInvalid},
		{"empty", strings.NewReader(" \n"), "copy of the source: it is empty; give the text of the report: invalid", store.ErrInvalid},
		{"too_large", strings.NewReader(strings.Repeat("a", seed.MaxCopySize+1)), "copy of the source: it is larger than 16 MiB; give the text of the report alone: invalid", store.ErrInvalid},
		{"unreadable", iotest.ErrReader(broken), "read copy of the source: disk on fire", broken},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := seed.ReadCopy(test.input)
			if got := fmt.Sprint(err); got != test.want || !errors.Is(err, test.is) {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
