package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"forumgraph/store"
)

// Suggestion is a search that finds something, for one that finds nothing.
type Suggestion struct {
	// Text are the words to search for.
	Text string
	// Node is where they lead: the node with this name, or the only one that they find; for an ID, one of the first. It
	// is empty if they find several.
	Node   store.ID
	Reason SuggestionReason
}

// SuggestionReason says how a suggestion differs from the query.
type SuggestionReason string

// The reasons.
const (
	// ReasonCode is an ID, or the code of a passage, such as "3/konanur/7"; or a node that has the words of an ID.
	ReasonCode = SuggestionReason("CODE")
	// ReasonSpelling is a word that is a letter or two off: mistyped, plural, or spelled as in another country.
	ReasonSpelling = SuggestionReason("SPELLING")
	// ReasonSpacing is two words written as one, or one as two: a hyphen, an apostrophe or a space is missing.
	ReasonSpacing = SuggestionReason("SPACING")
	// ReasonFewerWords leaves out words that no node has together with the others.
	ReasonFewerWords = SuggestionReason("FEWER_WORDS")
)

const (
	// MaxSuggestions is how many suggestions a query gets at most.
	MaxSuggestions = 5

	// mostCorrected is how many words of a query are corrected; mostTried is how many searches are tried.
	mostCorrected = 3
	mostTried     = 24
	// mostNamed is how many nodes with the words of an ID are suggested.
	mostNamed = 3
	// mostSources is how many sources the code of a passage is looked up in.
	mostSources = 100
)

// Suggest returns searches that find something, the nearest first, if q finds nothing; otherwise nil. An ID or the code
// of a passage leads to its node, and an ID that does not exist to nodes like it, whatever else has their words. q.Page
// is not used.
//
// Errors as in [Index.Search].
func (ix *Index) Suggest(ctx context.Context, snap store.Snapshot, q Query) ([]Suggestion, error) {
	text := strings.TrimSpace(q.Text)
	s := &suggester{ix: ix, ctx: ctx, snap: snap}
	count, err := ix.Count(ctx, q)
	if err != nil {
		return nil, err
	}
	if id, err := s.coded(text); err != nil || id != "" {
		return []Suggestion{{text, id, ReasonCode}}, err
	}
	if id, err := store.ParseID(text); err == nil {
		words := separators.Replace(id.Slug())
		for _, kinds := range [][]store.Kind{{id.Kind()}, q.Kinds} {
			s.kinds, s.ofID = kinds, true
			if err := s.suggest(words); err != nil || len(s.found) > 0 {
				return s.found, err
			}
		}
		return nil, nil
	}
	if count > 0 {
		return nil, nil
	}
	s.kinds = q.Kinds
	err = s.suggest(text)
	return s.found, err
}

// separators are the characters between the words of an ID.
var separators = strings.NewReplacer("-", " ", "/", " ", ".", " ")

// suggester finds the suggestions for one query.
type suggester struct {
	ix    *Index
	ctx   context.Context
	snap  store.Snapshot
	kinds []store.Kind
	// ofID means that the words are those of an ID: they must lead to nodes.
	ofID  bool
	tried int
	found []Suggestion
	// named is how many suggestions, the first ones, have the name of their node; lists tells apart what they find.
	named int
	lists []resultList
}

// resultList is the first node and the length of a list of results.
type resultList struct {
	first store.ID
	count int
}

// coded returns the node with an ID, or the passage or section with a code; "" if there is none.
func (s *suggester) coded(text string) (store.ID, error) {
	var ids []store.ID
	add := func(id string) {
		if id, err := store.ParseID(id); err == nil {
			ids = append(ids, id)
		}
	}
	if add(text); len(ids) == 0 && strings.ContainsRune(text, '/') {
		for _, source := range s.ix.sources() {
			for _, kind := range []store.Kind{store.KindPassage, store.KindSection} {
				add(string(store.NewID(kind, source.Slug()+"/"+text)))
			}
		}
	}
	if len(ids) == 0 {
		return "", nil
	}
	nodes, err := s.snap.Nodes(s.ctx, ids)
	if err != nil {
		return "", fmt.Errorf("search: suggest: %w", err)
	}
	for _, n := range nodes {
		if n != nil {
			return n.Base().ID, nil
		}
	}
	return "", nil
}

// sources returns the IDs of the first sources.
func (ix *Index) sources() []store.ID {
	var all []store.ID
	for _, p := range ix.view.Load().parts {
		of, docs := p.ofKind(store.KindSource), p.cursor()
		for doc := of.start; doc < of.end && len(all) < mostSources; doc++ {
			docs.seek(int(doc))
			all = append(all, store.ID(docs.id))
		}
	}
	return all
}

