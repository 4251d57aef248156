package pages

import "strings"

func lower(s string) string { return strings.ToLower(s) }

// value returns what s points to; empty for null.
func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// one returns a list of what r points to; none for null.
func one(r *ref) []ref {
	if r == nil {
		return nil
	}
	return []ref{*r}
}

// label returns the name of a node as it is set in l, and its language where that is not l. Names of people, places and
// organizations belong to no language: French sets their apostrophes, and nothing else of them.
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

// wording returns a text with its language where that is not the page's, which follows from the English wording.
func (q *request) wording(text, english *string) (string, string) {
	t := value(text)
	if q.lang == French && t != "" && t == value(english) {
		return t, string(English)
	}
	return q.lang.prose(t), ""
}

// roleOf returns the role of a person as printed: their own, or those in their organizations.
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

// figure returns a number with its unit and, in brackets, how the source limits it, such as 1,200 cases (more than). Units
// and limits are in the words of the source.
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
