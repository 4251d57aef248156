package search

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// What a list is given must be read from it, of any length and with numbers of any width, with the occurrences of each
// posting, and no byte beyond its end may matter.
func TestListWriter_roundTrip(t *testing.T) {
	type posting struct {
		Doc    uint32
		Code   uint16
		Places []occurrence
	}
	rapid.Check(t, func(r *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(r, "seed"), 0))
		w := newDictionaryWriter(true)
		var want []posting
		gapBits, codeBits := random.IntN(24), random.IntN(17)
		doc := random.Uint32N(1 << gapBits)
		for range 1 + random.IntN(400) {
			places := []occurrence{occurrenceAt(random.IntN(9), random.IntN(300))}
			for range random.IntN(3) * random.IntN(8) {
				places = append(places, occurrenceAt(random.IntN(9), random.IntN(1<<random.IntN(20))))
			}
			slices.Sort(places)
			p := posting{doc, uint16(random.Uint32N(1 << codeBits)), slices.Compact(places)}
			want = append(want, p)
			w.add(p.Doc, p.Code, appendOccurrences(nil, p.Places))
			doc += 1 + random.Uint32N(1<<gapBits)
		}
		w.term([]byte("word"))
		d := w.dictionary()
		found := d.find("word")
		reader, places := d.reader(found), found.places
		var got []posting
		var b block
		for n := reader.read(&b, true); n > 0; n = reader.read(&b, true) {
			for i := range n {
				p := posting{Doc: b.docs[i], Code: uint16(b.codes[i])}
				size := 0
				if p.Places, size = readOccurrences(nil, places); size != skipOccurrences(places) {
					r.Fatalf("read %d bytes of occurrences, skipped %d", size, skipOccurrences(places))
				}
				places = places[size:]
				got = append(got, p)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			r.Fatal(diff)
		}
	})
}

// Every term must be found in a dictionary, none beside them, and a cursor from anywhere passes all that follow.
func TestDictionary_from(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		terms := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-c]{1,4}`), 0, 80, rapid.ID).Draw(r, "terms")
		slices.Sort(terms)
		w := newDictionaryWriter(false)
		for i, term := range terms {
			w.add(uint32(i), 7, nil)
			w.term([]byte(term))
		}
		d := w.dictionary()
		from := rapid.StringMatching(`[a-d]{0,4}`).Draw(r, "from")
		i, has := slices.BinarySearch(terms, from)
		if found := d.find(from).count > 0; found != has {
			r.Fatalf("find %q: got %t, want %t", from, found, has)
		}
		got := []string{}
		for c := d.from(from); c.next(); {
			got = append(got, string(c.term))
			var b block
			if reader := d.reader(c.postings); reader.read(&b, true) != 1 || terms[b.docs[0]] != string(c.term) {
				r.Fatalf("%q leads to another list", c.term)
			}
		}
		if diff := cmp.Diff(append([]string{}, terms[i:]...), got); diff != "" {
			r.Fatal(diff)
		}
	})
}
