package search

import (
	"slices"

	"forumgraph/store"
)

// part is a segment with the documents deleted from it since. It is immutable.
type part struct {
	*segment
	deleted docSet
	// live is how many documents are not deleted.
	live int
	// file is the name of the segment's file; empty if it is only in memory.
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
		less.deleted.add(doc)
	}
	less.live = p.count - less.deleted.len()
	return &less
}

// view is what searches answer from. It is immutable.
type view struct {
	at watermark
	// of is the store whose graph the index shows; nil before the first Sync.
	of    store.Store
	parts []*part
}
