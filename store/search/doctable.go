package search

import (
	"encoding/binary"
	"sort"

	"forumgraph/store"
)

// A docTable holds the documents of a segment, numbered from 0 in the order of their IDs. Documents of one kind are
// therefore adjacent, and equal scores are already in the right order. They are in blocks of 16, and an index says
// where each block begins (4 bytes).
//
//	varint shared, varint length, rest of the ID, varint slots, then for each slot: its number (1 byte), its length (1 byte)
//
// shared is how many leading bytes the ID has in common with the previous one; it is 0 for the first of a block. The
// slots are those in which the document has a text. Lengths are in words, rounded: see [lengthCode].
type docTable struct {
	count       int
	docs, index []byte
}

const docBlock = 16

// slotLength is the length of a document's text in one slot.
type slotLength struct{ slot, length uint8 }

// docWriter writes a docTable, in the order of IDs.
type docWriter struct {
	docTable
	last store.ID
}

func (w *docWriter) add(id store.ID, lengths []slotLength) {
	shared := 0
	if w.count%docBlock == 0 {
		w.index = binary.LittleEndian.AppendUint32(w.index, uint32(len(w.docs)))
	} else {
		shared = sharedPrefix(w.last, id)
	}
	w.count++
	w.last = id
	w.docs = binary.AppendUvarint(w.docs, uint64(shared))
	w.docs = binary.AppendUvarint(w.docs, uint64(len(id)-shared))
	w.docs = append(w.docs, id[shared:]...)
	w.docs = binary.AppendUvarint(w.docs, uint64(len(lengths)))
	for _, l := range lengths {
		w.docs = append(w.docs, l.slot, l.length)
	}
}

// docCursor reads a docTable; going forward is cheap.
type docCursor struct {
	t *docTable
	// doc is the current document; -1 before the first.
	doc int
	// id is overwritten, and lengths are invalid, after the next move.
	id      []byte
	lengths []byte // alternating bytes for slot and length
	at      int
}

func (t *docTable) cursor() *docCursor { return &docCursor{t: t, doc: -1} }

// next moves to the next document and reports whether there is one.
func (c *docCursor) next() bool {
	if c.doc+1 >= c.t.count {
		return false
	}
	c.doc++
	number := func() int {
		n, size := binary.Uvarint(c.t.docs[c.at:])
		c.at += size
		return int(n)
	}
	shared, length := number(), number()
	c.id = append(c.id[:shared], c.t.docs[c.at:c.at+length]...)
	c.at += length
	slots := number()
	c.lengths = c.t.docs[c.at : c.at+2*slots]
	c.at += 2 * slots
	return true
}

// seek moves to a document.
func (c *docCursor) seek(doc int) {
	if block := doc / docBlock; c.doc < 0 || doc < c.doc || block > c.doc/docBlock {
		c.enter(block)
	}
	for c.doc < doc {
		c.next()
	}
}

// enter moves before the first document of a block.
func (c *docCursor) enter(block int) {
	c.doc = block*docBlock - 1
	c.at = c.t.blockAt(block)
}

// length returns the rounded length of the document's text in a slot.
func (c *docCursor) length(slot int) uint8 {
	for i := 0; i < len(c.lengths); i += 2 {
		if int(c.lengths[i]) == slot {
			return c.lengths[i+1]
		}
	}
	return 0
}

// firstID returns the ID of the first document; empty if the table is empty.
func (t *docTable) firstID() store.ID {
	c := t.cursor()
	c.next()
	return store.ID(c.id)
}

func (t *docTable) blockAt(block int) int { return int(binary.LittleEndian.Uint32(t.index[4*block:])) }

// from returns the number of the first document whose ID is not less than id, and whether it is equal.
func (t *docTable) from(id store.ID) (doc int, found bool) {
	block := sort.Search(len(t.index)/4, func(i int) bool {
		at := t.blockAt(i) + 1 // past the shared length, 0
		length, size := binary.Uvarint(t.docs[at:])
		return string(t.docs[at+size:at+size+int(length)]) > string(id)
	})
	if block == 0 {
		return 0, false
	}
	c := t.cursor()
	c.enter(block - 1)
	for c.next() {
		if string(c.id) >= string(id) {
			return c.doc, string(c.id) == string(id)
		}
	}
	return t.count, false
}
