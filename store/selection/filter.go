package selection

import (
	"fmt"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// The limits of a filter, which a client may nest freely.
const (
	// MaxFilterDepth is how deep and, or, not and statements may nest.
	MaxFilterDepth = 8
	// MaxFilterParts is how many filters one filter may consist of, including itself.
	MaxFilterParts = 64
	// MaxFilterValues is how many values one field may name.
	MaxFilterValues = 100
)

// StatementFilter selects statements. Every field that is set must hold; a field with several values holds if one of
// them does. The zero value admits all. IDs of nodes that do not exist match nothing.
type StatementFilter struct {
	And, Or []*StatementFilter
	Not     *StatementFilter

	Kind []store.StatementKind
	// Issue holds if the statement is about one of the issues or, with Narrower, about a narrower one. Narrower also holds
	// for Population and for populations in Addressee.
	Issue    []store.ID
	Narrower bool
	// Voice and VoiceKind hold if one of the statement's own voices has the ID or the kind. Affiliation holds if one of
	// them is a person affiliated with the organization: the claim stays the person's.
	Voice       []store.ID
	VoiceKind   []store.Kind
	Affiliation []store.ID
	// Session holds if the statement was made in the session or in a part of it.
	Session []store.ID
	// Recommendation and Stance must hold for the same position.
	Recommendation []store.ID
	Stance         []store.Stance
	Quantifier     []store.Quantifier
	Addressee      []store.ID
	// Place always holds for its parts.
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

// NodeFilter selects nodes of any kind except statements. It works like a [StatementFilter]; a field that does not
// apply to a node's kind does not hold for it.
type NodeFilter struct {
	And, Or []*NodeFilter
	Not     *NodeFilter

	Kind []store.Kind
	ID   []store.ID
	// Raised, Backs and Opposes select voices by derived edges; RAISED edges through affiliated persons count.
	Raised, Backs, Opposes []store.ID
	// RaisedBy selects issues, BackedBy and OpposedBy recommendations, by the same edges.
	RaisedBy, BackedBy, OpposedBy []store.ID
	// Contested selects recommendations that have both a voice backing and a voice opposing them; false selects the
	// others.
	Contested *bool
	// Contradicted selects recommendations that have a CONTRADICTS edge in either direction; false selects the others.
	Contradicted *bool
	// AffiliatedWith selects persons by organization; PresentedAt by session or a part of it, which is not a claim.
	AffiliatedWith, PresentedAt []store.ID
	// Issue selects recommendations and initiatives that address the issue, and figures about it; with Narrower, also
	// those of narrower issues.
	Issue    []store.ID
	Narrower bool
	// Broader selects issues and populations below one of these, at any depth.
	Broader []store.ID
	// Addressee selects recommendations by who is asked to act; with Narrower, also by narrower populations.
	Addressee []store.ID
	// Place selects organizations, initiatives and figures located in the place or in a part of it.
	Place []store.ID
	// Statements holds if at least one of the node's statements passes: those that a voice made; those about an issue,
	// population or place, with a position on a recommendation, or made in a session or a part of it; or those naming
	// the node.
	Statements *StatementFilter
	// Text holds if the node's names or descriptions contain every word; see package search.
	Text string
}

// problem returns an error that names the path of a field: "filter.and[1].issue".
func problem(path, format string, args ...any) error {
	return fmt.Errorf("%s: %s: %w", path, fmt.Sprintf(format, args...), store.ErrInvalid)
}

// check counts the parts of a filter during validation.
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

// idField is a field of a filter that names nodes: which IDs it takes, and which nodes it admits.
type idField struct {
	name string
	ids  []store.ID
	// kinds are the kinds that the field takes; empty means all.
	kinds []store.Kind
	// below leads to the nodes below the named ones, at any depth; empty means only the named nodes.
	below []topology.Way
	// ways lead from there to the admitted nodes. A field without ways has code of its own.
	ways []topology.Way
}

type (
	kindList = []store.Kind
	wayList  = []topology.Way
)

// fields returns the fields of f that name nodes.
func (f *StatementFilter) fields() []idField {
	var narrower wayList
	if f.Narrower {
		narrower = wayList{topology.BroaderIn}
	}
	return []idField{
		{"issue", f.Issue, kindList{store.KindIssue}, narrower, wayList{topology.AboutIn}},
		{"voice", f.Voice, store.VoiceKinds(), nil, wayList{topology.MadeOut}},
		{"affiliation", f.Affiliation, kindList{store.KindOrganization}, nil, nil},
		{"session", f.Session, kindList{store.KindSession}, wayList{topology.PartOfIn}, wayList{topology.InSessionIn}},
		{"recommendation", f.Recommendation, kindList{store.KindRecommendation}, nil, nil},
		{"addressee", f.Addressee, nil, narrower, wayList{topology.AddressedToIn}},
		{"population", f.Population, kindList{store.KindPopulation}, narrower, wayList{topology.MentionsIn}},
		{"place", f.Place, kindList{store.KindPlace}, wayList{topology.PartOfIn}, wayList{topology.MentionsIn}},
		{"mention", f.Mention, nil, nil, wayList{topology.MentionsIn, topology.QuotesIn}},
		{"source", f.Source, kindList{store.KindSource}, nil, nil},
	}
}

// fields returns the fields of f that name nodes.
func (f *NodeFilter) fields() []idField {
	var narrower wayList
	if f.Narrower {
		narrower = wayList{topology.BroaderIn}
	}
	voices, recommendation := store.VoiceKinds(), kindList{store.KindRecommendation}
	return []idField{
		{"id", f.ID, nil, nil, nil},
		{"raised", f.Raised, kindList{store.KindIssue}, nil, wayList{topology.RaisedIn}},
		{"backs", f.Backs, recommendation, nil, wayList{topology.BacksIn}},
		{"opposes", f.Opposes, recommendation, nil, wayList{topology.OpposesIn}},
		{"raisedBy", f.RaisedBy, voices, nil, wayList{topology.RaisedOut}},
		{"backedBy", f.BackedBy, voices, nil, wayList{topology.BacksOut}},
		{"opposedBy", f.OpposedBy, voices, nil, wayList{topology.OpposesOut}},
		{"affiliatedWith", f.AffiliatedWith, kindList{store.KindOrganization}, nil, wayList{topology.AffiliatedIn}},
		{"presentedAt", f.PresentedAt, kindList{store.KindSession}, wayList{topology.PartOfIn}, wayList{topology.PresentedAtIn}},
		{"issue", f.Issue, kindList{store.KindIssue}, narrower, wayList{topology.AddressesIn, topology.AboutIn}},
		{"broader", f.Broader, kindList{store.KindIssue, store.KindPopulation}, nil, nil},
		{"addressee", f.Addressee, nil, narrower, wayList{topology.AddressedToIn}},
		{"place", f.Place, kindList{store.KindPlace}, wayList{topology.PartOfIn}, wayList{topology.LocatedInIn}},
	}
}

// validateCombined checks the filters that one filter combines.
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

// validateFields refuses malformed IDs, IDs of kinds that a field does not take, and too many IDs.
func validateFields(path string, fields []idField) error {
	for _, field := range fields {
		path := path + "." + field.name
		if len(field.ids) > MaxFilterValues {
			return problem(path, "%d values are too many; name at most %d", len(field.ids), MaxFilterValues)
		}
		for _, id := range field.ids {
			if _, err := store.ParseID(string(id)); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			if len(field.kinds) > 0 && !slices.Contains(field.kinds, id.Kind()) {
				return problem(path, "%s is of kind %s; the field takes %s", id, id.Kind().Prefix(), prefixes(field.kinds))
			}
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

// Validate returns the first problem of f, which is at path, such as "filter". A nil filter is valid.
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
	if err := validateFields(path, f.fields()); err != nil {
		return err
	}
	for _, k := range f.VoiceKind {
		if !k.IsVoice() {
			return problem(path+".voiceKind", "%s is not a kind of voice; use PERSON, ORGANIZATION or COLLECTIVE", k)
		}
	}
	return validateCombined(c, path, depth, f.And, f.Or, f.Not)
}

// Validate returns the first problem of f, which is at path, such as "filter". A nil filter is valid.
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
	if err := validateFields(path, f.fields()); err != nil {
		return err
	}
	if err := validateCombined(c, path, depth, f.And, f.Or, f.Not); err != nil {
		return err
	}
	return f.Statements.validate(c, path+".statements", depth+1)
}
