package pages

import "net/url"

// startPage shows which issues were raised most, and by whom, and offers six questions to begin with.
type startPage struct {
	Tasks  []task
	Issues []raisedIssue
	// IssueTotal is the number of all issues.
	IssueTotal int
}

// task is a question that a reader may have, and the address that answers it.
type task struct{ Question, Href string }

type raisedIssue struct {
	ref
	Statements, Voices         counted
	Organizations, Collectives raisers
}

// raisers are the voices of one kind that raised an issue, most statements first, cut to the first few.
type raisers struct {
	TotalCount int
	Edges      []struct {
		Node           ref
		Weight, Direct int
	}
}

// More returns how many were left out.
func (r raisers) More() int { return r.TotalCount - len(r.Edges) }

// kindCount is the number of nodes of one kind.
type kindCount struct {
	Kind  string
	Count int
}

func (q *request) start() (*page, error) {
	var a struct {
		Overview      struct{ Counts []kindCount }
		Issues        struct{ Nodes []raisedIssue }
		Contested     struct{ Nodes []ref }
		Organizations struct{ Nodes []ref }
	}
	if err := q.ask("start", nil, &a); err != nil {
		return nil, err
	}
	body := startPage{Issues: a.Issues.Nodes}
	for _, c := range a.Overview.Counts {
		if c.Kind == "ISSUE" {
			body.IssueTotal = c.Count
		}
	}
	add := func(question, href string) { body.Tasks = append(body.Tasks, task{question, href}) }
	add(q.text("task.who-raised"), q.address("/matrix", nil))
	if len(body.Issues) > 0 {
		issue := body.Issues[0]
		add(q.text("task.issue", "issue", issue.ref), q.address(pathOf(issue.ID), nil))
	}
	if c := a.Contested.Nodes; len(c) > 0 {
		add(q.text("task.contested", "recommendation", c[0]), q.address(pathOf(c[0].ID), nil))
	}
	if o := a.Organizations.Nodes; len(o) > 1 {
		add(q.text("task.connect", "a", o[0], "b", o[1]),
			q.address("/connect", url.Values{"from": {o[0].ID}, "to": {o[1].ID}}))
	}
	add(q.text("task.sessions"), q.address("/sessions", nil))
	add(q.text("task.figures"), q.address("/list/figures", nil))
	return &page{Title: q.text("start.title"), Lead: q.text("start.lead"), Template: "start", Body: body, Care: true}, nil
}
