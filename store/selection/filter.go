package selection

import (
	"fmt"

	"forumgraph/store"
)

// The limits of a filter, which a client may nest as it likes.
const (
	// MaxFilterDepth is how deep and, or, not and statements may be nested.
	MaxFilterDepth = 8
	// MaxFilterParts is how many filters one filter may consist of, itself among them.
	MaxFilterParts = 64
	// MaxFilterValues is how many values one field may name.
	MaxFilterValues = 100
)

// StatementFilter selects statements. Every field that is set must hold; a field that lists values holds if one of them
// does. The zero value admits all. IDs of nodes that do not exist match nothing.
type StatementFilter struct {
	And, Or []*StatementFilter
	Not     *StatementFilter

	Kind []store.StatementKind
	// Issue holds if the statement is about one of the issues or, with Narrower, about a narrower one.
	Issue    []store.ID
	Narrower bool
	// Voice and VoiceKind hold if one of the statement's own voices is named, or of a kind. Affiliation holds if one of
	// them is a person affiliated with the organization: the claim stays the person's.
	Voice       []store.ID
	VoiceKind   []store.Kind
	Affiliation []store.ID
	// Session holds if the statement was made in the session or in a part of it.
	Session []store.ID
	// Recommendation and Stance hold together: one and the same position is towards the recommendation and of the stance.
	Recommendation []store.ID
	Stance         []store.Stance
	Quantifier     []store.Quantifier
	Addressee      []store.ID
	// Population holds for the narrower ones too if Narrower is set; Place always holds for its parts.
	Population []store.ID
	Place      []store.ID
	// Mention holds if the statement names the node or repeats words of the publication.
	Mention []store.ID
	// Source holds if the statement cites a passage of the source.
	Source []store.ID
	Review []store.ReviewState
	// Text holds if the summary contains every word; see package search.
	Text string
}

// NodeFilter selects nodes of any kind but statements. It reads like a [StatementFilter]; a field that says nothing about
// a node's kind does not hold for it.
type NodeFilter struct {
	And, Or []*NodeFilter
	Not     *NodeFilter

	Kind []store.Kind
	ID   []store.ID
	// Raised, Backs and Opposes select voices by derived edges; RAISED edges through affiliated persons count.
	Raised, Backs, Opposes []store.ID
	// RaisedBy selects issues, BackedBy and OpposedBy recommendations, by the same edges.
	RaisedBy, BackedBy, OpposedBy []store.ID
	// Contested selects recommendations that some voice backs and some voice opposes, or those that are not so.
	Contested *bool
	// Contradicted selects recommendations that have a CONTRADICTS edge, in whichever direction, or those that have none.
	Contradicted *bool
	// AffiliatedWith selects persons by organization; PresentedAt by session or a part of it, which is not a claim.
	AffiliatedWith, PresentedAt []store.ID
	// Issue selects recommendations and initiatives that address the issue, and figures about it; with Narrower, also
	// those of narrower issues.
	Issue    []store.ID
	Narrower bool
	// Broader selects issues and populations below one of those named, at any depth.
	Broader []store.ID
	// Addressee selects recommendations by who is asked to act.
	Addressee []store.ID
	// Place selects organizations, initiatives and figures located in the place or in a part of it.
	Place []store.ID
	// Statements holds if at least one of the node's statements passes: those that a voice made, those about an issue,
	// population or place, with a position on a recommendation, made in a session or a part of it, or naming the node.
	Statements *StatementFilter
	// Text holds if the node's names or descriptions contain every word; see package search.
	Text string
}

// problems of a filter are reported with the path of the field: "filter.and[1].issue".
func problem(path, format string, args ...any) error {
	return fmt.Errorf("%s: %s: %w", path, fmt.Sprintf(format, args...), store.ErrInvalid)
}

// check counts the parts of a filter while it is looked at.
type check struct{ parts int }

func (c *check) enter(path string, depth int) error {
	if c.parts++; c.parts > MaxFilterParts {
		return problem(path, "a filter consists of at most %d filters", MaxFilterParts)
	}
	if depth > MaxFilterDepth {
		return problem(path, "filters nest at most %d deep", MaxFilterDepth)
	}
	return nil
}

// idField is a field of a filter that names nodes of some kinds; none given means all.
type idField struct {
	name  string
	ids   []store.ID
	kinds []store.Kind
}

