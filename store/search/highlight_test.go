package search_test

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"forumgraph/store"
	"forumgraph/store/search"
)

// marked writes segments as one text with brackets around what matched.
func marked(m search.Match) string {
	var b strings.Builder
	for _, s := range m.Segments {
		if s.Matched {
			s.Text = "[" + s.Text + "]"
		}
		b.WriteString(s.Text)
	}
	return b.String()
}

// What matched is shown as it is written, to the letter, with its field and language.
func TestIndex_Search_matches(t *testing.T) {
	st := graphOf(t,
		issue("federation", "Women's Federation", "Fédération des femmes",
			store.Text{FR: "Réunit des fédérations d’ici."}, store.Alias{Text: "FF", Lang: store.FR}),
		issue("decomposed", "Tavern", "Café-bar", store.Text{}, store.Alias{Text: "U.S. Bar"}),
	)
	ix := synced(t, st, search.Options{Texts: texts{"passage:quay-report/1/2": "The tide rises."}})
	type match struct {
		Field search.Field
		Lang  store.Lang
		Text  string
	}
	for _, tt := range []struct {
		query string
		want  []match
	}{
		{"federations", []match{
			{search.FieldName, store.EN, "Women's [Federation]"},
			{search.FieldName, store.FR, "[Fédération] des femmes"},
			{search.FieldDefinition, store.FR, "Réunit des [fédérations] d’ici."},
		}},
		{"woman's feder", []match{}},
		{"women feder", []match{
			{search.FieldName, store.EN, "[Women]'s [Federation]"},
			{search.FieldName, store.FR, "[Fédération] des femmes"},
			{search.FieldDefinition, store.FR, "Réunit des [fédérations] d’ici."},
		}},
		{`"fédération des femmes" ff`, []match{
			{search.FieldName, store.FR, "[Fédération des femmes]"},
			{search.FieldAlias, store.FR, "[FF]"},
		}},
		{"cafe\u0301", []match{{search.FieldName, store.FR, "[Café]-bar"}}},
		{"us", []match{{search.FieldAlias, "", "[U.S]. Bar"}}},
		{"tides", []match{{search.FieldPassage, store.EN, "The [tide] rises."}}},
		{"the federation", []match{
			{search.FieldName, store.EN, "Women's [Federation]"},
			{search.FieldName, store.FR, "[Fédération] des femmes"},
			{search.FieldDefinition, store.FR, "Réunit des [fédérations] d’ici."},
		}},
	} {
		t.Run(tt.query, func(t *testing.T) {
			got := []match{}
			for _, h := range result(t, ix, st, search.Query{Text: tt.query}).Hits {
				for _, m := range h.Matches {
					got = append(got, match{m.Field, m.Lang, marked(m)})
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A long text is shown in part: at most 160 characters around the first match, cut between words.
func TestIndex_Search_fragment(t *testing.T) {
	é := strings.Repeat("été ", 100) // 4 characters in 6 bytes
	long := strings.Repeat("x", 300)
	for _, tt := range []struct {
		name, text, want string
		cutStart, cutEnd bool
	}{
		{"whole", "port " + strings.Repeat("mer ", 38) + "fin", "[port] " + strings.Repeat("mer ", 38) + "fin", false, false},
		{"at the start", "Le port " + é, "Le [port] " + strings.Repeat("été ", 38), false, true},
		{"in the middle", é + "port " + é, strings.Repeat("été ", 10) + "[port] " + strings.Repeat("été ", 28) + "été", true, true},
		{"at the end", é + "port", strings.Repeat("été ", 39) + "[port]", true, false},
		{"beside a long word", long + " port " + long, "[port] ", true, true},
		{"twice", é + "port port", strings.Repeat("été ", 37) + "[port] [port]", true, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			st := graphOf(t, issue("long", "Long", "", store.Text{FR: tt.text}))
			ix := synced(t, st, search.Options{})
			hits := result(t, ix, st, search.Query{Text: "port", Kinds: []store.Kind{store.KindIssue}}).Hits
			if len(hits) != 1 || len(hits[0].Matches) != 1 {
				t.Fatalf("got %v, want one match", hits)
			}
			m := hits[0].Matches[0]
			if got := marked(m); strings.TrimSpace(got) != strings.TrimSpace(tt.want) || m.CutStart != tt.cutStart || m.CutEnd != tt.cutEnd {
				t.Errorf("got  %q, cut %v %v\nwant %q, cut %v %v", got, m.CutStart, m.CutEnd, tt.want, tt.cutStart, tt.cutEnd)
			}
			if n := utf8.RuneCountInString(strings.NewReplacer("[", "", "]", "").Replace(marked(m))); n > 160 {
				t.Errorf("%d characters, want 160 at most", n)
			}
		})
	}
}

// A word longer than a fragment is shown as far as there is room.
func TestIndex_Search_longWord(t *testing.T) {
	st := graphOf(t, issue("long", "Long", "", store.Text{EN: "a " + strings.Repeat("x", 400) + " b"}))
	ix := synced(t, st, search.Options{})
	m := result(t, ix, st, search.Query{Text: "xxx"}).Hits[0].Matches[0]
	if got, want := marked(m), "a ["+strings.Repeat("x", 158)+"]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Whatever a text is made of, it is found by each of its words, and what is shown of it is a part of it.
func TestIndex_Search_anyText(t *testing.T) {
	st := graphOf(t)
	ix := synced(t, st, search.Options{})
	n := 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		words := rapid.SliceOfN(rapid.StringMatching(`[\pL\pN'’.\-\x{301}\x{ad}\x{200f}«»"œÉﬁß]{1,30}`), 1, 60).Draw(r, "words")
		text := "a " + strings.Join(words, " ")
		change := store.ChangeSet{Author: "tester", Reason: "test", Time: time.Unix(int64(n), 0), Put: []store.Node{
			issue("any", "Issue", "", store.Text{EN: text}),
		}}
		if _, err := st.Apply(t.Context(), change); err != nil {
			r.Skip(err)
		}
		syncIndex(t, ix, st)
		word := rapid.SampledFrom(words).Draw(r, "word")
		result, err := ix.Search(t.Context(), snapshot(t, st), search.Query{Text: word, Kinds: []store.Kind{store.KindIssue}})
		if errors.Is(err, store.ErrInvalid) {
			r.Skip(err)
		}
		if err != nil || len(result.Hits) != 1 || len(result.Hits[0].Matches) == 0 {
			r.Fatalf("%q: got %v, %v", word, result, err)
		}
		for _, m := range result.Hits[0].Matches {
			var b strings.Builder
			for _, s := range m.Segments {
				b.WriteString(s.Text)
			}
			shown := b.String()
			if !strings.Contains("Issue "+text, shown) || utf8.RuneCountInString(shown) > 160 || !utf8.ValidString(shown) {
				r.Errorf("shown: %q", shown)
			}
			if !m.CutStart && !m.CutEnd && shown != text && shown != "Issue" {
				r.Errorf("whole, it says: %q", shown)
			}
		}
	})
}

// A bare query must find the same without what matched, which Matches tells of each node.
func TestIndex_Matches(t *testing.T) {
	st := forum(t)
	ix := synced(t, st, search.Options{Texts: madeUp(t, st)})
	snap := snapshot(t, st)
	for _, text := range []string{"victims services", `"human trafficking" police`, "tr"} {
		q := search.Query{Text: text, Page: store.Page{First: 100}}
		want := result(t, ix, st, q)
		q.Bare = true
		got := result(t, ix, st, q)
		for i, hit := range got.Hits {
			if hit.Matches != nil {
				t.Errorf("%s: %s of a bare query has matches", text, hit.ID)
			}
			n, err := snap.Node(t.Context(), hit.ID)
			if err != nil {
				t.Fatal(err)
			}
			if got.Hits[i].Matches, err = ix.Matches(t.Context(), snap, n, text); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
	if _, err := ix.Matches(t.Context(), snap, nil, "?"); !errors.Is(err, search.ErrEmptyQuery) {
		t.Errorf("a text without words: got %v, want %v", err, search.ErrEmptyQuery)
	}
}
