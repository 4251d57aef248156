package pages

import (
	"net/url"
	"slices"
	"strconv"
)

// story is a walk through views. Its texts are the dataset's own words.
type story struct {
	Slug        string
	Title, Lead own
	Stops       []storyStop
	// Name is the story's name in addresses.
	Name string
}

// storyStop is one view of a story, with what to see there and the statements that support it. Address is without the
// language.
type storyStop struct {
	Title, Text own
	Address     string
	Statements  []struct{ ID string }
}

// mostNamed is how many nodes the API looks up at a time.
const mostNamed = 100

// storyPath is the address of the page of a story with a name.
func storyPath(name string) string { return "/story/" + name }

// walk is the story, and the stop of it, that an address names beside its view.
type walk struct{ story, stop string }

// takeWalk returns the story that the query names, and removes it there, so that only the strip leads on along it.
func takeWalk(values url.Values) walk {
	w := walk{values.Get("story"), values.Get("stop")}
	values.Del("story")
	values.Del("stop")
	return w
}

// strip is what a view shows of the story it is opened in.
type strip struct {
	Story    *story
	Stop     storyStop
	N, Total int
	// Whole is the address of the story's page, at this stop.
	Whole          string
	Previous, Next *link
	// Close is the address of the view without the story.
	Close string
	// Wrong is set, in words, if the graph has no such story or stop; the rest is then empty but for Close and Whole.
	Wrong string
}

// strip returns the story that the address names; nil if it names none.
func (q *request) strip() (*strip, error) {
	if q.walk == (walk{}) {
		return nil, nil
	}
	sources, err := q.sources()
	if err != nil {
		return nil, err
	}
	s := &strip{Close: q.address(q.path, q.values), Story: sources.story(q.walk.story)}
	if s.Story == nil {
		s.Wrong = q.text("story.unknown", "story", q.walk.story)
		return s, nil
	}
	s.Whole = q.address(storyPath(s.Story.Name), nil)
	s.Total = len(s.Story.Stops)
	if s.N, err = strconv.Atoi(q.walk.stop); err != nil || s.N < 1 || s.N > s.Total {
		s.Wrong = q.text("story.no-stop", "stop", q.walk.stop, "total", s.Total)
		return s, nil
	}
	s.Whole += "#stop-" + strconv.Itoa(s.N)
	s.Stop = s.Story.Stops[s.N-1]
	if s.N > 1 {
		s.Previous = q.toStop(s.Story, s.N-1)
	}
	if s.N < s.Total {
		s.Next = q.toStop(s.Story, s.N+1)
	}
	return s, nil
}

// toStop returns the link to a stop of a story, counted from 1.
func (q *request) toStop(s *story, n int) *link {
	stop := s.Stops[n-1]
	return &link{Label: stop.Title.Text, Href: q.viewOf(stop.Address, "story", s.Name, "stop", strconv.Itoa(n))}
}

// viewOf returns the address in the language of the request of a view that a dataset names, with values added.
func (q *request) viewOf(address string, pairs ...string) string {
	u, err := url.Parse(address)
	if err != nil {
		return q.address("/", nil) // no store keeps such an address
	}
	values := u.Query()
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return q.address(u.Path, values)
}

// storyPage is a story as a whole.
type storyPage struct {
	Stops []toldStop
}

// toldStop is a stop with the address of its view and its statements, none if the graph no longer has them.
type toldStop struct {
	storyStop
	Href  string
	Given []statement
}

func (q *request) storyPage(name string) (*page, error) {
	sources, err := q.sources()
	if err != nil {
		return nil, err
	}
	s := sources.story(name)
	if s == nil {
		return nil, errNotFound
	}
	given, err := q.statementsIn(s)
	if err != nil {
		return nil, err
	}
	if q.version == 0 {
		q.version = sources.version
	}
	if q.version != sources.version {
		return nil, ErrUnavailable // the graph changed between the two
	}
	var body storyPage
	for i, stop := range s.Stops {
		told := toldStop{storyStop: stop, Href: q.toStop(s, i+1).Href}
		for _, named := range stop.Statements {
			if st, ok := given[named.ID]; ok {
				told.Given = append(told.Given, st)
			}
		}
		body.Stops = append(body.Stops, told)
	}
	return &page{
		Kicker: q.text("story"), Title: s.Title.Text, TitleLang: s.Title.Lang, Lead: s.Lead.Text, LeadLang: s.Lead.Lang,
		Template: "story", Body: body,
	}, nil
}

// statementsIn returns the statements that a story names, by ID.
func (q *request) statementsIn(s *story) (map[string]statement, error) {
	var ids []string
	for _, stop := range s.Stops {
		for _, named := range stop.Statements {
			if !slices.Contains(ids, named.ID) {
				ids = append(ids, named.ID)
			}
		}
	}
	return q.statementsByID(ids)
}

// statementsByID returns the statements with the IDs, as far as the graph has them.
func (q *request) statementsByID(ids []string) (map[string]statement, error) {
	given := make(map[string]statement)
	for some := range slices.Chunk(ids, mostNamed) {
		var a struct{ Nodes []*statement }
		if err := q.ask("statements", map[string]any{"ids": some}, &a); err != nil {
			return nil, err
		}
		for _, st := range a.Nodes {
			if st != nil {
				given[st.ID] = *st
			}
		}
	}
	return given, nil
}
