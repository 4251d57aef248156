package search

import (
	"cmp"
	"math"
	"slices"

	"github.com/cespare/xxhash/v2"

	"forumgraph/store"
)

// builder makes a segment from nodes. It uses memory in proportion to the segment, not to the texts.
type builder struct {
	analyzer *analyzer
	slots    []slot
	passage  func(store.ID) (string, bool) // the attached text of a passage

	// docs are in the order in which they were added; the lists and names refer to them by position.
	docs           []builtDoc
	sorted         bool // docs are in the order of their IDs
	names, aliases []wholeName
	// spelled maps a folded word to its terms in each form.
	spelled map[string][formCount]uint32
	forms   [formCount]formBuilder
	// worths holds the worths of terms in the order in which they first occur; known holds their positions, from 1, by
	// [measured.place].
	worths []float64
	known  []uint16

	// The state of the current document, kept to reuse its memory.
	tokens  []token
	found   [formCount][]found
	lengths []slotMeasure
	places  []occurrence
}

// builtDoc is a document that a builder holds.
type builtDoc struct {
	id      store.ID
	lengths []slotLength
}

// formBuilder collects the terms of one form.
type formBuilder struct {
	numbers map[string]uint32
	terms   []string
	lists   []gathered
}

// gathered is a list that is being built. Its codes are positions in builder.worths.
type gathered struct {
	docs   []uint32
	codes  []uint16
	places []byte
}

// found is one occurrence of a term in a document: the term in the upper half, the occurrence in the lower half.
type found uint64

func foundAt(term uint32, at occurrence) found { return found(term)<<32 | found(at) }

func (f found) term() uint32   { return uint32(f >> 32) }
func (f found) at() occurrence { return occurrence(f) }

// measured holds what determines the worth of a term in a text.
type measured struct {
	slot, occurrences, length int
	form                      form
}

// place returns a number for the text and the term, below mostPlaces.
func (m measured) place() int {
	place := m.slot*(mostOccurrences+1) + m.occurrences
	if place *= 2; m.form != exact {
		place++
	}
	return place*(mostLengthCode+1) + m.length
}

func mostPlaces(slots int) int { return slots * (mostOccurrences + 1) * 2 * (mostLengthCode + 1) }

// slotMeasure counts the words that a document has in a slot, in each form.
type slotMeasure struct {
	used  bool
	words [formCount]int
	// next is the position of the next word.
	next int
}

// noTerm stands for the term of a word in a form that leaves it out.
const noTerm = math.MaxUint32

func (ix *Index) newBuilder() *builder {
	b := &builder{
		analyzer: ix.analyzer, slots: ix.slots, passage: ix.passage,
		spelled: make(map[string][formCount]uint32), known: make([]uint16, mostPlaces(len(ix.slots))),
		lengths: make([]slotMeasure, len(ix.slots)), sorted: true,
	}
	for f := range b.forms {
		b.forms[f].numbers = make(map[string]uint32)
	}
	return b
}

// add indexes a node.
func (b *builder) add(n store.Node) {
	id := n.Base().ID
	for i := range b.lengths {
		b.lengths[i] = slotMeasure{}
	}
	for f := range b.found {
		b.found[f] = b.found[f][:0]
	}
	doc := uint32(len(b.docs))
	for _, t := range textsOf(n) {
		b.text(doc, t)
	}
	if id.Kind() == store.KindPassage {
		// Indexed as text of either language, so that the index of a passage depends on its text alone.
		if s, ok := b.passage(id); ok {
			b.text(doc, text{FieldPassage, "", s})
		}
	}
	var lengths []slotLength
	for i, l := range b.lengths {
		if l.used {
			lengths = append(lengths, slotLength{uint8(i), lengthCode(l.words[exact])})
		}
	}
	b.sorted = b.sorted && (doc == 0 || b.docs[doc-1].id < id)
	b.docs = append(b.docs, builtDoc{id, lengths})
	for f := range b.found {
		b.post(doc, form(f))
	}
}

// text finds the terms of a text.
func (b *builder) text(doc uint32, t text) {
	number, ok := slotOf(b.slots, t)
	if !ok {
		return
	}
	in := &b.lengths[number]
	if in.used {
		in.next++ // leave one position out
	}
	in.used = true
	b.tokens = appendTokens(b.tokens[:0], t.text)
	forms := formsOf(t.lang)
	for _, w := range b.tokens {
		terms := b.termsOf(w.folded)
		for f, term := range terms {
			if term == noTerm || !forms.has(form(f)) {
				continue
			}
			in.words[f]++
			b.found[f] = append(b.found[f], foundAt(term, occurrenceAt(number, in.next)))
		}
		in.next++
	}
	switch t.field {
	case FieldName:
		b.names = append(b.names, wholeName{xxhash.Sum64String(whole(b.tokens)), doc})
	case FieldAlias:
		b.aliases = append(b.aliases, wholeName{xxhash.Sum64String(whole(b.tokens)), doc})
	}
}

// termsOf returns the terms of a folded word.
func (b *builder) termsOf(folded string) [formCount]uint32 {
	if terms, ok := b.spelled[folded]; ok {
		return terms
	}
	written := b.analyzer.spell(folded)
	var terms [formCount]uint32
	for f, term := range written {
		terms[f] = b.forms[f].number(term)
	}
	b.spelled[written[exact]] = terms
	return terms
}

