package pages

import (
	"fmt"
	"strings"

	"forumgraph/store"
)

func lower(s string) string { return strings.ToLower(s) }

// value returns what s points to; "" for nil.
func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// one returns a list of what r points to; empty for nil.
func one(r *ref) []ref {
	if r == nil {
		return nil
	}
	return []ref{*r}
}

// label returns the name of a node with the typography of l, and its language if that is not l. Names of people, places
// and organizations belong to no language: French changes only their apostrophes.
func (l Lang) label(r ref) (string, string) {
	switch {
	case l != French:
		return r.Label, ""
	case infoOf(r.Kind()).ProperNames:
		return curved(r.Label), ""
	case r.Label == r.English:
		return r.Label, string(English)
	}
	return l.prose(r.Label), ""
}

// name returns the label alone.
func (l Lang) name(r ref) string {
	text, _ := l.label(r)
	return text
}

// sentenceOf says an edge, whose type is spelled as in addresses, in words.
func (l Lang) sentenceOf(typ, from, to string) string {
	sentence := store.EdgeType(apiWords([]string{typ})[0]).Info().Sentence.In(store.Lang(strings.ToUpper(string(l))))
	if sentence == "" {
		return from + " – " + to
	}
	return fmt.Sprintf(sentence, from, to)
}

// wording returns a text, and its language if that is not the page's, which it infers from the English wording.
func (q *request) wording(text, english *string) (string, string) {
	t := value(text)
	if q.lang == French && t != "" && t == value(english) {
		return t, string(English)
	}
	return q.lang.prose(t), ""
}

// roleOf returns the printed role of a person: their own, or those in their organizations.
func roleOf(n listed) string {
	if n.Role != nil {
		return *n.Role
	}
	var roles []string
	for _, a := range n.Affiliations {
		if a.Role != nil {
			roles = append(roles, *a.Role)
		}
	}
	return strings.Join(roles, "; ")
}

// asPrinted returns the quantifier of a collective as the source words it, or its band.
func (q *request) asPrinted(n listed) string {
	if n.Printed != nil {
		return q.text("quoted", "words", *n.Printed)
	}
	if n.Quantifier != nil {
		return q.text("quantifier." + lower(*n.Quantifier))
	}
	return ""
}

// figure returns a number with its unit and, in brackets, the source's qualifier, such as 1,200 cases (more than).
// Units and qualifiers are in the words of the source.
func (q *request) figure(f figure) string {
	n := q.lang.number
	var number string
	switch {
	case f.Value != nil:
		number = n(*f.Value)
	case f.Min != nil && f.Max != nil:
		number = n(*f.Min) + "–" + n(*f.Max)
	case f.Min != nil:
		number = "≥" + noBreak + n(*f.Min)
	case f.Max != nil:
		number = "≤" + noBreak + n(*f.Max)
	}
	number += noBreak + f.Unit
	if f.Qualifier != nil {
		number += " (" + *f.Qualifier + ")"
	}
	return number
}
