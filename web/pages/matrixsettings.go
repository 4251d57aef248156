package pages

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// matrixSettings offers the rows, the columns, what is counted, the orders and the size.
func (q *request) matrixSettings(m *matrixPage) {
	for _, p := range presets {
		m.Presets = append(m.Presets, preset{
			Label:   q.text("matrix.preset." + p[0] + "." + p[1]),
			Href:    q.address("/matrix", url.Values{"rows": {p[0]}, "columns": {p[1]}}),
			Current: m.Rows == p[0] && m.Columns == p[1],
		})
	}
	for _, axis := range axes {
		label := q.text("kinds." + axis)
		m.RowAxes = append(m.RowAxes, option{Value: axis, Label: label, Chosen: axis == m.Rows})
		m.ColumnAxes = append(m.ColumnAxes, option{Value: axis, Label: label, Chosen: axis == m.Columns})
	}
	m.Measures = []option{
		{Value: "", Label: q.text("measure.statements"), Chosen: m.Measure == "statements"},
		{Value: "voices", Label: q.text("measure.voices"), Chosen: m.Measure == "voices"},
	}
	m.RowOrders, m.ColumnOrders = q.lineOrders(m.Rows, m.Order), q.lineOrders(m.Columns, m.Across)
	for i, size := range []string{"30", "60", "100"} {
		m.Sizes = append(m.Sizes, option{Value: size, Label: size, Chosen: size == m.Size})
		if i == 0 {
			m.Sizes[i].Value = ""
		}
	}
	m.AxesKeep = q.kept("kind", "voice", "stance", "session", "addressee", "through")
	m.FiltersKeep = q.kept("rows", "columns", "measure", "order", "across", "by", "along", "size", "cell")
	row, column, open := strings.Cut(m.cell, "~")
	cell := column + "~" + row
	if !open {
		cell = ""
	}
	get := q.values.Get
	m.Swap = q.with("rows", m.Columns, "columns", m.Rows, "order", get("across"), "across", get("order"), "by", get("along"), "along", get("by"), "cell", cell)
}

// lineOrders returns the orders of an axis. People are by name whatever is chosen, and only sessions have an order of
// their own.
func (q *request) lineOrders(axis, chosen string) []option {
	all := [][2]string{{"", "auto"}, {"name", "name"}}
	switch axis {
	case "person":
		all = [][2]string{{"", "name"}}
	case "session":
		all = [][2]string{{"", "event"}, {"total", "auto"}, {"name", "name"}}
	}
	options := make([]option, len(all))
	for i, o := range all {
		options[i] = option{Value: o[0], Label: q.text("matrix.order." + o[1]), Chosen: o[0] == chosen || o[0] == "" && chosen == "auto"}
	}
	return options
}

// facets are the values of a field with the number of statements that have each.
type facets struct {
	Facets []struct {
		Values []struct {
			Value string
			Node  *ref
			Count int
		}
	}
}

// matrixFilters offers the filters with how many statements each value would leave, and lists those in force. named are
// the sessions and the addressees in force, nil for one that does not exist.
func (q *request) matrixFilters(m *matrixPage, named []*ref) error {
	var a struct {
		Kind, Voice, Stance, Session, Addressee facets
		Sessions                                struct {
			TotalCount int
			Nodes      []struct {
				ref
				Parent *struct{ ID string }
			}
		}
	}
	if err := q.ask("matrix-facets", map[string]any{
		"kind": m.filter("kind"), "voice": m.filter("voice"), "stance": m.filter("stance"), "session": m.filter("session"),
		"addressee": m.filter("addressee"),
	}, &a); err != nil {
		return err
	}
	choice := func(name, label, words string, values, chosen []string, counts facets) {
		c := filterChoice{Name: name, Label: q.text("filter." + label)}
		for _, v := range values {
			o := option{Value: v, Label: q.text(words + "." + v), Chosen: slices.Contains(chosen, v)}
			o.count(counts, apiWords([]string{v})[0])
			c.Options = append(c.Options, o)
		}
		m.Choices = append(m.Choices, c)
		q.matrixChip(m, name, label, c)
	}
	choice("kind", "kind", "does", statementWords, m.Kind, a.Kind)
	choice("voice", "voices", "kinds", voiceKinds, m.Voice, a.Voice)
	choice("stance", "stance", "stance", addressed(stances), m.Stance, a.Stance)
	var sessions, addressees []ref
	for _, s := range a.Sessions.Nodes {
		// What is above all sessions is the event itself.
		if s.Parent != nil {
			sessions = append(sessions, s.ref)
		}
	}
	for _, f := range a.Addressee.Facets {
		for _, v := range f.Values {
			addressees = append(addressees, *v.Node)
		}
	}
	slices.SortFunc(addressees, q.byName())
	m.MoreSessions = a.Sessions.TotalCount - len(a.Sessions.Nodes)
	named = append(named, make([]*ref, len(m.Session)+len(m.Addressee))...)
	q.matrixNodes(m, "session", sessions, m.Session, named, a.Session)
	q.matrixNodes(m, "addressee", addressees, m.Addressee, named[len(m.Session):], a.Addressee)
	if m.Own = m.travels(); m.Own && !m.Through {
		m.Filters = append(m.Filters, chip{Key: "own", Word: q.text("matrix.own"), Remove: q.with("through", "")})
	}
	if len(m.Filters) > 1 {
		m.Clear = q.with("kind", "", "voice", "", "stance", "", "session", "", "addressee", "", "through", "")
	}
	return nil
}

// matrixNodes offers a filter by nodes, and those that are chosen although they are not offered, and lists it if it is in
// force. named are the chosen nodes, nil for one that does not exist.
func (q *request) matrixNodes(m *matrixPage, name string, offered []ref, chosen []string, named []*ref, counts facets) {
	c := filterChoice{Name: name, Label: q.text("filter." + name)}
	for _, n := range offered {
		o := option{Value: n.ID, Label: q.lang.name(n), Chosen: slices.Contains(chosen, n.ID)}
		o.count(counts, n.ID)
		c.Options = append(c.Options, o)
	}
	for i, id := range chosen {
		if slices.ContainsFunc(offered, func(n ref) bool { return n.ID == id }) {
			continue
		}
		o := option{Value: id, Label: id, Chosen: true}
		if named[i] != nil {
			o.Label = q.lang.name(*named[i])
		} else {
			q.unknown(name, id, filterKinds[name]...)
		}
		c.Options = append(c.Options, o)
	}
	m.Choices = append(m.Choices, c)
	q.matrixChip(m, name, name, c)
}

// matrixChip lists a filter that is in force.
func (q *request) matrixChip(m *matrixPage, name, key string, c filterChoice) {
	var words []string
	for _, o := range c.Options {
		if o.Chosen {
			words = append(words, o.Label)
		}
	}
	if len(words) > 0 {
		m.Filters = append(m.Filters, chip{Key: key, Word: strings.Join(words, q.text("list-separator")), Remove: q.with(name, "")})
	}
}

// count sets how many statements have the value. A value that nothing has cannot be chosen.
func (o *option) count(of facets, value string) {
	n := 0
	for _, f := range of.Facets {
		for _, v := range f.Values {
			if v.Value == value {
				n = v.Count
			}
		}
	}
	o.Count, o.Disabled = strconv.Itoa(n), n == 0 && !o.Chosen
}
