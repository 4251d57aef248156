package pages

import (
	"strings"

	"forumgraph/web/pages/banks"
)

// startPage says what the graph is about, asks six questions that it answers, and shows who raised what.
type startPage struct {
	// Facts are how much there is, in words.
	Facts string
	// Uncounted is how many statements were made outside of the event, which the chart leaves out.
	Uncounted int
	Tasks     []task
	Chart     []chartRow
}

// task is a question that a reader may have, the address that answers it, and a line of what that holds.
type task struct{ Question, Href, Note string }

// kindCount is the number of nodes of one kind.
type kindCount struct {
	Kind  string
	Count int
}

func (q *request) start() (*page, error) {
	var a struct {
		Overview struct {
			Counts  []kindCount
			Sources []record
		}
		Contested     struct{ Nodes []ref }
		Organizations struct{ Nodes []ref }
	}
	if err := q.ask("start", nil, &a); err != nil {
		return nil, err
	}
	version := q.version
	k, err := q.claims(q.lang)
	if err != nil {
		return nil, err
	}
	if version != k.Version {
		return nil, ErrUnavailable // the graph changed between the two
	}
	now := k.Count(banks.Filter{Outside: k.Outside()})
	body := startPage{Facts: q.facts(a.Overview.Counts), Uncounted: len(k.Statements) - now.Statements}
	body.Chart = q.chart(k, now, func(id string) string { return q.address("/network", query("select", id)) })
	body.Tasks = q.tasks(k, now, a.Contested.Nodes, a.Organizations.Nodes)
	p := &page{Title: q.text("start.title"), Template: "start", Body: body, Class: "start"}
	if s := a.Overview.Sources; len(s) == 1 {
		p.Kicker = q.lang.name(s[0].ref)
		if s[0].Publisher != nil {
			p.Kicker += ", " + *s[0].Publisher
		}
	} else if len(s) > 1 {
		p.Kicker = q.text("footer.many", "n", len(s))
	}
	return p, nil
}

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

// tasks returns six questions about what the graph has, fewer if it has little.
func (q *request) tasks(k *keptClaims, now *banks.Counts, contested, organizations []ref) []task {
	var all []task
	add := func(question, note, href string) { all = append(all, task{question, href, note}) }
	rivals := 0
	for i, r := range k.Recommendations {
		for _, other := range r.Rivals {
			if other > i {
				rivals++
			}
		}
	}
	if rivals > 0 {
		add(q.text("task.rivals"), q.count("pairs", rivals), q.address("/agreement", query("part", "rivals")))
	}
	if len(contested) > 0 {
		r, _ := k.FindRecommendation(contested[0].ID)
		stances := make(map[string]int)
		for _, s := range k.PositionsOf(now) {
			if s.Other == r {
				stances[s.Stance]++
			}
		}
		add(q.text("task.contested", "recommendation", contested[0]), q.text("task.contested.note", "for", stances["for"], "against", stances["against"]),
			q.address("/network", query("select", contested[0].ID)))
	}
	if issue, n := mostSaid(now.Issues, func(s banks.Split) int { return s.Named }); n > 0 {
		s := now.Issues[issue]
		add(q.text("task.issue", "issue", k.ref(k.Issues[issue].ID)), q.count("statements", s.Statements)+q.text("list-separator")+q.count("voices", s.Voices()),
			q.address("/network", query("select", k.Issues[issue].ID)))
	}
	if named, both, collective := now.BySide(); collective > 0 {
		add(q.text("task.unnamed"), q.text("task.unnamed.note", "n", collective, "total", named+both+collective),
			q.address("/network", query("side", "collective", "show", "all")))
	}
	if session, n := q.busiest(k); n > 0 {
		add(q.text("task.session", "session", k.ref(k.Sessions[session].ID)), q.count("statements", n), q.address("/network", query("session", k.Sessions[session].ID)))
	}
	if o := organizations; len(o) > 1 {
		add(q.text("task.connect", "a", o[0], "b", o[1]), q.text("task.connect.note"), q.address("/connect", query("from", o[0].ID, "to", o[1].ID)))
	}
	return all
}

// mostSaid returns the index with the largest count, the first of several, and that count.
func mostSaid(all []banks.Split, count func(banks.Split) int) (at, most int) {
	for i, s := range all {
		if n := count(s); n > most {
			at, most = i, n
		}
	}
	return at, most
}

// busiest returns the session below the event, of those with parts, in which most was said, and how many statements it has.
func (q *request) busiest(k *keptClaims) (session, most int) {
	parts := make(map[int]bool)
	for _, s := range k.Sessions {
		parts[s.Parent] = true
	}
	counts := make([]int, len(k.Sessions))
	for _, s := range k.Statements {
		if s.Session >= 0 {
			counts[k.Sessions[s.Session].Top]++
		}
	}
	for i, s := range k.Sessions {
		if s.Parent >= 0 && s.Top == i && parts[i] && counts[i] > most {
			session, most = i, counts[i]
		}
	}
	return session, most
}