func (f *formBuilder) number(term string) uint32 {
	if term == "" {
		return noTerm
	}
	n, ok := f.numbers[term]
	if !ok {
		n = uint32(len(f.terms))
		f.numbers[term] = n
		f.terms = append(f.terms, term)
		f.lists = append(f.lists, gathered{})
	}
	return n
}

// post adds the terms found in a document to their lists.
func (b *builder) post(doc uint32, f form) {
	all := b.found[f]
	slices.Sort(all)
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].term() == all[0].term() {
			n++
		}
		list := &b.forms[f].lists[all[0].term()]
		list.docs = append(list.docs, doc)
		list.codes = append(list.codes, b.best(all[:n], f))
		if f == exact {
			b.places = b.places[:0]
			for _, o := range all[:n] {
				b.places = append(b.places, o.at())
			}
			list.places = appendOccurrences(list.places, b.places)
		}
		all = all[n:]
	}
}

// best returns the code for the occurrences of a term, in ascending order, in the slot where they count most.
func (b *builder) best(all []found, f form) (code uint16) {
	most := -1.0
	for len(all) > 0 {
		slot := all[0].at().slot()
		n := 1
		for n < len(all) && all[n].at().slot() == slot {
			n++
		}
		c := b.worth(measured{slot, min(n, mostOccurrences), int(lengthCode(b.lengths[slot].words[f])), f})
		if b.worths[c] > most {
			most, code = b.worths[c], c
		}
		all = all[n:]
	}
	return code
}

// worth returns the code for what a term counts in a text.
func (b *builder) worth(m measured) uint16 {
	s := &b.slots[m.slot]
	if s.usual == 0 {
		m.length = 0 // has no effect, so it must not add a row to the table
	}
	known := &b.known[m.place()]
	if *known == 0 {
		worth := s.boost * s.saturation(m.occurrences, uint8(m.length))
		if m.form != exact {
			worth *= stemShare
		}
		b.worths = append(b.worths, worth)
		*known = uint16(len(b.worths))
	}
	return *known - 1
}

// segment returns the segment of the documents added.
func (b *builder) segment() *segment {
	docs, numbers := b.numbered()
	s := &segment{docTable: docs}
	if numbers != nil {
		for _, all := range [][]wholeName{b.names, b.aliases} {
			for i := range all {
				all[i].doc = numbers[all[i].doc]
			}
		}
	}
	s.names, s.aliases = wholesOf(b.names), wholesOf(b.aliases)
	s.worths = slices.Compact(slices.Sorted(slices.Values(b.worths)))
	places := placesIn(s.worths, b.worths)
	for f := range b.forms {
		s.forms[f] = b.forms[f].dictionary(form(f) == exact, s.count, places, numbers)
	}
	return mustSegment(s)
}

// numbered returns the documents in the order of their IDs, and the new number of each; nil if no number changes.
func (b *builder) numbered() (docTable, []uint32) {
	var w docWriter
	if b.sorted {
		for _, d := range b.docs {
			w.add(d.id, d.lengths)
		}
		return w.docTable, nil
	}
	order := make([]uint32, len(b.docs))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(i, j uint32) int { return cmp.Compare(b.docs[i].id, b.docs[j].id) })
	numbers := make([]uint32, len(b.docs))
	for number, i := range order {
		numbers[i] = uint32(number)
		w.add(b.docs[i].id, b.docs[i].lengths)
	}
	return w.docTable, numbers
}

// placesIn returns the position of each value in table, which is ascending.
func placesIn(table, values []float64) []uint16 {
	places := make([]uint16, len(values))
	for i, v := range values {
		at, _ := slices.BinarySearch(table, v)
		places[i] = uint16(at)
	}
	return places
}

// mustSegment writes a segment and reads it back. It fails only if the writing and the reading code disagree.
func mustSegment(s *segment) *segment {
	whole, err := segmentOf(s.bytes())
	if err != nil {
		panic("search: a segment that was just written cannot be read: " + err.Error())
	}
	return whole
}

// dictionary writes the lists of a segment of docs documents, with codes and document numbers replaced; nil numbers
// leave them unchanged.
func (f *formBuilder) dictionary(exact bool, docs int, codes []uint16, numbers []uint32) dictionary {
	order := make([]uint32, len(f.terms))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Compare(f.terms[a], f.terms[b]) })
	w := newDictionaryWriter(exact, docs)
	var all []posting
	for _, n := range order {
		list := &f.lists[n]
		all = all[:0]
		places := list.places
		for i, doc := range list.docs {
			size := 0
			if exact {
				size = skipOccurrences(places)
			}
			if numbers != nil {
				doc = numbers[doc]
			}
			all = append(all, posting{doc, codes[list.codes[i]], places[:size]})
			places = places[size:]
		}
		if numbers != nil {
			slices.SortFunc(all, func(a, b posting) int { return cmp.Compare(a.doc, b.doc) })
		}
		for _, p := range all {
			w.add(p.doc, p.code, p.places)
		}
		w.term([]byte(f.terms[n]))
	}
	return w.dictionary()
}
