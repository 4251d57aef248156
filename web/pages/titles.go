package pages

import (
	"slices"
	"strings"
)

// phrased are the filters that a title has words for: they say what the page is about. Others narrow how it is shown.
var phrased = []string{
	"voice", "voices", "through", "affiliation", "kind", "stance", "quantifier", "issue", "recommendation", "population", "place", "mention",
	"addressee", "session", "outside",
}

// quotes reports whether a title puts the words of a filter in quotation marks: those that are no nouns, and in French
// names, which would need an article.
func (l Lang) quotes(filter string) bool {
	return slices.Contains([]string{"kind", "stance"}, filter) ||
		l == French && slices.Contains([]string{"issue", "recommendation", "population", "session"}, filter)
}

// titled returns a title with what the filters in force narrow it to, such as "Statements by Kate Zen, in the World Café".
func (q *request) titled(title string, filters []chip) string {
	phrases := make([]string, len(phrased))
	for _, c := range filters {
		at := slices.Index(phrased, c.Key)
		if at < 0 {
			continue
		}
		what := c.Word
		if slices.Contains([]string{"voices", "kind", "stance", "quantifier"}, c.Key) {
			what = lower(what)
		}
		if c.Node != nil {
			what = q.lang.name(*c.Node)
		}
		if q.lang.quotes(c.Key) {
			what = q.text("quoted", "words", what)
		}
		if phrases[at] != "" { // a filter may have several chips
			phrases[at] += q.text("list-separator") + what
			continue
		}
		phrases[at] = q.text("titled."+c.Key, "what", what)
	}
	phrases = slices.DeleteFunc(phrases, func(s string) bool { return s == "" })
	if len(phrases) == 0 {
		return title
	}
	return title + " " + strings.Join(phrases, q.text("list-separator"))
}
