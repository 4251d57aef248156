package synth

import (
	"fmt"
	"slices"

	"forumgraph/store"
)

const (
	eventParts = 4
	// workshops are distributed over the parts; with the parts and the event they are 15 sessions.
	workshops = 10
	// perBiography is how many people or organizations one passage introduces.
	perBiography = 4
)

// overview writes the section about the whole event, some of whose passages are in no session.
func (r *report) overview() {
	r.text.section(r.name("Overview", "Aperçu"))
	r.text.setAside(store.AsideTitle, "")
	r.text.passage(store.PassageFurniture, fmt.Sprintf("Page of synthetic report %d made up.", r.number))
	r.text.setAside(store.AsideFurniture, "")
	r.event = r.text.passage(store.PassageNarrative, fmt.Sprintf("Report %d is about an event that did not happen.", r.number))[0]
	for range overviewPassages {
		r.claimsOf(store.PassageNarrative, noSession)
	}
}

// biographies writes the section that introduces new participants.
func (r *report) biographies() {
	r.text.section(r.name("Participants", "Personnes présentes"))
	r.text.setAside(store.AsideTitle, "")
	r.organizationsAt = r.introductions(store.KindOrganization, r.organizations[:r.newOrganizations], func(o origin) string {
		return fmt.Sprintf("Organization %d of report %d was made up for it.", o.number, o.report)
	})
	for range r.newPeople {
		r.affiliations = append(r.affiliations, r.drawAffiliations())
	}
	r.peopleAt = r.introductions(store.KindPerson, r.people[:r.newPeople], func(o origin) string {
		return fmt.Sprintf("Person %d of report %d was made up for it and belongs where nobody does.", o.number, o.report)
	})
}

func (r *report) introductions(kind store.Kind, all []origin, sentence func(origin) string) []store.Citation {
	var cites []store.Citation
	for from := 0; from < len(all); from += perBiography {
		var sentences []string
		for _, o := range all[from:min(from+perBiography, len(all))] {
			sentences = append(sentences, sentence(o))
		}
		cites = append(cites, r.text.passage(store.PassageBiography, sentences...)...)
	}
	return cites
}

func (r *report) drawAffiliations() []store.ID {
	first := early(r.rnd, r.organizations).id(store.KindOrganization)
	all := []store.ID{first}
	if second := early(r.rnd, r.organizations).id(store.KindOrganization); chance(r.rnd, 12) && second != first {
		all = append(all, second)
	}
	for r.corpus.lexicon != nil && len(all) < 3 && chance(r.rnd, 60) {
		if more := early(r.rnd, r.organizations).id(store.KindOrganization); !slices.Contains(all, more) {
			all = append(all, more)
		}
	}
	return all
}

// parts writes a section for each part of the event, with the claims made in its sessions.
func (r *report) parts() {
	event := r.local(store.KindSession, 1)
	r.sessions = []session{{id: event, cite: r.event, theme: r.rnd.IntN(themes)}}
	passages := fewestPassages + r.rnd.IntN(morePassages+1)
	for part := range eventParts {
		here := r.part(part, event)
		for i := part; i < passages; i += eventParts {
			kind := store.PassageItem
			switch x := r.rnd.IntN(100); {
			case x < 8:
				kind = store.PassageQuotation
			case x < 20:
				kind = store.PassageNarrative
			}
			r.claimsOf(kind, among(r.rnd, here))
		}
		// New nodes must exist whatever the length of the report, since later reports name them.
		for part == eventParts-1 && len(r.claims) < r.newRecommendations {
			r.claimsOf(store.PassageItem, among(r.rnd, here))
		}
	}
	for i, o := range r.people { // distributed over all sessions except the event
		s := &r.sessions[1+i%(len(r.sessions)-1)]
		s.presenters = append(s.presenters, o.id(store.KindPerson))
	}
}

// part begins the section of a part, and returns the indices of its sessions.
func (r *report) part(part int, event store.ID) []int {
	section, title := r.text.section(r.name(fmt.Sprintf("Part %d", part+1), fmt.Sprintf("Partie %d", part+1)))
	whole := session{
		id: r.local(store.KindSession, len(r.sessions)+1), parent: event, section: section, cite: title, theme: r.rnd.IntN(themes),
	}
	here := []int{len(r.sessions)}
	r.sessions = append(r.sessions, whole)
	var sentences []string
	for i := part; i < workshops; i += eventParts {
		sentences = append(sentences, fmt.Sprintf("Workshop %d of report %d did not happen.", i+1, r.number))
	}
	for _, cite := range r.text.passage(store.PassageLeadIn, sentences...) {
		here = append(here, len(r.sessions))
		r.sessions = append(r.sessions, session{
			id: r.local(store.KindSession, len(r.sessions)+1), parent: whole.id, cite: cite, theme: r.rnd.IntN(themes),
		})
	}
	return here
}

// claimsOf writes a passage of one to three claims.
func (r *report) claimsOf(kind store.PassageKind, session int) {
	sentences := make([]string, 1+min(r.rnd.IntN(3), r.rnd.IntN(3))+r.rnd.IntN(10)/9)
	for i := range sentences {
		sentences[i] = fmt.Sprintf("What claim %d of report %d would be is left blank.", len(r.claims)+i+1, r.number)
	}
	for _, cite := range r.text.passage(kind, sentences...) {
		r.claims = append(r.claims, claim{cite: cite, quoted: kind == store.PassageQuotation, session: session})
	}
}
