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
	// Tasks are the questions of the sources, or the views if no source has any.
	Tasks   []task
	Stories []storyLink
	Care    []own
	Chart   []chartRow
}

// task is a question that a reader may have, the address that answers it, and a line of what that holds.
type task struct {
	Question, Note own
	Href           string
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
		Facts: q.facts(a.Overview.Counts), Uncounted: len(k.Statements) - now.Statements, Tasks: q.tasks(sources),
		Stories: q.storyLinks(sources.stories()), Care: sources.care(),
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

// tasks returns the questions of the sources, or the views if no source has any.
func (q *request) tasks(sources *sourcesOf) []task {
	var all []task
	for _, asked := range sources.questions() {
		all = append(all, task{asked.Title, asked.Note, q.viewOf(asked.Address)})
	}
	if len(all) > 0 {
		return all
	}
	for _, view := range startViews {
		all = append(all, task{own{Text: q.text("nav." + view)}, own{Text: q.text(view + ".lead")}, q.address("/"+view, nil)})
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
