package search

import (
	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"forumgraph/store"
)

// How the fields are indexed. Nothing is stored but the ID: highlights are made from the records. Positions are kept of
// exact words alone, for phrases.
const (
	exactOptions = index.IndexField | index.IncludeTermVectors
	stemOptions  = index.IndexField
	termOptions  = index.IndexField | index.SkipFreqNorm
)

// documentOf returns what the index holds of a node.
func (ix *Index) documentOf(n store.Node) *document.Document {
	id := n.Base().ID
	doc := document.NewDocument(string(id))
	addTerm(doc, kindField, string(id.Kind()))
	for _, t := range textsOf(n) {
		ix.addText(doc, t)
		switch t.field {
		case FieldName:
			addTerm(doc, wholeNameField, whole(tokens(t.text)))
		case FieldAlias:
			addTerm(doc, wholeAliasField, whole(tokens(t.text)))
		}
	}
	if id.Kind() == store.KindPassage {
		ix.addPassage(doc, id)
	}
	return doc
}

// addPassage adds the text of a passage, if a copy with it is attached. It is indexed as text of either language, so that
// what the index holds of a passage follows from its text alone.
func (ix *Index) addPassage(doc *document.Document, id store.ID) {
	if s, ok := ix.passage(id); ok {
		ix.addText(doc, text{FieldPassage, "", s})
		addTerm(doc, attachedField, "yes")
	}
}

// passage returns the attached text of a passage.
func (ix *Index) passage(id store.ID) (string, bool) {
	if ix.texts == nil {
		return "", false
	}
	return ix.texts.Text(id)
}

func (ix *Index) addText(doc *document.Document, t text) {
	// Texts of one name must not run into each other in a phrase; bleve tells them apart by their position.
	position := []uint64{uint64(len(doc.Fields))}
	for _, f := range formsOf(t.lang) {
		options := stemOptions
		if f == exact {
			options = exactOptions
		}
		doc.AddField(document.NewTextFieldCustom(slotName(t.field, t.lang, f), position, []byte(t.text), options, ix.analyzer.as(f)))
	}
}

// addTerm adds a term as it is.
func addTerm(doc *document.Document, field, term string) {
	doc.AddField(document.NewTextFieldCustom(field, nil, []byte(term), termOptions, nil))
}
