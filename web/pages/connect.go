package pages

import (
	"errors"
	"net/url"
	"slices"
	"strings"
)

// connectPage says in sentences how two nodes are connected.
type connectPage struct {
	// From and To are what the reader typed, or the names of the nodes that were found.
	From, To end
	Paths    []way
	// Asked is whether both ends are known, so that no paths means that none exist.
	Asked bool
	// Examples are pairs to start with.
	Examples []task
}

// end is one end of the connection.
type end struct {
	Typed string
	Node  *ref
	// Choices are nodes that the words may mean, if they name none or several.
	Choices []choice
}

type choice struct {
	ref
	Href string
}

// Value returns the content of the box: the name of the node, or what was typed.
func (e end) Value() string {
	if e.Node != nil {
		return e.Node.Label
	}
	return e.Typed
}

type way struct {
	Length int
	Nodes  []ref
	Hops   []struct {
		Sentence      string
		Relationships []struct {
			Type      string
			Derived   bool
			Citations []citation
		}
		Statements statements
	}
}

func (q *request) connect() (*page, error) {
	p := &page{Title: q.text("connect.title"), Lead: q.text("connect.lead"), Template: "connect"}
	var body connectPage
	var err error
	if body.From, err = q.end("from"); err != nil {
		return nil, err
	}
	if body.To, err = q.end("to"); err != nil {
		return nil, err
	}
	if body.From.Node == nil || body.To.Node == nil {
		if body.Examples, err = q.connections(); err != nil {
			return nil, err
		}
		p.Body = body
		return p, nil
	}
	// The address names both ends by ID, so that it still works when a name comes to mean two nodes.
	from, to := body.From.Node.ID, body.To.Node.ID
	if q.values.Get("from") != from || q.values.Get("to") != to {
		p.redirect = q.with("from", from, "to", to)
		return p, nil
	}
	var a struct {
		From, To *ref
		Paths    []way
	}
	if err := q.ask("connect", map[string]any{"from": from, "to": to}, &a); err != nil {
		return nil, err
	}
	if a.From == nil || a.To == nil {
		return nil, errNotFound
	}
	body.From.Node, body.To.Node, body.Paths, body.Asked = a.From, a.To, a.Paths, true
	p.Title = q.text("connect.of", "a", *a.From, "b", *a.To)
	p.Body = body
	return p, nil
}

// end finds the node that the query's name means: by its ID, or by words, if a search for them finds only one node or
// one with exactly that name.
func (q *request) end(name string) (end, error) {
	e := end{Typed: strings.TrimSpace(q.values.Get(name))}
	if e.Typed == "" {
		return e, nil
	}
	if kind, _, ok := strings.Cut(e.Typed, ":"); ok && (kind == "statement" || slices.Contains(nodeKinds, kind)) {
		e.Node = &ref{ID: e.Typed, Label: e.Typed}
		return e, nil
	}
	var a struct{ Search struct{ Nodes []ref } }
	err := q.ask("suggest", map[string]any{"text": e.Typed}, &a)
	if refusal := new(Refusal); errors.As(err, &refusal) && readersDoing[refusal.Code] {
		return e, nil // words that cannot be searched for find nothing
	}
	if err != nil {
		return e, err
	}
	found := a.Search.Nodes
	for i, n := range found {
		if strings.EqualFold(n.Label, e.Typed) || strings.EqualFold(n.English, e.Typed) || len(found) == 1 {
			e.Node = &found[i]
			return e, nil
		}
		e.Choices = append(e.Choices, choice{n, q.with(name, n.ID)})
	}
	return e, nil
}

// connections returns pairs of organizations that made statements.
func (q *request) connections() ([]task, error) {
	var a struct{ Organizations struct{ Nodes []ref } }
	if err := q.ask("connect-begin", nil, &a); err != nil {
		return nil, err
	}
	var tasks []task
	o := a.Organizations.Nodes
	for i := 0; i+1 < len(o); i++ {
		tasks = append(tasks, task{
			q.text("task.connect", "a", o[i], "b", o[i+1]),
			q.address("/connect", url.Values{"from": {o[i].ID}, "to": {o[i+1].ID}}),
		})
	}
	return tasks, nil
}
