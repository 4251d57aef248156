package search

import (
	"strings"
	"sync"

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

	formCount
)

// formSet has a bit for each form.
type formSet uint8

func (s formSet) has(f form) bool { return s>>f&1 == 1 }

// formsOf returns the forms in which text of a language is indexed. Text without a language gets all of them.
func formsOf(lang store.Lang) formSet {
	switch lang {
	case store.EN:
		return 1<<exact | 1<<stemEN
	case store.FR:
		return 1<<exact | 1<<stemFR
	}
	return 1<<exact | 1<<stemEN | 1<<stemFR
}

// spelling is a word in each form; "" in a form that leaves it out.
type spelling [formCount]string

// analyzer writes words in the forms of the index. It is safe for concurrent use.
//
// Words are folded before they are stemmed. The stemmers then treat "hébergement" and "hebergement" alike, which they
// would not otherwise: both look at accents.
type analyzer struct {
	english, french         analysis.TokenFilter
	englishStop, frenchStop analysis.TokenMap

	// known holds the spellings of words seen before: a text uses few different words, and stemming is the slowest
	// step.
	mu    sync.RWMutex
	known map[string]spelling
}

// mostKnown bounds the spellings that an analyzer keeps, to about 10 MB. When it is full, the analyzer forgets all of
// them.
const mostKnown = 1 << 16

func newAnalyzer() *analyzer {
	return &analyzer{
		english:     porter.NewPorterStemmer(),
		french:      fr.NewFrenchLightStemmerFilter(),
		englishStop: foldedList(en.EnglishStopWords),
		frenchStop:  foldedList(fr.FrenchStopWords),
		known:       make(map[string]spelling),
	}
}

// foldedList returns the words of a list, split as the words of a text are: "don't" gives "don" and "t".
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

// spell returns a folded word in each form.
func (a *analyzer) spell(folded string) spelling {
	a.mu.RLock()
	s, ok := a.known[folded]
	a.mu.RUnlock()
	if ok {
		return s
	}
	// The word may be a slice of a long text, which must not stay in memory because of it.
	folded = strings.Clone(folded)
	s = spelling{exact: folded}
	if !a.englishStop[folded] {
		s[stemEN] = stemmed(a.english, folded)
	}
	if !a.frenchStop[folded] {
		s[stemFR] = stemmed(a.french, folded)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.known) >= mostKnown {
		clear(a.known)
	}
	a.known[folded] = s
	return s
}

func stemmed(stemmer analysis.TokenFilter, folded string) string {
	stream := stemmer.Filter(analysis.TokenStream{{Term: []byte(folded)}})
	return string(stream[0].Term)
}
