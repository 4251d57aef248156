package search

import "forumgraph/store"

// Field is a part of a node that is searched.
type Field string

// The fields, from the one that counts most: the texts of records by role, and the text of a passage from an attached
// copy.
const (
	FieldName       = Field(store.NameText)
	FieldAlias      = Field(store.AliasText)
	FieldDefinition = Field(store.DefinitionText)
	FieldSummary    = Field(store.SummaryText)
	FieldPassage    = Field("PASSAGE")
)

// text is one searchable text of a node.
type text struct {
	field Field
	// lang is empty for a text that may be of either language.
	lang store.Lang
	text string
}

// textsOf returns the searchable texts of n, except the text of a passage, which no record holds. Names come first,
// then aliases, then the rest.
func textsOf(n store.Node) []text {
	var all []text
	store.EachText(n, func(t store.NodeText) {
		if t.Role != "" {
			all = append(all, text{Field(t.Role), t.Lang, t.Text()})
		}
	})
	return all
}

// slot identifies the texts of one field and language in the index.
type slot struct {
	field Field
	lang  store.Lang
	// boost is what a word found in this slot counts, for a text of the usual length.
	boost float64
	// usual is the usual number of words; 0 where the length does not matter.
	usual float64
}

// newSlots returns every slot. The usual lengths are those of the forum's corpus, rounded; they are constants, not the
// averages of the index: see the package's decisions.
//
// A name counts twice as much as an alias, and an alias three times as much as a sentence. Length and frequency make a
// difference of about two at most, so an alias beats a name only if the name is very long.
func newSlots() []slot {
	all := []slot{
		{field: FieldName, lang: store.EN, boost: 12, usual: 4},
		{field: FieldName, lang: store.FR, boost: 12, usual: 5},
		// The aliases of a node are one text to the index, whose length does not matter.
		{field: FieldAlias, lang: store.EN, boost: 6},
		{field: FieldAlias, lang: store.FR, boost: 6},
		{field: FieldAlias, boost: 6},
		{field: FieldDefinition, lang: store.EN, boost: 2, usual: 12},
		{field: FieldDefinition, lang: store.FR, boost: 2, usual: 15},
		{field: FieldSummary, lang: store.EN, boost: 2, usual: 16},
		{field: FieldPassage, boost: 1, usual: 30},
	}
	return all
}

// slotOf returns the number of a text's slot; false if it has none.
func slotOf(slots []slot, t text) (int, bool) {
	for i := range slots {
		if slots[i].field == t.field && slots[i].lang == t.lang {
			return i, true
		}
	}
	return 0, false
}
