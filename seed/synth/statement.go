package synth

import (
	"fmt"
	"slices"

	"forumgraph/store"
)

// printed returns the quantifiers as reports print them, with their French and their bands.
func printed() []struct {
	en, fr string
	band   store.Quantifier
} {
	return []struct {
		en, fr string
		band   store.Quantifier
	}{
		{"participants", "des personnes présentes", store.Unspecified},
		{"some participants", "certaines personnes présentes", store.Some},
		{"many participants", "beaucoup de personnes présentes", store.Many},
		{"one participant", "une personne présente", store.One},
		{"a few participants", "quelques personnes présentes", store.Few},
		{"most participants", "la plupart des personnes présentes", store.Most},
		{"all participants", "toutes les personnes présentes", store.Consensus},
	}
}

// narrative is the number of the collective that stands for the report itself.
const narrative = 1

// collectives makes up the report's narrative, the participants of the event, and one collective for each part; their
// quantifiers rotate from report to report.
func (r *report) collectives() {
	r.add(&store.Collective{
		Meta: store.Meta{
			ID: r.local(store.KindCollective, narrative), Name: r.name("Narrative", "Récit"), Citations: []store.Citation{r.event},
		},
		Quantifier: store.Unspecified,
		Basis:      store.Text{EN: "The made-up narrative of the report itself.", FR: "Le récit inventé du rapport lui-même."},
	})
	part := 0
	for i := range r.sessions {
		s := &r.sessions[i]
		if s.isWorkshop() { // it follows its part, whose collective speaks there too
			s.collective = r.sessions[i-1].collective
			continue
		}
		q, en, fr := printed()[0], "of the event", "à l'événement"
		if i > 0 {
			part++
			q = printed()[(r.number+part)%len(printed())]
			en, fr = fmt.Sprintf("of part %d", part), fmt.Sprintf("à la partie %d", part)
		}
		n := &store.Collective{
			Meta: store.Meta{
				ID: r.local(store.KindCollective, narrative+1+part), Name: r.name(q.en+" "+en, q.fr+" "+fr), Citations: []store.Citation{s.cite},
			},
			Quantifier: q.band, Printed: q.en, Session: s.id,
		}
		s.collective = store.StatementVoice{Voice: n.ID, Role: store.Speaker, Quantifier: n.Quantifier}
		r.add(n)
	}
}

// positions returns the indices of the claims that take a position, in a random order: about half of them, and at least
// one for each new recommendation.
func (r *report) positions() []int {
	n := max(len(r.claims)*r.positionShare()/100, r.newRecommendations)
	return r.rnd.Perm(len(r.claims))[:n]
}

func (r *report) positionShare() int { return 36 + r.rnd.IntN(13) }

// statements makes up a statement from each claim. Each recommendation is used in turn, then some once more.
func (r *report) statements(positions []int) {
	on := make(map[int]origin, len(positions))
	for i, claim := range positions {
		if i < len(r.recommendations) {
			on[claim] = r.recommendations[i]
		} else {
			on[claim] = early(r.rnd, r.recommendations)
		}
	}
	for i, c := range r.claims {
		s := &store.Statement{
			Meta:   store.Meta{ID: store.NewID(store.KindStatement, fmt.Sprintf("synthetic-%d/%d", r.number, i+1)), Citations: []store.Citation{c.cite}},
			Review: store.Draft,
		}
		if chance(r.rnd, 70) {
			s.Review = store.Reviewed
		}
		s.Voices = r.voices(c)
		if c.session != noSession {
			s.Session = r.sessions[c.session].id
		}
		r.topics(s, c, i)
		if o, ok := on[i]; ok {
			r.position(s, o, i < r.newRecommendations)
		} else {
			s.Kind = among(r.rnd, claimKinds())
		}
		said := gist(s)
		if r.corpus.lexicon != nil {
			said = r.corpus.summary(r.number, i)
		}
		s.Summary = fmt.Sprintf("Made-up statement %d of report %d: %s.", i+1, r.number, said)
		r.add(s)
	}
}

// claimKinds returns the kinds of statements without a position, frequent ones several times.
func claimKinds() []store.StatementKind {
	return []store.StatementKind{
		store.Describes, store.Describes, store.Describes, store.Raises, store.Raises, store.Raises, store.Reports, store.Reports,
		store.Criticizes, store.Commits, store.Asks,
	}
}

