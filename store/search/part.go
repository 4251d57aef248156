package search

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"

	"forumgraph/store"
)

// part is a segment with what was deleted of it since. It never changes.
type part struct {
	*segment
	deleted docSet
	// live is how many documents are not deleted.
	live int
	// file is the name of the segment's file; empty if it is in memory alone.
	file string
}

func partOf(s *segment) *part { return &part{segment: s, live: s.count} }

// without returns the part with some more documents deleted.
func (p *part) without(docs []uint32) *part {
	less := *p
	less.deleted = slices.Clone(p.deleted)
	if less.deleted == nil {
		less.deleted = make(docSet, (p.count+63)/64)
	}
	for _, doc := range docs {
		less.deleted[doc/64] |= 1 << (doc % 64)
	}
	less.live = p.count - less.deleted.len()
	return &less
}

// docSet has a bit for each document of a segment; nil has none.
type docSet []uint64

func (s docSet) has(doc uint32) bool { return s != nil && s[doc/64]>>(doc%64)&1 == 1 }

func (s docSet) len() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// all returns the documents, ascending.
func (s docSet) all() []uint32 {
	var docs []uint32
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			docs = append(docs, uint32(64*i+bits.TrailingZeros64(word)))
		}
	}
	return docs
}

// text writes the gaps between the documents as varints, in base64.
func (s docSet) text() string {
	var gaps []byte
	next := uint32(0)
	for _, doc := range s.all() {
		gaps = binary.AppendUvarint(gaps, uint64(doc-next))
		next = doc + 1
	}
	return base64.RawStdEncoding.EncodeToString(gaps)
}

// deletedOf reads what docSet.text wrote, of a segment with count documents.
func deletedOf(text string, count int) ([]uint32, error) {
	gaps, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return nil, err
	}
	var docs []uint32
	next := uint64(0)
	for len(gaps) > 0 {
		gap, size := binary.Uvarint(gaps)
		if size <= 0 || next+gap >= uint64(count) {
			return nil, fmt.Errorf("a deleted document of %d or more", count)
		}
		docs = append(docs, uint32(next+gap))
		next += gap + 1
		gaps = gaps[size:]
	}
	return docs, nil
}

// view is what searches answer from. It never changes.
type view struct {
	at watermark
	// of is the store whose graph the index was seen to show; nil before the first Sync.
	of    store.Store
	parts []*part
}
