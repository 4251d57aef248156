package execution

import (
	"context"
	"regexp"
	"strings"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// locatorWords are the words in locators of one language.
type locatorWords struct{ paragraph, short, heading string }

var wordsOfLocators = map[store.Lang]locatorWords{
	store.EN: {"paragraph", "para.", "heading"},
	store.FR: {"paragraphe", "paragr.", "titre"},
}

// locator returns where a passage is in its document: the headings above it, then its number in its section. The number
// is the last part of its path, since segmentation numbers the passages of a section from 0, its heading.
func locator(ctx context.Context, p *store.Passage, lang store.Lang, short bool) (string, error) {
	t, err := topologyOf(ctx)
	if err != nil {
		return "", err
	}
	words, known := wordsOfLocators[lang]
	if !known {
		words = wordsOfLocators[store.EN]
	}
	last := p.Path[strings.LastIndexByte(p.Path, '/')+1:]
	word := words.paragraph
	if short {
		word = words.short
	}
	parts := []string{word + " " + last}
	if p.Kind == store.PassageTitle {
		parts[0] = words.heading
	}
	for id := p.Section; id != ""; {
		section, err := loadOne[*store.Section](ctx, id)
		if err != nil {
			return "", err
		}
		parts = append([]string{shortHeading(t, section.Label(lang))}, parts...)
		id = section.Parent
	}
	return strings.Join(parts, ", "), nil
}

// numbered matches a heading whose first part is a number of its own: "Plenary 1: …", "Annexe A : …", "Part IV: …".
var numbered = regexp.MustCompile(`^([^:]{1,40}?[ \x{a0}](?:[0-9]+|[A-Z]|[IVXLC]+))[ \x{a0}\x{202f}]?: `)

// shortHeading returns what identifies a heading among those beside it: its number, or the person or organization of the
// graph whose name it begins with. Other headings are returned whole.
func shortHeading(t *topology.Topology, heading string) string {
	if m := numbered.FindStringSubmatch(heading); m != nil {
		return m[1]
	}
	name, _, found := strings.Cut(heading, ", ")
	if !found {
		return heading
	}
	for _, n := range t.Named(name, false) {
		if kind := t.Kind(n); kind == store.KindPerson || kind == store.KindOrganization {
			return name
		}
	}
	return heading
}
