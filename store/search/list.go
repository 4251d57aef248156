package search

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// A list holds the documents of a segment that have a term, in ascending order, each with a code: what the term counts
// there, see [segment.worths]. It is divided into blocks of 128 postings; the last block holds the rest:
//
//	+-------+-------+--------+------------------+------------------+
//	| width | width | length | gaps             | codes            |
//	| 1     | 1     | varint | ⌈n·width/8⌉      | ⌈n·width/8⌉      |
//	+-------+-------+--------+------------------+------------------+
//	  of a    of a    of the
//	  gap     code    block's occurrences; in lists of exact words only
//
// Widths are in bits: 0 to 32, and 0 to 16. Gaps and codes are packed without padding, lowest bit first. A gap is the
// number of documents between a posting and the previous one; the first of a list counts from document 0.
//
// A long list, of more than four blocks, has an entry for each block after the last one, so that a reader can skip
// blocks:
//
//	last   the block's last document                  (4 bytes)
//	at     where the block begins in the list         (4)
//	most   its highest code                           (2)
//
// A dense list is long and has at least one of 32 documents. After the entries it has a [docSet], of 8 bytes for each
// 64 documents of the segment, so that it can be intersected with others without decoding. After that it has, for each
// span of 1024 documents, its highest code there plus 1, or 0 if it has none (2 bytes each).
const blockSize = 128

const (
	longList   = 4 * blockSize
	sparseness = 32
	skipEntry  = 10

	spanSize  = 1024
	spanWords = spanSize / 64
)

// isDense reports whether a list of count documents, in a segment of docs documents, is dense.
func isDense(count, docs int) bool { return count > longList && count*sparseness >= docs }

// bitsSize returns the bytes of a docSet in a segment of docs documents.
func bitsSize(docs int) int { return (docs + 63) / 64 * 8 }

// spansOf returns the number of spans in a segment of docs documents.
func spansOf(docs int) int { return (docs + spanSize - 1) / spanSize }

func blocksOf(count int) int { return (count + blockSize - 1) / blockSize }

// padding follows the lists, so that packed numbers can be read eight bytes at a time.
const padding = 8

// postings is a list inside a segment.
type postings struct {
	count int
	// blocks begins with the list's blocks; other lists may follow.
	blocks []byte
	// places begins with the occurrences, see [occurrences]; only for exact words.
	places []byte
	// skips are the entries of a long list; bits are the documents of a dense one, and tops its highest codes.
	skips, bits, tops []byte
}

// postingsOf returns the list of count documents, in a segment of docs documents, that is encoded in list; lists begins
// with it.
func postingsOf(count, docs int, list, lists []byte) postings {
	p := postings{count: count, blocks: lists}
	if isDense(count, docs) {
		at := len(list) - 2*spansOf(docs)
		list, p.tops = list[:at], list[at:]
		at -= bitsSize(docs)
		list, p.bits = list[:at], list[at:]
	}
	if count > longList {
		p.skips = list[len(list)-skipEntry*blocksOf(count) : len(list) : len(list)]
	}
	return p
}

// entry returns the entry of a block of a long list.
func (p *postings) entry(block int) *[skipEntry]byte {
	return (*[skipEntry]byte)(p.skips[skipEntry*block:])
}

// lastOf, atOf and mostOf read an entry.
func lastOf(e *[skipEntry]byte) uint32 { return binary.LittleEndian.Uint32(e[:]) }
func atOf(e *[skipEntry]byte) uint32   { return binary.LittleEndian.Uint32(e[4:]) }
func mostOf(e *[skipEntry]byte) uint16 { return binary.LittleEndian.Uint16(e[8:]) }

// from returns a reader of a long list from a block on. The reader does not know where occurrences are.
func (p *postings) from(block int, exact bool) listReader {
	r := listReader{postings: *p, exact: exact}
	r.count -= block * blockSize
	r.blocks = r.blocks[atOf(p.entry(block)):]
	if block > 0 {
		r.next = lastOf(p.entry(block-1)) + 1
	}
	return r
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
	next  uint32 // the document that the next gap counts from
	// placed is where the next block's occurrences begin in those of the list.
	placed int
}

