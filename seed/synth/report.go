package synth

import (
	"fmt"
	"math/rand/v2"
	"time"

	"forumgraph/store"
)

// The participants of each report. Places that go to the same one count once, which leaves about 27 people, 28
// organizations and 41 recommendations; not all of these are drawn to say something or to be mentioned. At the first
// report all are new.
func people() attendance          { return attendance{forPeople, 27, 40} }
func organizations() attendance   { return attendance{forOrganizations, 30, 19} }
func recommendations() attendance { return attendance{forRecommendations, 42, 34} }

// The passages of a report that make claims: the minimum, and the most in addition.
const (
	fewestPassages   = 24
	morePassages     = 34
	overviewPassages = 6
)

// Report returns report n, from 1. It names only the vocabulary and what first occurred at reports up to n.
func (c *Corpus) Report(n int) *Document {
	id := store.ID(fmt.Sprintf("source:synthetic-%d", n))
	r := &report{
		corpus: c, number: n, rnd: c.draws(forReport, n, 0),
		text: newText(&store.Source{
			Meta: store.Meta{
				ID:   id,
				Name: store.Text{EN: fmt.Sprintf("Synthetic report %d (made up)", n), FR: fmt.Sprintf("Rapport synthétique %d (inventé)", n)},
			},
			Publisher: "nobody", Date: dateOf(n), Language: store.EN,
			Note: store.Text{
				EN: fmt.Sprintf("Made up by forumgraph synth from seed %d: no such report exists, and nobody said any of it.", c.seed),
				FR: fmt.Sprintf("Inventé par forumgraph synth à partir du germe %d : ce rapport n'existe pas et personne n'a rien dit de tel.", c.seed),
			},
		}),
	}
	r.people, r.newPeople = c.at(people(), n)
	r.organizations, r.newOrganizations = c.at(organizations(), n)
	r.recommendations, r.newRecommendations = c.at(recommendations(), n)
	r.overview()
	r.biographies()
	r.parts()
	r.discourse()
	return &Document{Nodes: append(r.text.nodes(), r.nodes...), Text: r.text.raw.String(), Time: firstHour().Add(time.Duration(n) * time.Hour)}
}

// dateOf spreads reports over 25 years, some 40 a year, and starts over after a thousand.
func dateOf(n int) string {
	month := (n - 1) * 3 / 10 % 300
	return fmt.Sprintf("%d-%02d", 2001+month/12, 1+month%12)
}

// report is a report in progress.
type report struct {
	corpus *Corpus
	number int
	rnd    *rand.Rand
	text   *text
	// The participants, new ones first.
	people, organizations, recommendations          []origin
	newPeople, newOrganizations, newRecommendations int

	sessions []session
	claims   []claim
	// Where new participants are introduced, in their order.
	peopleAt, organizationsAt []store.Citation
	affiliations              [][]store.ID
	event                     store.Citation
	// figuresAt are the indices of the claims that give the figures.
	figuresAt [2]int
	// nodes is the discourse.
	nodes []store.Node
}

// session is one session of the report: the event, one of its parts, or a workshop in a part.
type session struct {
	id, parent, section store.ID
	cite                store.Citation
	theme               int
	presenters          []store.ID
	// collective is the voice of those in the session.
	collective store.StatementVoice
}

func (s session) isWorkshop() bool { return s.parent != "" && s.section == "" }

// claim is a sentence that a statement will be coded from.
type claim struct {
	cite    store.Citation
	quoted  bool
	session int // in report.sessions; noSession in the overview
}

const noSession = -1

func (r *report) local(kind store.Kind, number int) store.ID {
	return origin{r.number, number}.id(kind)
}

func (r *report) add(n store.Node) { r.nodes = append(r.nodes, n) }

// name returns a name for something in this report alone.
func (r *report) name(en, fr string) store.Text {
	return store.Text{
		EN: fmt.Sprintf("%s of report %d (made up)", en, r.number),
		FR: fmt.Sprintf("%s du rapport %d (texte inventé)", fr, r.number),
	}
}
