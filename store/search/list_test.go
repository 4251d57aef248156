package search

import (
	"encoding/binary"
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
		var want []posting
		gapBits, codeBits := random.IntN(20), random.IntN(16)
		doc := random.Uint32N(1 << gapBits)
		for range 1 + random.IntN([]int{400, 2000}[random.IntN(2)]) {
			places := []occurrence{occurrenceAt(random.IntN(9), random.IntN(300))}
			for range random.IntN(3) * random.IntN(8) {
				places = append(places, occurrenceAt(random.IntN(9), random.IntN(1<<random.IntN(20))))
			}
			slices.Sort(places)
			p := posting{doc, uint16(random.Uint32N(1 << codeBits)), slices.Compact(places)}
			want = append(want, p)
			doc += 1 + random.Uint32N(1<<gapBits)
		}
		docs := int(doc) + random.IntN(100)
		w := newDictionaryWriter(true, docs)
		for _, p := range want {
			w.add(p.Doc, p.Code, appendOccurrences(nil, p.Places))
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
		if isLong := found.skips != nil; isLong != (len(want) > longList) {
			r.Fatalf("long: got %t of %d", isLong, len(want))
		}
		for i := 0; found.skips != nil && i < blocksOf(len(want)); i++ {
			from := found.from(i, true)
			n := from.read(&b, true)
			of := want[i*blockSize : i*blockSize+n]
			most := slices.Max(b.codes[:n])
			if b.docs[0] != of[0].Doc || lastOf(found.entry(i)) != of[n-1].Doc || uint32(mostOf(found.entry(i))) != most || b.docs[n-1] != of[n-1].Doc {
				r.Fatalf("block %d: got %d to %d, at most %d, its entry says up to %d, at most %d; want %d to %d",
					i, b.docs[0], b.docs[n-1], most, lastOf(found.entry(i)), mostOf(found.entry(i)), of[0].Doc, of[n-1].Doc)
			}
		}
		if isDense(len(want), docs) {
			all, wantAll := make(docSet, bitsSize(docs)/8), make(docSet, bitsSize(docs)/8)
			all.join(found.bits)
			for _, p := range want {
				wantAll.add(p.Doc)
			}
			if !slices.Equal(all, wantAll) {
				r.Fatalf("got the documents %d, want %d", all.all(), wantAll.all())
			}
			tops := make([]uint16, spansOf(docs))
			for _, p := range want {
				tops[p.Doc/spanSize] = max(tops[p.Doc/spanSize], p.Code+1)
			}
			for span, top := range tops {
				if got := binary.LittleEndian.Uint16(found.tops[2*span:]); got != top {
					r.Fatalf("span %d: got the top %d, want %d", span, got, top)
				}
			}
		}
	})
}

// Every term must be found in a dictionary, none beside them, and a cursor from anywhere passes all that follow.
func TestDictionary_from(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		terms := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-c]{1,4}`), 0, 80, rapid.ID).Draw(r, "terms")
		slices.Sort(terms)
		w := newDictionaryWriter(false, len(terms))
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
