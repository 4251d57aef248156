package seed

import (
	"slices"

	"forumgraph/store"
)

// Gap is a passage that statements cite only in part.
type Gap struct {
	Passage store.ID
	// Cited counts the characters that statements cite, each once, out of the passage's Length.
	Cited, Length int
}

// Uncovered returns the list items and quotations of which statements cite less than 60 percent, in the order of the
// source. Those that no statement cites are left out: they are open, or set aside.
//
// A gap is not a finding, because words that make no claim need no citation. It is a place to look for a claim that was
// left out.
func (d *Dataset) Uncovered() []Gap {
	spans := make(map[store.ID][]store.Range)
	for _, n := range d.Nodes {
		if s, ok := n.(*store.Statement); ok {
			for _, c := range s.Citations {
				spans[c.Passage] = append(spans[c.Passage], store.Range{Start: c.Start, End: c.End})
			}
		}
	}
	var passages []*store.Passage
	for _, n := range d.Nodes {
		p, ok := n.(*store.Passage)
		if ok && (p.Kind == store.PassageItem || p.Kind == store.PassageQuotation) && len(spans[p.ID]) > 0 {
			passages = append(passages, p)
		}
	}
	slices.SortStableFunc(passages, func(a, b *store.Passage) int { return a.Order - b.Order })
	var gaps []Gap
	for _, p := range passages {
		if cited := union(spans[p.ID]); cited*100 < p.Length*60 {
			gaps = append(gaps, Gap{p.ID, cited, p.Length})
		}
	}
	return gaps
}

// union counts the characters in ranges, each once.
func union(ranges []store.Range) int {
	slices.SortFunc(ranges, func(a, b store.Range) int { return a.Start - b.Start })
	count, end := 0, 0
	for _, r := range ranges {
		if r.End > end {
			count += r.End - max(r.Start, end)
			end = r.End
		}
	}
	return count
}
