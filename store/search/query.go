package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"forumgraph/store"
)

// Query asks for nodes by words.
type Query struct {
	// Text holds words and phrases in quotation marks. Nothing else in it has a meaning of its own. A node is found if it
	// has every word and phrase, in whichever fields and languages:
	//
	//   - a word, by its stem in English text and in French text, or as it is, without case and accents;
	//   - the last word, if of two letters or more and not in a phrase, also as the beginning of one;
	//   - a phrase, word for word in one text;
	//   - a stop word ("of", "les") only if there is nothing else; otherwise it merely helps to rank.
	Text string
	// Kinds are the kinds looked for; empty means all. Passages are found by their text, if a copy is attached.
	Kinds []store.Kind
	// Page is the part of the list asked for; see [Index.Search].
	Page store.Page
	// Bare leaves out what matched in the hits, which takes as long as to find a few; see [Index.Matches].
	Bare bool
}

// word is a word of a query.
type word struct {
	folded string
	// terms is the word in each form; "" where the language has it for a stop word.
	terms spelling
	// prefix says that the word may be the beginning of a longer one.
	prefix bool
}

// question is a query, understood.
type question struct {
	words    []word     // every one must be found
	phrases  [][]string // every one must be found; folded words
	optional []word     // stop words beside other words
	whole    string     // all words, as a name would be
}

// ask understands a text. Errors: ErrEmptyQuery; store.ErrInvalid for a text over its limits.
func (a *analyzer) ask(s string) (*question, error) {
	if len(s) > MaxQueryLength {
		return nil, fmt.Errorf("search text of %d bytes: more than %d; shorten it: %w", len(s), MaxQueryLength, store.ErrInvalid)
	}
	all := tokens(s)
	if len(all) == 0 {
		return nil, fmt.Errorf("search text %.40q: %w", s, ErrEmptyQuery)
	}
	if len(all) > MaxQueryWords {
		return nil, fmt.Errorf("search text of %d words: more than %d; leave some out: %w", len(all), MaxQueryWords, store.ErrInvalid)
	}
	q := &question{whole: whole(all)}
	var plain []token
	typing := false // whether the last word stands outside of phrases
	parts := strings.Split(marks.Replace(s), `"`)
	for i, part := range parts {
		words := tokens(part)
		if len(words) == 0 {
			continue
		}
		// Every other part stands between quotation marks; a last one that was never closed does not.
		if typing = i%2 == 0 || i == len(parts)-1; typing {
			plain = append(plain, words...)
			continue
		}
		phrase := make([]string, len(words))
		for i, w := range words {
			phrase[i] = w.folded
		}
		q.phrases = append(q.phrases, phrase)
	}
	q.plain(a, plain, typing)
	return q, nil
}

// marks are the quotation marks of both languages.
var marks = strings.NewReplacer("“", `"`, "”", `"`, "«", `"`, "»", `"`)

// plain takes the words outside of phrases; typing says that the last one may be unfinished.
func (q *question) plain(a *analyzer, words []token, typing bool) {
	for i, t := range words {
		w := word{folded: t.folded, terms: a.spell(t.folded), prefix: typing && i == len(words)-1 && utf8.RuneCountInString(t.folded) >= 2}
		switch {
		case slices.Contains(q.words, w), slices.Contains(q.optional, w):
		case a.isStop(t.folded):
			q.optional = append(q.optional, w)
		default:
			q.words = append(q.words, w)
		}
	}
	if len(q.words)+len(q.phrases) == 0 {
		q.words, q.optional = q.optional, nil
	}
}
