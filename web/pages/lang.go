package pages

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

// Lang is a language of the site, as in addresses.
type Lang string

// The languages of the site. Every page exists in both.
const (
	English Lang = "en"
	French  Lang = "fr"
)

var langs = []Lang{English, French}

// Other returns the other language.
func (l Lang) Other() Lang {
	if l == French {
		return English
	}
	return French
}

// Tag returns the Canadian language tag, such as en-CA.
func (l Lang) Tag() string { return string(l) + "-CA" }

// preferred returns the language that an Accept-Language header prefers; English if it names neither.
func preferred(header string) Lang {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return English
	}
	// The matcher holds no state, and is made only for the rare requests without a language in the address.
	_, i, confidence := language.NewMatcher([]language.Tag{language.CanadianFrench, language.English}).Match(tags...)
	if i == 0 && confidence != language.No {
		return French
	}
	return English
}

// noBreak is the space that French puts before a colon, inside guillemets and between the thousands of a number.
const noBreak = "\u00a0"

var (
	beforeColon     = regexp.MustCompile(`([^\s\x{00a0}\x{202f}])[\s\x{00a0}\x{202f}]*:(\s|$)`)
	beforeHigh      = regexp.MustCompile(`[ \x{00a0}\x{202f}]+([;!?])`)
	afterGuillemet  = regexp.MustCompile(`«[\s\x{00a0}\x{202f}]*`)
	beforeGuillemet = regexp.MustCompile(`[\s\x{00a0}\x{202f}]*»`)
	apostrophe      = regexp.MustCompile(`(\pL)'(\pL|\pN)`)
)

// prose returns text with the typography of l: in Canadian French a no-break space before a colon and inside
// guillemets, none before ; ! and ?, and curved apostrophes; in English the text unchanged.
func (l Lang) prose(text string) string {
	if l != French {
		return text
	}
	text = beforeColon.ReplaceAllString(text, "$1"+noBreak+":$2")
	text = beforeHigh.ReplaceAllString(text, "$1")
	text = afterGuillemet.ReplaceAllString(text, "«"+noBreak)
	text = beforeGuillemet.ReplaceAllString(text, noBreak+"»")
	return curved(text)
}

// curved returns text with curved apostrophes.
func curved(text string) string { return apostrophe.ReplaceAllString(text, "$1’$2") }

// number formats a number for Canada: 1,234.5 in English, 1 234,5 with no-break spaces in French. It uses the shortest
// decimals that identify the number.
func (l Lang) number(v float64) string {
	digits := strconv.FormatFloat(v, 'f', -1, 64)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "\u2212", digits[1:]
	}
	whole, fraction, decimal := strings.Cut(digits, ".")
	separator, mark := ",", "."
	if l == French {
		separator, mark = noBreak, ","
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteRune(d)
	}
	if decimal {
		b.WriteString(mark + fraction)
	}
	return b.String()
}
