package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"forumgraph/store"
)

// Query selects nodes by words.
type Query struct {
	// Text holds words and phrases in quotation marks; no other characters are special. A node matches if it has every
	// word and phrase, in any field and language:
	//
	//   - a word, by its stem in English text and in French text, or as it is, without case and accents;
	//   - the last word, if of two letters or more and not in a phrase, also as the beginning of one;
	//   - a phrase, word for word in one text;
	//   - a stop word ("of", "les") only if there are no other words; otherwise it only affects the ranking.
	//
	// A text of more than [MaxQueryWords] words is searched by its most telling ones: those that one node has together,
	// chosen so that they are the rarest. Its last word is then no beginning, and phrases are words; see [Result.Searched].
	Text string
	// Kinds are the kinds to search; empty means all. Passages are found by their text, if a copy is attached.
	Kinds []store.Kind
	// Page selects the part of the list to return; see [Index.Search].
	Page store.Page
	// Bare leaves out what matched in the hits, which takes as long as finding a few; see [Index.Matches].
	Bare bool
}

// word is a word of a query.
type word struct {
	folded string
	// terms is the word in each form; "" in a language in which it is a stop word.
	terms spelling
	// prefix means that the word may be the beginning of a longer one.
	prefix bool
}

// question is a parsed query.
type question struct {
	words    []word     // all are required
	phrases  [][]string // all are required; folded words
	optional []word     // stop words in addition to other words
	whole    string     // all words, to compare with names
	// long are all words if they are too many to require; the question for them is [Index.telling].
	long []token
	// searched are the words in place of those of a long text; see [Result.Searched].
	searched string
}

// ask parses a text. Errors: ErrEmptyQuery; store.ErrInvalid for a text over its limits.
func (a *analyzer) ask(s string) (*question, error) {
	if len(s) > MaxQueryLength {
		return nil, fmt.Errorf("search text of %d bytes: more than %d; shorten it: %w", len(s), MaxQueryLength, store.ErrInvalid)
	}
	all := tokens(s)
	if len(all) == 0 {
		return nil, fmt.Errorf("search text %.40q: %w", s, ErrEmptyQuery)
	}
	q := &question{whole: whole(all)}
	if len(all) > MaxQueryWords {
		q.long = all
	}
	var plain []token
	typing := false // whether the last word is outside of phrases
	parts := strings.Split(marks.Replace(s), `"`)
	for i, part := range parts {
		words := tokens(part)
		if len(words) == 0 {
			continue
		}
		// Every other part is between quotation marks, except a last one that was never closed.
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

// plain adds the words outside of phrases; typing means that the last one may be incomplete.
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
