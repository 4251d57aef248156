package seed_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"forumgraph/seed"
	"forumgraph/seed/seedtest"
)

// The folded form is public: each rule of its description must hold to the letter.
func TestFold(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", ""},
		{"case_kept", "Fair Food Program", "FairFoodProgram"},
		{"white_space", " a\tb\r\nc\fd\u00a0e\u2003f\u2028g\u3000h ", "abcdefgh"},
		{"hyphen", "anti-trafficking", "antitrafficking"},
		{"hyphen_at_line_end", "anti-\n trafficking", "antitrafficking"},
		{"hyphen_and_space", "anti- trafficking", "antitrafficking"},
		{"soft_hyphen", "traf\u00adfick\u00ad\ning", "trafficking"},
		{"dashes", "a‐b‑c‒d–e—f―g−h", "abcdefgh"},
		{"quotation_marks", `"a" 'b' “c” ‘d’ «e» ‹f› „g‚ it's it’s`, "abcdefgitsits"},
		{"punctuation", "a.b,c;d:e!f?g(h)[i]{j}/k&l@m#n…o", "abcdefghijklmno"},
		{"symbols", "a+b=c<d>e|f~g^h`i©j™k•l·m", "abcdefghijTMklm"},
		{"emphasis_and_escapes", "*a* **b** _c_ \\*d \\$5", "abcd$5"},
		{"currency_and_percent", "$5 5€ £5 ￥5 5% 5‰ 5％", "$55€£5¥55%5‰5%"},
		{"number_with_comma", "3,200 women", "3,200women"},
		{"number_with_point", "51.5 percent", "51.5percent"},
		{"number_with_slash", "24/7 hotline", "24/7hotline"},
		{"number_with_dash", "2010–2012", "2010-2012"},
		{"number_with_any_dash", "1-2 1‐2 1‑2 1‒2 1–2 1—2 1−2", "1-21-21-21-21-21-21-2"},
		{"dash_at_line_end", "2010-\n2012", "2010-2012"},
		{"dash_between_spaces", "2010 – 2012", "2010-2012"},
		{"separator_with_emphasis", "*2010*-**2012**, 4\\.5", "2010-2012,4.5"},
		{"separator_with_soft_hyphen", "2010-\u00ad2012", "2010-2012"},
		{"separator_before_word", "$4,000.", "$4,000"},
		{"separator_beside_letter", "2010-11a, b-2, B.C., 2, x", "2010-11ab2BC2x"},
		{"separator_twice", "1..2, 3.-4, 5,,6", "12,34,56"},
		{"separator_and_quotation_mark", `"2010"-"2012"`, "20102012"},
		{"separator_across_sentence", "in 2014. 5 more", "in2014.5more"},
		{"separator_beside_other_number", "½-1, 1-Ⅷ", "1/2-1,1VIII"},
		{"accents_composed", "Cafe\u0301 Café", "CaféCafé"},
		{"ligatures", "ﬁnance oﬃce", "financeoffice"},
		{"width", "ＡＢ１２", "AB12"},
		{"superscript", "1ˢᵗ", "1st"},
		{"other_scripts", "Ελλάδα 日本 हिन्दी ٣٫٤", "Ελλάδα日本हिन्दी٣٤"},
		{"byte_order_mark", "\ufeffa\u200bb\u200dc\ufe0fd\u034fe", "abcde"},
		{"private_use", "\uf0b7 a", "a"},
		{"not_utf-8", "a\xffb\xc3", "ab"},
		{"composed_by_folding", "\u1100 \u1161", "\uac00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := seed.Fold(test.text); got != test.want {
				t.Errorf("Fold(%q) = %q, want %q", test.text, got, test.want)
			}
		})
	}
}

// The raw text of any span must be found from its characters, and fold to them.
func TestFolded_Readable(t *testing.T) {
	tests := []struct {
		name, raw  string
		start, end int
		want       string
	}{
		{"whole", "One \"two\", three.", 0, 11, `One "two", three.`},
		{"part_with_its_signs", "One \"two\", three.", 3, 6, `"two",`},
		{"empty", "One", 1, 1, ""},
		{"ligature", "oﬃce work", 2, 4, "ﬃ"},
		{"white_space", "a\n\n b\t\u00a0c", 0, 3, "a b c"},
		{"emphasis", "the **Blue** _Book_", 0, 11, "the Blue _Book_"},
		{"escapes", `\$5 and \n`, 0, 6, `$5 and \n`},
		{"hyphen_at_line_end", "peer-\nled", 0, 7, "peer-led"},
		{"hyphen_before_space", "peer- led", 0, 7, "peer- led"},
		{"divided_word", "sup-\nport support", 0, 7, "support"},
		{"divided_word_seen_only_within_another", "sup-\nport supporters", 0, 7, "sup-port"},
		{"years_at_line_end", "2010-\n2012", 0, 9, "2010-2012"},
		{"dash_at_line_end", "a -\nb", 0, 2, "a - b"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := seed.NewFolded(test.raw)
			if got := f.Readable(test.start, test.end); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Folding must not panic, must be stable, and must not depend on white space between words.
func FuzzFold(f *testing.F) {
	for _, s := range []string{
		"a b", "2010-\u00ad\n2012", "1.2,3/4", "e\u0301 \u0301x", "\u1100 \u1161", "1 \u0338.2", "ﬃ½", "\xff*\\", "٣٫٤", "1 - 2", "1*-*2", "a\u034f\u0301",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := seed.NewFolded(s)
		got := folded.String()
		if again := seed.Fold(got); again != got {
			t.Errorf("Fold(%q) = %q, but folded again %q", s, got, again)
		}
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
			t.Errorf("Fold(%q) = %q is not NFC in UTF-8", s, got)
		}
		if want := utf8.RuneCountInString(got); folded.Len() != want || folded.Slice(0, want) != got {
			t.Errorf("%q has %d characters, want %d", got, folded.Len(), want)
		}
		wider := strings.Join(strings.Fields(s), " \n\u00a0 ")
		if spaced := seed.Fold(wider); spaced != got {
			t.Errorf("Fold(%q) = %q, but with other white space %q", s, got, spaced)
		}
		if readable := folded.Readable(0, folded.Len()); seed.Fold(readable) != got && utf8.ValidString(s) {
			t.Errorf("%q reads %q, which folds to %q, want %q", s, readable, seed.Fold(readable), got)
		}
	})
}

func BenchmarkFold(b *testing.B) {
	text := seedtest.Report(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		seed.Fold(text)
	}
}
