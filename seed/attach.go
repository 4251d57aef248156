package seed

import (
	"cmp"
	"fmt"
	"slices"

	"forumgraph/store"
)

// Attachment is a reader's copy of a source, with the passages found in it. It is immutable and safe for concurrent
// use.
type Attachment struct {
	passages []*store.Passage
	found    map[store.ID]match
}

// match is the place of a passage in a copy, from which other passages may have been blanked out.
type match struct {
	text       *Folded
	start, end int
}

// Attach finds passages in a reader's copy of their source. It returns no error: passages that are not found are
// missing.
//
// A passage is found where a run of whole words folds to its hash; nothing is matched approximately. White space,
// wrapping, the forms of hyphens, quotation marks and list marks, and the order of the passages do not matter. Other
// passages may interrupt a passage, and so may lines that a layout adds: page numbers, and recurring headers and
// footers. No word of the copy serves two passages, so if the copy has the words of two equal passages only once, one
// of them is missing.
//
// The passages may be in any order and of several sources. A copy in the order of its source takes milliseconds; for
// other texts the time grows with the number of words times the number of different passage lengths.
func Attach(text string, passages []*store.Passage) *Attachment {
	a := &Attachment{passages: slices.Clone(passages), found: make(map[store.ID]match, len(passages))}
	slices.SortFunc(a.passages, func(p, q *store.Passage) int {
		return cmp.Or(cmp.Compare(p.Source, q.Source), cmp.Compare(p.Order, q.Order))
	})
	s := newSearch(text, a)
	s.inOrder()
	s.anywhere()
	return a
}

// Total returns the number of passages looked for.
func (a *Attachment) Total() int { return len(a.passages) }

// Matched returns the number of passages found.
func (a *Attachment) Matched() int { return len(a.found) }

// Missing returns the passages not found, in the order of the source.
func (a *Attachment) Missing() []*store.Passage {
	var missing []*store.Passage
	for _, p := range a.passages {
		if _, ok := a.found[p.ID]; !ok {
			missing = append(missing, p)
		}
	}
	return missing
}

// Text returns the text of a passage as in the copy, white space collapsed, and false if the passage was not found.
func (a *Attachment) Text(passage store.ID) (string, bool) {
	m, ok := a.found[passage]
	if !ok {
		return "", false
	}
	return m.text.Readable(m.start, m.end), true
}

// Quote returns the cited words as in the copy, white space collapsed. It returns false if the passage was not found,
// if the span is empty or not within it, or if the words do not have the citation's hash.
func (a *Attachment) Quote(c store.Citation) (string, bool) {
	m, ok := a.found[c.Passage]
	if !ok || c.Start < 0 || c.End <= c.Start || c.End > m.end-m.start {
		return "", false
	}
	start, end := m.start+c.Start, m.start+c.End
	if store.HashOf(m.text.Slice(start, end)) != c.SHA256 {
		return "", false
	}
	return m.text.Readable(start, end), true
}

// String returns how many passages were found: "380 of 380 passages matched".
func (a *Attachment) String() string {
	return fmt.Sprintf("%d of %d passages matched", a.Matched(), a.Total())
}