// suggest adds what is near some words. The words of an ID lead to nodes that have all of them first.
func (s *suggester) suggest(text string) error {
	words := tokens(text)
	if len(words) == 0 {
		return nil
	}
	if s.ofID {
		if err := s.withWords(text); err != nil || len(s.found) > 0 {
			return err
		}
	}
	near, unknown := s.edits(words)
	if unknown <= mostCorrected {
		for _, e := range s.combined(words, near, max(unknown, 1)) {
			if err := s.try(e); err != nil {
				return err
			}
		}
	}
	if len(s.found) > 0 || len(words) == 1 {
		return nil
	}
	for _, e := range s.fewer(words, near, unknown) {
		if err := s.try(e); err != nil {
			return err
		}
	}
	return nil
}

// withWords adds the first nodes that have all words of an ID.
func (s *suggester) withWords(text string) error {
	r, err := s.ix.Search(s.ctx, s.snap, Query{Text: text, Kinds: s.kinds, Bare: true, Page: store.Page{First: mostNamed}})
	if errors.Is(err, ErrEmptyQuery) {
		return nil
	}
	for _, hit := range r.Hits {
		s.found = append(s.found, Suggestion{text, hit.ID, ReasonCode})
	}
	return err
}

// edit replaces some words of a query.
type edit struct {
	// words are the folded words; typed are those of the query that stand unchanged, "" for a new one.
	words, typed []string
	reason       SuggestionReason
	// cost orders edits: letters changed first, then rare words.
	cost, rarity int
}

// with returns the edit followed by another one.
func (e edit) with(next edit) edit {
	e.words, e.typed = slices.Concat(e.words, next.words), slices.Concat(e.typed, next.typed)
	e.reason = cmp.Or(e.reason, next.reason)
	e.cost += next.cost
	e.rarity = max(e.rarity, next.rarity)
	return e
}

func (e edit) compare(other edit) int {
	return cmp.Or(cmp.Compare(e.cost, other.cost), cmp.Compare(e.rarity, other.rarity), slices.Compare(e.words, other.words))
}

// edits are what may replace the words from one on.
type edits struct {
	// same is the word itself; without words if nothing has it.
	same edit
	// one replaces the word, two the word and the next.
	one, two []edit
}

// edits returns the edits of each word and how many words nothing has. If all are known, each may be wrong.
func (s *suggester) edits(words []token) (all []edits, unknown int) {
	all = make([]edits, len(words))
	for i, t := range words {
		if s.ix.knows(t.folded, i == len(words)-1) {
			all[i].same = edit{words: []string{t.folded}, typed: []string{t.folded}}
		} else {
			unknown++
		}
	}
	corrected := 0
	for i, t := range words {
		known := all[i].same.words != nil
		if i+1 < len(words) && !(known && all[i+1].same.words != nil && unknown > 0) {
			if joined := t.folded + words[i+1].folded; s.ix.frequency(joined) > 0 {
				all[i].two = []edit{{[]string{joined}, []string{""}, ReasonSpacing, 1, -s.ix.frequency(joined)}}
			}
		}
		if known && unknown > 0 || s.ix.analyzer.isStop(t.folded) || corrected == mostCorrected {
			continue
		}
		corrected++
		all[i].one = append(s.ix.divided(t.folded), s.ix.near(t.folded)...)
	}
	return all, unknown
}

// combined returns the queries with exactly one edit of each unknown word or, if all are known, of one, the nearest
// first.
func (s *suggester) combined(words []token, near []edits, most int) []edit {
	var all []edit
	var walk func(i int, before edit, edited int)
	walk = func(i int, before edit, edited int) {
		if edited > most || len(all) >= 16*mostTried {
			return
		}
		if i == len(words) {
			if edited > 0 {
				all = append(all, before)
			}
			return
		}
		if same := near[i].same; same.words != nil {
			walk(i+1, before.with(same), edited)
		}
		for _, e := range near[i].one {
			walk(i+1, before.with(e), edited+1)
		}
		for _, e := range near[i].two {
			walk(i+2, before.with(e), edited+1)
		}
	}
	walk(0, edit{}, 0)
	slices.SortFunc(all, edit.compare)
	return all
}

