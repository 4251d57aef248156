package store

import (
	"fmt"
	"net/url"
	"strconv"
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
	nameText    = TextClass{"a name", "name, aliases.text, publisher, the author of a change", 300, false}
	phraseText  = TextClass{"a phrase", "role, printed, qualifier, period, unit", 200, false}
	proseText   = TextClass{"prose", "summary, definition, description, proposition, measures, basis, note, the reason of a change", 2000, true}
	addressText = TextClass{"an address", "url", 2000, false}
	pathText    = TextClass{"a path", "path", MaxIDLength, false}
)

// TextClasses returns every class of texts.
func TextClasses() []TextClass {
	return []TextClass{nameText, phraseText, proseText, addressText, pathText}
}

// NormalizeTexts brings the texts of n into the form that a store takes and returns how many it changed: Unicode
// normalization form C, lines ended by a line feed alone, a space for each tab. Readers of datasets call it.
func NormalizeTexts(n Node) int {
	changed := 0
	eachText(n, func(t textField) {
		if s := normalized(*t.value); s != *t.value {
			*t.value = s
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

// textField is a text of a record. It does not hold the field's name but what it is made of, as only that of a wrong text
// is asked for.
type textField struct {
	value *string
	class *TextClass
	// path has a '#' where the index stands; lang is ".en" or ".fr" or empty.
	path, lang string
	index      int
}

// name returns the field as [Problem] names it.
func (t textField) name() string {
	return strings.Replace(t.path, "#", strconv.Itoa(t.index), 1) + t.lang
}

// eachText calls visit with every text that the record of n holds. What else is a string there is an ID, a date or one of
// a closed list.
func eachText(n Node, visit func(textField)) {
	one := func(path string, class *TextClass, value *string) {
		if *value != "" {
			visit(textField{value: value, class: class, path: path})
		}
	}
	both := func(path string, i int, class *TextClass, t *Text) {
		if t.EN != "" {
			visit(textField{&t.EN, class, path, ".en", i})
		}
		if t.FR != "" {
			visit(textField{&t.FR, class, path, ".fr", i})
		}
	}
	m := n.Base()
	both("name", 0, &nameText, &m.Name)
	for i := range m.Aliases {
		if a := &m.Aliases[i]; a.Text != "" {
			visit(textField{&a.Text, &nameText, "aliases[#].text", "", i})
		}
		both("aliases[#].note", i, &proseText, &m.Aliases[i].Note)
	}
	switch n := n.(type) {
	case *Person:
		one("role", &phraseText, &n.Role)
		for i := range n.Affiliations {
			if a := &n.Affiliations[i]; a.Role != "" {
				visit(textField{&a.Role, &phraseText, "affiliations[#].role", "", i})
			}
		}
	case *Organization:
		both("description", 0, &proseText, &n.Description)
	case *Collective:
		one("printed", &phraseText, &n.Printed)
		both("basis", 0, &proseText, &n.Basis)
	case *Issue:
		both("definition", 0, &proseText, &n.Definition)
	case *Recommendation:
		both("proposition", 0, &proseText, &n.Proposition)
	case *Initiative:
		both("description", 0, &proseText, &n.Description)
		one("period", &phraseText, &n.Period)
	case *Publication:
		both("description", 0, &proseText, &n.Description)
	case *Population:
		both("description", 0, &proseText, &n.Description)
	case *Figure:
		one("unit", &phraseText, &n.Unit)
		one("qualifier", &phraseText, &n.Qualifier)
		one("period", &phraseText, &n.Period)
		both("measures", 0, &proseText, &n.Measures)
	case *Statement:
		one("summary", &proseText, &n.Summary)
	case *Source:
		one("publisher", &nameText, &n.Publisher)
		one("url", &addressText, &n.URL)
		both("note", 0, &proseText, &n.Note)
	case *Section:
		one("path", &pathText, &n.Path)
	case *Passage:
		one("path", &pathText, &n.Path)
		if n.SetAside != nil {
			one("setAside.note", &proseText, &n.SetAside.Note)
		}
	}
}
