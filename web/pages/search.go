package pages

import (
	"errors"
	"strings"
)

// searchPage shows the results for some words.
type searchPage struct {
	Words string
	// Kind is the kind, in lower case, that limits the results; may be empty.
	Kind    string
	Kinds   []foundKind
	Results []result
	Pager   pager
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
	Matches []struct {
		Field            string
		Lang             *string
		CutStart, CutEnd bool
		Segments         []struct {
			Text    string
			Matched bool
		}
	}
}

const resultsPerPage = 20

func (q *request) search() (*page, error) {
	body := searchPage{Words: strings.TrimSpace(q.values.Get("q")), Kind: strings.ToLower(q.values.Get("kind"))}
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
			TotalCount int
			Kinds      []kindCount
			PageInfo   pageInfo
			Edges      []result
		}
	}
	err := q.ask("search", q.paged(resultsPerPage, map[string]any{"text": body.Words, "kinds": kinds}), &a)
	if refusal := new(Refusal); errors.As(err, &refusal) && readersDoing[refusal.Code] {
		body.Refusal, p.Body = refusal.Message, body
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	for _, k := range a.Search.Kinds {
		kind := strings.ToLower(k.Kind)
		body.Kinds = append(body.Kinds, foundKind{kind, k.Count, q.with("kind", kind)})
	}
	body.Results = a.Search.Edges
	body.Pager = q.pager(a.Search.PageInfo, a.Search.TotalCount, len(body.Results))
	p.Title = q.text("search.of", "words", body.Words)
	p.Body = body
	return p, nil
}
