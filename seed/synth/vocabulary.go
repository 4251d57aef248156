package synth

import (
	"fmt"
	"time"

	"forumgraph/store"
)

// The sizes of the vocabulary. The first issues are themes, and all others are distributed under them; the same holds
// for groups of populations and regions of places.
const (
	issues      = 1000
	themes      = 20
	populations = 40
	groups      = 10
	places      = 60
	regions     = 10
)

// perPassage is how many entries of the vocabulary one passage names.
const perPassage = 10

// firstHour is the made-up time of the vocabulary.
func firstHour() time.Time { return time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC) }

// Vocabulary returns the document of the issues, populations and places that all reports share. It is the same for
// every seed.
func (c *Corpus) Vocabulary() *Document {
	t := newText(&store.Source{
		Meta: store.Meta{
			ID:   "source:synthetic-vocabulary",
			Name: store.Text{EN: "Synthetic vocabulary (made up)", FR: "Vocabulaire synthétique (inventé)"},
		},
		Publisher: "nobody", Date: "2001", Language: store.EN,
		Note: store.Text{
			EN: "Made up by forumgraph synth: no such document exists.",
			FR: "Inventé par forumgraph synth : ce document n'existe pas.",
		},
	})
	var discourse []store.Node
	for _, part := range []struct {
		kind store.Kind
		size int
		node func(i int, m store.Meta) store.Node
	}{
		{store.KindIssue, issues, issue},
		{store.KindPopulation, populations, population},
		{store.KindPlace, places, place},
	} {
		en, fr, ending := words(part.kind)
		t.section(store.Text{EN: en + " by number (made up)", FR: fr + " par numéro (" + ending + ")"})
		t.setAside(store.AsideTitle, "")
		for first := 0; first < part.size; first += perPassage {
			var sentences []string
			for i := first; i < first+perPassage; i++ {
				sentences = append(sentences, fmt.Sprintf("%s %d is made up.", en, i+1))
			}
			for i, cite := range t.passage(store.PassageNarrative, sentences...) {
				discourse = append(discourse, part.node(first+i, c.meta(vocabularyID(part.kind, first+i), cite)))
			}
			if part.kind == store.KindIssue {
				// naming an issue does not code a claim; see store.Passage.Covers
				t.setAside(store.AsideNoClaim, "Only lists made-up issues.")
			}
		}
	}
	nodes := append(t.nodes(), discourse...)
	return &Document{Nodes: nodes, Text: t.raw.String(), Time: firstHour()}
}

func definition(i int) store.Text {
	return store.Text{
		EN: fmt.Sprintf("Whatever number %d of a made-up vocabulary may cover.", i+1),
		FR: fmt.Sprintf("Ce que le numéro %d d'un vocabulaire inventé peut recouvrir.", i+1),
	}
}

func issue(i int, m store.Meta) store.Node {
	n := &store.Issue{Meta: m, Definition: definition(i)}
	theme := i % themes
	if i >= themes {
		n.Broader = []store.Ref{{ID: vocabularyID(store.KindIssue, theme)}}
	}
	if other := i / themes % themes; i >= themes && i%8 == 0 && other != theme {
		n.Broader = append(n.Broader, store.Ref{ID: vocabularyID(store.KindIssue, other)})
	}
	if i >= 2*themes && i%3 == 0 {
		n.Related = []store.Ref{{ID: vocabularyID(store.KindIssue, i-themes)}}
	}
	return n
}

func population(i int, m store.Meta) store.Node {
	n := &store.Population{Meta: m}
	if i >= groups {
		n.Broader = []store.Ref{{ID: vocabularyID(store.KindPopulation, i%groups)}}
	}
	return n
}

func place(i int, m store.Meta) store.Node {
	n := &store.Place{Meta: m}
	if i >= regions {
		n.PartOf = []store.Ref{{ID: vocabularyID(store.KindPlace, i%regions)}}
	}
	return n
}
