package pages

import (
	"strconv"
	"strings"
)

// between separates values in one cell of a table.
const between = "; "

// nodesOf returns a function that queries a page of a list of nodes.
func (q *request) nodesOf(t table) func(map[string]any) (answered[entry], error) {
	return func(variables map[string]any) (answered[entry], error) {
		a, err := q.askList(t.name, variables)
		rows := answered[entry]{TotalCount: a.TotalCount, PageInfo: a.PageInfo}
		for _, n := range a.Nodes {
			rows.Nodes = append(rows.Nodes, nodeEntry{q, t, n})
		}
		return rows, err
	}
}

// statementsOf queries a page of the list of statements.
func (q *request) statementsOf(variables map[string]any) (answered[entry], error) {
	var a struct{ List answered[statement] }
	err := q.ask("list-statements", variables, &a)
	rows := answered[entry]{TotalCount: a.List.TotalCount, PageInfo: a.List.PageInfo}
	for _, s := range a.List.Nodes {
		rows.Nodes = append(rows.Nodes, statementEntry{q, s})
	}
	return rows, err
}

// nodeEntry is a node as a row: name, the columns of its table, and citations.
type nodeEntry struct {
	q *request
	t table
	listed
}

// nodeColumns returns the headings of nodeEntry. References have two: for labels and for IDs.
func (q *request) nodeColumns(t table) []string {
	heads := []string{q.text("file.id"), q.text(t.head), q.text("field.definition")}
	for _, c := range t.columns {
		heads = append(heads, q.text("col."+c.Key))
		if c.Refs {
			heads = append(heads, q.idsOf("col."+c.Key))
		}
	}
	return append(heads, q.text("col.says-so"), q.text("file.locator"), q.text("file.permalink"), q.text("footer.version"))
}

// idsOf returns the heading for the IDs of key.
func (q *request) idsOf(key string) string { return q.text("file.id-of", "name", q.text(key)) }

func (e nodeEntry) cells() []any {
	q := e.q
	about, _ := q.aboutOf(e.t, e.listed)
	row := []any{e.ID, e.ref.Label, about}
	for _, c := range e.t.columns {
		switch v := c.cell(q, e.listed); {
		case c.Number:
			row = append(row, v.Count)
		case c.Refs:
			row = append(row, q.labels(v.Refs), ids(v.Refs))
		default:
			row = append(row, v.Text)
		}
	}
	var paths, locators []string
	for _, c := range distinct(e.Citations) {
		paths, locators = append(paths, c.Passage.Path()), append(locators, q.lang.prose(c.Passage.Locator))
	}
	return append(row, strings.Join(paths, between), strings.Join(locators, between), q.permalink(e.ID), strconv.FormatUint(q.version, 10))
}

func (e nodeEntry) object() any {
	q := e.q
	about, _ := q.aboutOf(e.t, e.listed)
	o := object{{"id", e.ID}, {"label", e.ref.Label}, {"about", orNull(about)}}
	for _, c := range e.t.columns {
		var value any
		switch v := c.cell(q, e.listed); {
		case c.Number:
			value = v.Count
		case c.Refs:
			value = q.named(v.Refs)
		default:
			value = orNull(v.Text)
		}
		o = append(o, member{camel(c.Key), value})
	}
	if e.t.kind == "figure" {
		o = append(o, member{"number", object{
			{"value", e.Value}, {"min", e.Min}, {"max", e.Max}, {"unit", e.Unit}, {"qualifier", e.Qualifier}, {"measures", e.Measures},
		}})
	}
	passages := []object{}
	for _, c := range distinct(e.Citations) {
		passages = append(passages, object{{"passage", c.Passage.ID}, {"path", c.Passage.Path()}, {"locator", q.lang.prose(c.Passage.Locator)}})
	}
	return append(o, member{"citations", passages}, member{"permalink", q.permalink(e.ID)})
}

// statementEntry is a statement as a row.
type statementEntry struct {
	q *request
	statement
}

