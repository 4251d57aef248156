package store

import (
	"slices"
	"strings"
)

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

// Kinds returns every kind in its customary order.
func Kinds() []Kind {
	return []Kind{
		KindPerson, KindOrganization, KindCollective, KindSession, KindIssue, KindRecommendation, KindInitiative,
		KindPublication, KindPopulation, KindPlace, KindFigure, KindStatement, KindSource, KindSection, KindPassage,
	}
}

var kindOfPrefix = func() map[string]Kind {
	m := make(map[string]Kind)
	for _, k := range Kinds() {
		m[k.Prefix()] = k
	}
	return m
}()

func prefixes() []string {
	var all []string
	for _, k := range Kinds() {
		all = append(all, k.Prefix())
	}
	return all
}

// Prefix returns the part of an ID before the colon: "issue" for ISSUE.
func (k Kind) Prefix() string { return strings.ToLower(string(k)) }

// IsValid reports whether k is one of [Kinds].
func (k Kind) IsValid() bool { return slices.Contains(Kinds(), k) }

// IsVoice reports whether a node of this kind can make statements.
func (k Kind) IsVoice() bool {
	return k == KindPerson || k == KindOrganization || k == KindCollective
}

// IsDocument reports whether the kind belongs to the document side, which paths and neighborhoods leave out.
func (k Kind) IsDocument() bool { return k == KindSource || k == KindSection || k == KindPassage }
