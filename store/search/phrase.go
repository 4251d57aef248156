package search

import "slices"

// phrase finds the documents that have the words in sequence in one text. The phrase counts as its words would at those
// places.
func (g *gatherer) phrase(words []string) error {
	readers := make([]*placeReader, len(words))
	for i, w := range words {
		d := &g.forms[exact]
		readers[i] = &placeReader{listReader: d.reader(d.find(w))}
	}
	docs := g.cursor()
	slots := newSlots()
	rarest := slices.MinFunc(readers, func(a, b *placeReader) int { return a.count - b.count }).count
	all := rankedDocs{make([]uint32, 0, rarest), make([]uint16, 0, rarest)}
	// worths holds what the phrase counts in documents, in the order of first occurrence; few values occur.
	worths, known := []float64{0}, map[float64]uint16{0: 0}
	var starts []occurrence
	next := uint32(0)
	for n := 0; ; n++ {
		if n%4096 == 0 && g.ctx.Err() != nil {
			return g.ctx.Err()
		}
		doc, ok := together(readers, next)
		if !ok {
			break
		}
		next = doc + 1
		if starts = startsOf(readers, starts[:0]); len(starts) == 0 {
			continue
		}
		g.clause.add(doc)
		if g.ranked {
			docs.seek(int(doc))
			worth := float64(len(words)) * bestSlot(slots, starts, docs)
			place, ok := known[worth]
			if !ok {
				place = uint16(len(worths))
				known[worth] = place
				worths = append(worths, worth)
			}
			all.docs = append(all.docs, doc)
			all.ranks = append(all.ranks, place)
		}
	}
	g.counts.values = slices.Sorted(slices.Values(worths))
	rankOf := placesIn(g.counts.values, worths)
	for i, place := range all.ranks {
		all.ranks[i] = rankOf[place]
	}
	g.counts.short = []rankedDocs{all}
	return nil
}

// together returns the first document from next on that is in all lists.
func together(readers []*placeReader, next uint32) (doc uint32, ok bool) {
	for agreed := 0; agreed < len(readers); {
		agreed = 0
		for _, r := range readers {
			found, ok := r.seek(next)
			if !ok {
				return 0, false
			}
			if found == next {
				agreed++
			}
			next = found
		}
	}
	return next, true
}

// startsOf appends where the phrase begins in the document that all readers are at.
func startsOf(readers []*placeReader, starts []occurrence) []occurrence {
	starts = append(starts, readers[0].occurrences()...)
	for i, r := range readers[1:] {
		all := r.occurrences()
		n := 0
		for _, start := range starts {
			if _, ok := slices.BinarySearch(all, start+occurrence(i+1)); ok {
				starts[n] = start
				n++
			}
		}
		starts = starts[:n]
	}
	return starts
}

// bestSlot returns the most that the occurrences, in ascending order, count in any slot of a document.
func bestSlot(slots []slot, all []occurrence, doc *docCursor) (worth float64) {
	for len(all) > 0 {
		number := all[0].slot()
		n := 1
		for n < len(all) && all[n].slot() == number {
			n++
		}
		s := &slots[number]
		worth = max(worth, s.boost*s.saturation(n, doc.length(number)))
		all = all[n:]
	}
	return worth
}

// placeReader walks a list of exact words with its occurrences.
type placeReader struct {
	listReader
	block   block
	n, at   int // the block's number of postings, and the current one
	start   int // where the occurrences of the block begin
	skipped int // for how many postings of the block occurrences are skipped,
	place   int // and the place after them
	all     []occurrence
}

// seek returns the first document of the list from doc on. It only moves forward.
func (r *placeReader) seek(doc uint32) (uint32, bool) {
	for r.at >= r.n || r.block.docs[r.n-1] < doc {
		r.start = r.placed
		if r.n, r.at = r.read(&r.block, false), 0; r.n == 0 {
			return 0, false
		}
		r.skipped, r.place = 0, r.start
	}
	for r.block.docs[r.at] < doc {
		r.at++
	}
	return r.block.docs[r.at], true
}

// occurrences returns those in the current document, ascending; the next call overwrites them.
func (r *placeReader) occurrences() []occurrence {
	for ; r.skipped < r.at; r.skipped++ {
		r.place += skipOccurrences(r.places[r.place:])
	}
	r.all, _ = readOccurrences(r.all[:0], r.places[r.place:])
	return r.all
}
