package store

import (
	"strconv"
	"strings"
)

// TextRole is what a text is to its node, and so how a search weighs it.
type TextRole string

// The roles of texts.
const (
	NameText  TextRole = "NAME"
	AliasText TextRole = "ALIAS"
	// DefinitionText says in our words what the node is: definition, description, proposition, basis, note, and what a figure
	// measures.
	DefinitionText TextRole = "DEFINITION"
	// SummaryText is the summary of a statement.
	SummaryText TextRole = "SUMMARY"
)

// NodeText is a text of a node's record, never empty.
type NodeText struct {
	// Role is empty for a text that is not searched, such as a path or a printed role.
	Role TextRole
	// Lang is empty for a text that may be of either language.
	Lang Lang

	text  *string
	class *TextClass
	// path names the field, with a '#' for each index. It is put together only for a text that is wrong.
	path         string
	suffix       string
	index, inner int
}

// Text returns the text itself.
func (t NodeText) Text() string { return *t.text }

// Field returns the field as [Problem] names it: "aliases[2].text", "name.fr".
func (t NodeText) Field() string {
	path := strings.Replace(t.path, "#", strconv.Itoa(t.index), 1)
	return strings.Replace(path, "#", strconv.Itoa(t.inner), 1) + t.suffix
}

// EachText calls visit with every text of n: names first, then aliases, then the rest. What else is a string there is an ID, a
// date or a word of a closed list.
func EachText(n Node, visit func(NodeText)) {
	t := textVisitor{visit}
	m := n.Base()
	t.both(NodeText{Role: NameText, class: &nameText, path: "name"}, &m.Name)
	for i := range m.Aliases {
		a := &m.Aliases[i]
		t.show(NodeText{Role: AliasText, Lang: a.Lang, text: &a.Text, class: &nameText, path: "aliases[#].text", index: i})
		t.both(NodeText{class: &proseText, path: "aliases[#].note", index: i}, &a.Note)
	}
	n.eachText(t)
}

// textVisitor is shown the texts of a record, empty ones among them.
type textVisitor struct{ visit func(NodeText) }

func (v textVisitor) show(t NodeText) {
	if *t.text != "" {
		v.visit(t)
	}
}

func (v textVisitor) one(path string, class *TextClass, text *string) {
	v.show(NodeText{text: text, class: class, path: path})
}

func (v textVisitor) both(t NodeText, text *Text) {
	t.Lang, t.suffix, t.text = EN, ".en", &text.EN
	v.show(t)
	t.Lang, t.suffix, t.text = FR, ".fr", &text.FR
	v.show(t)
}

func (v textVisitor) definition(path string, text *Text) {
	v.both(NodeText{Role: DefinitionText, class: &proseText, path: path}, text)
}

func (v textVisitor) summary(path string, text *string) {
	v.show(NodeText{Role: SummaryText, Lang: EN, text: text, class: &proseText, path: path})
}
