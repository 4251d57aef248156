package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// What is shown to people is text and nothing else, however it is cut into pieces.
func TestVisibleWriter(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"plain", "forumgraph: error: one\n\ttwo\n", "forumgraph: error: one\n\ttwo\n"},
		{"french", "Œuvre « d’été » – déjà 👩\u200d👧", "Œuvre « d’été » – déjà 👩\u200d👧"},
		{"escape", "\x1b]0;title\a\x1b[2J", `\u001b]0;title\u0007\u001b[2J`},
		{"carriage return", "all is well\rforumgraph: error", `all is well\u000dforumgraph: error`},
		{"C1", "\u009b31m", `\u009b31m`},
		{"delete", "a\x7f", `a\u007f`},
		{"direction", "\u202eabc\u2066\u200f", `\u202eabc\u2066\u200f`},
		{"invisible", "a\u200b\ufeff\u00ad", `a\u200b\ufeff\u00ad`},
		{"tags", "a\U000e0041", `a\udb40\udc41`},
		{"bytes", "\x9b31m\xc3", `\x9b31m\xc3`},
	} {
		for size := 1; size <= len(test.in); size++ {
			var out bytes.Buffer
			v := &visibleWriter{w: &out}
			for rest := []byte(test.in); len(rest) > 0; {
				n := min(size, len(rest))
				if got, err := v.Write(rest[:n]); got != n || err != nil {
					t.Fatalf("Write: %d, %v", got, err)
				}
				rest = rest[n:]
			}
			if err := v.flush(); err != nil {
				t.Fatal(err)
			}
			if got := out.String(); got != test.want {
				t.Errorf("%s in pieces of %d: got %q, want %q", test.name, size, got, test.want)
			}
		}
	}
}

// Whatever an error says, the terminal gets printable text; the messages of a command are shown so, too.
func TestReport_visible(t *testing.T) {
	var stderr bytes.Buffer
	report(&stderr, hinted(errors.New("no\x1b[31m\u202e"), "see \x9b"))
	err := run(t.Context(), []string{"stats\x1b", "--data", "\u202e"}, nil, &stderr, &stderr)
	report(&stderr, err)
	if got := stderr.String(); strings.ContainsAny(got, "\x1b\u202e") || !utf8.ValidString(got) {
		t.Errorf("got %q", got)
	}
	if !strings.HasPrefix(stderr.String(), "forumgraph: error: no\\u001b[31m\\u202e\nforumgraph: hint: see \\x9b\n") {
		t.Errorf("got %q", stderr.String())
	}
}

func FuzzVisible(f *testing.F) {
	for _, s := range []string{"a", "\x1b[31m", "\u202e", "\xff\xc3", "\U000e0041"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := visible(s)
		if !utf8.ValidString(got) || visible(got) != got {
			t.Errorf("%q is shown as %q", s, got)
		}
		if strings.ContainsFunc(got, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r < 0xa0 }) {
			t.Errorf("%q is shown as %q, with control characters", s, got)
		}
	})
}
