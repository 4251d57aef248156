package search_test

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/token/porter"

	"forumgraph/store"
	"forumgraph/store/search"
)

// reference finds and ranks as the package's documentation says, by reading every text for every question. It knows issues,
// statements and passages, and texts of lower-case ASCII words with a space between them.
type reference struct {
	docs     map[store.ID][]referenceText
	stemmers [2]analysis.TokenFilter // English, French
	stops    [2]analysis.TokenMap
}

type referenceText struct {
	field search.Field
	lang  store.Lang
	words []string
}

// placed is what a reference found.
type placed struct {
	ID    store.ID
	Score float64
}

func newReference(c *corpus, x texts) *reference {
	r := &reference{
		docs:     make(map[store.ID][]referenceText),
		stemmers: [2]analysis.TokenFilter{porter.NewPorterStemmer(), fr.NewFrenchLightStemmerFilter()},
	}
	for i, list := range [][]byte{en.EnglishStopWords, fr.FrenchStopWords} {
		r.stops[i] = analysis.NewTokenMap()
		_ = r.stops[i].LoadBytes(list)
	}
	for _, nodes := range c.nodes {
		for _, n := range nodes {
			id := n.Base().ID
			r.docs[id] = nil
			add := func(f search.Field, lang store.Lang, s string) {
				if s != "" {
					r.docs[id] = append(r.docs[id], referenceText{f, lang, strings.Fields(s)})
				}
			}
			add(search.FieldName, store.EN, n.Base().Name.EN)
			add(search.FieldName, store.FR, n.Base().Name.FR)
			for _, a := range n.Base().Aliases {
				add(search.FieldAlias, a.Lang, a.Text)
			}
			switch n := n.(type) {
			case *store.Issue:
				add(search.FieldDefinition, store.EN, n.Definition.EN)
				add(search.FieldDefinition, store.FR, n.Definition.FR)
			case *store.Statement:
				add(search.FieldSummary, store.EN, n.Summary)
			case *store.Passage:
				add(search.FieldPassage, "", x[id])
			}
		}
	}
	return r
}

// stem returns a word in one of the two languages; "" for a stop word.
func (r *reference) stem(word string, language int) string {
	if r.stops[language][word] {
		return ""
	}
	return string(r.stemmers[language].Filter(analysis.TokenStream{{Term: []byte(word)}})[0].Term)
}

// search returns what a text finds, best first. The text has plain words and one phrase at most, at its beginning.
func (r *reference) search(text string) []placed {
	var phrase []string
	if rest, ok := strings.CutPrefix(text, `"`); ok {
		quoted, after, _ := strings.Cut(rest, `"`)
		phrase, text = strings.Fields(quoted), after
	}
	var required, optional []string
	words := strings.Fields(text)
	for i, w := range words {
		list := &required
		if r.stops[0][w] || r.stops[1][w] {
			list = &optional
		}
		// The last word is another one than the same word before it, for it may be the beginning of a third.
		if slices.Contains(*list, w) && (i < len(words)-1 || len(w) < 2) {
			continue
		}
		if i == len(words)-1 && len(w) >= 2 {
			w += "*"
		}
		*list = append(*list, w)
	}
	if len(required) == 0 && phrase == nil {
		required, optional = optional, nil
	}
	var clauses []map[store.ID]float64
	if phrase != nil {
		clauses = append(clauses, r.each(func(t referenceText) float64 { return r.phrase(t, phrase) }))
	}
	for _, w := range required {
		word, beginning := strings.CutSuffix(w, "*")
		clauses = append(clauses, r.each(func(t referenceText) float64 { return r.word(t, word, beginning) }))
	}
	must := len(clauses)
	for _, w := range optional {
		word := strings.TrimSuffix(w, "*")
		clauses = append(clauses, r.each(func(t referenceText) float64 { return r.word(t, word, false) }))
	}
	whole := strings.Join(append(slices.Clone(phrase), words...), " ")
	var all []placed
	for id, texts := range r.docs {
		score, has := 0.0, true
		for i, clause := range clauses {
			n := float64(len(clause))
			score += float64(math.Log(1+(float64(len(r.docs))-n+0.5)/(n+0.5)) * clause[id])
			has = has && (i >= must || clause[id] > 0)
		}
		if !has {
			continue
		}
		// In this order: sums of floating point numbers depend on it.
		for _, add := range []struct {
			field search.Field
			worth float64
		}{{search.FieldName, 1e6}, {search.FieldAlias, 1e5}} {
			if slices.ContainsFunc(texts, func(t referenceText) bool { return t.field == add.field && strings.Join(t.words, " ") == whole }) {
				score += add.worth
			}
		}
		all = append(all, placed{id, score})
	}
	slices.SortFunc(all, func(a, b placed) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID)) })
	return all
}

