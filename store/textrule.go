package store

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TextClass is a sort of text with its limit.
type TextClass struct {
	// Name is what one calls it: "a name".
	Name string
	// Fields are the fields of records that are of the class, in the words of the dataset format.
	Fields string
	// Longest is the most characters that one may have, counted as Unicode code points.
	Longest int
	// Lines reports whether it may have more than one line.
	Lines bool
}

// The classes of texts. IDs, which have a form of their own, are at most [MaxIDLength] long.
var (
	nameText    = TextClass{"a name", "name, aliases.text, publisher, headline, title, the author of a change", 300, false}
	phraseText  = TextClass{"a phrase", "role, printed, qualifier, period, unit", 200, false}
	proseText   = TextClass{"prose", "summary, definition, description, proposition, measures, basis, note, lead, text, care, coding, codebook, contact, the reason of a change", 2000, true}
	addressText = TextClass{"an address", "url, address", 2000, false}
	pathText    = TextClass{"a path", "path, slug", MaxIDLength, false}
)

// TextClasses returns every class of texts.
func TextClasses() []TextClass {
	return []TextClass{nameText, phraseText, proseText, addressText, pathText}
}

// NormalizeTexts brings the texts of n into the form that a store takes and returns how many it changed: Unicode
// normalization form C, lines ended by a line feed alone, a space for each tab. Readers of datasets call it.
func NormalizeTexts(n Node) int {
	changed := 0
	EachText(n, func(t NodeText) {
		if s := normalized(*t.text); s != *t.text {
			*t.text = s
			changed++
		}
	})
	return changed
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\t", " ")

func normalized(s string) string {
	if isPlain(s) {
		return s
	}
	return lineEnds.Replace(norm.NFC.String(s))
}

// problem returns what is wrong with s as a text of the class and, after a semicolon, the fix; "" if nothing is.
func (c *TextClass) problem(s string) string {
	if at, what := BadCharacter(s); at >= 0 {
		return fmt.Sprintf("%s at character %d; remove it", what, utf8.RuneCountInString(s[:at])+1)
	}
	if n := utf8.RuneCountInString(s); n > c.Longest {
		return fmt.Sprintf("%d characters, but %s has at most %d; shorten it", n, c.Name, c.Longest)
	}
	if !c.Lines && strings.Contains(s, "\n") {
		return fmt.Sprintf("a line break, but %s is one line; write it as one", c.Name)
	}
	if s != normalized(s) {
		return "not in the form of texts: Unicode normalization form C, no tabs; normalize it"
	}
	return ""
}

// CheckURL returns an [ErrInvalid] unless s is an address of the web: http or https, with a host, without user name or
// password, in the characters of RFC 3986.
func CheckURL(s string) error {
	u, err := url.Parse(s)
	outside := strings.IndexFunc(s, isOutsideURL)
	var wrong string
	switch {
	case err != nil:
		wrong = "not an address; write it as a browser shows it"
	case !strings.EqualFold(u.Scheme, "http") && !strings.EqualFold(u.Scheme, "https"):
		wrong = "not an address of the web; begin with https://"
	case u.Hostname() == "":
		wrong = "without a host; write https:// and the name of the site"
	case u.User != nil:
		wrong = "with a user name or password; remove it"
	case outside >= 0:
		r, _ := utf8.DecodeRuneInString(s[outside:])
		wrong = fmt.Sprintf("with %q; write that percent-encoded, and a host in its xn-- form", string(r))
	default:
		return nil
	}
	return fmt.Errorf("%q is %s: %w", clip(s), wrong, ErrInvalid)
}

// isOutsideURL reports whether r is none of the characters of a URL (RFC 3986, section 2).
func isOutsideURL(r rune) bool {
	letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	return !letter && !strings.ContainsRune("-._~:/?#[]@!$&'()*+,;=%", r)
}
