package synth_test

import (
	"strings"
	"testing"

	"forumgraph/seed"
	"forumgraph/seed/synth"
	"forumgraph/store"
)

// A document's text folds to the source's hash, each passage stands in it at its range, each citation in its passage at
// its span, and a reader's copy of the text is found whole.
func TestDocument_Text(t *testing.T) {
	for d := range synth.New(5).Documents(3) {
		folded := seed.NewFolded(d.Text)
		source := d.Nodes[0].(*store.Source)
		if source.Length != folded.Len() || source.SHA256 != store.HashOf(folded.String()) {
			t.Errorf("%s: %d characters, %s; the text has %d, %s", source.ID, source.Length, source.SHA256, folded.Len(), store.HashOf(folded.String()))
		}
		texts := make(map[store.ID]string)
		var passages []*store.Passage
		end := 0
		for _, n := range d.Nodes {
			if p, ok := n.(*store.Passage); ok {
				at := p.Ranges[0]
				texts[p.ID] = folded.Slice(at.Start, at.End)
				if at.Start != end || p.SHA256 != store.HashOf(texts[p.ID]) {
					t.Errorf("%s: begins at %d after %d, %q", p.ID, at.Start, end, texts[p.ID])
				}
				end = at.End
				passages = append(passages, p)
			}
			for _, c := range n.Base().Citations {
				if got := store.HashOf(texts[c.Passage][c.Start:c.End]); got != c.SHA256 {
					t.Errorf("%s: [%d, %d] of %s hashes to %s, not %s", n.Base().ID, c.Start, c.End, c.Passage, got, c.SHA256)
				}
			}
		}
		if end != folded.Len() {
			t.Errorf("%s: passages end at %d of %d", source.ID, end, folded.Len())
		}
		if copied := seed.Attach(d.Text, passages); copied.Matched() != len(passages) {
			t.Errorf("%s: %d of %d passages found in its text", source.ID, copied.Matched(), len(passages))
		}
	}
}

// Whoever meets a label, a note or a sentence of the text is told that it is made up, in the language they read.
func TestDocument_madeUp(t *testing.T) {
	for d := range synth.New(5).Documents(3) {
		if note := d.Nodes[0].(*store.Source).Note; !strings.HasPrefix(note.EN, "Made up by ") || !strings.HasPrefix(note.FR, "Inventé par ") {
			t.Errorf("note of %s: %+v", d.Nodes[0].Base().ID, note)
		}
		for _, n := range d.Nodes {
			id := n.Base().ID
			if !strings.HasPrefix(id.Slug(), "synthetic-") {
				t.Errorf("id %s", id)
			}
			if id.Kind() == store.KindPassage {
				continue // labelled by its path
			}
			if label := n.Label(store.EN); !strings.Contains(strings.ToLower(strings.ReplaceAll(label, "-", " ")), "made up") {
				t.Errorf("%s: %q", id, label)
			}
			if label := n.Label(store.FR); id.Kind() != store.KindStatement && !strings.Contains(label, "inventé") {
				t.Errorf("%s: %q", id, label)
			}
		}
	}
}
