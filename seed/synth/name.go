package synth

import (
	"fmt"
	"strconv"
	"strings"

	"forumgraph/store"
)

// id returns the ID of what first occurred at a report.
func (o origin) id(kind store.Kind) store.ID {
	return store.NewID(kind, fmt.Sprintf("synthetic-%d-%d", o.report, o.number))
}

// vocabularyID returns the ID of entry i, from 0, of the vocabulary.
func vocabularyID(kind store.Kind, i int) store.ID {
	return store.NewID(kind, fmt.Sprintf("synthetic-%d", i+1))
}

// originOf returns the origin that [origin.id] made an ID from; ok is false for the vocabulary.
func originOf(id store.ID) (o origin, ok bool) {
	report, number, ok := strings.Cut(strings.TrimPrefix(id.Slug(), "synthetic-"), "-")
	if !ok {
		return origin{}, false
	}
	return origin{decimal(report), decimal(number)}, true
}

// decimal returns the number in a synthetic ID.
func decimal(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic("synth: " + err.Error())
	}
	return n
}

// nameOf returns the short name of a node that several documents share. It depends only on the ID, so that all of them
// agree.
func nameOf(id store.ID) store.Text {
	en, fr, ending := words(id.Kind())
	if o, ok := originOf(id); ok {
		return store.Text{
			EN: fmt.Sprintf("%s %d of report %d (made up)", en, o.number, o.report),
			FR: fmt.Sprintf("%s %d du rapport %d (%s)", fr, o.number, o.report, ending),
		}
	}
	number := strings.TrimPrefix(id.Slug(), "synthetic-")
	return store.Text{EN: fmt.Sprintf("%s %s (made up)", en, number), FR: fmt.Sprintf("%s %s (%s)", fr, number, ending)}
}

// words returns the name of a kind in both languages, and the French for "made up" in its gender.
func words(kind store.Kind) (en, fr, ending string) {
	switch kind {
	case store.KindPerson:
		return "Person", "Personne", "inventée"
	case store.KindOrganization:
		return "Organization", "Organisation", "inventée"
	case store.KindRecommendation:
		return "Recommendation", "Recommandation", "inventée"
	case store.KindIssue:
		return "Issue", "Enjeu", "inventé"
	case store.KindPopulation:
		return "Population", "Population", "inventée"
	case store.KindPlace:
		return "Place", "Lieu", "inventé"
	case store.KindSession:
		return "Session", "Séance", "inventée"
	case store.KindInitiative:
		return "Initiative", "Initiative", "inventée"
	case store.KindPublication:
		return "Publication", "Publication", "inventée"
	}
	panic("synth: no word for " + string(kind))
}

// meta returns the common fields of nodes that documents share, and of others named like them.
func (c *Corpus) meta(id store.ID, cites ...store.Citation) store.Meta {
	m := store.Meta{ID: id, Name: nameOf(id), Citations: cites}
	if c.lexicon != nil {
		m.Name = c.lexicon.name(id, m.Name)
	}
	return m
}
