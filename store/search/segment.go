package search

import (
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"sort"
	"sync"

	"github.com/cespare/xxhash/v2"

	"forumgraph/store"
)

// A segment is an immutable index of some nodes: changes are indexed in other segments. It is one run of bytes, in a
// file or in memory:
//
//	+----------+----------------------------------------+---------------------+----------+
//	| fgtext 3 | sections, one after the other          | where each ends     | XXH64    |
//	| 8        |                                        | 8 each              | 8        |
//	+----------+----------------------------------------+---------------------+----------+
//
// The sections are
//
//	docs, docIndex                  the documents, see [docTable]
//	worths                          what a term can count in a document, ascending, as the bits of float64; lists
//	                                hold places in this table, and so are exact and small
//	names, aliases                  the documents with a name, or alias, of some words, see [wholes]
//	terms, index, lists, places     for each form, see [dictionary]; lists end with eight bytes of padding
//
// A term counts what it counts in its best slot of a document, so one list covers all slots. Numbers are little-endian.
type segment struct {
	docTable
	worths         []float64
	names, aliases wholes
	forms          [formCount]dictionary
	// data holds all bytes.
	data []byte

	// values holds what a word can count, ascending; values[0] is 0. plain and begun map a position in worths to one in
	// values: plain for a term that is the word, begun for a term that begins with it.
	values       []float64
	plain, begun []uint16
	lent         sync.Pool // of *scratch
}

const segmentMagic = "fgtext 3"

// sections returns the parts of a segment, in order.
func (s *segment) sections(worths *[]byte) []*[]byte {
	all := []*[]byte{&s.docs, &s.index, worths, (*[]byte)(&s.names), (*[]byte)(&s.aliases)}
	for f := range s.forms {
		d := &s.forms[f]
		all = append(all, &d.terms, &d.index, &d.lists, &d.places)
	}
	return all
}

// bytes returns the encoded segment.
func (s *segment) bytes() []byte {
	var worths []byte
	for _, v := range s.worths {
		worths = binary.LittleEndian.AppendUint64(worths, math.Float64bits(v))
	}
	sections := s.sections(&worths)
	size := len(segmentMagic) + 8*len(sections) + 8 + 8
	for _, section := range sections {
		size += len(*section)
	}
	data := append(make([]byte, 0, size), segmentMagic...)
	var ends []byte
	for _, section := range sections {
		data = append(data, *section...)
		ends = binary.LittleEndian.AppendUint64(ends, uint64(len(data)))
	}
	data = append(data, ends...)
	data = binary.LittleEndian.AppendUint64(data, uint64(s.count))
	return binary.LittleEndian.AppendUint64(data, xxhash.Sum64(data))
}

// errDamaged means that bytes are not a segment, or not as they were written.
var errDamaged = errors.New("a segment is damaged")

// segmentOf decodes a segment, which keeps the bytes. Errors: errDamaged.
func segmentOf(data []byte) (*segment, error) {
	s := &segment{data: data}
	var worths []byte
	sections := s.sections(&worths)
	tail := len(data) - 8 - 8 - 8*len(sections)
	if tail < len(segmentMagic) || string(data[:len(segmentMagic)]) != segmentMagic ||
		binary.LittleEndian.Uint64(data[len(data)-8:]) != xxhash.Sum64(data[:len(data)-8]) {
		return nil, errDamaged
	}
	start := len(segmentMagic)
	for i, section := range sections {
		end := int(binary.LittleEndian.Uint64(data[tail+8*i:]))
		*section = data[start:end:end]
		start = end
	}
	s.count = int(binary.LittleEndian.Uint64(data[len(data)-16:]))
	s.forms[exact].exact = true
	for f := range s.forms {
		s.forms[f].docs = s.count
	}
	for ; len(worths) > 0; worths = worths[8:] {
		s.worths = append(s.worths, math.Float64frombits(binary.LittleEndian.Uint64(worths)))
	}
	s.rank()
	return s, nil
}

// rank makes values and the maps to it.
func (s *segment) rank() {
	s.values = append(make([]float64, 1, 1+2*len(s.worths)), s.worths...)
	for _, v := range s.worths {
		s.values = append(s.values, v*prefixShare)
	}
	slices.Sort(s.values)
	s.values = slices.Compact(s.values)
	place := func(v float64) uint16 {
		i, _ := slices.BinarySearch(s.values, v)
		return uint16(i)
	}
	for _, v := range s.worths {
		s.plain = append(s.plain, place(v))
		s.begun = append(s.begun, place(v*prefixShare))
	}
}

// borrow returns cleared memory for finding documents.
func (s *segment) borrow() *scratch {
	if lent, ok := s.lent.Get().(*scratch); ok {
		return lent
	}
	n := bitsSize(s.count) / 8
	return &scratch{found: make(docSet, n), clause: make(docSet, n)}
}

// docRange is a half-open range of documents.
type docRange struct{ start, end uint32 }

// ofKind returns the documents of a kind.
func (s *segment) ofKind(kind store.Kind) docRange {
	start, _ := s.from(store.NewID(kind, ""))
	// A semicolon is the character after a colon.
	end, _ := s.from(store.ID(kind.Prefix() + ";"))
	return docRange{uint32(start), uint32(end)}
}

// wholes maps a whole name to the documents that bear it: the XXH64 of its folded words (8 bytes) and the document (4),
// in this order.
type wholes []byte

const wholeEntry = 12

type wholeName struct {
	sum uint64
	doc uint32
}

func wholesOf(all []wholeName) wholes {
	slices.SortFunc(all, func(a, b wholeName) int { return cmp.Or(cmp.Compare(a.sum, b.sum), cmp.Compare(a.doc, b.doc)) })
	var w wholes
	for _, n := range slices.Compact(all) {
		w = binary.LittleEndian.AppendUint64(w, n.sum)
		w = binary.LittleEndian.AppendUint32(w, n.doc)
	}
	return w
}

func (w wholes) len() int { return len(w) / wholeEntry }

func (w wholes) at(i int) wholeName {
	entry := w[i*wholeEntry:]
	return wholeName{binary.LittleEndian.Uint64(entry), binary.LittleEndian.Uint32(entry[8:])}
}

// find returns the documents of a whole name, ascending.
func (w wholes) find(name string) []uint32 {
	sum := xxhash.Sum64String(name)
	var docs []uint32
	for i := sort.Search(w.len(), func(i int) bool { return w.at(i).sum >= sum }); i < w.len() && w.at(i).sum == sum; i++ {
		docs = append(docs, w.at(i).doc)
	}
	return docs
}
