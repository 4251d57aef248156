package search_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/search"
)

func suggested(t testing.TB, ix *search.Index, st store.Store, q search.Query) []search.Suggestion {
	t.Helper()
	all, err := ix.Suggest(t.Context(), snapshot(t, st), q)
	if err != nil {
		t.Fatalf("suggest for %q: %v", q.Text, err)
	}
	return all
}

// A query that finds nothing must get searches that do, the nearest first, and the node that they lead to.
func TestIndex_Suggest(t *testing.T) {
	st := forum(t)
	ix := synced(t, st, search.Options{})
	type suggestions = []search.Suggestion
	for _, tt := range []struct {
		name, query string
		kinds       []store.Kind
		want        suggestions
	}{
		{"one letter off", "polise", nil, suggestions{{"police", "population:law-enforcement", search.ReasonSpelling}}},
		{"one letter off in a name of two words", "Kate Zenn", nil, suggestions{{"kate zen", "person:kate-zen", search.ReasonSpelling}}},
		{"several, a whole name first", "forced marrage", nil, suggestions{
			{"forced marriage", "issue:forced-marriage", search.ReasonSpelling}, {"forced mariage", "", search.ReasonSpelling},
		}},
		{"in a phrase", `"forced marrage"`, nil, suggestions{
			{"forced marriage", "issue:forced-marriage", search.ReasonSpelling}, {"forced mariage", "", search.ReasonSpelling},
		}},
		{"spelling of the United States", "labor trafficking", nil, suggestions{{"labour trafficking", "issue:labour-trafficking", search.ReasonSpelling}}},
		{"spelling of the United Kingdom", "organisations", nil, suggestions{{"organization", "", search.ReasonSpelling}}},
		{"plural of another kind", "travaux", nil, suggestions{{"travail", "", search.ReasonSpelling}}},
		{"two letters off", "tempory foreign worker", nil, suggestions{{"temporary foreign worker", "population:temporary-foreign-workers", search.ReasonSpelling}}},
		{"missing hyphen", "nonstatus", nil, suggestions{{"non status", "", search.ReasonSpacing}}},
		{"missing space", "actalberta", nil, suggestions{{"ACT alberta", "organization:act-alberta", search.ReasonSpacing}}},
		{"missing apostrophe", "lhebergement", nil, suggestions{{"hébergement", "", search.ReasonSpacing}}},
		{"code of a passage", "3/konanur/7", nil, suggestions{{"3/konanur/7", "passage:national-forum-2016/3/konanur/7", search.ReasonCode}}},
		{"code of a section", "3/konanur", nil, suggestions{{"3/konanur", "section:national-forum-2016/3/konanur", search.ReasonCode}}},
		{"ID", "issue:forced-marriage", nil, suggestions{{"issue:forced-marriage", "issue:forced-marriage", search.ReasonCode}}},
		{"ID that is one letter off", "organization:salko", nil, suggestions{{"SALCO", "organization:salco", search.ReasonSpelling}}},
		{"ID with a word too many", "session:plenary-9", nil, suggestions{
			{"plenary", "session:plenary-1", search.ReasonFewerWords}, {"plenary", "session:plenary-2", search.ReasonFewerWords},
		}},
		{"ID of another kind", "issue:salco", nil, suggestions{
			{"salco", "organization:salco", search.ReasonCode}, {"salco", "initiative:salco-resources", search.ReasonCode},
			{"salco", "figure:salco-62-cases", search.ReasonCode},
		}},
		{"a word that nothing has", "forced xyzzy", nil, suggestions{{"forced", "", search.ReasonFewerWords}}},
		{"words that nothing has together", "housing salco", nil, suggestions{
			{"salco", "organization:salco", search.ReasonFewerWords}, {"housing", "", search.ReasonFewerWords},
		}},
		{"of one kind", "polise", []store.Kind{store.KindOrganization}, nil},
		{"nothing is near", "zzzzqqq", nil, nil},
		{"an ID that nothing is near", "issue:zzzzqqq", nil, nil},
		{"found", "police", nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, suggested(t, ix, st, search.Query{Text: tt.query, Kinds: tt.kinds})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What is suggested must find something, and the name, every other name and the ID of a node must not get suggestions
// other than the node.
func TestIndex_Suggest_forum(t *testing.T) {
	st := forum(t)
	ix := synced(t, st, search.Options{})
	names := 0
	for _, kind := range store.Kinds() {
		for n, err := range snapshot(t, st).AllOf(t.Context(), kind) {
			if err != nil {
				t.Fatal(err)
			}
			id := n.Base().ID
			want := []search.Suggestion{{Text: string(id), Node: id, Reason: search.ReasonCode}}
			if diff := cmp.Diff(want, suggested(t, ix, st, search.Query{Text: string(id)})); diff != "" {
				t.Errorf("%s: %s", id, diff)
			}
			store.EachText(n, func(text store.NodeText) {
				if text.Role != store.NameText && text.Role != store.AliasText {
					return
				}
				if _, err := ix.Count(t.Context(), search.Query{Text: text.Text() + "q"}); errors.Is(err, store.ErrInvalid) {
					return // longer than a query may be
				}
				names++
				if got := suggested(t, ix, st, search.Query{Text: text.Text()}); got != nil {
					t.Errorf("%s: %q exists, but gets the suggestions %q", id, text.Text(), got)
				}
				// The same name with a letter too many.
				for _, s := range suggested(t, ix, st, search.Query{Text: text.Text() + "q"}) {
					if n, err := ix.Count(t.Context(), search.Query{Text: s.Text}); err != nil || n == 0 {
						t.Errorf("%q finds %d nodes, %v", s.Text, n, err)
					}
				}
			})
		}
	}
	if names < 500 {
		t.Errorf("tried %d names, want those of the forum", names)
	}
}

func TestIndex_Suggest_errors(t *testing.T) {
	st := example(t)
	ix := synced(t, st, search.Options{})
	for text, want := range map[string]error{"?": search.ErrEmptyQuery, "": search.ErrEmptyQuery} {
		if _, err := ix.Suggest(t.Context(), snapshot(t, st), search.Query{Text: text}); !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", text, err, want)
		}
	}
	if _, err := search.New(search.Options{}).Suggest(t.Context(), snapshot(t, st), search.Query{Text: "a"}); !errors.Is(err, search.ErrUnsynced) {
		t.Errorf("without a store: got %v, want %v", err, search.ErrUnsynced)
	}
}

// How long suggestions for one word that nothing has take: in the forum, and in a made-up corpus of a thousand reports.
func BenchmarkIndex_Suggest(b *testing.B) {
	made := newCorpus(b, 1000)
	for name, st := range map[string]store.Store{"forum": forum(b), "1000 reports": made} {
		ix := search.New(search.Options{})
		syncIndex(b, ix, st)
		snap, err := st.Snapshot()
		if err != nil {
			b.Fatal(err)
		}
		for _, text := range []string{"polise", "trafficing", "zzzzqqqqzz", "trafficing survivers xyzzy", "housing"} {
			b.Run(name+"/"+text, func(b *testing.B) {
				for b.Loop() {
					if _, err := ix.Suggest(b.Context(), snap, search.Query{Text: text}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
