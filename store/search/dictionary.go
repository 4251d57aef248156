package search

import (
	"encoding/binary"
	"sort"
)

// A dictionary holds the terms of one form in byte order, each with its list. The terms are in blocks of 16. An index
// says where each block begins, and the first term of a block is complete, so that a binary search finds a term.
//
//	terms   for each term: varint shared, varint length, rest, varint count, varint size of the list,
//	        varint size of the occurrences (exact words only)
//	index   for each block: where it begins in terms (4 bytes), in lists (8) and in places (8)
//
// shared is how many leading bytes the term has in common with the previous one; it is 0 for the first of a block.
type dictionary struct {
	exact bool
	// docs is the number of documents in the segment.
	docs          int
	terms, index  []byte
	lists, places []byte
}

const (
	dictionaryBlock = 16
	dictionaryEntry = 20
)

// dictionaryWriter writes a dictionary, terms in order: first the postings of a term, then the term.
type dictionaryWriter struct {
	listWriter
	terms, index          []byte
	written               int
	last                  []byte
	listStart, placeStart int
}

// newDictionaryWriter returns a writer for a segment of docs documents.
func newDictionaryWriter(exact bool, docs int) *dictionaryWriter {
	return &dictionaryWriter{listWriter: listWriter{exact: exact, docs: docs}}
}

// dictionary returns what was written.
func (w *dictionaryWriter) dictionary() dictionary {
	return dictionary{
		exact: w.exact, docs: w.docs, terms: w.terms, index: w.index,
		lists: append(w.lists, make([]byte, padding)...), places: w.places,
	}
}

// term ends the current list and assigns it to a term. A term without postings is left out.
func (w *dictionaryWriter) term(term []byte) {
	count := w.end()
	if count == 0 {
		return
	}
	shared := 0
	if w.written%dictionaryBlock == 0 {
		w.index = binary.LittleEndian.AppendUint32(w.index, uint32(len(w.terms)))
		w.index = binary.LittleEndian.AppendUint64(w.index, uint64(w.listStart))
		w.index = binary.LittleEndian.AppendUint64(w.index, uint64(w.placeStart))
	} else {
		shared = sharedPrefix(w.last, term)
	}
	w.written++
	w.last = append(w.last[:0], term...)
	w.terms = binary.AppendUvarint(w.terms, uint64(shared))
	w.terms = binary.AppendUvarint(w.terms, uint64(len(term)-shared))
	w.terms = append(w.terms, term[shared:]...)
	w.terms = binary.AppendUvarint(w.terms, uint64(count))
	w.terms = binary.AppendUvarint(w.terms, uint64(len(w.lists)-w.listStart))
	if w.exact {
		w.terms = binary.AppendUvarint(w.terms, uint64(len(w.places)-w.placeStart))
	}
	w.listStart, w.placeStart = len(w.lists), len(w.places)
}

func sharedPrefix[T ~string | ~[]byte](a, b T) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// find returns the list of a term; without postings if the term does not occur.
func (d *dictionary) find(term string) postings {
	c := d.from(term)
	if c.next() && string(c.term) == term {
		return c.postings
	}
	return postings{}
}

// from returns a cursor before the first term that is not less than term.
func (d *dictionary) from(term string) *termCursor {
	blocks := len(d.index) / dictionaryEntry
	i := sort.Search(blocks, func(i int) bool {
		at := d.termsAt(i) + 1 // past the shared length, 0
		length, size := binary.Uvarint(d.terms[at:])
		return string(d.terms[at+size:at+size+int(length)]) > term
	})
	c := &termCursor{d: d}
	c.seek(max(i-1, 0))
	for c.next() {
		if string(c.term) >= term {
			c.held = true
			break
		}
	}
	return c
}

func (d *dictionary) termsAt(block int) int {
	return int(binary.LittleEndian.Uint32(d.index[block*dictionaryEntry:]))
}

// termCursor walks a dictionary.
type termCursor struct {
	d *dictionary
	// term and postings are what next found; the next call overwrites term.
	term     []byte
	postings postings
	// held is set if next has found them but not returned them yet.
	held bool
	// Where the next term, its list and its occurrences begin.
	at, list, place int
}

// seek moves before the first term of a block.
func (c *termCursor) seek(block int) {
	if entry := c.d.index[min(len(c.d.index), block*dictionaryEntry):]; len(entry) > 0 {
		c.at = int(binary.LittleEndian.Uint32(entry))
		c.list = int(binary.LittleEndian.Uint64(entry[4:]))
		c.place = int(binary.LittleEndian.Uint64(entry[12:]))
	}
}

// next moves to the next term and reports whether there is one.
func (c *termCursor) next() bool {
	if c.held {
		c.held = false
		return true
	}
	if c.at >= len(c.d.terms) {
		return false
	}
	number := func() int {
		n, size := binary.Uvarint(c.d.terms[c.at:])
		c.at += size
		return int(n)
	}
	shared, length := number(), number()
	c.term = append(c.term[:shared], c.d.terms[c.at:c.at+length]...)
	c.at += length
	count, size := number(), number()
	c.postings = postingsOf(count, c.d.docs, c.d.lists[c.list:c.list+size], c.d.lists[c.list:])
	c.list += size
	if c.d.exact {
		c.postings.places = c.d.places[c.place:]
		c.place += number()
	}
	return true
}

// reader returns a decoder for a list that was found.
func (d *dictionary) reader(p postings) listReader { return listReader{postings: p, exact: d.exact} }
