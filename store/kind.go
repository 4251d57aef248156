package store

import "slices"

// Kind is the kind of a node.
type Kind string

// The kinds of nodes, first those of the discourse, then those of the document.
const (
	KindPerson         Kind = "PERSON"
	KindOrganization   Kind = "ORGANIZATION"
	KindCollective     Kind = "COLLECTIVE"
	KindSession        Kind = "SESSION"
	KindIssue          Kind = "ISSUE"
	KindRecommendation Kind = "RECOMMENDATION"
	KindInitiative     Kind = "INITIATIVE"
	KindPublication    Kind = "PUBLICATION"
	KindPopulation     Kind = "POPULATION"
	KindPlace          Kind = "PLACE"
	KindFigure         Kind = "FIGURE"
	KindStatement      Kind = "STATEMENT"
	KindSource         Kind = "SOURCE"
	KindSection        Kind = "SECTION"
	KindPassage        Kind = "PASSAGE"
)

// KindInfo describes a kind of node: what differs by kind and is said once. A new kind begins with a row of them.
type KindInfo struct {
	Kind Kind
	// Prefix is the part of an ID before the colon.
	Prefix string
	// Plural names the list of the kind in a dataset.
	Plural string
	// Code stands for the kind on disk. A code is never given to another kind.
	Code byte
	// New returns an empty node.
	New func() Node
	// Voice is set if its nodes can make statements.
	Voice bool
	// Document is set for the kinds of the document side, which cite nothing, and which paths and neighborhoods leave out.
	Document bool
	// Unnamed is set if its nodes are not sorted and found by name.
	Unnamed bool
	// ProperNames is set if its names belong to no language: what people, places and organizations are called.
	ProperNames bool
	// NamedAside is set if a statement may name its nodes in "mentions", among nodes of other kinds.
	NamedAside bool
	// Form is the form of its nodes in pictures, where it tells kinds apart without color; "" for the document's, which are not
	// drawn. The forms are in web/src/settings.ts.
	Form string
	// Statements are the steps from a node to its statements, those that it made or that are about it. A picture counts those of
	// the first step alone.
	Statements []Step
}

// Step leads from a node along the edges of a type; Direction is [Out] or [In].
type Step struct {
	Type      EdgeType
	Direction Direction
}

// kindInfos are the kinds in their customary order.
var kindInfos = []KindInfo{
	{Kind: KindPerson, Prefix: "person", Plural: "people", Code: 1, Form: "triangle",
		New: func() Node { return new(Person) }, ProperNames: true, NamedAside: true, Voice: true, Statements: []Step{{Made, Out}}},
	{Kind: KindOrganization, Prefix: "organization", Plural: "organizations", Code: 2, Form: "square",
		New: func() Node { return new(Organization) }, ProperNames: true, NamedAside: true, Voice: true, Statements: []Step{{Made, Out}}},
	{Kind: KindCollective, Prefix: "collective", Plural: "collectives", Code: 3, Form: "hexagon",
		New: func() Node { return new(Collective) }, Voice: true, Statements: []Step{{Made, Out}}},
	{Kind: KindSession, Prefix: "session", Plural: "sessions", Code: 4, Form: "ring",
		New: func() Node { return new(Session) }, NamedAside: true, Statements: []Step{{InSession, In}}},
	{Kind: KindIssue, Prefix: "issue", Plural: "issues", Code: 5, Form: "circle",
		New: func() Node { return new(Issue) }, Statements: []Step{{About, In}}},
	{Kind: KindRecommendation, Prefix: "recommendation", Plural: "recommendations", Code: 6, Form: "diamond",
		New: func() Node { return new(Recommendation) }, Statements: []Step{{PositionOn, In}}},
	{Kind: KindInitiative, Prefix: "initiative", Plural: "initiatives", Code: 7, Form: "pentagon",
		New: func() Node { return new(Initiative) }, NamedAside: true, Statements: []Step{{Mentions, In}}},
	{Kind: KindPublication, Prefix: "publication", Plural: "publications", Code: 8, Form: "bar",
		New: func() Node { return new(Publication) }, NamedAside: true, Statements: []Step{{Quotes, In}, {Mentions, In}}},
	{Kind: KindPopulation, Prefix: "population", Plural: "populations", Code: 9, Form: "ring",
		New: func() Node { return new(Population) }, Statements: []Step{{Mentions, In}}},
	{Kind: KindPlace, Prefix: "place", Plural: "places", Code: 10, Form: "cross",
		New: func() Node { return new(Place) }, ProperNames: true, Statements: []Step{{Mentions, In}}},
	{Kind: KindFigure, Prefix: "figure", Plural: "figures", Code: 11, Form: "bar",
		New: func() Node { return new(Figure) }, Statements: []Step{{Mentions, In}}},
	{Kind: KindStatement, Prefix: "statement", Plural: "statements", Code: 12, Form: "cross",
		New: func() Node { return new(Statement) }, Unnamed: true},
	{Kind: KindSource, Prefix: "source", Plural: "sources", Code: 13, New: func() Node { return new(Source) }, Document: true},
	{Kind: KindSection, Prefix: "section", Plural: "sections", Code: 14,
		New: func() Node { return new(Section) }, Document: true, Unnamed: true},
	{Kind: KindPassage, Prefix: "passage", Plural: "passages", Code: 15,
		New: func() Node { return new(Passage) }, Document: true, Unnamed: true},
}

var (
	infoOfKind   = indexed(kindInfos, func(k *KindInfo) Kind { return k.Kind })
	infoOfPrefix = indexed(kindInfos, func(k *KindInfo) string { return k.Prefix })
	allKinds     = kindsIn(func(*KindInfo) bool { return true })
	voiceKinds   = kindsIn(func(k *KindInfo) bool { return k.Voice })
)

// indexed returns the rows of a table by what names them.
func indexed[K comparable, R any](rows []R, name func(*R) K) map[K]*R {
	index := make(map[K]*R, len(rows))
	for i := range rows {
		index[name(&rows[i])] = &rows[i]
	}
	return index
}

func kindsIn(in func(*KindInfo) bool) (all []Kind) {
	for i := range kindInfos {
		if in(&kindInfos[i]) {
			all = append(all, kindInfos[i].Kind)
		}
	}
	return all
}

// unknownKind is returned for a word that is not a kind.
var unknownKind = KindInfo{New: func() Node { return nil }}

// Info returns the description of k, an empty one if k is not a kind. It is shared: do not change it.
func (k Kind) Info() *KindInfo {
	if info := infoOfKind[k]; info != nil {
		return info
	}
	return &unknownKind
}

// Kinds returns every kind in its customary order.
func Kinds() []Kind { return slices.Clone(allKinds) }

func prefixes() []string {
	var all []string
	for i := range kindInfos {
		all = append(all, kindInfos[i].Prefix)
	}
	return all
}

// Prefix returns the part of an ID before the colon: "issue" for ISSUE.
func (k Kind) Prefix() string { return k.Info().Prefix }

// IsValid reports whether k is one of [Kinds].
func (k Kind) IsValid() bool { return infoOfKind[k] != nil }

// IsVoice reports whether a node of this kind can make statements.
func (k Kind) IsVoice() bool { return k.Info().Voice }

// IsDocument reports whether the kind belongs to the document side, which paths and neighborhoods leave out.
func (k Kind) IsDocument() bool { return k.Info().Document }

// VoiceKinds returns the kinds of voices in their customary order.
func VoiceKinds() []Kind { return slices.Clone(voiceKinds) }

// NewNode returns an empty node of the type that stores kind, or nil if the kind is unknown.
func NewNode(kind Kind) Node { return kind.Info().New() }
