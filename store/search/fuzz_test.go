package search_test

import (
	"errors"
	"strings"
	"testing"

	"forumgraph/store"
	"forumgraph/store/search"
)

// Any text either is refused as invalid or has an answer whose highlights are the node's own words; any cursor is refused or
// leads on.
func FuzzSearch(f *testing.F) {
	st := graphOf(f, issue("federation", "Women's Federation", "Fédération des femmes", store.Text{EN: strings.Repeat("a night at sea ", 30)}))
	ix := synced(f, st, search.Options{Texts: texts{"passage:quay-report/1/1": "Cœur d’artichaut: U.S. 3.5%"}})
	cursor := result(f, ix, st, search.Query{Text: "night"}).Cursors[0]
	for _, s := range append(questions, `"a night`, "+x:y^3 ~z*", "a\x00b", "\u202eabc", "l'l'l'", "u.s.u", strings.Repeat("x", 200), "'s", "« »\"\"", "\xff", "ǅ½²") {
		f.Add(s, "")
		f.Add(s, string(cursor))
	}
	snap := snapshot(f, st)
	f.Fuzz(func(t *testing.T, text, after string) {
		q := search.Query{Text: text, Page: store.Page{After: store.Cursor(after)}}
		r, err := ix.Search(t.Context(), snap, q)
		if err != nil {
			if !errors.Is(err, store.ErrInvalid) && !errors.Is(err, store.ErrInvalidCursor) {
				t.Fatal(err)
			}
			return
		}
		for _, h := range r.Hits {
			if len(h.Matches) == 0 {
				t.Errorf("%s: found, but nothing matches", h.ID)
			}
			for _, m := range h.Matches {
				for _, s := range m.Segments {
					if s.Text == "" {
						t.Errorf("%s: an empty segment in %v", h.ID, m)
					}
				}
			}
		}
	})
}
