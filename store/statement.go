package store

import "slices"

// StatementKind says what a statement does.
type StatementKind string

// The kinds of statements. RECOMMENDS, SUPPORTS and OPPOSES hold at least one position.
const (
	Raises     StatementKind = "RAISES"
	Recommends StatementKind = "RECOMMENDS"
	Supports   StatementKind = "SUPPORTS"
	Opposes    StatementKind = "OPPOSES"
	Criticizes StatementKind = "CRITICIZES"
	Reports    StatementKind = "REPORTS"
	Describes  StatementKind = "DESCRIBES"
	Asks       StatementKind = "ASKS"
	Commits    StatementKind = "COMMITS"
)

// StatementKinds returns every kind of statement.
func StatementKinds() []StatementKind {
	return []StatementKind{Raises, Recommends, Supports, Opposes, Criticizes, Reports, Describes, Asks, Commits}
}

// VoiceRole says how a voice stands to a statement.
type VoiceRole string

// SPEAKER said it at the event; QUOTED is quoted by the report; REPORTED is said, by another voice or by the report's
// narrative, to hold or to have done it.
const (
	Speaker  VoiceRole = "SPEAKER"
	Quoted   VoiceRole = "QUOTED"
	Reported VoiceRole = "REPORTED"
)

// VoiceRoles returns every role of a voice.
func VoiceRoles() []VoiceRole { return []VoiceRole{Speaker, Quoted, Reported} }

// Stance is a voice's position towards a recommendation.
type Stance string

// The stances. MIXED is a value of its own, neither half for nor half against.
const (
	For     Stance = "FOR"
	Against Stance = "AGAINST"
	Mixed   Stance = "MIXED"
)

// Stances returns every stance.
func Stances() []Stance { return []Stance{For, Against, Mixed} }

// ReviewState says how far a statement has been checked against the source by a second reading.
type ReviewState string

// DRAFT is coded once; REVIEWED was read a second time; DISPUTED awaits a decision.
const (
	Draft    ReviewState = "DRAFT"
	Reviewed ReviewState = "REVIEWED"
	Disputed ReviewState = "DISPUTED"
)

// ReviewStates returns every review state.
func ReviewStates() []ReviewState { return []ReviewState{Draft, Reviewed, Disputed} }

// Statement is a claim somebody made: who, what, about what, for or against what, and where it says so.
type Statement struct {
	Meta
	Kind StatementKind `json:"kind"`
	// Summary is the claim in our own words, in English, understandable alone.
	Summary string `json:"summary"`
	// Voices are those whose claim it is, at least one.
	Voices []StatementVoice `json:"voices"`
	// Session is the narrowest session it was made in; empty for the report's narrative outside of sessions.
	Session     ID         `json:"session,omitempty"`
	Issues      []ID       `json:"issues,omitempty"`
	Positions   []Position `json:"positions,omitempty"`
	Addressees  []ID       `json:"addressees,omitempty"`
	Populations []ID       `json:"populations,omitempty"`
	Places      []ID       `json:"places,omitempty"`
	Figures     []ID       `json:"figures,omitempty"`
	// Mentions are persons, organizations, initiatives and publications that the claim names.
	Mentions []ID `json:"mentions,omitempty"`
	// Quotes are the publications whose words it repeats.
	Quotes []ID `json:"quotes,omitempty"`
	// Restates are statements that make the same claim elsewhere; each pair is held once, on the later statement.
	Restates []ID `json:"restates,omitempty"`
	// Contradicts are statements that cannot both be true with this one; each pair is held once.
	Contradicts []ID        `json:"contradicts,omitempty"`
	Review      ReviewState `json:"review"`
}

func (s *Statement) eachText(t textVisitor) {
	t.summary("summary", &s.Summary)
}

func (s *Statement) eachReference(visit func(reference)) {
	visit(reference{field: "session", edge: InSession, kinds: aSession, id: s.Session})
	visit(reference{field: "issues", edge: About, kinds: anIssue, ids: s.Issues})
	visit(reference{field: "addressees", edge: AddressedTo, kinds: whoIsAskedToAct, ids: s.Addressees})
	visit(reference{field: "populations", edge: Mentions, kinds: aPopulation, ids: s.Populations})
	visit(reference{field: "places", edge: Mentions, kinds: aPlace, ids: s.Places})
	visit(reference{field: "figures", edge: Mentions, kinds: aFigure, ids: s.Figures})
	visit(reference{field: "mentions", edge: Mentions, kinds: whatIsNamedAside, ids: s.Mentions})
	visit(reference{field: "quotes", edge: Quotes, kinds: aPublication, ids: s.Quotes})
	visit(reference{field: "restates", edge: Restates, kinds: aStatement, ids: s.Restates})
	visit(reference{field: "contradicts", edge: Contradicts, kinds: aStatement, ids: s.Contradicts})
}

func (s *Statement) check(r *rules) {
	oneOf(r, s.ID, "kind", s.Kind, StatementKinds())
	oneOf(r, s.ID, "review", s.Review, ReviewStates())
	if len(s.Voices) == 0 {
		r.problem(s.ID, "voices", "nobody says it; name the voice")
	}
	var seen []ID
	for i, sv := range s.Voices {
		f := index("voices", i)
		if slices.Contains(seen, sv.Voice) {
			r.problem(s.ID, f, "voice %s appears twice; keep one", sv.Voice)
		}
		seen = append(seen, sv.Voice)
		r.ref(s.ID, f+".id", sv.Voice, voiceKinds)
		oneOf(r, s.ID, f+".role", sv.Role, VoiceRoles())
		switch isCollective := sv.Voice.Kind() == KindCollective; {
		case isCollective:
			oneOf(r, s.ID, f+".quantifier", sv.Quantifier, Quantifiers())
		case sv.Quantifier != "":
			r.problem(s.ID, f+".quantifier", "only a collective has a quantifier; remove it")
		}
	}
	seen = nil
	for i, p := range s.Positions {
		f := index("positions", i)
		if slices.Contains(seen, p.Recommendation) {
			r.problem(s.ID, f, "%s appears twice; one statement takes one stance on it (MIXED if both)", p.Recommendation)
		}
		seen = append(seen, p.Recommendation)
		r.ref(s.ID, f+".recommendation", p.Recommendation, aRecommendation)
		oneOf(r, s.ID, f+".stance", p.Stance, Stances())
	}
	if len(s.Positions) == 0 && (s.Kind == Recommends || s.Kind == Supports || s.Kind == Opposes) {
		r.problem(s.ID, "positions", "a statement that %s needs a position; name the recommendation and the stance", s.Kind)
	}
}

// Label returns the summary.
func (s *Statement) Label(Lang) string { return s.Summary }

// StatementVoice is one voice of a statement.
type StatementVoice struct {
	Voice ID        `json:"voice"`
	Role  VoiceRole `json:"role"`
	// Quantifier is the collective's band; empty for a person or an organization.
	Quantifier Quantifier `json:"quantifier,omitempty"`
}

// Position is the stance of a statement's voices towards one recommendation.
type Position struct {
	Recommendation ID     `json:"recommendation"`
	Stance         Stance `json:"stance"`
}