// fewer returns the queries without the unknown words or, if all are known, without one.
func (s *suggester) fewer(words []token, near []edits, unknown int) []edit {
	without := func(out func(int) bool) edit {
		var left edit
		for i := range words {
			if !out(i) && near[i].same.words != nil {
				left = left.with(near[i].same)
			}
		}
		left.reason = ReasonFewerWords
		return left
	}
	if unknown > 0 {
		return []edit{without(func(int) bool { return false })}
	}
	var all []edit
	for i := range words {
		if !s.ix.analyzer.isStop(words[i].folded) {
			all = append(all, without(func(j int) bool { return i == j }))
		}
	}
	return all
}

// try adds the suggestion of an edit if its words find something.
func (s *suggester) try(e edit) error {
	if len(s.found) == MaxSuggestions || s.tried == mostTried || !slices.ContainsFunc(e.words, func(w string) bool { return !s.ix.analyzer.isStop(w) }) {
		return nil
	}
	s.tried++
	q := Query{Text: strings.Join(e.words, " "), Kinds: s.kinds, Bare: true, Page: store.Page{First: mostNamed}}
	r, err := s.ix.Search(s.ctx, s.snap, q)
	if err != nil || len(r.Hits) == 0 {
		return err
	}
	list := resultList{r.Hits[0].ID, r.Count}
	if slices.Contains(s.lists, list) {
		return nil
	}
	s.lists = append(s.lists, list)
	nodes, err := s.snap.Nodes(s.ctx, []store.ID{list.first})
	if err != nil {
		return fmt.Errorf("search: suggest: %w", err)
	}
	texts := textsOf(nodes[0])
	suggestion := Suggestion{Text: written(e, texts), Reason: e.reason}
	if s.isName(e.words, texts) {
		suggestion.Node = list.first
		s.found = slices.Insert(s.found, s.named, suggestion)
		s.named++
		return nil
	}
	if r.Count > 1 && !s.ofID {
		s.found = append(s.found, suggestion)
		return nil
	}
	for _, hit := range r.Hits {
		suggestion.Node = hit.ID
		if len(s.found) < MaxSuggestions && !slices.ContainsFunc(s.found, func(other Suggestion) bool { return other.Node == hit.ID }) {
			s.found = append(s.found, suggestion)
		}
	}
	return nil
}

// isName reports whether the words, in any form, are one of the names among the texts of a node.
func (s *suggester) isName(words []string, texts []text) bool {
	return slices.ContainsFunc(texts, func(t text) bool {
		return (t.field == FieldName || t.field == FieldAlias) && slices.EqualFunc(tokens(t.text), words, func(named token, w string) bool {
			return s.ix.analyzer.isForm(named.folded, formsOf(t.lang), word{w, s.ix.analyzer.spell(w), false})
		})
	})
}

// written returns the words of an edit, new ones as the texts write them, in lower case if only their first letter is a
// capital.
func written(e edit, texts []text) string {
	words := slices.Clone(e.words)
	for _, t := range texts {
		for _, w := range tokens(t.text) {
			for i := range words {
				if e.typed[i] == "" && words[i] == w.folded {
					words[i] = uncapitalized(t.text[w.start:w.end])
				}
			}
		}
	}
	return strings.Join(words, " ")
}

func uncapitalized(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if strings.ContainsFunc(s[size:], unicode.IsUpper) {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}

// knows reports whether some text has the folded word in any form or, with prefix, a word that begins with it.
func (ix *Index) knows(folded string, prefix bool) bool {
	w := word{folded, ix.analyzer.spell(folded), prefix && utf8.RuneCountInString(folded) >= 2}
	return slices.ContainsFunc(ix.view.Load().parts, func(p *part) bool { return len(p.lists(w)) > 0 })
}

// frequency returns how many documents have the folded word as it is written.
func (ix *Index) frequency(folded string) int {
	n := 0
	for _, p := range ix.view.Load().parts {
		n += p.forms[exact].find(folded).count
	}
	return n
}

// divided returns a word as two that occur, such as "non status" for "nonstatus". An elided French word counts as one,
// and is left out.
func (ix *Index) divided(folded string) []edit {
	var all []edit
	for at := 1; at+2 <= len(folded); at++ {
		first, second := folded[:at], folded[at:]
		many := ix.frequency(second)
		switch {
		case many == 0 || ix.analyzer.isStop(second):
		case isElided(first):
			all = append(all, edit{[]string{second}, []string{""}, ReasonSpacing, 3, -many})
		case at >= 2 && !ix.analyzer.isStop(first) && ix.frequency(first) > 0:
			all = append(all, edit{[]string{first, second}, []string{"", ""}, ReasonSpacing, 1, -min(many, ix.frequency(first))})
		}
	}
	return all
}
