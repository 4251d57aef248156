package pages

import (
	"strconv"
	"strings"
)

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
	filter := s.filter()
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
	shown := cellStatements * q.whole("pages", 1, mostCellStatements/cellStatements, 1)
	var a struct {
		List struct {
			TotalCount int
			Nodes      []statement
		}
		Nodes []*ref
	}
	err := q.ask("list-statements", map[string]any{
		"filter": filter, "order": "DOCUMENT_ORDER", "first": shown, "named": []string{row, column},
	}, &a)
	if err != nil {
		return nil, err
	}
	if len(a.Nodes) != 2 || a.Nodes[0] == nil || a.Nodes[1] == nil {
		return nil, nil
	}
	open := &openCell{Row: *a.Nodes[0], Column: *a.Nodes[1], Total: a.List.TotalCount, Statements: a.List.Nodes}
	if shown < min(open.Total, mostCellStatements) {
		open.More = q.with("pages", strconv.Itoa(shown/cellStatements+1)) + "#cell"
	}
	if s.filter() == nil {
		values := query(axisFilter[s.Rows], row, axisFilter[s.Columns], column)
		if s.carries(row, column) {
			values.Set("through", "1")
		}
		open.All = q.address("/list/statements", values)
	}
	return open, nil
}
