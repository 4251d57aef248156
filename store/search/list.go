package search

import (
	"encoding/binary"
	"math/bits"
)

// A list names the documents of a segment that have a term, in ascending order, each with a code: what the term counts
// there, see [segment.worths]. It is divided into blocks of 128 postings, the last one of what is left:
//
//	+-------+-------+--------+------------------+------------------+
//	| width | width | length | gaps             | codes            |
//	| 1     | 1     | varint | ⌈n·width/8⌉      | ⌈n·width/8⌉      |
//	+-------+-------+--------+------------------+------------------+
//	  of a    of a    of the
//	  gap     code    block's occurrences; in lists of exact words only
//
// Widths count bits: 0 to 32, and 0 to 16. Gaps and codes are packed without padding, lowest bit first. A gap is the number
// of documents passed over since the one before; the first of a list counts from document 0.
const blockSize = 128

// padding is what follows lists, so that packed numbers are read eight bytes at a time.
const padding = 8

// postings is a list where it stands in a segment.
type postings struct {
	count int
	// blocks begins with the list's blocks and goes on beyond them.
	blocks []byte
	// places begins with the occurrences, see [occurrences], of a list of exact words.
	places []byte
}

// block is a decoded part of a list.
type block struct {
	docs  [blockSize]uint32
	codes [blockSize]uint32
}

// listReader decodes a list block by block.
type listReader struct {
	postings
	exact bool
	next  uint32 // the document from which the next gap counts
	// placed is where, in the list's occurrences, those of the next block begin.
	placed int
}

// read decodes the next block into b and returns how many postings it has; 0 at the end. Codes are left out unless asked
// for.
func (r *listReader) read(b *block, codes bool) int {
	n := min(r.count, blockSize)
	if n == 0 {
		return 0
	}
	gapWidth, codeWidth := uint(r.blocks[0]), uint(r.blocks[1])
	at := 2
	if r.exact {
		length, size := binary.Uvarint(r.blocks[at:])
		r.placed += int(length)
		at += size
	}
	unpack(r.blocks[at:], gapWidth, b.docs[:n])
	at += packedSize(n, gapWidth)
	doc := r.next
	for i, gap := range b.docs[:n] {
		doc += gap
		b.docs[i] = doc
		doc++
	}
	r.next = doc
	if codes {
		unpack(r.blocks[at:], codeWidth, b.codes[:n])
	}
	r.blocks = r.blocks[at+packedSize(n, codeWidth):]
	r.count -= n
	return n
}

func packedSize(n int, width uint) int { return (n*int(width) + 7) / 8 }

// unpack reads numbers of width bits. Eight bytes after the last one must be readable. It takes most of the time of a search,
// so it reads several small numbers at once: half as long for the gaps of a frequent word.
func unpack(packed []byte, width uint, to []uint32) {
	mask := uint64(1)<<width - 1
	at := uint(0)
	switch {
	case width <= 8: // eight fit into eight bytes, and begin with a byte
		for ; len(to) >= 8; to = to[8:] {
			bits := binary.LittleEndian.Uint64(packed[at>>3:])
			for i := range to[:8] {
				to[i] = uint32(bits & mask)
				bits >>= width & 63
			}
			at += 8 * width
		}
	case width <= 15: // four and half a byte before them do
		for ; len(to) >= 4; to = to[4:] {
			bits := binary.LittleEndian.Uint64(packed[at>>3:]) >> (at & 7)
			for i := range to[:4] {
				to[i] = uint32(bits & mask)
				bits >>= width & 63
			}
			at += 4 * width
		}
	}
	for i := range to {
		to[i] = uint32(binary.LittleEndian.Uint64(packed[at>>3:]) >> (at & 7) & mask)
		at += width
	}
}

// appendPacked appends numbers of at most width bits.
func appendPacked(to []byte, width uint, numbers []uint32) []byte {
	var pending uint64
	filled := uint(0)
	for _, n := range numbers {
		pending |= uint64(n) << filled
		for filled += width; filled >= 8; filled -= 8 {
			to = append(to, byte(pending))
			pending >>= 8
		}
	}
	if filled > 0 {
		to = append(to, byte(pending))
	}
	return to
}

// listWriter appends lists to a segment's, one after the other.
type listWriter struct {
	exact  bool
	lists  []byte
	places []byte

	count  int
	next   uint32
	filled int
	gaps   [blockSize]uint32
	codes  [blockSize]uint32
	// start is where the occurrences of the block at hand begin.
	start int
}

// add appends a posting; places are the occurrences, of exact words only.
func (w *listWriter) add(doc uint32, code uint16, places []byte) {
	if w.filled == blockSize {
		w.flush()
	}
	w.gaps[w.filled], w.codes[w.filled] = doc-w.next, uint32(code)
	w.filled++
	w.count++
	w.next = doc + 1
	w.places = append(w.places, places...)
}

// end ends the list and returns how many postings it has.
func (w *listWriter) end() int {
	w.flush()
	n := w.count
	w.count, w.next = 0, 0
	return n
}

func (w *listWriter) flush() {
	if w.filled == 0 {
		return
	}
	gaps, codes := w.gaps[:w.filled], w.codes[:w.filled]
	gapWidth, codeWidth := widest(gaps), widest(codes)
	w.lists = append(w.lists, byte(gapWidth), byte(codeWidth))
	if w.exact {
		w.lists = binary.AppendUvarint(w.lists, uint64(len(w.places)-w.start))
	}
	w.lists = appendPacked(w.lists, gapWidth, gaps)
	w.lists = appendPacked(w.lists, codeWidth, codes)
	w.filled, w.start = 0, len(w.places)
}

// widest returns the bits of the largest number.
func widest(numbers []uint32) uint {
	var all uint32
	for _, n := range numbers {
		all |= n
	}
	return uint(bits.Len32(all))
}
