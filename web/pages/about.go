package pages

import (
	"fmt"

	"forumgraph/store"
)

// aboutPage says whose report it is and how to attach a copy of it.
type aboutPage struct {
	Sources  []presented
	Care     []own
	Coverage coverage
	Attached *attachment
	Glossary []glossary
}

// glossary is terms of one sort; Key names the sort. Words are terms that say what they mean.
type glossary struct {
	Key   string
	Terms []term
	Words []string
}

// term is a term with what it means.
type term struct{ Term, Meaning string }

func (q *request) about() (*page, error) {
	var a struct {
		Overview struct {
			Coverage       coverage
			SourceAttached *attachment
		}
	}
	if err := q.ask("overview", nil, &a); err != nil {
		return nil, err
	}
	sources, err := q.sources()
	if err != nil {
		return nil, err
	}
	o := a.Overview
	return &page{
		Title: q.text("nav.about"), Lead: q.text("about.lead"), Template: "about",
		Body: aboutPage{sources.records, sources.care(), o.Coverage, o.SourceAttached, q.glossary()},
	}, nil
}

// glossary returns the words of the graph as the tables of kinds, edge types, quantifiers and stances have them. An edge
// type is said of A and B, as in the sentences of edges.
func (q *request) glossary() []glossary {
	kinds, edges, derived := glossary{Key: "kinds"}, glossary{Key: "edges"}, glossary{Key: "derived"}
	for _, t := range tableList {
		kinds.Terms = append(kinds.Terms, term{q.text("kinds." + t.kind), q.text("list." + t.name + ".lead")})
	}
	lang := store.EN
	if q.lang == French {
		lang = store.FR
	}
	for _, t := range store.EdgeTypes() {
		info := t.Info()
		sentence := info.Sentence.In(lang)
		if sentence == "" || info.ToDocument {
			continue
		}
		of := &edges
		if info.Derived {
			of = &derived
		}
		of.Words = append(of.Words, q.lang.prose(fmt.Sprintf(sentence, "A", "B")))
	}
	quantifiers, sides := glossary{Key: "quantifiers"}, glossary{Key: "stances"}
	for _, v := range store.Quantifiers() {
		quantifiers.Words = append(quantifiers.Words, q.text("quantifier."+lower(string(v))))
	}
	for _, s := range stances {
		sides.Words = append(sides.Words, q.text("stance."+lower(s)))
	}
	return []glossary{kinds, edges, derived, quantifiers, sides}
}
