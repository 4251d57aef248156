package pages

import (
	"errors"
	"slices"
	"strings"

	"forumgraph/store"
)

// searchPage shows the results for some words.
type searchPage struct {
	Words string
	// Kind is the kind, in lower case, that limits the results; may be empty.
	Kind    string
	Kinds   []foundKind
	Results []result
	Pager   pager
	// Suggestions are searches that find something, if this one finds nothing, or where an ID or a code leads.
	Suggestions []suggestion
	// Part are the words that were searched for, of too many; empty if all were.
	Part string
	// Refusal is why the words cannot be searched for; empty if they can.
	Refusal string
}

type foundKind struct {
	Kind  string
	Count int
	Href  string
}

type result struct {
	Node    ref
	Matches []match
}

// match is a text of a result that has words of the search; Lang is its language, nil if it is not recorded.
type match struct {
	Field            string
	Lang             *string
	CutStart, CutEnd bool
	Segments         []struct {
		Text    string
		Matched bool
	}
}

// suggestion is a search that finds something.
type suggestion struct {
	// Words are the words to search for; empty if the node says them.
	Words, Href string
	// Node is where the words lead; nil if to several nodes.
	Node *ref
}

// suggested is a suggestion as the API gives it.
type suggested struct {
	Text, Reason string
	Node         *ref
}

// suggestionsOf returns suggestions, each with the address that href gives its words.
func suggestionsOf(all []suggested, href func(words string) string) []suggestion {
	var list []suggestion
	for _, s := range all {
		one := suggestion{s.Text, href(s.Text), s.Node}
		if s.Reason == "CODE" || s.Node != nil && strings.EqualFold(s.Node.Label, s.Text) {
			one.Words = ""
		}
		list = append(list, one)
	}
	return list
}

// suggestions returns what can be searched for instead of words, among nodes of some kinds; noMatch reports that nothing
// has all of the words.
func (q *request) suggestions(words string, kinds []string, href func(string) string) (noMatch bool, all []suggestion, err error) {
	var a struct {
		Search struct {
			TotalCount  int
			Suggestions []suggested
		}
	}
	err = q.ask("search", map[string]any{"text": words, "kinds": apiWords(kinds), "first": 1}, &a)
	return a.Search.TotalCount == 0, suggestionsOf(a.Search.Suggestions, href), err
}

// inOneLanguage leaves out the matches in the other language of a field that also matches in lang.
func (r *result) inOneLanguage(lang string) {
	all := slices.Clone(r.Matches)
	r.Matches = slices.DeleteFunc(r.Matches, func(m match) bool {
		return m.Lang != nil && lower(*m.Lang) != lang && slices.ContainsFunc(all, func(other match) bool {
			return other.Field == m.Field && other.Lang != nil && lower(*other.Lang) == lang
		})
	})
}

const resultsPerPage = 20

func (q *request) search() (*page, error) {
	body := searchPage{Words: strings.TrimSpace(q.values.Get("q")), Kind: q.kindOfResults()}
	p := &page{Title: q.text("search.title"), Template: "search", NoIndex: true}
	if body.Words == "" {
		p.Lead, p.Body = q.text("search.lead"), body
		return p, nil
	}
	var kinds []string
	if body.Kind != "" {
		kinds = []string{strings.ToUpper(body.Kind)}
	}
	var a struct {
		Search struct {
			TotalCount  int
			SearchedFor *string
			Kinds       []kindCount
			PageInfo    pageInfo
			Edges       []result
			Suggestions []suggested
		}
	}
	err := q.ask("search", q.paged(resultsPerPage, map[string]any{"text": body.Words, "kinds": kinds}), &a)
	if refusal := new(Refusal); errors.As(err, &refusal) && readersDoing[refusal.Code] {
		body.Refusal = refusal.Message
		p.Body = body
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	for _, k := range a.Search.Kinds {
		kind := strings.ToLower(k.Kind)
		body.Kinds = append(body.Kinds, foundKind{kind, k.Count, q.with("kind", kind)})
	}
	body.Results, body.Part = a.Search.Edges, value(a.Search.SearchedFor)
	for i := range body.Results {
		body.Results[i].inOneLanguage(string(q.lang))
	}
	body.Suggestions = suggestionsOf(a.Search.Suggestions, func(words string) string { return q.with("q", words) })
	body.Pager = q.pager(a.Search.PageInfo, a.Search.TotalCount, len(body.Results))
	p.Title = q.text("search.of", "words", body.Words)
	p.Body = body
	return p, nil
}

// kindOfResults returns the kind that limits the results; empty for none.
func (q *request) kindOfResults() string {
	kinds := q.several("kind", lowered(wordsOf(store.Kinds())))
	if len(kinds) == 0 {
		return ""
	}
	return kinds[0]
}
