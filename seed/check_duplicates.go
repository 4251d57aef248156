package seed

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"forumgraph/store"
)

// nearDuplicates finds nodes of one kind whose labels look alike and that no recorded decision covers.
//
// It compares names and aliases in both languages, except for statements and the document. Each label is reduced to its
// words, without case, accents, punctuation, plural endings, function words and what is in parentheses, where coders
// distinguish look-alikes. Two labels look alike if
//
//   - they have the same words, in any order; or
//   - they share two words or more, and neither has more than one that the other lacks; or
//   - they differ by at most one letter in eight, two in all, as a typing error would.
//
// Decisions are notes of the coders that no store holds, so only a dataset read from YAML is searched.
func nearDuplicates(d *Dataset) []Finding {
	if !d.fromYAML() {
		return nil
	}
	decided := d.decided()
	byKind := make(map[store.Kind][]labelled)
	for _, n := range d.Nodes {
		kind := n.Base().ID.Kind()
		if kind.IsDocument() || kind == store.KindStatement {
			continue
		}
		byKind[kind] = append(byKind[kind], labelled{n.Base().ID, labelsOf(n.Base())})
	}
	var found []Finding
	for _, kind := range store.Kinds() {
		for i, a := range byKind[kind] {
			for _, b := range byKind[kind][i+1:] {
				x, y, alike := a.like(b)
				if alike && !decided[pair{a.id, b.id}] {
					found = append(found, d.finding(a.id, "name", "%q looks like %q of %s; merge the two, or record under decisions why not",
						clip(x.text), clip(y.text), b.id))
				}
			}
		}
	}
	return found
}

// fromYAML reports whether the dataset was read from files, which may hold decisions.
func (d *Dataset) fromYAML() bool {
	for _, o := range d.origins {
		return o.value != nil
	}
	return false
}

// pair is two nodes, the smaller ID first.
type pair struct{ a, b store.ID }

// decided returns each pair of nodes that a recorded decision covers.
func (d *Dataset) decided() map[pair]bool {
	decided := make(map[pair]bool)
	for _, c := range d.Decisions {
		for i, a := range c.Nodes {
			for _, b := range c.Nodes[i+1:] {
				decided[pair{min(a, b), max(a, b)}] = true
			}
		}
	}
	return decided
}

// labelled is a node with its labels.
type labelled struct {
	id     store.ID
	labels []label
}

// label is a name or an alias.
type label struct {
	text string
	// folded is the reduced text to compare, and words its words in order, each once.
	folded string
	words  []string
}

func labelsOf(m *store.Meta) []label {
	texts := []string{m.Name.EN, m.Name.FR}
	for _, a := range m.Aliases {
		texts = append(texts, a.Text)
	}
	var labels []label
	for _, text := range texts {
		words := notions(text)
		if len(words) == 0 {
			continue
		}
		l := label{text: text, folded: strings.Join(words, " ")}
		slices.Sort(words)
		l.words = slices.Compact(words)
		labels = append(labels, l)
	}
	return labels
}

// notions returns the meaningful words of a label, in order.
func notions(text string) []string {
	var words []string
	for _, w := range strings.Fields(store.SortKey(withoutParentheses(text))) {
		if !slices.Contains(emptyWords(), w) {
			words = append(words, singular(w))
		}
	}
	return words
}

// withoutParentheses removes what is in parentheses, unless nothing else is left.
func withoutParentheses(text string) string {
	var b strings.Builder
	depth := 0
	for _, r := range text {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case depth <= 0:
			b.WriteRune(r)
		}
	}
	if strings.TrimSpace(b.String()) == "" {
		return text
	}
	return b.String()
}

// emptyWords returns the articles, prepositions and conjunctions of both languages, as [store.SortKey] writes them. The
// s is left of a possessive, the d and l of elisions.
func emptyWords() []string {
	return []string{
		"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "s", "the", "to", "with",
		"au", "aux", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour", "sur", "un", "une",
	}
}

// singular removes the s of a plural from a word. It need not be correct, only consistent.
func singular(word string) string {
	if len(word) > 3 && !strings.HasSuffix(word, "ss") {
		return strings.TrimSuffix(word, "s")
	}
	return word
}

// like returns the first two labels of the nodes that look alike.
func (l labelled) like(o labelled) (x, y label, alike bool) {
	for _, x := range l.labels {
		for _, y := range o.labels {
			if x.like(y) {
				return x, y, true
			}
		}
	}
	return label{}, label{}, false
}

func (l label) like(o label) bool {
	if slices.Equal(l.words, o.words) {
		return true
	}
	shared := 0
	for _, w := range l.words {
		if slices.Contains(o.words, w) {
			shared++
		}
	}
	if shared >= 2 && max(len(l.words), len(o.words))-shared <= 1 {
		return true
	}
	slips := min(max(len(l.folded), len(o.folded))/8, 2)
	return abs(len(l.folded)-len(o.folded)) <= slips && levenshtein.ComputeDistance(l.folded, o.folded) <= slips
}

func abs(n int) int { return max(n, -n) }
