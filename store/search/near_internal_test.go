package search

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// near must find what comparing the word with each term finds.
func TestDictionary_near(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.RuneFrom([]rune("absé")), 0, 8, -1)
		terms := rapid.SliceOfNDistinct(word, 1, 80, rapid.ID).Draw(t, "terms")
		slices.Sort(terms)
		w := newDictionaryWriter(true, 1)
		for _, term := range terms {
			w.add(0, 0, nil)
			w.term([]byte(term))
		}
		d := w.dictionary()
		query, most := word.Draw(t, "query"), rapid.IntRange(1, 3).Draw(t, "most")
		got, want := make(map[string]int), make(map[string]int)
		d.near(query, most, func(term string, distance, _ int) { got[term] = distance })
		for _, term := range terms {
			distance := alignment(term, query)
			if singular, ok := strings.CutSuffix(term, "s"); ok && singular != "" {
				distance = min(distance, alignment(singular, query))
			}
			if distance <= most {
				want[term] = distance
			}
		}
		for term := range want {
			if got[term] != want[term] || len(got) != len(want) {
				t.Fatalf("%q within %d of %s: got %v, want %v", query, most, strings.Join(terms, " "), got, want)
			}
		}
		if len(got) != len(want) {
			t.Fatalf("%q within %d: got %v, want %v", query, most, got, want)
		}
	})
}

// alignment returns the optimal string alignment distance by its definition.
func alignment(a, b string) int {
	switch {
	case a == "":
		return len(b)
	case b == "":
		return len(a)
	}
	i, j := len(a)-1, len(b)-1
	if a[i] == b[j] {
		return alignment(a[:i], b[:j])
	}
	least := 1 + min(alignment(a[:i], b), alignment(a, b[:j]), alignment(a[:i], b[:j]))
	if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
		least = min(least, 1+alignment(a[:i-1], b[:j-1]))
	}
	return least
}
