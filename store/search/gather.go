package search

import (
	"context"
	"slices"
	"strings"
)

// clauseCounts are what one clause counts in the documents of a part, as ranks: places in values, which is ascending and
// begins with 0. What a document counts is the highest of its ranks.
type clauseCounts struct {
	values []float64
	long   []rankedList
	short  []rankedDocs
	// begun says that ranks are in scratch.most as well. Only one clause of a question is the beginning of a word.
	begun bool
}

// rankedList is a long list with the ranks of its codes, which rise with them.
type rankedList struct {
	postings
	exact  bool
	rankOf []uint16
}

// rankedDocs are documents, ascending, each with its rank.
type rankedDocs struct {
	docs  []uint32
	ranks []uint16
}

// gatherer finds the documents that have a clause: they are added to scratch.clause.
type gatherer struct {
	ctx context.Context
	*matches
	// ranked says that counts are wanted.
	ranked bool
	counts clauseCounts
}

// gather finds the documents of a part that have a clause, deleted ones among them, and with ranked what it counts there.
func (m *matches) gather(ctx context.Context, c clause, ranked bool) (clauseCounts, error) {
	g := &gatherer{ctx: ctx, matches: m, ranked: ranked}
	if c.phrase != nil {
		err := g.phrase(c.phrase)
		return g.counts, err
	}
	g.counts.values = m.segment.values
	for f, term := range c.word.terms {
		if term == "" {
			continue
		}
		// Each text that has a word has its stem, too, unless its language has it for a stop word.
		known := form(f) == exact && c.word.terms[stemEN] != "" && c.word.terms[stemFR] != ""
		if known && !ranked {
			continue
		}
		d := &m.forms[f]
		if err := g.list(rankedList{d.find(term), d.exact, m.plain}, known, false); err != nil {
			return g.counts, err
		}
	}
	if !c.word.prefix {
		return g.counts, nil
	}
	d := &m.forms[exact]
	for longer := d.from(c.word.folded); longer.next() && strings.HasPrefix(string(longer.term), c.word.folded); {
		if len(longer.term) == len(c.word.folded) {
			continue
		}
		if err := g.list(rankedList{longer.postings, d.exact, m.begun}, false, true); err != nil {
			return g.counts, err
		}
	}
	return g.counts, nil
}

// list adds the documents of a list; known says that they are there already, and begun that the list is of a longer word.
func (g *gatherer) list(l rankedList, known, begun bool) error {
	if err := g.ctx.Err(); err != nil {
		return err
	}
	switch {
	case known && (!g.ranked || l.skips != nil):
	case l.bits != nil:
		g.clause.join(l.bits)
	default:
		r := listReader{postings: l.postings, exact: l.exact}
		r.addTo(g.clause)
	}
	switch {
	case !g.ranked || l.count == 0:
	case l.skips != nil:
		g.counts.long = append(g.counts.long, l)
	case begun:
		g.touch(l)
	default:
		g.counts.short = append(g.counts.short, l.decoded())
	}
	return nil
}

// decoded returns the whole list.
func (l *rankedList) decoded() rankedDocs {
	all := rankedDocs{make([]uint32, 0, l.count), make([]uint16, 0, l.count)}
	r := listReader{postings: l.postings, exact: l.exact}
	var b block
	for n := r.read(&b, true); n > 0; n = r.read(&b, true) {
		all.docs = append(all.docs, b.docs[:n]...)
		for _, code := range b.codes[:n] {
			all.ranks = append(all.ranks, l.rankOf[code])
		}
	}
	return all
}

// touch raises the ranks of a list's documents.
func (g *gatherer) touch(l rankedList) {
	g.counts.begun = true
	if g.most == nil {
		g.most = make([]uint16, g.count)
	}
	most, touched := g.most, slices.Grow(g.touched, l.count)
	r := listReader{postings: l.postings, exact: l.exact}
	var b block
	for n := r.read(&b, true); n > 0; n = r.read(&b, true) {
		codes := b.codes[:n]
		for i, doc := range b.docs[:n] {
			rank, was := l.rankOf[codes[i]], most[doc]
			if was == 0 {
				touched = append(touched, doc)
			}
			most[doc] = max(was, rank)
		}
	}
	g.touched = touched
}

// wipe leaves most as it was: all zero.
func (s *scratch) wipe() {
	if len(s.touched) > len(s.most)/16 {
		clear(s.most)
	} else {
		for _, doc := range s.touched {
			s.most[doc] = 0
		}
	}
	s.touched = s.touched[:0]
}