// position takes a stance: of 100, 70 recommend, 17 support, 8 oppose, and 5 are mixed.
func (r *report) position(s *store.Statement, on origin, isNew bool) {
	p := store.Position{Recommendation: on.id(store.KindRecommendation), Stance: store.For}
	s.Kind = store.Recommends
	switch x := r.rnd.IntN(100); {
	case x < 70:
	case x < 87:
		s.Kind = store.Supports
	case x < 95:
		s.Kind, p.Stance = store.Opposes, store.Against
	default:
		p.Stance = store.Mixed
	}
	s.Positions = []store.Position{p}
	if chance(r.rnd, 4) {
		s.Addressees = []store.ID{early(r.rnd, r.organizations).id(store.KindOrganization)}
	}
}

// voices draws the voices of a claim: in the overview the narrative or an organization it reports on; in a session its
// presenters, an organization, or its collective.
func (r *report) voices(c claim) []store.StatementVoice {
	organization := store.StatementVoice{Voice: early(r.rnd, r.organizations).id(store.KindOrganization), Role: store.Reported}
	if c.session == noSession {
		if chance(r.rnd, 25) {
			return []store.StatementVoice{organization}
		}
		return []store.StatementVoice{{Voice: r.local(store.KindCollective, narrative), Role: store.Speaker, Quantifier: store.Unspecified}}
	}
	s := r.sessions[c.session]
	person := store.StatementVoice{Voice: r.speaker(s), Role: store.Speaker}
	if c.quoted {
		person.Role = store.Quoted
		return []store.StatementVoice{person}
	}
	if chance(r.rnd, 50) {
		organization.Role = store.Speaker
	}
	if r.corpus.lexicon != nil && chance(r.rnd, 50) {
		return []store.StatementVoice{person}
	}
	switch x := r.rnd.IntN(100); {
	case x < 40:
		return []store.StatementVoice{person}
	case x < 43:
		return []store.StatementVoice{person, organization}
	case x < 65:
		return []store.StatementVoice{organization}
	}
	return []store.StatementVoice{s.collective}
}

// speaker draws a presenter of a session, or anybody if it has none.
func (r *report) speaker(s session) store.ID {
	if len(s.presenters) > 0 {
		return early(r.rnd, s.presenters)
	}
	return early(r.rnd, r.people).id(store.KindPerson)
}

// topics draws what a statement is about and what it names.
func (r *report) topics(s *store.Statement, c claim, i int) {
	s.Issues = []store.ID{r.issue(r.theme(c))}
	for range 2 {
		if more := r.issue(r.theme(c)); chance(r.rnd, 5) && !slices.Contains(s.Issues, more) {
			s.Issues = append(s.Issues, more)
		}
	}
	if chance(r.rnd, 8) {
		s.Populations = []store.ID{r.population()}
	}
	if chance(r.rnd, 4) {
		s.Places = []store.ID{r.place()}
	}
	if chance(r.rnd, 4) {
		s.Mentions = []store.ID{early(r.rnd, r.organizations).id(store.KindOrganization)}
	}
	for f, claim := range r.figuresAt {
		if claim == i {
			s.Figures = append(s.Figures, r.local(store.KindFigure, f+1))
		}
	}
	if chance(r.rnd, 1) {
		s.Quotes = []store.ID{r.local(store.KindPublication, 1)}
	}
	if i == 0 {
		return
	}
	earlier := []store.ID{store.NewID(store.KindStatement, fmt.Sprintf("synthetic-%d/%d", r.number, 1+r.rnd.IntN(i)))}
	switch x := r.rnd.IntN(100); {
	case x < 4:
		s.Restates = earlier
	case x < 5:
		s.Contradicts = earlier
	}
}

// gist says in words what a statement does.
func gist(s *store.Statement) string {
	voice := voiceLabel(s.Voices[0].Voice)
	if len(s.Positions) > 0 {
		verb := map[store.Stance]string{store.For: "is for", store.Against: "is against", store.Mixed: "is partly for"}[s.Positions[0].Stance]
		return fmt.Sprintf("%s %s %s", voice, verb, nameOf(s.Positions[0].Recommendation).EN)
	}
	return fmt.Sprintf("%s says something about %s", voice, nameOf(s.Issues[0]).EN)
}

func voiceLabel(id store.ID) string {
	if id.Kind() == store.KindCollective {
		return "a collective"
	}
	return nameOf(id).EN
}
