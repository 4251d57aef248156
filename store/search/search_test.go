package search_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/search"
)

// A node must be found by its words in either language, however they are written, and by nothing else.
func TestIndex_Search(t *testing.T) {
	st := graphOf(t,
		issue("federation", "Women's Federation", "Fédération des femmes", store.Text{}),
		issue("housing", "Safe housing", "L'hébergement sûr", store.Text{EN: "Shelters that are open at night."}),
		issue("heart", "Thistle", "Cœur d’artichaut", store.Text{}),
		issue("marie", "Marie-Hélène Day", "", store.Text{}),
		issue("states", "U.S. policies", "", store.Text{}, store.Alias{Text: "USP"}),
		issue("decomposed", "Tavern", "Café du port", store.Text{}),
		issue("who", "The Who", "", store.Text{}),
		issue("soft", "Workplace safety", "", store.Text{}),
		issue("two-names", "One name", "", store.Text{}, store.Alias{Text: "left hand"}, store.Alias{Text: "right side"}),
	)
	ix := synced(t, st, search.Options{})
	for _, tt := range []struct {
		name, query string
		want        []store.ID
	}{
		{"accents left out", "federation femmes", []store.ID{"issue:federation"}},
		{"accents put in", "fédération womens", []store.ID{"issue:federation"}},
		{"upper case", "FÉDÉRATION", []store.ID{"issue:federation"}},
		{"French stem", "fédérations", []store.ID{"issue:federation"}},
		{"French stem without accents", "hebergements", []store.ID{"issue:housing"}},
		{"elided article", "l’hébergement", []store.ID{"issue:housing"}},
		{"English stem in a definition", "shelter nights", []store.ID{"issue:housing"}},
		{"words in two languages", "housing hébergement", []store.ID{"issue:housing"}},
		{"ligature", "coeur", []store.ID{"issue:heart"}},
		{"ligature written", "CŒUR", []store.ID{"issue:heart"}},
		{"both parts of a hyphenated name", "marie-helene", []store.ID{"issue:marie"}},
		{"second part of a hyphenated name", "helene", []store.ID{"issue:marie"}},
		{"initials", "us policy", []store.ID{"issue:states"}},
		{"initials as printed", "U.S.", []store.ID{"issue:states"}},
		{"alias", "usp", []store.ID{"issue:states"}},
		{"decomposed accents", "cafe\u0301", []store.ID{"issue:decomposed"}},
		{"soft hyphen", "work\u00adplace", []store.ID{"issue:soft"}},
		{"beginning of a word", "artich", []store.ID{"issue:heart"}},
		{"beginning of a word that is not the last", "artich coeur", []store.ID{}},
		{"beginning of one letter", "a", []store.ID{}},
		{"stop words alone", "the who", []store.ID{"issue:who"}},
		{"stop words beside others", "the federation of femmes", []store.ID{"issue:federation"}},
		{"every word must match", "federation night", []store.ID{}},
		{"phrase", `"safe housing"`, []store.ID{"issue:housing"}},
		{"phrase in another order", `"housing safe"`, []store.ID{}},
		{"phrase in French quotation marks", "« fédération des femmes »", []store.ID{"issue:federation"}},
		{"phrase over two aliases", `"hand right"`, []store.ID{}},
		{"phrase is not stemmed", `"night" "shelter"`, []store.ID{}},
		{"phrase and a beginning", `"left hand" nam`, []store.ID{"issue:two-names"}},
		{"quotation mark that is not closed", `"housing safe`, []store.ID{"issue:housing"}},
		{"ID", "issue:heart", []store.ID{}},
		{"query syntax is words", "+NAME.EN.exact:safe^3 ~housing*", []store.ID{}},
		{"wildcards are nothing", "*housing?", []store.ID{"issue:housing"}},
		{"right-to-left mark", "hou\u200fsing", []store.ID{"issue:housing"}},
		{"control characters", "safe\x00housing", []store.ID{"issue:housing"}},
		{"not UTF-8", "safe \xff\xfe housing", []store.ID{"issue:housing"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, found(t, ix, st, search.Query{Text: tt.query})); diff != "" {
				t.Error(diff)
			}
			ids, err := ix.Match(t.Context(), tt.query, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, append([]store.ID{}, ids...)); diff != "" {
				t.Errorf("Match: %s", diff)
			}
		})
	}
}