// statementColumns returns the headings of statementEntry.
func (q *request) statementColumns() []string {
	return []string{
		q.text("file.id"), q.text("kind.statement"), q.text("col.kind"), q.text("col.voices"), q.idsOf("col.voices"), q.text("col.session"),
		q.idsOf("col.session"), q.text("list.issues"), q.idsOf("list.issues"), q.text("list.recommendations"), q.idsOf("list.recommendations"),
		q.text("col.says-so"), q.text("file.locator"), q.text("file.permalink"), q.text("footer.version"),
	}
}

func (e statementEntry) cells() []any {
	q := e.q
	var voices, voiceIDs, positions, recommendations, places, locators []string
	for _, v := range e.Voices {
		text := v.Voice.ref.Label
		if v.Counted() {
			text += " (" + q.text("quantifier."+lower(*v.Quantifier)) + ")"
		}
		voices, voiceIDs = append(voices, text), append(voiceIDs, v.Voice.ID)
	}
	for _, p := range e.Positions {
		positions = append(positions, q.text("stance."+lower(p.Stance))+q.text("colon")+" "+p.Recommendation.Label)
		recommendations = append(recommendations, p.Recommendation.ID)
	}
	for _, c := range e.Full {
		places = append(places, q.locator(c))
	}
	for _, c := range distinct(e.Citations) {
		locators = append(locators, q.lang.prose(c.Passage.Locator))
	}
	session := one(e.Session)
	return []any{
		e.ID, e.Summary, q.text("does." + lower(e.Kind)), strings.Join(voices, between), strings.Join(voiceIDs, between), q.labels(session), ids(session),
		q.labels(e.Issues), ids(e.Issues), strings.Join(positions, between), strings.Join(recommendations, between),
		strings.Join(places, between), strings.Join(locators, between), q.permalink(e.ID), strconv.FormatUint(q.version, 10),
	}
}

func (e statementEntry) object() any {
	q := e.q
	voices, positions, citations := []object{}, []object{}, []object{}
	for _, v := range e.Voices {
		voices = append(voices, object{{"id", v.Voice.ID}, {"label", v.Voice.ref.Label}, {"role", v.Role}, {"quantifier", v.Quantifier}})
	}
	for _, p := range e.Positions {
		r := p.Recommendation
		positions = append(positions, object{{"recommendation", object{{"id", r.ID}, {"label", r.Label}}}, {"stance", p.Stance}})
	}
	locators := make(map[string]string)
	for _, c := range e.Citations {
		locators[c.Passage.ID] = q.lang.prose(c.Passage.Locator)
	}
	for _, c := range e.Full {
		citations = append(citations, object{{"passage", c.Passage.ID}, {"path", c.Passage.Path()}, {"locator", locators[c.Passage.ID]}, {"start", c.Start}, {"end", c.End}})
	}
	var session any
	if e.Session != nil {
		session = q.named(one(e.Session))[0]
	}
	return object{
		{"id", e.ID}, {"kind", e.Kind}, {"summary", e.Summary}, {"voices", voices}, {"session", session}, {"issues", q.named(e.Issues)},
		{"positions", positions}, {"citations", citations}, {"permalink", q.permalink(e.ID)},
	}
}

// permalink returns the public address of a node.
func (q *request) permalink(id string) string { return q.site.o.Base + hrefOf(q.lang, id) }

func (q *request) labels(all []ref) string {
	labels := make([]string, len(all))
	for i, r := range all {
		labels[i] = r.Label
	}
	return strings.Join(labels, between)
}

func ids(all []ref) string {
	each := make([]string, len(all))
	for i, r := range all {
		each[i] = r.ID
	}
	return strings.Join(each, between)
}

func (q *request) named(all []ref) []object {
	objects := make([]object, len(all))
	for i, r := range all {
		objects[i] = object{{"id", r.ID}, {"label", r.Label}}
	}
	return objects
}

// orNull returns text, or nil if it is empty.
func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// camel returns a-key as aKey.
func camel(key string) string {
	words := strings.Split(key, "-")
	for i, w := range words[1:] {
		words[i+1] = upperFirst(w)
	}
	return strings.Join(words, "")
}