// validateCombined looks at the filters that one filter combines.
func validateCombined[F interface {
	validate(*check, string, int) error
}](c *check, path string, depth int, and, or []F, not F) error {
	for i, part := range and {
		if err := part.validate(c, fmt.Sprintf("%s.and[%d]", path, i), depth+1); err != nil {
			return err
		}
	}
	for i, part := range or {
		if err := part.validate(c, fmt.Sprintf("%s.or[%d]", path, i), depth+1); err != nil {
			return err
		}
	}
	return not.validate(c, path+".not", depth+1)
}

// ids refuses malformed IDs, IDs of other kinds than the field is about, and too many of them.
func ids(path string, ids []store.ID, kinds ...store.Kind) error {
	if len(ids) > MaxFilterValues {
		return problem(path, "%d values are too many; name at most %d", len(ids), MaxFilterValues)
	}
	for _, id := range ids {
		if _, err := store.ParseID(string(id)); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		fits := len(kinds) == 0
		for _, k := range kinds {
			fits = fits || id.Kind() == k
		}
		if !fits {
			return problem(path, "%s is of kind %s; the field takes %s", id, id.Kind().Prefix(), prefixes(kinds))
		}
	}
	return nil
}

func prefixes(kinds []store.Kind) string {
	text := ""
	for i, k := range kinds {
		switch {
		case i == 0:
		case i == len(kinds)-1:
			text += " or "
		default:
			text += ", "
		}
		text += k.Prefix()
	}
	return text
}

// Validate reports the first thing wrong with f, which stands at path, such as "filter". A nil filter is valid.
//
// Errors: store.ErrInvalid.
func (f *StatementFilter) Validate(path string) error { return f.validate(new(check), path, 1) }

func (f *StatementFilter) validate(c *check, path string, depth int) error {
	if f == nil {
		return nil
	}
	if err := c.enter(path, depth); err != nil {
		return err
	}
	for _, field := range []idField{
		{"issue", f.Issue, []store.Kind{store.KindIssue}},
		{"voice", f.Voice, store.VoiceKinds()},
		{"affiliation", f.Affiliation, []store.Kind{store.KindOrganization}},
		{"session", f.Session, []store.Kind{store.KindSession}},
		{"recommendation", f.Recommendation, []store.Kind{store.KindRecommendation}},
		{"addressee", f.Addressee, nil},
		{"population", f.Population, []store.Kind{store.KindPopulation}},
		{"place", f.Place, []store.Kind{store.KindPlace}},
		{"mention", f.Mention, nil},
		{"source", f.Source, []store.Kind{store.KindSource}},
	} {
		if err := ids(path+"."+field.name, field.ids, field.kinds...); err != nil {
			return err
		}
	}
	for _, k := range f.VoiceKind {
		if !k.IsVoice() {
			return problem(path+".voiceKind", "%s is not a kind of voice; use PERSON, ORGANIZATION or COLLECTIVE", k)
		}
	}
	return validateCombined(c, path, depth, f.And, f.Or, f.Not)
}

// Validate reports the first thing wrong with f, which stands at path, such as "filter". A nil filter is valid.
//
// Errors: store.ErrInvalid.
func (f *NodeFilter) Validate(path string) error { return f.validate(new(check), path, 1) }

func (f *NodeFilter) validate(c *check, path string, depth int) error {
	if f == nil {
		return nil
	}
	if err := c.enter(path, depth); err != nil {
		return err
	}
	for _, field := range []idField{
		{"id", f.ID, nil},
		{"raised", f.Raised, []store.Kind{store.KindIssue}},
		{"backs", f.Backs, []store.Kind{store.KindRecommendation}},
		{"opposes", f.Opposes, []store.Kind{store.KindRecommendation}},
		{"raisedBy", f.RaisedBy, store.VoiceKinds()},
		{"backedBy", f.BackedBy, store.VoiceKinds()},
		{"opposedBy", f.OpposedBy, store.VoiceKinds()},
		{"affiliatedWith", f.AffiliatedWith, []store.Kind{store.KindOrganization}},
		{"presentedAt", f.PresentedAt, []store.Kind{store.KindSession}},
		{"issue", f.Issue, []store.Kind{store.KindIssue}},
		{"broader", f.Broader, []store.Kind{store.KindIssue, store.KindPopulation}},
		{"addressee", f.Addressee, nil},
		{"place", f.Place, []store.Kind{store.KindPlace}},
	} {
		if err := ids(path+"."+field.name, field.ids, field.kinds...); err != nil {
			return err
		}
	}
	if err := validateCombined(c, path, depth, f.And, f.Or, f.Not); err != nil {
		return err
	}
	return f.Statements.validate(c, path+".statements", depth+1)
}