// The exact name comes first, then the exact alias, names, aliases, sentences and passages; equals by ID.
func TestIndex_Search_ranking(t *testing.T) {
	st := graphOf(t,
		issue("a-sentence", "First", "", store.Text{EN: "About a lantern at sea."}),
		issue("b-alias", "Second", "", store.Text{}, store.Alias{Text: "old lantern"}),
		issue("c-name", "Lantern keepers and their boats", "", store.Text{}),
		issue("d-exact-alias", "Third", "", store.Text{}, store.Alias{Text: "Lantern"}),
		issue("f-exact", "Lantern", "", store.Text{}),
		issue("e-exact", "Lantern", "", store.Text{}),
	)
	ix := synced(t, st, search.Options{Texts: texts{"passage:quay-report/1/3": "A lantern."}})
	want := []store.ID{
		"issue:e-exact", "issue:f-exact", "issue:d-exact-alias", "issue:c-name", "issue:b-alias", "issue:a-sentence",
		"passage:quay-report/1/3",
	}
	got := found(t, ix, st, search.Query{Text: "lantern"})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Kinds narrow a search down, and the counts by kind add up to the count.
func TestIndex_Facets(t *testing.T) {
	st := example(t)
	ix := synced(t, st, search.Options{Texts: texts{"passage:quay-report/1/2": "The night is loud."}})
	q := search.Query{Text: "night"}
	facets, err := ix.Facets(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	want := map[store.Kind]int{
		store.KindIssue: 1, store.KindRecommendation: 2, store.KindPopulation: 1, store.KindFigure: 1, store.KindStatement: 2,
		store.KindPassage: 1,
	}
	if diff := cmp.Diff(want, facets); diff != "" {
		t.Error(diff)
	}
	for kind, n := range want {
		q.Kinds = []store.Kind{kind}
		if got := len(found(t, ix, st, q)); got != n {
			t.Errorf("%s: got %d hits, want %d", kind, got, n)
		}
	}
	q.Kinds = []store.Kind{store.KindIssue, store.KindPopulation, store.KindIssue}
	if got, err := ix.Count(t.Context(), q); err != nil || got != 2 {
		t.Errorf("two kinds: got %d, %v; want 2", got, err)
	}
}

// A text of more words than can be required must be searched by those that one node has together, chosen for how rare they are,
// and the answer must say which; a filter must refuse it.
func TestIndex_Search_long(t *testing.T) {
	st := forum(t)
	ix := synced(t, st, search.Options{})
	for name, tt := range map[string]struct {
		text, searched string
		kinds          []store.Kind
		first          store.ID
	}{
		"question": {
			"I would like to know what the people who came to this event said about the risks that temporary foreign workers on farms in Alberta run when they complain about their recruiters",
			"temporary foreign workers recruiters", nil, "statement:faraday/recruiters-are-paid",
		},
		"of one kind":   {strings.Repeat("of the ", 12) + "South Asian Legal Clinic xyzzy", "South Asian Legal Clinic", []store.Kind{store.KindOrganization}, "organization:salco"},
		"unknown words": {strings.Repeat("xyzzy zzzzq ", 12), "", nil, ""},
		"stop words":    {strings.Repeat("of the ", 12), "", nil, "collective:participants-tables"},
	} {
		t.Run(name, func(t *testing.T) {
			r := result(t, ix, st, search.Query{Text: tt.text, Kinds: tt.kinds, Page: store.Page{First: 1}})
			if r.Searched != tt.searched || (r.Count > 0) != (tt.first != "") || r.Count > 0 && r.Hits[0].ID != tt.first {
				t.Errorf("%q finds %d, first %v; want %q and %s", r.Searched, r.Count, r.Hits, tt.searched, tt.first)
			}
			if n, err := ix.Count(t.Context(), search.Query{Text: tt.text, Kinds: tt.kinds}); err != nil || n != r.Count {
				t.Errorf("counted %d, %v; found %d", n, err, r.Count)
			}
		})
	}
	for n, err := range snapshot(t, st).AllOf(t.Context(), store.KindStatement) {
		if err != nil {
			t.Fatal(err)
		}
		summary := n.(*store.Statement).Summary
		r := result(t, ix, st, search.Query{Text: summary, Kinds: []store.Kind{store.KindStatement}, Bare: true, Page: store.Page{First: 3}})
		if !slices.ContainsFunc(r.Hits, func(h search.Hit) bool { return h.ID == n.Base().ID }) {
			t.Errorf("%q does not find its own statement, %s, but %v", summary, n.Base().ID, r.Hits)
		}
	}
	if _, err := ix.Match(t.Context(), strings.Repeat("x ", search.MaxQueryWords+1), nil); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("a filter: %v", err)
	}
}

// Each way to ask for nothing, or too much, must be refused by the error that says so.
func TestIndex_Search_refused(t *testing.T) {
	st := example(t)
	ix := synced(t, st, search.Options{})
	night := search.Query{Text: "night", Page: store.Page{First: 1}}
	cursor := result(t, ix, st, night).Cursors[0]
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	unsynced, closed := search.New(search.Options{}), search.New(search.Options{})
	closeIndex(t, closed)
	for _, tt := range []struct {
		name  string
		ix    *search.Index
		ctx   context.Context
		query search.Query
		want  error
	}{
		{"empty", ix, t.Context(), search.Query{}, search.ErrEmptyQuery},
		{"punctuation", ix, t.Context(), search.Query{Text: " «*?» -- \u200f"}, search.ErrEmptyQuery},
		{"empty is invalid", ix, t.Context(), search.Query{}, store.ErrInvalid},
		{"long", ix, t.Context(), search.Query{Text: strings.Repeat("x", search.MaxQueryLength+1)}, store.ErrInvalid},
		{"unknown kind", ix, t.Context(), search.Query{Text: "night", Kinds: []store.Kind{"ISLAND"}}, store.ErrInvalid},
		{"cursor of another text", ix, t.Context(), search.Query{Text: "nights", Page: store.Page{After: cursor}}, store.ErrInvalidCursor},
		{"cursor of other kinds", ix, t.Context(), search.Query{Text: "night", Kinds: []store.Kind{store.KindIssue}, Page: store.Page{After: cursor}}, store.ErrInvalidCursor},
		{"no cursor", ix, t.Context(), search.Query{Text: "night", Page: store.Page{After: "%"}}, store.ErrInvalidCursor},
		{"context ended", ix, ended, night, context.Canceled},
		{"never synced", unsynced, t.Context(), night, search.ErrUnsynced},
		{"closed", closed, t.Context(), night, store.ErrClosed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := tt.ix.Search(tt.ctx, snapshot(t, st), tt.query)
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, %v; want %v", r, err, tt.want)
			}
		})
	}
	closeIndex(t, unsynced)
}
