package pages

import (
	"maps"
	"strings"
)

// cellHref returns the address of the statements behind a cell: their list or, if the list cannot be filtered as the
// matrix is, the matrix with the cell open.
func (q *request) cellHref(s matrixState, row, column string) string {
	if s.filter() != nil {
		return q.with("cell", row+"~"+column) + "#cell"
	}
	values := query(axisFilter[s.Rows], row, axisFilter[s.Columns], column)
	if s.carries(row, column) {
		values.Set("through", "1")
	}
	return q.address("/list/statements", values)
}

// carries reports whether a cell also counts what people of its organization said: issues are passed on, positions are
// not.
func (s matrixState) carries(row, column string) bool {
	return s.travels() && s.Through && (kindOf(row) == "organization" || kindOf(column) == "organization")
}

// openCell returns the cell that the address opens; nil if it opens none, or one that the matrix does not have.
func (q *request) openCell(s matrixState) (*openCell, error) {
	row, column, _ := strings.Cut(s.cell, "~")
	if s.cell == "" || !onAxis(s.Rows, row) || !onAxis(s.Columns, column) {
		return nil, nil
	}
	filter := maps.Clone(s.filter())
	if filter == nil {
		filter = make(map[string]any)
	}
	var all []any
	for axis, id := range map[string]string{s.Rows: row, s.Columns: column} {
		name := axisFilter[axis]
		if kindOf(id) == "organization" && s.carries(row, column) {
			all = append(all, map[string]any{"or": []any{map[string]any{"voice": []string{id}}, map[string]any{"affiliation": []string{id}}}})
			continue
		}
		all = append(all, map[string]any{name: []string{id}})
	}
	filter["and"] = all
	var a struct {
		List struct {
			TotalCount int
			Nodes      []statement
		}
		Nodes []*ref
	}
	err := q.ask("list-statements", map[string]any{
		"filter": filter, "first": cellStatements, "named": []string{row, column},
	}, &a)
	if err != nil {
		return nil, err
	}
	if len(a.Nodes) != 2 || a.Nodes[0] == nil || a.Nodes[1] == nil {
		return nil, nil
	}
	return &openCell{Row: *a.Nodes[0], Column: *a.Nodes[1], Total: a.List.TotalCount, Statements: a.List.Nodes}, nil
}

// matrixFilters lists the filters in force, each with the address without it, and how a form sets and keeps them.
func (q *request) matrixFilters(m *matrixPage, sessions []*ref) {
	add := func(name, key string, words []string) {
		if len(words) > 0 {
			m.Filters = append(m.Filters, chip{Key: key, Word: strings.Join(words, q.text("list-separator")), Remove: q.with(name, "")})
		}
	}
	words := func(beginning string, values []string) []string {
		all := make([]string, len(values))
		for i, v := range values {
			all[i] = q.text(beginning + "." + v)
		}
		return all
	}
	add("kind", "kind", words("does", m.Kind))
	add("voice", "voices", words("kinds", m.Voice))
	add("stance", "stance", words("stance", m.Stance))
	named := make([]string, len(m.Session))
	for i, id := range m.Session {
		named[i] = id
		if i < len(sessions) && sessions[i] != nil {
			named[i] = q.lang.name(*sessions[i])
		}
	}
	add("session", "session", named)
	if m.travels() && !m.Through {
		add("through", "own", []string{q.text("matrix.own")})
	}
	for _, f := range []struct {
		filterChoice
		values []string
	}{
		{filterChoice{Name: "kind", Beginning: "does", Words: statementWords}, m.Kind},
		{filterChoice{Name: "voice", Beginning: "kinds", Words: voiceKinds}, m.Voice},
		{filterChoice{Name: "stance", Beginning: "stance", Words: addressed(stances)}, m.Stance},
	} {
		// A select element sets one value; several values come from the view and are kept.
		if len(f.values) > 1 {
			m.Kept = append(m.Kept, hidden{f.Name, strings.Join(f.values, ",")})
			continue
		}
		f.Chosen = strings.Join(f.values, "")
		m.Choices = append(m.Choices, f.filterChoice)
	}
	for _, name := range []string{"session", "through", "across", "size"} {
		if value := q.values.Get(name); value != "" {
			m.Kept = append(m.Kept, hidden{name, value})
		}
	}
}
