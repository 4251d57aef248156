package synth

import (
	"fmt"
	"math/rand/v2"

	"forumgraph/store"
)

// report makes up one report.
type report struct {
	*plan
	number int
	slug   string // begins what belongs to the report
	rnd    *rand.Rand
}

func (p *plan) report(number int) *report {
	return &report{plan: p, number: number, slug: slugOf(number), rnd: p.random(number, 1)}
}

func slugOf(report int) string { return fmt.Sprintf("made-up-%d", report) }

func (r *report) id(kind store.Kind, path string, args ...any) store.ID {
	return store.NewID(kind, r.slug+"/"+fmt.Sprintf(path, args...))
}

// cite cites one passage of a report whole.
func cite(report, passage int) store.Citation {
	return store.Citation{Passage: passageID(report, passage), Start: 0, End: passageLength, SHA256: passageHash(report, passage)}
}

func passageID(report, passage int) store.ID {
	return store.ID(fmt.Sprintf("passage:%s/1/%d", slugOf(report), passage+1))
}

// passageHash is the hash of a text that does not exist.
func passageHash(report, passage int) store.Hash {
	return store.HashOf(fmt.Sprintf("made up passage %d of report %d", passage+1, report))
}

// cite cites a passage of the report by chance, a part of it or all.
func (r *report) cite() []store.Citation {
	passage := r.rnd.IntN(passages)
	c := cite(r.number, passage)
	if r.rnd.IntN(4) > 0 {
		c.Start = 100 * r.rnd.IntN(30)
		c.End = c.Start + 100 + r.rnd.IntN(800)
		c.SHA256 = store.HashOf(fmt.Sprintf("%s %d %d", c.SHA256, c.Start, c.End))
	}
	return []store.Citation{c}
}

// named returns what all named nodes of the report share. en and fr are their kinds in words.
func (r *report) named(id store.ID, en, fr string, n int) store.Meta {
	return store.Meta{ID: id, Citations: r.cite(), Name: store.Text{
		EN: fmt.Sprintf("%s %s %d of report %d (made up)", r.words.name(r.number*131+n*7), en, n, r.number),
		FR: fmt.Sprintf("%s %s %d du rapport %d (inventé)", r.words.name(r.number*131+n*7), fr, n, r.number),
	}}
}

func (r *report) nodes() []store.Node {
	var nodes []store.Node
	add := func(n store.Node) { nodes = append(nodes, n) }
	r.document(add)
	for i := range people {
		p := &store.Person{Meta: r.named(r.id(store.KindPerson, "%d", i+1), "Person", "Personne", i+1)}
		p.Affiliations = []store.Affiliation{{Organization: r.organization(), Role: fmt.Sprintf("Made-up role %d", i%7+1)}}
		add(p)
	}
	for i := range sessions {
		r.session(i, add)
	}
	for i := range recommendations {
		rec := &store.Recommendation{Meta: r.named(r.id(store.KindRecommendation, "%d", i+1), "Proposal", "Proposition", i+1)}
		rec.Proposition = store.Text{EN: r.words.sentence(r.rnd)}
		rec.Issues = []store.Ref{{ID: r.issue()}}
		if i > 0 && r.rnd.IntN(10) == 0 {
			rec.Contradicts = []store.Ref{{ID: r.id(store.KindRecommendation, "%d", r.rnd.IntN(i)+1)}}
		}
		add(rec)
	}
	for i := range statements {
		add(r.statement(i))
	}
	return nodes
}

// document makes up the source with its section and passages.
func (r *report) document(add func(store.Node)) {
	source, section := store.NewID(store.KindSource, r.slug), r.id(store.KindSection, "1")
	add(&store.Source{
		Meta:     store.Meta{ID: source, Name: store.Text{EN: fmt.Sprintf("Made-up report %d", r.number), FR: fmt.Sprintf("Rapport inventé %d", r.number)}},
		Language: store.EN, Length: passages * passageLength, SHA256: store.HashOf(r.slug),
		Note: store.Text{
			EN: "This report does not exist. Everything in it is made up by a program, for measurements.",
			FR: "Ce rapport n’existe pas. Tout y est inventé par un programme, pour des mesures.",
		},
	})
	add(&store.Section{
		Meta:   store.Meta{ID: section, Name: store.Text{EN: "Made-up section", FR: "Section inventée"}},
		Source: source, Path: "1", Order: 1,
	})
	for i := range passages {
		add(&store.Passage{
			Meta: store.Meta{ID: passageID(r.number, i)}, Source: source, Section: section, Path: fmt.Sprintf("1/%d", i+1),
			Kind: store.PassageNarrative, Order: i + 1, Length: passageLength, SHA256: passageHash(r.number, i),
			Ranges: []store.Range{{Start: i * passageLength, End: (i + 1) * passageLength}},
		})
	}
}

