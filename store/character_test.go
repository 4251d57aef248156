package store_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"forumgraph/store"
)

// What a reader does not see, or what makes a line read otherwise than it is stored, stands in no text; what scripts need
// does.
func TestBadCharacter(t *testing.T) {
	const (
		control   = "a control character (U+"
		direction = "a character that changes the direction of text (U+"
		invisible = "an invisible character (U+"
		non       = "a noncharacter (U+"
	)
	for _, test := range []struct {
		name, in string
		at       int
		want     string
	}{
		{"plain", "A name, 1-2 (x) ~", -1, ""},
		{"empty", "", -1, ""},
		{"french", "Œuvre « d’été » : 50 % – déjà…", -1, ""},
		{"lines and tabs", "one\n\ttwo", -1, ""},
		{"decomposed", "e\u0301", -1, ""},
		{"NUL", "a\x00", 1, control + "0000)"},
		{"escape", "\x1b[31m", 0, control + "001B)"},
		{"carriage return", "a\r\n", 1, control + "000D)"},
		{"delete", "é\x7f", 2, control + "007F)"},
		{"C1", "a\u009bb", 1, control + "009B)"},
		{"next line", "a\u0085", 1, control + "0085)"},
		{"line separator", "a\u2028", 1, "a separator of lines (U+2028)"},
		{"paragraph separator", "a\u2029", 1, "a separator of lines (U+2029)"},
		{"embedding", "\u202a", 0, direction + "202A)"},
		{"override", "txt\u202egpj", 3, direction + "202E)"},
		{"isolate", "\u2066", 0, direction + "2066)"},
		{"pop isolate", "\u2069", 0, direction + "2069)"},
		{"left-to-right mark", "a\u200e", 1, direction + "200E)"},
		{"right-to-left mark", "שלום\u200f", 8, direction + "200F)"},
		{"arabic letter mark", "\u061c", 0, direction + "061C)"},
		{"zero-width space", "a\u200bb", 1, invisible + "200B)"},
		{"word joiner", "a\u2060b", 1, invisible + "2060)"},
		{"byte order mark", "a\ufeffb", 1, invisible + "FEFF)"},
		{"soft hyphen", "so\u00adft", 2, invisible + "00AD)"},
		{"grapheme joiner", "a\u034fb", 1, invisible + "034F)"},
		{"hangul filler", "\u3164", 0, invisible + "3164)"},
		{"interlinear annotation", "a\ufff9b", 1, invisible + "FFF9)"},
		{"tag", "a\U000e0041", 1, invisible + "E0041)"},
		{"noncharacter", "a\ufdd0", 1, non + "FDD0)"},
		{"last of a plane", "a\U0001ffff", 1, non + "1FFFF)"},
		{"private", "\ue000", 0, "a private-use character (U+E000)"},
		{"lost", "caf\ufffd", 3, "a character that was lost in a conversion (U+FFFD)"},
		{"not UTF-8", "caf\xe9!", 3, "a byte that is not UTF-8 (0xE9)"},
		{"surrogate", "\xed\xa0\x80", 0, "a byte that is not UTF-8 (0xED)"},
		{"overlong NUL", "\xc0\x80", 0, "a byte that is not UTF-8 (0xC0)"},
		{"persian non-joiner", "می\u200cخواهم", -1, ""},
		{"devanagari joiner", "क्\u200dष", -1, ""},
		{"sinhala", "ශ්\u200dරී", -1, ""},
		{"family", "👩\u200d👧", -1, ""},
		{"heart", "❤\ufe0f\u200d🔥", -1, ""},
		{"variant of a Han character", "葛\U000e0100", -1, ""},
		{"joiner in Latin", "SAL\u200dCO", 3, invisible + "200D)"},
		{"non-joiner in Cyrillic", "да\u200cа", 4, invisible + "200C)"},
		{"non-joiner at the begin", "\u200cمی", 0, invisible + "200C)"},
		{"two joiners", "क्\u200d\u200d", 9, invisible + "200D)"},
		{"selector after Latin", "a\ufe0f", 1, invisible + "FE0F)"},
		{"joiner after an accent", "e\u0301\u200d", 3, invisible + "200D)"},
		{"arabic number sign", "\u0600١", -1, ""},
	} {
		if at, got := store.BadCharacter(test.in); at != test.at || got != test.want {
			t.Errorf("%s: %q: got %d, %q; want %d, %q", test.name, test.in, at, got, test.at, test.want)
		}
	}
}

// A text without a bad character is valid UTF-8 and holds nothing hidden; one with such a character is fine up to there.
func FuzzBadCharacter(f *testing.F) {
	for _, s := range []string{"a", "é\x7f", "می\u200cخ", "\xff", "a\U000e0041", "e\u0301\u200d", "\ufffd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, what := store.BadCharacter(s)
		if (at < 0) != (what == "") || at >= len(s) {
			t.Fatalf("%q: got %d, %q", s, at, what)
		}
		fine := s
		if at >= 0 {
			fine = s[:at]
		}
		if again, _ := store.BadCharacter(fine); again >= 0 || !utf8.ValidString(fine) {
			t.Errorf("%q is fine up to %d, yet %d is not, or it is not UTF-8", s, at, again)
		}
		if i := strings.IndexFunc(fine, func(r rune) bool { return r != '\n' && r != '\t' && store.IsHidden(r) }); i >= 0 {
			t.Errorf("%q passes, yet something is hidden at %d", fine, i)
		}
	})
}