// each returns what a clause counts in each document that has it, by what it counts in a text.
func (r *reference) each(in func(referenceText) float64) map[store.ID]float64 {
	found := make(map[store.ID]float64)
	for id, all := range r.docs {
		for _, t := range r.slots(all) {
			if worth := in(t); worth > 0 {
				found[id] = max(found[id], worth)
			}
		}
	}
	return found
}

// slots joins the aliases of one language, which are one text; a full stop stands between them.
func (r *reference) slots(all []referenceText) []referenceText {
	var joined []referenceText
	for _, t := range all {
		i := slices.IndexFunc(joined, func(o referenceText) bool { return o.field == t.field && o.lang == t.lang })
		if i < 0 {
			joined = append(joined, t)
			continue
		}
		joined[i].words = slices.Concat(joined[i].words, []string{"."}, t.words)
	}
	return joined
}

func (r *reference) word(t referenceText, word string, beginning bool) float64 {
	worth := 0.0
	count := func(share float64, write func(string) string, want string) {
		length, n := 0, 0
		for _, w := range t.words {
			if written := write(w); written != "" && w != "." {
				length++
				if written == want {
					n++
				}
			}
		}
		if n > 0 && want != "" {
			worth = max(worth, saturated(t, n, length)*share)
		}
	}
	same := func(w string) string { return w }
	count(1, same, word)
	if t.lang != store.FR {
		count(0.9, func(w string) string { return r.stem(w, 0) }, r.stem(word, 0))
	}
	if t.lang != store.EN {
		count(0.9, func(w string) string { return r.stem(w, 1) }, r.stem(word, 1))
	}
	if beginning {
		for _, w := range t.words {
			if w != word && strings.HasPrefix(w, word) {
				count(0.6, same, w)
			}
		}
	}
	return worth
}

func (r *reference) phrase(t referenceText, phrase []string) float64 {
	n, length := 0, 0
	for i := range t.words {
		if t.words[i] != "." {
			length++
		}
		if i+len(phrase) <= len(t.words) && slices.Equal(t.words[i:i+len(phrase)], phrase) {
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(len(phrase)) * saturated(t, n, length)
}

// saturated is BM25 without how rare the word is, times what the field counts.
func saturated(t referenceText, occurrences, length int) float64 {
	boost := map[search.Field]float64{
		search.FieldName: 12, search.FieldAlias: 6, search.FieldDefinition: 2, search.FieldSummary: 2, search.FieldPassage: 1,
	}[t.field]
	usual := map[string]float64{"NAMEen": 4, "NAMEfr": 5, "DEFINITIONen": 12, "DEFINITIONfr": 15, "SUMMARYen": 16, "PASSAGE": 30}[string(t.field)+strings.ToLower(string(t.lang))]
	long := 1.0
	if usual > 0 {
		// Lengths above 63 are rounded down to four binary digits.
		for step := 1; ; step *= 2 {
			if length < 64 || length/step < 16 {
				length -= length % step
				break
			}
		}
		long = 1 - 0.75 + float64(0.75*float64(length)/usual)
	}
	tf := float64(min(occurrences, 15))
	return boost * (tf * (1.2 + 1) / (tf + float64(1.2*long)))
}
