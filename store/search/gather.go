package search

import (
	"context"
	"slices"
	"strings"
)

// clauseCounts says what one clause counts in the documents of a part, as ranks: positions in values, which is
// ascending and begins with 0. The highest rank of a document is the one that counts.
type clauseCounts struct {
	values []float64
	long   []rankedList
	short  []rankedDocs
	// begun means that scratch.most holds ranks, too. Only one clause of a query can be the beginning of a word.
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

// clauseList is a list of a clause in one part.
type clauseList struct {
	rankedList
	// known means that another list of the clause has all its documents.
	known bool
	// begun means that the list is of a longer word that begins with the word of the query.
	begun bool
}

// lists returns the lists of a word in the part.
func (p *part) lists(w word) []clauseList {
	var all []clauseList
	add := func(l postings, d *dictionary, rankOf []uint16, known, begun bool) {
		if l.count > 0 {
			all = append(all, clauseList{rankedList{l, d.exact, rankOf}, known, begun})
		}
	}
	for f, term := range w.terms {
		if term == "" {
			continue
		}
		d := &p.forms[f]
		// Each text that has a word also has its stem, unless the word is a stop word of the text's language.
		add(d.find(term), d, p.plain, form(f) == exact && w.terms[stemEN] != "" && w.terms[stemFR] != "", false)
	}
	if !w.prefix {
		return all
	}
	d := &p.forms[exact]
	for longer := d.from(w.folded); longer.next() && strings.HasPrefix(string(longer.term), w.folded); {
		if len(longer.term) > len(w.folded) {
			add(longer.postings, d, p.begun, false, true)
		}
	}
	return all
}

// gatherer finds the documents of a part that have a clause. It adds them to scratch.clause, including deleted ones.
type gatherer struct {
	ctx context.Context
	*matches
	// ranked means that counts are needed.
	ranked bool
	counts clauseCounts
}

// gather finds the documents of a clause, by its phrase if it has one, otherwise by its lists.
func (g *gatherer) gather(phrase []string, lists []clauseList) error {
	// A dense list overwrites the result of the previous clause; without one, it is cleared.
	first := slices.IndexFunc(lists, func(l clauseList) bool { return l.bits != nil && !l.known })
	if first >= 0 {
		g.clause.set(lists[first].bits)
	} else {
		clear(g.clause)
	}
	if phrase != nil {
		return g.phrase(phrase)
	}
	g.counts.values = g.segment.values
	for i, l := range lists {
		if err := g.ctx.Err(); err != nil {
			return err
		}
		if !l.known && i != first {
			g.add(l.rankedList)
		}
		if g.ranked {
			g.rank(l)
		}
	}
	return nil
}

// add adds the documents of a list.
func (g *gatherer) add(l rankedList) {
	if l.bits != nil {
		g.clause.join(l.bits)
		return
	}
	r := listReader{postings: l.postings, exact: l.exact}
	r.addTo(g.clause)
}

// rank records what a list counts in its documents.
func (g *gatherer) rank(l clauseList) {
	switch {
	case l.skips != nil:
		g.counts.long = append(g.counts.long, l.rankedList)
	case l.begun:
		g.touch(l.rankedList)
	default:
		g.counts.short = append(g.counts.short, l.decoded())
	}
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

// wipe sets all of most to zero again.
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
