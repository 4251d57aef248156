package store_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"forumgraph/store"
)

// SortKey must fold case, accents and punctuation, and keep words apart.
func TestSortKey(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"", ""},
		{"Forced Marriage", "forced marriage"},
		{"Fédération", "federation"},
		{"  “Frontline”—response, (2) ", "frontline response 2"},
		{"Straße", "strasse"},
		{"ﬁle", "file"},
		{"a\x00b", "a b"},
		{"—", ""},
		{strings.Repeat("a", 500), strings.Repeat("a", store.MaxSortKey)},
		{strings.Repeat("a", store.MaxSortKey-1) + " b", strings.Repeat("a", store.MaxSortKey-1)},
		{strings.Repeat("é", 500), strings.Repeat("e", store.MaxSortKey)},
		{strings.Repeat("a", store.MaxSortKey-1) + "é b", strings.Repeat("a", store.MaxSortKey-1) + "e"},
		{strings.Repeat("a", store.MaxSortKey-1) + "ŧ", strings.Repeat("a", store.MaxSortKey-1) + "t"},
		{strings.Repeat("a", store.MaxSortKey-1) + "ß", strings.Repeat("a", store.MaxSortKey-1)}, // "s" alone would be another name
		{strings.Repeat("a", store.MaxSortKey-1) + "ж", strings.Repeat("a", store.MaxSortKey-1)},
	} {
		if got := store.SortKey(test.in); got != test.want {
			t.Errorf("SortKey(%.40q) = %q, want %q", test.in, got, test.want)
		}
	}
}

// A sort key must be short, valid UTF-8 and free of NUL, whatever the name holds. A dash at the end, which takes the name out
// of ASCII, must not change it.
func FuzzSortKey(f *testing.F) {
	for _, s := range []string{"Fédération", "a\x00b", "\xff\xfe", "ǅ İ ß ﬁ", "ŀa ¼é ŉ Ñ¨o", strings.Repeat("é x", 200), strings.Repeat("a", 158) + "¼½é", strings.Repeat("ŧ ", 90), strings.Repeat("a b", 80)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key := store.SortKey(s)
		if len(key) > store.MaxSortKey || !utf8.ValidString(key) || strings.Contains(key, "\x00") {
			t.Errorf("SortKey(%q) = %q", s, key)
		}
		if dashed := store.SortKey(s + "—"); dashed != key && utf8.ValidString(s) {
			t.Errorf("SortKey(%q) = %q, with a dash at the end %q", s, key, dashed)
		}
	})
}
