package search_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"forumgraph/store"
	"forumgraph/store/search"
)

// listed returns all that an index finds, with the scores that its cursors hold.
func listed(t testing.TB, ix *search.Index, st store.Store, q search.Query) []placed {
	t.Helper()
	var all []placed
	for {
		r := result(t, ix, st, q)
		for i, hit := range r.Hits {
			raw, err := base64.RawURLEncoding.DecodeString(string(r.Cursors[i]))
			if err != nil {
				t.Fatal(err)
			}
			_, key, _ := strings.Cut(string(raw), "\x00")
			score, _, _ := strings.Cut(key, " ")
			bits, err := strconv.ParseUint(score, 16, 64)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, placed{hit.ID, math.Float64frombits(bits)})
		}
		if !r.More {
			return all
		}
		q.Page.After = r.Cursors[len(r.Cursors)-1]
	}
}

// vocabulary has words that share stems in one language or both, that begin others, and that are stop words of one or both.
var vocabulary = strings.Fields("shelter shelters sheltered sheltering police policing policy policies femme femmes national " +
	"nationale nationales nation nations night nights the of on les des est x xy xyz training train trains sans son")

func randomText(random *rand.Rand, most int) string {
	words := make([]string, random.IntN(most+1))
	for i := range words {
		// Common words come first.
		words[i] = vocabulary[min(random.IntN(len(vocabulary)), random.IntN(len(vocabulary)))]
	}
	return strings.Join(words, " ")
}

func randomNode(random *rand.Rand, slugs int) store.Node {
	slug := fmt.Sprint(random.IntN(slugs))
	switch random.IntN(4) {
	case 0:
		return &store.Statement{Meta: store.Meta{ID: store.NewID(store.KindStatement, slug)}, Summary: randomText(random, 30)}
	case 1:
		return &store.Passage{Meta: store.Meta{ID: store.NewID(store.KindPassage, slug)}}
	}
	aliases := []store.Alias{{Text: randomText(random, 2)}, {Text: randomText(random, 2)}, {Lang: store.FR, Text: randomText(random, 40)}}
	return issue(slug, randomText(random, 3), randomText(random, 3), store.Text{EN: randomText(random, 150), FR: randomText(random, 9)}, aliases[:random.IntN(4)]...)
}

func randomQuestion(random *rand.Rand) string {
	text := ""
	if random.IntN(3) == 0 {
		text = `"` + vocabulary[random.IntN(9)] + " " + randomText(random, 1) + `" `
	}
	for range 1 + random.IntN(3) {
		w := vocabulary[random.IntN(len(vocabulary))]
		text += w[:max(1, len(w)-random.IntN(3)*random.IntN(2))] + " "
	}
	return strings.TrimSpace(text)
}

// Whatever was put, changed and deleted in whatever portions, an index must find what reading every text finds, in the same
// order and with the same scores to the last bit: counts, counts by kind, pages forward and backward.
func TestIndex_reference(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(r *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(r, "seed"), 0))
		x := texts{}
		for i := range 40 {
			x[store.NewID(store.KindPassage, fmt.Sprint(i))] = "shelter " + randomText(random, 90)
		}
		c := &corpus{nodes: make(map[store.Kind][]store.Node)}
		kept := open(t, fmt.Sprintf("%s/%d", dir, rand.Int()), search.Options{Texts: x})
		memory := search.New(search.Options{Texts: x})
		defer closeIndex(t, kept)
		defer closeIndex(t, memory)
		slugs := []int{5, 30, 150}[random.IntN(3)]
		for range 1 + random.IntN(8) {
			put := make(map[store.ID]store.Node)
			for range random.IntN(slugs) {
				n := randomNode(random, slugs)
				put[n.Base().ID] = n
			}
			var deletes []store.ID
			for range random.IntN(3) {
				if id := randomNode(random, slugs).Base().ID; put[id] == nil {
					deletes = append(deletes, id)
				}
			}
			c.change(slices.Collect(maps.Values(put)), deletes...)
			if random.IntN(3) > 0 {
				syncIndex(t, kept, c)
				syncIndex(t, memory, c)
			}
		}
		syncIndex(t, kept, c)
		syncIndex(t, memory, c)
		want := newReference(c, x)
		for range 2 {
			q := search.Query{Text: randomQuestion(random), Page: store.Page{First: 1 + random.IntN(50)}}
			for name, ix := range map[string]*search.Index{"kept": kept, "memory": memory} {
				compare(t, r, name, ix, c, q, want.search(q.Text))
			}
		}
	})
}

// compare compares all that an index answers with what was to be found.
func compare(t *testing.T, r *rapid.T, name string, ix *search.Index, c *corpus, q search.Query, want []placed) {
	t.Helper()
	if diff := cmp.Diff(want, listed(t, ix, c, q)); diff != "" {
		r.Fatalf("%s, %s: %s", name, q.Text, diff)
	}
	q.Page.Reverse = true
	backward := listed(t, ix, c, q)
	slices.Reverse(backward)
	if diff := cmp.Diff(want, backward); diff != "" {
		r.Fatalf("%s, %s, backward: %s", name, q.Text, diff)
	}
	kinds := make(map[store.Kind]int)
	var ids []store.ID
	for _, p := range want {
		kinds[p.ID.Kind()]++
		ids = append(ids, p.ID)
	}
	slices.Sort(ids)
	facets, err := ix.Facets(t.Context(), q)
	if diff := cmp.Diff(kinds, facets); diff != "" || err != nil {
		r.Fatalf("%s, %s: by kind: %v %s", name, q.Text, err, diff)
	}
	got, err := ix.Match(t.Context(), q.Text, nil)
	if diff := cmp.Diff(ids, got); diff != "" || err != nil {
		r.Fatalf("%s, %s: Match: %v %s", name, q.Text, err, diff)
	}
	q.Kinds = []store.Kind{store.KindIssue, store.KindPassage}
	n, err := ix.Count(t.Context(), q)
	if want := kinds[store.KindIssue] + kinds[store.KindPassage]; n != want || err != nil {
		r.Fatalf("%s, %s: two kinds: got %d, %v; want %d", name, q.Text, n, err, want)
	}
}
