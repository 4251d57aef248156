package search

import (
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"

	"forumgraph/store"
)

// form is how the words of a text are written in the index.
type form uint8

// exact keeps each folded word; the stems leave out the stop words of their language.
const (
	exact form = iota
	stemEN
	stemFR
)

// formsOf returns the forms in which text of a language is indexed. Text that belongs to no language may be of either.
func formsOf(lang store.Lang) []form {
	switch lang {
	case store.EN:
		return []form{exact, stemEN}
	case store.FR:
		return []form{exact, stemFR}
	}
	return []form{exact, stemEN, stemFR}
}

// analyzer writes words in the forms of the index. It has no state and is safe for concurrent use.
//
// Words are folded before they are stemmed. The stemmers then treat "hébergement" and "hebergement" alike, which they
// would not otherwise: both look at accents.
type analyzer struct {
	english, french         analysis.TokenFilter
	englishStop, frenchStop analysis.TokenMap
}

func newAnalyzer() *analyzer {
	return &analyzer{
		english:     porter.NewPorterStemmer(),
		french:      fr.NewFrenchLightStemmerFilter(),
		englishStop: foldedList(en.EnglishStopWords),
		frenchStop:  foldedList(fr.FrenchStopWords),
	}
}

// foldedList returns the words of a list, divided as those of a text are: "don't" gives "don" and "t".
func foldedList(list []byte) analysis.TokenMap {
	printed := analysis.NewTokenMap()
	// It reads from memory, so it cannot fail.
	_ = printed.LoadBytes(list)
	folded := analysis.NewTokenMap()
	for word := range printed {
		for _, t := range tokens(word) {
			folded.AddToken(t.folded)
		}
	}
	return folded
}

// isStop reports whether a folded word is a stop word of either language.
func (a *analyzer) isStop(folded string) bool { return a.englishStop[folded] || a.frenchStop[folded] }

// write returns a folded word in form f, or "" for a word that the form leaves out.
func (a *analyzer) write(folded string, f form) string {
	filter := a.english
	switch {
	case f == exact:
		return folded
	case f == stemEN && a.englishStop[folded], f == stemFR && a.frenchStop[folded]:
		return ""
	case f == stemFR:
		filter = a.french
	}
	stream := filter.Filter(analysis.TokenStream{{Term: []byte(folded)}})
	return string(stream[0].Term)
}

// as returns the analyzer of one form, as bleve takes it.
func (a *analyzer) as(f form) analysis.Analyzer { return formAnalyzer{a, f} }

type formAnalyzer struct {
	*analyzer
	form form
}

// Analyze implements analysis.Analyzer.
func (a formAnalyzer) Analyze(text []byte) analysis.TokenStream {
	words := tokens(string(text))
	stream := make(analysis.TokenStream, 0, len(words))
	for i, w := range words {
		if term := a.write(w.folded, a.form); term != "" {
			stream = append(stream, &analysis.Token{Term: []byte(term), Start: w.start, End: w.end, Position: i + 1})
		}
	}
	return stream
}
