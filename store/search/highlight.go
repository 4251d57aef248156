package search

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"forumgraph/store"
)

// Hit is a node that was found.
type Hit struct {
	ID store.ID
	// Matches are the node's texts that have a word of the query, names first. They are empty if the query is Bare, or
	// if the snapshot is of another version than the index and its texts have none of the words.
	Matches []Match
}

// Match is a text that has words of the query.
type Match struct {
	Field Field
	// Lang is the language of the text; empty for an alias without a language.
	Lang store.Lang
	// Segments are the text, or a fragment of it around the first match, as written; joined, they give the fragment. No
	// segment is empty.
	Segments []Segment
	// CutStart and CutEnd report whether the text goes on before and after the fragment.
	CutStart, CutEnd bool
}

// Segment is a part of a text.
type Segment struct {
	Text string
	// Matched reports whether the segment is a word or phrase of the query.
	Matched bool
}

// The size of a fragment, in characters, and how much of it is before the first match. Shorter texts are shown whole.
const (
	fragmentLength = 160
	fragmentLead   = 40
)

// Matches returns the texts of n that have a word of a text, as [Index.Search] returns them with its hits. Texts that n
// does not hold are read from snap.
//
// Errors: ErrEmptyQuery and store.ErrInvalid for the text; those of reading snap.
func (ix *Index) Matches(ctx context.Context, snap store.Snapshot, n store.Node, text string) ([]Match, error) {
	q, err := ix.analyzer.ask(text)
	if err != nil {
		return nil, err
	}
	all, err := ix.matches(ctx, snap, n, q)
	if err != nil {
		return nil, fmt.Errorf("search: matches of %s: %w", n.Base().ID, err)
	}
	return all, nil
}

// matches returns the texts of n that have a word or phrase of q. Optional words do not count.
func (ix *Index) matches(ctx context.Context, snap store.Snapshot, n store.Node, q *question) ([]Match, error) {
	texts := textsOf(n)
	if p, ok := n.(*store.Passage); ok {
		if s, ok := ix.passage(p.ID); ok {
			sources, err := snap.Nodes(ctx, []store.ID{p.Source})
			if err != nil {
				return nil, err
			}
			t := text{FieldPassage, "", s}
			if source, ok := sources[0].(*store.Source); ok {
				t.lang = source.Language
			}
			texts = append(texts, t)
		}
	}
	var all []Match
	for _, t := range texts {
		forms := formsOf(t.lang)
		if t.field == FieldPassage {
			forms = formsOf("") // as indexed
		}
		if spans := ix.analyzer.spans(t.text, forms, q); len(spans) > 0 {
			m := fragment(t.text, spans)
			m.Field, m.Lang = t.field, t.lang
			all = append(all, m)
		}
	}
	return all, nil
}

// span is a half-open range of bytes.
type span struct{ start, end int }

// spans returns where words and phrases of q occur in a text, in order, without overlaps.
func (a *analyzer) spans(s string, forms formSet, q *question) []span {
	words := tokens(s)
	var all []span
	for i, t := range words {
		if slices.ContainsFunc(q.words, func(w word) bool { return a.isForm(t.folded, forms, w) }) {
			all = append(all, span{t.start, t.end})
		}
		for _, phrase := range q.phrases {
			if startsWith(words[i:], phrase) {
				all = append(all, span{t.start, words[i+len(phrase)-1].end})
			}
		}
	}
	return joined(all)
}

// isForm reports whether searching for w finds folded, a word of a text.
func (a *analyzer) isForm(folded string, forms formSet, w word) bool {
	if strings.HasPrefix(folded, w.folded) && (w.prefix || len(folded) == len(w.folded)) {
		return true
	}
	written := a.spell(folded)
	for f := exact; f < formCount; f++ {
		if forms.has(f) && w.terms[f] != "" && w.terms[f] == written[f] {
			return true
		}
	}
	return false
}

func startsWith(words []token, phrase []string) bool {
	return len(words) >= len(phrase) && slices.EqualFunc(words[:len(phrase)], phrase, func(t token, s string) bool { return t.folded == s })
}

// joined sorts spans and merges those that overlap.
func joined(all []span) []span {
	slices.SortFunc(all, func(a, b span) int { return a.start - b.start })
	var once []span
	for _, s := range all {
		if n := len(once); n > 0 && s.start < once[n-1].end {
			once[n-1].end = max(once[n-1].end, s.end)
			continue
		}
		once = append(once, s)
	}
	return once
}

// fragment cuts the part of s around the first span and divides it at the ends of spans.
func fragment(s string, spans []span) Match {
	from, to := bounds(s, spans[0])
	m := Match{CutStart: from > 0, CutEnd: to < len(s)}
	add := func(start, end int, matched bool) {
		if start < end {
			m.Segments = append(m.Segments, Segment{s[start:end], matched})
		}
	}
	at := from
	for _, sp := range spans {
		start, end := min(sp.start, to), min(sp.end, to)
		add(at, start, false)
		add(start, end, true)
		at = max(at, end)
	}
	add(at, to, false)
	return m
}

// bounds returns where the fragment around a span begins and ends. It cuts between words where possible.
func bounds(s string, first span) (from, to int) {
	if utf8.RuneCountInString(s) <= fragmentLength {
		return 0, len(s)
	}
	from = back(s, first.start, fragmentLead)
	to = forward(s, from, fragmentLength)
	if to == len(s) {
		// The end of the text is near: show as much before the span as fits.
		from = back(s, to, fragmentLength)
	}
	words := tokens(s)
	for _, w := range words {
		if w.start < from && from < w.end {
			from = min(w.end, first.start)
		}
		if w.start < to && to < w.end && w.start > from && w.start >= first.end {
			to = w.start
		}
	}
	// The fragment neither begins nor ends with characters between words.
	if i := slices.IndexFunc(words, func(w token) bool { return w.start >= from }); from > 0 && i >= 0 {
		from = min(words[i].start, first.start)
	}
	return from, to
}

// back returns the place n characters before at, or the beginning.
func back(s string, at, n int) int {
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return at
}

// forward returns the place n characters after at, or the end.
func forward(s string, at, n int) int {
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}
