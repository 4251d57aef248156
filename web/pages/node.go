package pages

import (
	"net/url"
	"strings"
)

// ref names a node and links to it.
type ref struct {
	ID, Label string
	// English is the label in English, or the French one if there is no other.
	English string
}

// kindOf returns the kind of the node with the ID, in lower case: the part before the colon.
func kindOf(id string) string {
	kind, _, _ := strings.Cut(id, ":")
	return kind
}

// pathOf returns the address of a node's page without the language.
func pathOf(id string) string {
	kind, slug, _ := strings.Cut(id, ":")
	return "/" + kind + "/" + slug
}

// hrefOf returns the address of a node's page, escaped.
func hrefOf(l Lang, id string) string {
	u := url.URL{Path: "/" + string(l) + pathOf(id)}
	return u.String()
}

// Kind returns the kind of the node in lower case.
func (r ref) Kind() string { return kindOf(r.ID) }

// Ref returns r, for types that embed it.
func (r ref) Ref() ref { return r }

// alias is another name of a node.
type alias struct {
	Text       string
	Lang, Note *string
}

// citation is a place in the source that supports something.
type citation struct {
	Start, End int
	Quote      *string
	Passage    passage
}

type counted struct{ TotalCount int }

// record is the bibliographic record of a source.
type record struct {
	ref
	Publisher, URL, Date, Language, Note *string
	Archived                             bool
}

// statement is a claim, in a list or on its own page.
type statement struct {
	ID, Kind, Summary string
	Voices            []statementVoice
	Session           *ref
	Issues            []ref
	Positions         []position
	Citations         []citation

	Review                                                     string
	Addressees, Populations, Places, Figures, Mentions, Quotes []ref
	Restates                                                   []statement
	RestatedBy, Contradicts                                    struct{ Nodes []statement }
	Full                                                       []citation
}

type statementVoice struct {
	Voice struct {
		ref
		Printed *string
	}
	Role       string
	Quantifier *string
}

// Counted reports whether the source gives a quantifier for a collective.
func (v statementVoice) Counted() bool { return v.Quantifier != nil && *v.Quantifier != "UNSPECIFIED" }

type position struct {
	Recommendation ref
	Stance         string
}

type statements struct {
	TotalCount int
	Nodes      []statement
}

// relationship is an edge at the queried node.
type relationship struct {
	Neighbor ref
	// Said is what the edge stands for in words, if not the number of its statements.
	Said string `json:"-"`
	Node struct {
		Type, Sentence        string
		Source                struct{ ID string }
		Derived               bool
		Rule, Stance, Role    *string
		VoiceRole, Quantifier *string
		Weight                int
		Citations             []citation
		Support               statements
	}
}

// Counts reports whether the statements of the edge are counted: nothing counts what a person said.
func (r relationship) Counts() bool { return kindOf(r.Node.Source.ID) != "person" }

// out reports whether the edge leaves the node with the ID.
func (r relationship) out(id string) bool { return r.Node.Source.ID == id }

type relationships struct {
	TotalCount int
	PageInfo   pageInfo
	Edges      []relationship
}

// figure is the value of a figure.
type figure struct {
	Value, Min, Max           *float64
	Unit                      string
	Qualifier, Period         *string
	Measures, EnglishMeasures string
	CountedByUs               bool
}

// detail is what the page of a node of any kind queries; fields that were not queried are zero.
type detail struct {
	ref
	figure
	Relationships       relationships
	AliasDetails        []alias
	Citations           []citation
	About, EnglishAbout *string
	Role, Date          *string
	Quantifier, Printed *string
	InitiativeType      string
	Order               int
	Session, Parent     *ref
	Section             *ref
	Given               *statements
}
