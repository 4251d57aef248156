package pages

import (
	"strings"

	"forumgraph/web/pages/banks"
)

// startPage says what the graph is about, offers questions and stories, and shows who raised what.
type startPage struct {
	// Facts are how much there is, in words.
	Facts string
	// Uncounted is how many statements were made outside of the event, which the chart leaves out.
	Uncounted int
	// Tasks are the questions of the sources, or the views if there are none or too many; the pages of the sources have theirs.
	Tasks, Stories []task
	Care           []own
	Chart          []chartRow
}

// task is a question that a reader may have or a story, the address that answers it, and a line of what that holds.
type task struct {
	Title, Note own
	Href        string
}

// kindCount is the number of nodes of one kind.
type kindCount struct {
	Kind  string
	Count int
}

func (q *request) start() (*page, error) {
	var a struct{ Overview struct{ Counts []kindCount } }
	if err := q.ask("start", nil, &a); err != nil {
		return nil, err
	}
	version := q.version
	sources, err := q.sources()
	if err != nil {
		return nil, err
	}
	k, err := q.claims(q.lang)
	if err != nil {
		return nil, err
	}
	if version != k.Version || version != sources.version {
		return nil, ErrUnavailable // the graph changed between the queries
	}
	now := k.Count(banks.Filter{Outside: k.Outside()})
	body := startPage{
		Facts: q.facts(a.Overview.Counts), Uncounted: len(k.Statements) - now.Statements, Care: sources.care(),
	}
	if len(sources.records) <= mostListed {
		for _, source := range sources.records {
			body.Tasks = append(body.Tasks, q.questions(source)...)
			body.Stories = append(body.Stories, q.stories(source)...)
		}
	}
	if body.Tasks == nil {
		for _, view := range startViews {
			body.Tasks = append(body.Tasks, task{own{Text: q.text("nav." + view)}, own{Text: q.text(view + ".lead")}, q.address("/"+view, nil)})
		}
	}
	body.Chart = q.chart(k, now, func(id string) string { return q.address("/network", query("select", id)) })
	p := &page{Title: q.text("start.title"), Template: "start", Body: body, Class: "start"}
	switch all := sources.records; len(all) {
	case 0:
	case 1:
		p.Title, p.TitleLang = q.lang.label(all[0].ref)
		if headline := all[0].Presentation.Headline; headline.Text != "" {
			p.Kicker, p.Title, p.TitleLang = p.Title, headline.Text, headline.Lang
		}
		if publisher := value(all[0].Publisher); publisher != "" && p.Kicker != "" {
			p.Kicker += q.text("list-separator") + publisher
		} else {
			p.Kicker += publisher
		}
	default:
		p.Kicker = q.text("footer.many", "n", len(all))
	}
	return p, nil
}

// questions returns the questions of a source.
func (q *request) questions(source presented) []task {
	var all []task
	for _, asked := range source.Presentation.Questions {
		all = append(all, task{asked.Title, asked.Note, q.viewOf(asked.Address)})
	}
	return all
}

// stories returns links to the stories of a source.
func (q *request) stories(source presented) []task {
	var all []task
	for _, s := range source.Stories {
		all = append(all, task{s.Title, s.Lead, q.address(storyPath(s.Name), nil)})
	}
	return all
}

// startViews are the views that a start without questions offers.
var startViews = []string{"network", "agreement", "connect", "sessions", "list"}

// facts says how much the graph has, such as "27 people, 47 organizations, …".
func (q *request) facts(counts []kindCount) string {
	var words []string
	for _, kind := range []string{"person", "organization", "collective", "issue", "recommendation", "statement"} {
		for _, c := range counts {
			if lower(c.Kind) == kind {
				words = append(words, q.count("of-kind."+kind, c.Count))
			}
		}
	}
	return q.text("start.facts", "counts", strings.Join(words, q.text("list-separator")))
}