// session makes up a session: the first is the event, the others are parts of it. Every third has a collective voice.
func (r *report) session(i int, add func(store.Node)) {
	s := &store.Session{Meta: r.named(r.sessionID(i), "Session", "Séance", i+1), Order: i + 1, Section: r.id(store.KindSection, "1")}
	if i > 0 {
		s.Parent = r.sessionID(0)
		s.Presenters = []store.Ref{{ID: r.person()}}
	}
	add(s)
	if i%3 == 1 {
		q := store.Quantifiers()[r.rnd.IntN(len(store.Quantifiers()))]
		c := &store.Collective{Meta: r.named(r.collectiveID(i), "Some of session", "Certains de la séance", i+1), Quantifier: q, Session: s.ID}
		add(c)
	}
}

// statement makes up what one or two voices say about issues, a third of it about a recommendation.
func (r *report) statement(i int) *store.Statement {
	kinds := store.StatementKinds()
	s := &store.Statement{
		Meta: store.Meta{ID: r.id(store.KindStatement, "%d", i+1), Citations: r.cite()},
		Kind: store.Raises, Review: store.ReviewStates()[r.rnd.IntN(2)],
		Summary: r.words.sentence(r.rnd),
		Session: r.sessionID(r.rnd.IntN(sessions)),
		Issues:  []store.ID{r.issue()},
	}
	if other := r.issue(); r.rnd.IntN(4) == 0 && other != s.Issues[0] {
		s.Issues = append(s.Issues, other)
	}
	s.Voices = []store.StatementVoice{r.voice()}
	if other := r.voice(); r.rnd.IntN(10) == 0 && other.Voice != s.Voices[0].Voice {
		s.Voices = append(s.Voices, other)
	}
	if i%3 == 0 {
		stance := store.For
		switch chance := r.rnd.IntN(10); {
		case chance == 0:
			stance = store.Mixed
		case chance <= 2:
			stance = store.Against
		}
		s.Positions = []store.Position{{Recommendation: r.id(store.KindRecommendation, "%d", r.rnd.IntN(recommendations)+1), Stance: stance}}
		s.Kind = map[store.Stance]store.StatementKind{store.For: store.Recommends, store.Against: store.Opposes, store.Mixed: store.Supports}[stance]
	} else if kind := kinds[r.rnd.IntN(len(kinds))]; kind != store.Recommends && kind != store.Supports && kind != store.Opposes {
		s.Kind = kind
	}
	return s
}

// voice returns a voice by chance: a person in half of the cases, an organization in a third, else a collective.
func (r *report) voice() store.StatementVoice {
	switch chance := r.rnd.IntN(12); {
	case chance < 6:
		return store.StatementVoice{Voice: r.person(), Role: store.Speaker}
	case chance < 10:
		return store.StatementVoice{Voice: r.organization(), Role: store.Reported}
	}
	quantifier := store.Quantifiers()[r.rnd.IntN(len(store.Quantifiers()))]
	return store.StatementVoice{Voice: r.collectiveID(1 + 3*r.rnd.IntN(sessions/3)), Role: store.Speaker, Quantifier: quantifier}
}

func (r *report) person() store.ID { return r.id(store.KindPerson, "%d", r.rnd.IntN(people)+1) }

func (r *report) organization() store.ID {
	return organizationID(r.organizations[r.number-1][r.rnd.IntN(organizations)])
}

// issue returns an issue of the report; the first ones come up most.
func (r *report) issue() store.ID {
	all := r.issues[r.number-1]
	return issueID(all[min(r.rnd.IntN(len(all)), r.rnd.IntN(len(all)))])
}

func (r *report) sessionID(i int) store.ID    { return r.id(store.KindSession, "%d", i+1) }
func (r *report) collectiveID(i int) store.ID { return r.id(store.KindCollective, "session-%d", i+1) }
