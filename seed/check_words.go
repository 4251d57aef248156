package seed

import (
	"fmt"
	"iter"
	"strings"
	"unicode"

	"forumgraph/store"
)

// sharedWords is the shortest run of words that counts as copied from a source.
const sharedWords = 8

// SharedRuns returns the texts of the dataset that repeat a run of 8 or more words of the source's text, in any
// passage. Case and punctuation do not matter. Names, titles and aliases may repeat the source; summaries, definitions,
// propositions, descriptions, notes, the reasons of decisions and what figures measure may not.
func SharedRuns(d *Dataset, text string) []Finding {
	printed := make(map[string]bool)
	for run := range runs(splitWords(text)) {
		printed[run] = true
	}
	var found []Finding
	for _, n := range d.Nodes {
		for _, own := range ownTexts(n) {
			if repeats := own.repeats(printed); repeats != "" {
				found = append(found, d.finding(n.Base().ID, own.field, "%s", repeats))
			}
		}
	}
	for _, c := range d.Decisions {
		if repeats := (ownText{"reason", c.Reason}).repeats(printed); repeats != "" {
			found = append(found, Finding{c.Position, repeats})
		}
	}
	return found
}

// repeats returns a message with the printed words that the text repeats, or "".
func (t ownText) repeats(printed map[string]bool) string {
	words := splitWords(t.text)
	at, length := longestShared(words, printed)
	if length == 0 {
		return ""
	}
	return fmt.Sprintf("%s repeats %d words of the source (%s); say it in your own words",
		t.field, length, clip(strings.Join(words[at:at+length], " ")))
}

// longestShared returns the longest run of words in which all sharedWords consecutive words are printed; the first if
// several are equally long.
func longestShared(words []string, printed map[string]bool) (at, length int) {
	run := 0
	for window, start := range runs(words) {
		if !printed[window] {
			run = 0
			continue
		}
		run++
		if n := run + sharedWords - 1; n > length {
			at, length = start-run+1, n
		}
	}
	return at, length
}

// runs yields all sharedWords consecutive words, joined, with the index of the first.
func runs(words []string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for i := 0; i+sharedWords <= len(words); i++ {
			if !yield(strings.Join(words[i:i+sharedWords], " "), i) {
				return
			}
		}
	}
}

func splitWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// ownText is a text in our own words.
type ownText struct{ field, text string }

func ownTexts(n store.Node) []ownText {
	var texts []ownText
	add := func(field string, t store.Text) {
		texts = append(texts, ownText{field + ".en", t.EN}, ownText{field + ".fr", t.FR})
	}
	switch n := n.(type) {
	case *store.Organization:
		add("description", n.Description)
	case *store.Collective:
		add("basis", n.Basis)
	case *store.Issue:
		add("definition", n.Definition)
	case *store.Recommendation:
		add("proposition", n.Proposition)
	case *store.Initiative:
		add("description", n.Description)
	case *store.Publication:
		add("description", n.Description)
	case *store.Population:
		add("description", n.Description)
	case *store.Figure:
		add("measures", n.Measures)
	case *store.Statement:
		texts = append(texts, ownText{"summary", n.Summary})
	case *store.Source:
		add("note", n.Note)
		for _, t := range presentedTexts(n) {
			add(t.field, t.text)
		}
	case *store.Passage:
		if n.SetAside != nil {
			texts = append(texts, ownText{"setAside.note", n.SetAside.Note})
		}
	}
	return texts
}
