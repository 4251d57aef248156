package pages

import "strings"

// statementPage is a statement with everything the source says about it.
type statementPage struct {
	Statement statement
	Quotes    []quoted
	// Attached is whether any copy of a source is attached to the server.
	Attached  bool
	Permalink string
	Cite      []cited
}

// locator names the cited characters by the path of their passage, such as 4/2, characters 0 to 182.
func (q *request) locator(c citation) string {
	return q.text("cite.locator", "passage", c.Passage.Path(), "start", c.Start, "end", c.End)
}

func (q *request) statement(id string) (*page, error) {
	var a struct {
		Overview  struct{ SourceAttached *attachment }
		Statement *statement
	}
	if err := q.ask("statement", map[string]any{"id": id}, &a); err != nil {
		return nil, err
	}
	if a.Statement == nil {
		return nil, errNotFound
	}
	s := *a.Statement
	body := statementPage{
		Statement: s,
		Attached:  a.Overview.SourceAttached != nil,
		Permalink: q.site.o.Base + hrefOf(q.lang, id),
	}
	for _, c := range s.Full {
		body.Quotes = append(body.Quotes, inPlace(c))
	}
	reference := q.reference(s)
	if format := q.values.Get("cite"); format != "" {
		return reference.download(format)
	}
	body.Cite = reference.all()
	p := &page{
		Kicker: q.text("kind.statement") + q.text("separator") + q.text("does."+lower(s.Kind)),
		Title:  s.Summary, ID: id, Template: "statement", Body: body,
	}
	if q.lang == French {
		p.TitleLang, p.Lead = string(English), q.text("english-only")
	}
	return p, nil
}

// fileName returns an ID as a file name.
func fileName(id string) string {
	return "forumgraph-" + strings.NewReplacer(":", "-", "/", "-").Replace(id)
}