// read decodes the next block into b and returns how many postings it has; 0 at the end. It decodes codes only if codes
// is set.
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

// addTo adds the remaining documents to a set.
func (r *listReader) addTo(all docSet) {
	var b block
	for n := r.read(&b, false); n > 0; n = r.read(&b, false) {
		for _, doc := range b.docs[:n] {
			all.add(doc)
		}
	}
}

func packedSize(n int, width uint) int { return (n*int(width) + 7) / 8 }

// unpack reads numbers of width bits. Eight bytes after the last one must be readable. A search spends most of its time
// here, so unpack reads several small numbers at once.
func unpack(packed []byte, width uint, to []uint32) {
	mask := uint64(1)<<width - 1
	at := uint(0)
	switch {
	case width <= 8: // eight numbers fit into eight bytes and begin at a byte
		for ; len(to) >= 8; to = to[8:] {
			bits := binary.LittleEndian.Uint64(packed[at>>3:])
			for i := range to[:8] {
				to[i] = uint32(bits & mask)
				bits >>= width & 63
			}
			at += 8 * width
		}
	case width <= 15: // four numbers and half a byte before them fit
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

// listWriter appends lists to those of a segment.
type listWriter struct {
	exact bool
	// docs is the number of documents in the segment.
	docs   int
	lists  []byte
	places []byte

	// begin is where the current list begins, and skips are its entries.
	begin  int
	skips  []byte
	count  int
	next   uint32
	filled int
	gaps   [blockSize]uint32
	codes  [blockSize]uint32
	// start is where the occurrences of the current block begin.
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
	if n > longList {
		w.lists = append(w.lists, w.skips...)
		if isDense(n, w.docs) {
			w.dense()
		}
	}
	w.count, w.next, w.begin, w.skips = 0, 0, len(w.lists), w.skips[:0]
	return n
}

// dense appends what follows the entries of a dense list. Whether a list is dense is known only at its end, so this
// reads it again.
func (w *listWriter) dense() {
	r := listReader{postings: postings{count: w.count, blocks: w.lists[w.begin:]}, exact: w.exact}
	all, tops := make(docSet, bitsSize(w.docs)/8), make([]uint16, spansOf(w.docs))
	var b block
	for n := r.read(&b, true); n > 0; n = r.read(&b, true) {
		for i, doc := range b.docs[:n] {
			all.add(doc)
			tops[doc/spanSize] = max(tops[doc/spanSize], uint16(b.codes[i])+1)
		}
	}
	for _, word := range all {
		w.lists = binary.LittleEndian.AppendUint64(w.lists, word)
	}
	for _, top := range tops {
		w.lists = binary.LittleEndian.AppendUint16(w.lists, top)
	}
}

func (w *listWriter) flush() {
	if w.filled == 0 {
		return
	}
	gaps, codes := w.gaps[:w.filled], w.codes[:w.filled]
	gapWidth, codeWidth := widest(gaps), widest(codes)
	w.skips = binary.LittleEndian.AppendUint32(w.skips, w.next-1)
	w.skips = binary.LittleEndian.AppendUint32(w.skips, uint32(len(w.lists)-w.begin))
	w.skips = binary.LittleEndian.AppendUint16(w.skips, uint16(slices.Max(codes)))
	w.lists = append(w.lists, byte(gapWidth), byte(codeWidth))
	if w.exact {
		w.lists = binary.AppendUvarint(w.lists, uint64(len(w.places)-w.start))
	}
	w.lists = appendPacked(w.lists, gapWidth, gaps)
	w.lists = appendPacked(w.lists, codeWidth, codes)
	w.filled, w.start = 0, len(w.places)
}

// widest returns the bit length of the largest number.
func widest(numbers []uint32) uint {
	var all uint32
	for _, n := range numbers {
		all |= n
	}
	return uint(bits.Len32(all))
}
