package search

import (
	"bytes"
	"cmp"
	"context"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"forumgraph/store"
)

// dropped is the new number of a deleted document.
const dropped = 1<<32 - 1

// merge merges parts into one segment, without deleted documents, and returns for each part the new numbers of its
// documents. No document may be alive in two parts. The forms are merged in parallel.
func merge(ctx context.Context, parts []*part) (*segment, [][]uint32, error) {
	docs, numbers := mergeDocs(parts)
	m := &segment{docTable: docs}
	for _, p := range parts {
		m.worths = append(m.worths, p.worths...)
	}
	slices.Sort(m.worths)
	m.worths = slices.Compact(m.worths)
	var names, aliases []wholeName
	codes := make([][]uint16, len(parts))
	for i, p := range parts {
		codes[i] = placesIn(m.worths, p.worths)
		names = appendWholes(names, p.names, numbers[i])
		aliases = appendWholes(aliases, p.aliases, numbers[i])
	}
	m.names, m.aliases = wholesOf(names), wholesOf(aliases)
	group, ctx := errgroup.WithContext(ctx)
	for f := range m.forms {
		group.Go(func() (err error) {
			m.forms[f], err = mergeForm(ctx, parts, form(f), docs.count, numbers, codes)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, nil, err
	}
	m = mustSegment(m)
	// The parts must not be unmapped while their lists are read.
	runtime.KeepAlive(parts)
	return m, numbers, nil
}

// merged returns the merged segment of some parts.
func merged(ctx context.Context, parts []*part) (*segment, error) {
	if len(parts) == 1 && parts[0].deleted == nil {
		return parts[0].segment, nil
	}
	s, _, err := merge(ctx, parts)
	return s, err
}

// mergeDocs merges the documents, by ID.
func mergeDocs(parts []*part) (docTable, [][]uint32) {
	var w docWriter
	numbers := make([][]uint32, len(parts))
	cursors := make([]*docCursor, len(parts))
	// next moves to the next document of a part that is not deleted.
	next := func(i int) bool {
		for cursors[i].next() {
			if !parts[i].deleted.has(uint32(cursors[i].doc)) {
				return true
			}
			numbers[i] = append(numbers[i], dropped)
		}
		cursors[i] = nil
		return false
	}
	for i, p := range parts {
		cursors[i] = p.cursor()
		numbers[i] = make([]uint32, 0, p.count)
		next(i)
	}
	var lengths []slotLength
	for {
		least := -1
		for i, c := range cursors {
			if c != nil && (least < 0 || bytes.Compare(c.id, cursors[least].id) < 0) {
				least = i
			}
		}
		if least < 0 {
			return w.docTable, numbers
		}
		c := cursors[least]
		lengths = lengths[:0]
		for i := 0; i < len(c.lengths); i += 2 {
			lengths = append(lengths, slotLength{c.lengths[i], c.lengths[i+1]})
		}
		numbers[least] = append(numbers[least], uint32(w.count))
		w.add(store.ID(c.id), lengths)
		next(least)
	}
}

func appendWholes(all []wholeName, w wholes, numbers []uint32) []wholeName {
	for i := range w.len() {
		n := w.at(i)
		if n.doc = numbers[n.doc]; n.doc != dropped {
			all = append(all, n)
		}
	}
	return all
}

// posting is a posting of a list that is being merged.
type posting struct {
	doc    uint32
	code   uint16
	places []byte
}

// mergeForm merges the dictionaries of one form, for a segment of docs documents.
func mergeForm(ctx context.Context, parts []*part, f form, docs int, numbers [][]uint32, codes [][]uint16) (dictionary, error) {
	w := newDictionaryWriter(f == exact, docs)
	cursors := make([]*termCursor, len(parts))
	for i, p := range parts {
		if c := p.forms[f].from(""); c.next() {
			cursors[i] = c
		}
	}
	var term []byte
	var all []posting
	var decoded block
	for n := 1; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return dictionary{}, ctx.Err()
		}
		var least *termCursor
		for _, c := range cursors {
			if c != nil && (least == nil || bytes.Compare(c.term, least.term) < 0) {
				least = c
			}
		}
		if least == nil {
			return w.dictionary(), nil
		}
		term = append(term[:0], least.term...)
		all = all[:0]
		for i, c := range cursors {
			if c == nil || !bytes.Equal(c.term, term) {
				continue
			}
			all = appendPostings(all, c.d.reader(c.postings), &decoded, numbers[i], codes[i])
			if !c.next() {
				cursors[i] = nil
			}
		}
		if byDoc := func(a, b posting) int { return cmp.Compare(a.doc, b.doc) }; !slices.IsSortedFunc(all, byDoc) {
			slices.SortFunc(all, byDoc)
		}
		for _, p := range all {
			w.add(p.doc, p.code, p.places)
		}
		w.term(term)
	}
}

// appendPostings appends the postings of a list, with new numbers and codes, without deleted documents.
func appendPostings(all []posting, r listReader, b *block, numbers []uint32, codes []uint16) []posting {
	places := r.places
	for {
		n := r.read(b, true)
		if n == 0 {
			return all
		}
		for i := range n {
			p := posting{doc: numbers[b.docs[i]], code: codes[b.codes[i]]}
			if r.exact {
				size := skipOccurrences(places)
				p.places, places = places[:size], places[size:]
			}
			if p.doc != dropped {
				all = append(all, p)
			}
		}
	}
}
