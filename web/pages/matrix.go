package pages

import (
	"math"
	"net/url"
	"slices"
	"strings"
)

// matrixPage is a table of counts, each linked to its statements.
type matrixPage struct {
	// Rows, Columns, Measure, Order and All are the state of the page, as its address has it.
	Rows, Columns, Measure, Order string
	All                           bool
	Axes                          []string
	Presets                       []preset
	Heads                         []matrixLine
	Lines                         []matrixRow
	Count, RowsCut, ColumnsCut    int
	// Stances says that the cells hold stances towards recommendations.
	Stances bool
	// Every is the address of the largest matrix that there is.
	Every string
}

// preset is a matrix that answers a common question.
type preset struct {
	Label, Href string
	Current     bool
}

type matrixLine struct {
	Node ref
	// Count is that of all that crosses the line, what was left out too. It is not the number of all statements about the
	// node, so it leads nowhere.
	Count int
}

type matrixRow struct {
	matrixLine
	Cells []matrixCell
}

// matrixCell is where a row and a column meet; Count is 0 where nothing was said.
type matrixCell struct {
	Row, Column, Count, Direct int
	Stances                    *struct{ For, Against, Mixed int }
	// Heat is how near the count is to the largest, in six steps; 0 for none.
	Heat int
	Href string
}

// axes are what rows and columns can be, as the address has them.
var axes = []string{"organization", "collective", "person", "voice", "issue", "recommendation", "session", "population"}

// axisFilter is the name under which the list of statements filters by a node of the axis.
var axisFilter = map[string]string{
	"organization": "voice", "collective": "voice", "person": "voice", "voice": "voice",
	"issue": "issue", "recommendation": "recommendation", "session": "session", "population": "population",
}

// Stance returns the one stance of the cell in lower case, mixed if there are several; empty for a cell without stances.
func (c matrixCell) Stance() string {
	switch s := c.Stances; {
	case s == nil:
		return ""
	case s.Against+s.Mixed == 0:
		return "for"
	case s.For+s.Mixed == 0:
		return "against"
	}
	return "mixed"
}

func (q *request) matrix() (*page, error) {
	body := matrixPage{
		Rows:    q.choice("rows", axes...),
		Columns: q.choice("columns", append([]string{"issue"}, axes...)...),
		Measure: q.choice("measure", "statements", "voices"),
		Order:   q.choice("order", "total", "id"),
		All:     q.values.Get("all") == "1",
		Axes:    axes,
	}
	for _, p := range [][2]string{{"organization", "issue"}, {"voice", "recommendation"}, {"issue", "session"}} {
		body.Presets = append(body.Presets, preset{
			Label:   q.text("matrix.preset." + p[0] + "." + p[1]),
			Href:    q.address("/matrix", url.Values{"rows": {p[0]}, "columns": {p[1]}}),
			Current: body.Rows == p[0] && body.Columns == p[1],
		})
	}
	maxRows, maxColumns := 30, 15
	if body.All {
		maxRows, maxColumns = 100, 100
	}
	var a struct {
		Matrix struct {
			Count, RowsCut, ColumnsCut int
			Rows, Columns              []matrixLine
			Cells                      []matrixCell
		}
	}
	if err := q.ask("matrix", map[string]any{
		"rows": strings.ToUpper(body.Rows), "columns": strings.ToUpper(body.Columns),
		"measure": strings.ToUpper(body.Measure), "order": "BY_" + strings.ToUpper(body.Order),
		"maxRows": maxRows, "maxColumns": maxColumns,
	}, &a); err != nil {
		return nil, err
	}
	m := a.Matrix
	rows, columns := unranked(m.Rows), unranked(m.Columns)
	for i := range m.Cells {
		m.Cells[i].Row, m.Cells[i].Column = rows[m.Cells[i].Row], columns[m.Cells[i].Column]
	}
	body.Count, body.RowsCut, body.ColumnsCut, body.Heads = m.Count, m.RowsCut, m.ColumnsCut, m.Columns
	if !body.All && m.RowsCut+m.ColumnsCut > 0 {
		body.Every = q.with("all", "1")
	}
	largest := 1
	for _, c := range m.Cells {
		largest = max(largest, c.Count)
		body.Stances = body.Stances || c.Stances != nil
	}
	for _, line := range m.Rows {
		body.Lines = append(body.Lines, matrixRow{line, make([]matrixCell, len(m.Columns))})
	}
	for _, c := range m.Cells {
		// The root keeps one large cell from paling all others.
		c.Heat = int(math.Ceil(6 * math.Sqrt(float64(c.Count)/float64(largest))))
		c.Href = q.cellHref(body, body.Lines[c.Row].Node.ID, body.Heads[c.Column].Node.ID)
		body.Lines[c.Row].Cells[c.Column] = c
	}
	return &page{
		Title: q.text("matrix.title"), Template: "matrix", Body: body,
		Lead: q.text("matrix.lead", "rows", q.text("axis."+body.Rows), "columns", lower(q.text("axis."+body.Columns))),
	}, nil
}

// unranked moves people to the end, by ID, for nothing ranks them among other voices, and returns where each line went.
func unranked(lines []matrixLine) []int {
	type moved struct {
		matrixLine
		from int
	}
	all := make([]moved, len(lines))
	for i, line := range lines {
		all[i] = moved{line, i}
	}
	slices.SortStableFunc(all, func(a, b moved) int {
		switch aPerson, bPerson := a.Person(), b.Person(); {
		case aPerson && bPerson:
			return strings.Compare(a.Node.ID, b.Node.ID)
		case aPerson:
			return 1
		case bPerson:
			return -1
		}
		return 0
	})
	to := make([]int, len(lines))
	for i, m := range all {
		lines[i], to[m.from] = m.matrixLine, i
	}
	return to
}

// Person reports whether the line is a person's, whose count is not shown: it would rank them.
func (l matrixLine) Person() bool { return l.Node.Kind() == "person" }

// cellHref returns the address of the statements behind a cell.
func (q *request) cellHref(m matrixPage, row, column string) string {
	values := query(axisFilter[m.Rows], row, axisFilter[m.Columns], column)
	// An organization's issues are also those of the people who spoke for it; its positions are its own.
	if kindOf(row) == "organization" && m.Columns != "recommendation" || kindOf(column) == "organization" && m.Rows != "recommendation" {
		values.Set("through", "1")
	}
	return q.address("/list/statements", values)
}
