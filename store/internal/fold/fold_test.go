package fold

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// word folds a name; a gap is a space.
func word(name string) string {
	var b []byte
	for _, r := range name {
		switch ClassOf(r) {
		case Gap:
			b = append(b, ' ')
		case Letter, Mark:
			b = Append(b, r)
		}
	}
	return string(b)
}

// Names of twenty languages must fold as their readers write them without a keyboard for them, and names that differ in a
// sound must stay apart.
func TestAppend(t *testing.T) {
	for name, want := range map[string]string{
		"Fédération des Métis": "federation des metis", // French
		"Sœur Œuvre":           "soeur oeuvre",
		"Straße GROSS Ärzte":   "strasse gross arzte", // German
		"Ørsted Ærø Å":         "orsted aero a",       // Danish
		"Łódź Wałęsa":          "lodz walesa",         // Polish
		"Đorđević":             "dordevic",            // Serbian in Latin letters
		"Nguyễn Đức":           "nguyen duc",          // Vietnamese
		"Þórður Guðmundsson":   "thordur gudmundsson", // Icelandic
		"Ħal Għaxaq":           "hal ghaxaq",          // Maltese
		"İstanbul Iğdır":       "istanbul igdir",      // Turkish
		"Čapek Dvořák":         "capek dvorak",        // Czech
		"Ştefan Țară":          "stefan tara",         // Romanian
		"Háŋpi Peŋ":            "hanpi pen",           // Lakota
		"Αθήνα ΣΊΣΥΦΟΣ":        "αθηνα σισυφοσ",       // Greek
		"Ёлка Чайковский":      "елка чаиковскии",     // Russian
		"שָׁלוֹם":              "שלום",                // Hebrew
		"مُحَمَّد":             "محمد",                // Arabic
		"दिल":                  "दिल",                 // Hindi
		"தமிழ்":                "தமிழ்",               // Tamil
		"สมหญิง":               "สมหญิง",              // Thai
		"が":                    norm.NFKD.String("が"), // Japanese
		"ﬁle Ⅳ CO₂ ½":          "file iv co2 12",      // compatibility
		"co\u00adop\u200bera":  "coopera",             // soft hyphen, zero-width space
		"Kʼicheʼ":              "k iche ",             // Mayan
		"ŀa ŉ":                 "la n",                // Catalan, Afrikaans
		"e\u0301cole":          "ecole",               // decomposed
		"ᐃᓄᒃᑎᑐᑦ":               "ᐃᓄᒃᑎᑐᑦ",              // Inuktitut
		"Skwx̱wú7mesh":         "skwxwu7mesh",         // Squamish
		"\xff":                 " ",
	} {
		if got := word(name); got != want {
			t.Errorf("%q gives %q, want %q", name, got, want)
		}
	}
	for _, apart := range [][2]string{{"दिल", "दल"}, {"कुल", "कल"}, {"தமிழ்", "தமழ்"}, {"か", "が"}, {"l", "t"}} {
		if word(apart[0]) == word(apart[1]) {
			t.Errorf("%q and %q are taken for one", apart[0], apart[1])
		}
	}
}

// Folded names must stand in the order of the Unicode Collation Algorithm, which tells apart no more than they do at its first
// level. It is the reference here, and not the order itself, since its keys are no words and take ten times as long.
func TestAppend_order(t *testing.T) {
	names := strings.Fields("Ágora Aerial Ærø Agora Ångström Čapek Capella chien çeviri Dvořák dvorec Đorđević Dorđe école Ecole eclair Éclair Ørsted orson " +
		"Łódź Lodge Straße strasbourg stratus Żubr zulu İzmir izba œuvre oeillet Αθήνα Αίγυπτος Ελλάδα Москва Минск Ёлка Жуков")
	slices.Sort(names)
	byFold, byCollation := slices.Clone(names), slices.Clone(names)
	slices.SortStableFunc(byFold, func(a, b string) int { return strings.Compare(word(a), word(b)) })
	slices.SortStableFunc(byCollation, func(a, b string) int {
		return collate.New(language.CanadianFrench, collate.Loose).CompareString(a, b)
	})
	if !slices.Equal(byFold, byCollation) {
		t.Errorf("order\n%q, by collation\n%q", byFold, byCollation)
	}
}

// What is folded must stay as it is when it is folded again, and be valid UTF-8.
func FuzzAppend(f *testing.F) {
	for _, s := range []string{"Fédération", "\xff\xfe", "ǅ İ ß ﬁ", "दिल ŀa ½ ŉ", "ẛ̣ ſ ᾳ ｶﾞ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := word(s)
		if again := word(once); again != once || !utf8.ValidString(once) {
			t.Errorf("%q gives %q, and that %q", s, once, again)
		}
	})
}
