package synth

import (
	"fmt"

	"forumgraph/store"
)

// discourse makes up the nodes that are coded from the text, each after the nodes it names.
func (r *report) discourse() {
	for i, o := range r.organizations[:r.newOrganizations] {
		r.add(r.organization(o, r.organizationsAt[i]))
	}
	for i, o := range r.people[:r.newPeople] {
		p := &store.Person{Meta: r.corpus.meta(o.id(store.KindPerson), r.peopleAt[i])}
		for _, organization := range r.affiliations[i] {
			p.Affiliations = append(p.Affiliations, store.Affiliation{Organization: organization, Role: among(r.rnd, roles())})
		}
		r.add(p)
	}
	for i := range r.sessions {
		r.add(r.session(i))
	}
	r.collectives()
	positions := r.positions()
	r.initiative()
	for i, o := range r.recommendations[:r.newRecommendations] {
		r.add(r.recommendation(o, r.claims[positions[i]]))
	}
	r.evidence()
	r.statements(positions)
}

// roles returns the roles of people in their organizations.
func roles() []string {
	return []string{"Director", "Coordinator", "Researcher", "Counsellor", "Advisor"}
}

func (r *report) organization(o origin, cite store.Citation) store.Node {
	n := &store.Organization{Meta: r.corpus.meta(o.id(store.KindOrganization), cite)}
	if known := r.organizations[r.newOrganizations:]; len(known) > 0 && chance(r.rnd, 15) {
		n.PartOf = []store.Ref{{ID: among(r.rnd, known).id(store.KindOrganization)}}
	}
	n.LocatedIn = []store.Ref{{ID: r.place()}}
	return n
}

func (r *report) place() store.ID {
	return vocabularyID(store.KindPlace, min(r.rnd.IntN(places), r.rnd.IntN(places)))
}

func (r *report) population() store.ID {
	return vocabularyID(store.KindPopulation, min(r.rnd.IntN(populations), r.rnd.IntN(populations)))
}

// issue draws an issue, half of the time one of a theme.
func (r *report) issue(theme int) store.ID {
	i := r.corpus.issues.draw(r.rnd)
	if chance(r.rnd, 50) {
		i = i - i%themes + theme
	}
	return vocabularyID(store.KindIssue, i)
}

func (r *report) session(i int) store.Node {
	s := r.sessions[i]
	n := &store.Session{Meta: r.corpus.meta(s.id, s.cite), Parent: s.parent, Order: i + 1, Section: s.section}
	for _, p := range s.presenters {
		n.Presenters = append(n.Presenters, store.Ref{ID: p})
	}
	if i == 0 {
		n.Hosts = r.someOrganization(100)
	}
	return n
}

// initiative makes up the only initiative of a report, often with a funding organization and a partner.
func (r *report) initiative() {
	c := among(r.rnd, r.claims)
	r.add(&store.Initiative{
		Meta: r.corpus.meta(r.local(store.KindInitiative, 1), c.cite), Type: among(r.rnd, store.InitiativeTypes()),
		RunBy: r.someOrganization(100), FundedBy: r.someOrganization(40), Partners: r.someOrganization(40),
		Issues: []store.Ref{{ID: r.issue(r.theme(c))}},
	})
}

// someOrganization returns a reference to an organization with a probability of hundredths percent.
func (r *report) someOrganization(hundredths int) []store.Ref {
	if !chance(r.rnd, hundredths) {
		return nil
	}
	return []store.Ref{{ID: early(r.rnd, r.organizations).id(store.KindOrganization)}}
}

// recommendation makes up a proposition; the claim is the first to take a position on it.
func (r *report) recommendation(o origin, c claim) store.Node {
	n := &store.Recommendation{
		Meta: r.corpus.meta(o.id(store.KindRecommendation), c.cite),
		Proposition: store.Text{
			EN: fmt.Sprintf("Somebody should do made-up thing %d of report %d.", o.number, o.report),
			FR: fmt.Sprintf("Quelqu'un devrait faire la chose inventée %d du rapport %d.", o.number, o.report),
		},
		Issues: []store.Ref{{ID: r.issue(r.theme(c))}},
	}
	if more := r.issue(r.theme(c)); chance(r.rnd, 15) && more != n.Issues[0].ID {
		n.Issues = append(n.Issues, store.Ref{ID: more})
	}
	switch x := r.rnd.IntN(100); {
	case x < 30:
		n.Addressees = r.someOrganization(100)
	case x < 34:
		n.Addressees = []store.Ref{{ID: r.local(store.KindInitiative, 1)}}
	}
	if known := r.recommendations[r.newRecommendations:]; len(known) > 0 && chance(r.rnd, 5) {
		n.Contradicts = []store.Ref{{ID: among(r.rnd, known).id(store.KindRecommendation)}}
	}
	return n
}

// theme returns the theme of the place where a claim is made.
func (r *report) theme(c claim) int {
	if c.session == noSession {
		return r.sessions[0].theme
	}
	return r.sessions[c.session].theme
}

// evidence makes up a publication and two figures, a number and a range, one of them from the publication.
func (r *report) evidence() {
	publication := &store.Publication{Meta: r.corpus.meta(r.local(store.KindPublication, 1), among(r.rnd, r.claims).cite), Date: dateOf(r.number)[:4]}
	publication.PublishedBy = r.someOrganization(100)
	r.add(publication)
	low, high := float64(1+r.rnd.IntN(50)), float64(51+r.rnd.IntN(50))
	number := r.figure(1)
	number.Value, number.Studies = &low, []store.Ref{{ID: publication.ID}}
	r.add(number)
	interval := r.figure(2)
	interval.Min, interval.Max = &low, &high
	interval.ReportedBy = []store.Ref{{ID: early(r.rnd, r.people).id(store.KindPerson)}}
	r.add(interval)
}

// figure makes up figure i, from 1, which the statement of some claim will give.
func (r *report) figure(i int) *store.Figure {
	r.figuresAt[i-1] = r.rnd.IntN(len(r.claims))
	c := r.claims[r.figuresAt[i-1]]
	return &store.Figure{
		Meta: store.Meta{ID: r.local(store.KindFigure, i), Citations: []store.Citation{c.cite}},
		Unit: "percent",
		Measures: store.Text{
			EN: fmt.Sprintf("Made-up share %d of report %d", i, r.number), FR: fmt.Sprintf("Part inventée %d du rapport %d", i, r.number),
		},
		Issues: []store.Ref{{ID: r.issue(r.theme(c))}},
	}
}
