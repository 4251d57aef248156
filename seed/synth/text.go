package synth

import (
	"fmt"
	"strings"

	"forumgraph/seed"
	"forumgraph/store"
)

// text is a source in progress: its words, and the sections and passages that they are cut into.
//
// Every sentence begins and ends with a letter, apart from punctuation. The folded form of a sentence therefore does
// not depend on its neighbors, and the parts of a folded text add up to the whole.
type text struct {
	source   *store.Source
	sections []store.Node
	passages []store.Node
	raw      strings.Builder
	folded   strings.Builder
	// length counts the characters of folded, which are ASCII; inSection the passages of the last section.
	length, inSection int
}

func newText(source *store.Source) *text { return &text{source: source} }

// section begins a section with its title, which is a passage, and returns the citation of the title.
func (t *text) section(name store.Text) (store.ID, store.Citation) {
	path := fmt.Sprint(len(t.sections) + 1)
	id := store.NewID(store.KindSection, t.source.ID.Slug()+"/"+path)
	t.sections = append(t.sections, &store.Section{
		Meta: store.Meta{ID: id, Name: name}, Source: t.source.ID, Path: path, Order: len(t.sections) + 1,
	})
	t.inSection = 0
	return id, t.passage(store.PassageTitle, name.EN)[0]
}

// passage adds a passage to the last section and returns the citation of each sentence.
func (t *text) passage(kind store.PassageKind, sentences ...string) []store.Citation {
	section := t.sections[len(t.sections)-1].(*store.Section)
	t.inSection++
	path := fmt.Sprintf("%s/%d", section.Path, t.inSection)
	p := &store.Passage{
		Meta:   store.Meta{ID: store.NewID(store.KindPassage, t.source.ID.Slug()+"/"+path)},
		Source: t.source.ID, Section: section.ID, Path: path, Kind: kind, Order: len(t.passages) + 1,
	}
	cites := make([]store.Citation, len(sentences))
	var whole strings.Builder
	for i, s := range sentences {
		folded := seed.Fold(s)
		cites[i] = store.Citation{Passage: p.ID, Start: whole.Len(), End: whole.Len() + len(folded), SHA256: store.HashOf(folded)}
		whole.WriteString(folded)
		t.raw.WriteString(s)
		t.raw.WriteByte(' ')
	}
	t.raw.WriteByte('\n')
	p.Length, p.SHA256 = whole.Len(), store.HashOf(whole.String())
	p.Ranges = []store.Range{{Start: t.length, End: t.length + p.Length}}
	t.folded.WriteString(whole.String())
	t.length += p.Length
	t.passages = append(t.passages, p)
	return cites
}

// setAside sets the last passage aside as making no claim; note is empty except for NO_CLAIM.
func (t *text) setAside(reason store.SetAsideReason, note string) {
	t.passages[len(t.passages)-1].(*store.Passage).SetAside = &store.SetAside{Reason: reason, Note: note}
}

// nodes ends the text and returns its source, sections and passages.
func (t *text) nodes() []store.Node {
	t.source.Length, t.source.SHA256 = t.length, store.HashOf(t.folded.String())
	all := []store.Node{t.source}
	return append(append(all, t.sections...), t.passages...)
}
