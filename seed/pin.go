package seed

import (
	"fmt"
	"strings"

	"forumgraph/store"
)

// Find returns the citation of the part of a passage that begins with the words from and ends with the words to. It is
// for people who write a dataset: they give words, the dataset keeps a span and a hash. Empty words mean the beginning
// and the end of the passage. Case matters; white space and typography do not.
//
// Errors: ErrNotFound if the copy does not hold the passage, or the passage does not hold the words, whole and in this
// order; ErrInvalid if the words occur more than once, so that more of them are needed.
func (a *Attachment) Find(passage store.ID, from, to string) (store.Citation, error) {
	m, ok := a.found[passage]
	if !ok {
		return store.Citation{}, fmt.Errorf("find words in %s: the copy of the source does not hold this passage: %w",
			passage, store.ErrNotFound)
	}
	c := store.Citation{Passage: passage, Start: 0, End: m.end - m.start}
	if from != "" {
		start, _, err := m.only(from, m.start)
		if err != nil {
			return store.Citation{}, fmt.Errorf("find words in %s: from %w", passage, err)
		}
		c.Start = start - m.start
	}
	if to != "" {
		_, end, err := m.only(to, m.start+c.Start)
		if err != nil {
			return store.Citation{}, fmt.Errorf("find words in %s: to %w", passage, err)
		}
		c.End = end - m.start
	}
	c.SHA256 = store.HashOf(m.text.Slice(m.start+c.Start, m.start+c.End))
	return c, nil
}

// only returns the only place after start at which the passage holds words.
func (m match) only(words string, start int) (from, to int, err error) {
	folded := NewFolded(words)
	n := folded.Len()
	places := 0
	for at := start; n > 0 && at+n <= m.end; at++ {
		if m.text.isBoundary(at) && m.text.isBoundary(at+n) && m.text.Slice(at, at+n) == folded.String() {
			places++
			from, to = at, at+n
		}
	}
	switch {
	case places == 0:
		return 0, 0, fmt.Errorf("%q: no such words; copy them from the passage: %w", clipWords(words), store.ErrNotFound)
	case places > 1:
		return 0, 0, fmt.Errorf("%q: %d places hold these words; give more of them: %w",
			clipWords(words), places, store.ErrInvalid)
	}
	return from, to, nil
}

// clipWords shortens words for an error message.
func clipWords(s string) string {
	if words := strings.Fields(s); len(words) > 7 {
		return strings.Join(words[:7], " ") + "…"
	}
	return s
}
