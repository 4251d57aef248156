package pages

import (
	"math"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// matrixPage is a table of counts, each linked to its statements.
type matrixPage struct {
	matrixState
	Axes       []string
	Presets    []preset
	Filters    []chip
	Choices    []filterChoice
	Kept       []hidden
	Heads      []matrixLine
	Lines      []matrixRow
	Count      int
	RowsCut    int
	ColumnsCut int
	// Stances means that the cells hold stances on recommendations.
	Stances bool
	// Every is the address of the largest possible matrix; empty if it is this one.
	Every string
	// Open is the cell that the address opens; nil for none, or for one that the matrix does not have, in which case
	// NoCell is set.
	Open   *openCell
	NoCell bool
	// Close is the address without it.
	Close string
}

// matrixState is the state in the address, as web/src/views/matrix/state.ts reads it. Invalid parts count as absent.
type matrixState struct {
	Rows, Columns, Measure string
	// Through is whether an organization also raises what its people said.
	Through                      bool
	Session, Kind, Voice, Stance []string
	// Order and Across are the orders of rows and columns; By and Along are a column and a row whose counts sort first.
	Order, Across, By, Along, Size string
	cell                           string
}

// preset is a matrix that answers a common question.
type preset struct {
	Label, Href string
	Current     bool
}

// filterChoice is a filter that a reader can set without scripts; hidden is a value that the form keeps.
type filterChoice struct {
	Name, Beginning, Chosen string
	Words                   []string
}

type hidden struct{ Name, Value string }

type matrixLine struct {
	Node struct {
		ref
		// Order is a session's position in the event.
		Order int
	}
	// Count covers all that crosses the line, including what was left out. It is not the number of all statements about
	// the node, so it has no link.
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
	// Heat is the count relative to the largest, in six steps; 0 for none.
	Heat int
	Href string
}

// openCell is the cell that the address opens, with the first of its statements.
type openCell struct {
	Row, Column ref
	Total       int
	Statements  []statement
}

// axes are the possible rows and columns, as in the address, in the view's order. The first that fits the rows replaces
// columns that do not.
var axes = []string{"issue", "recommendation", "organization", "collective", "person", "voice", "session", "population", "place"}

// presets are the pairs for the most common questions.
var presets = [][2]string{{"organization", "issue"}, {"voice", "recommendation"}, {"issue", "session"}}

// axisFilter is the filter of the list of statements for a node of each axis.
var axisFilter = map[string]string{
	"organization": "voice", "collective": "voice", "person": "voice", "voice": "voice",
	"issue": "issue", "recommendation": "recommendation", "session": "session", "population": "population", "place": "place",
}

var (
	statementWords = addressed(statementKinds)
	cellPattern    = regexp.MustCompile(`^` + slug + `~` + slug + `$`)
	matrixSizes    = map[string]int{"30": 30, "60": 60, "100": 100}
)

const (
	mostMatrixSessions = 20
	cellStatements     = 20
)

// speaks reports whether the nodes of the axis are voices.
func speaks(axis string) bool { return axisFilter[axis] == "voice" }

// together reports whether rows and columns differ, and at most one of them is voices.
func together(rows, columns string) bool {
	return rows != columns && (!speaks(rows) || !speaks(columns))
}

// onAxis reports whether a node can be a line of the axis.
func onAxis(axis, id string) bool {
	kind := kindOf(id)
	return axis == kind || axis == "voice" && slices.Contains(voiceKinds, kind)
}

// Stance returns the only stance of the cell in lower case, mixed if it has several; empty for a cell without stances.
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

func (q *request) matrixState() matrixState {
	orders := []string{"auto", "total", "name"}
	s := matrixState{
		Rows:    q.choice("rows", append([]string{"organization"}, axes...)...),
		Columns: q.choice("columns", append([]string{"issue"}, axes...)...),
		Measure: q.choice("measure", "statements", "voices"),
		Through: q.values.Get("through") != "0",
		Session: q.matching("session", idPattern, mostMatrixSessions),
		Kind:    q.several("kind", statementWords),
		Voice:   q.several("voice", voiceKinds),
		Stance:  q.several("stance", addressed(stances)),
		Order:   q.choice("order", orders...),
		Across:  q.choice("across", orders...),
		By:      q.values.Get("by"),
		Along:   q.values.Get("along"),
		Size:    q.choice("size", "30", "60", "100"),
	}
	if !together(s.Rows, s.Columns) {
		s.Columns = axes[slices.IndexFunc(axes, func(axis string) bool { return together(s.Rows, axis) })]
	}
	if cell := q.values.Get("cell"); cellPattern.MatchString(cell) {
		s.cell = cell
	}
	return s
}

// travels reports whether statements of an organization's people can count for it: not positions, which are never
// passed on.
func (s matrixState) travels() bool {
	either := func(axis string) bool { return s.Rows == axis || s.Columns == axis }
	return (either("organization") || either("voice")) && !either("recommendation")
}

// filter returns the filter of statements for the API; nil if it admits all.
func (s matrixState) filter() map[string]any {
	filter := make(map[string]any)
	for name, values := range map[string][]string{"kind": s.Kind, "voiceKind": s.Voice, "stance": s.Stance} {
		if len(values) > 0 {
			filter[name] = apiWords(values)
		}
	}
	if len(s.Session) > 0 {
		filter["session"] = s.Session
	}
	if len(filter) == 0 {
		return nil
	}
	return filter
}

func (q *request) matrix() (*page, error) {
	s := q.matrixState()
	body := matrixPage{matrixState: s, Axes: axes, Close: q.with("cell", "")}
	for _, p := range presets {
		body.Presets = append(body.Presets, preset{
			Label:   q.text("matrix.preset." + p[0] + "." + p[1]),
			Href:    q.address("/matrix", url.Values{"rows": {p[0]}, "columns": {p[1]}}),
			Current: s.Rows == p[0] && s.Columns == p[1],
		})
	}
	var a struct {
		Matrix struct {
			Count, RowsCut, ColumnsCut int
			Rows, Columns              []matrixLine
			Cells                      []matrixCell
		}
		Named []*ref
	}
	variables := map[string]any{
		"rows": strings.ToUpper(s.Rows), "columns": strings.ToUpper(s.Columns), "measure": strings.ToUpper(s.Measure),
		"maxRows": matrixSizes[s.Size], "maxColumns": matrixSizes[s.Size], "filter": s.filter(), "named": s.Session,
	}
	if len(s.Session) == 0 {
		variables["named"] = []string{}
	}
	if s.travels() && !s.Through {
		variables["through"] = false
	}
	if err := q.ask("matrix", variables, &a); err != nil {
		return nil, err
	}
	m := a.Matrix
	rows, columns := q.arrange(m.Rows, m.Columns, m.Cells, s)
	for i := range m.Cells {
		m.Cells[i].Row, m.Cells[i].Column = rows[m.Cells[i].Row], columns[m.Cells[i].Column]
	}
	body.Count, body.RowsCut, body.ColumnsCut, body.Heads = m.Count, m.RowsCut, m.ColumnsCut, m.Columns
	if s.Size != "100" && m.RowsCut+m.ColumnsCut > 0 {
		body.Every = q.with("size", "100")
	}
	q.matrixFilters(&body, a.Named)
	largest := 1
	for _, c := range m.Cells {
		largest = max(largest, c.Count)
		body.Stances = body.Stances || c.Stances != nil
	}
	for _, line := range m.Rows {
		body.Lines = append(body.Lines, matrixRow{line, make([]matrixCell, len(m.Columns))})
	}
	for _, c := range m.Cells {
		// The square root keeps one large cell from paling all others.
		c.Heat = int(math.Ceil(6 * math.Sqrt(float64(c.Count)/float64(largest))))
		c.Href = q.cellHref(s, body.Lines[c.Row].Node.ID, body.Heads[c.Column].Node.ID)
		body.Lines[c.Row].Cells[c.Column] = c
	}
	var err error
	if body.Open, err = q.openCell(s); err != nil {
		return nil, err
	}
	body.NoCell = s.cell != "" && body.Open == nil
	return &page{
		Title: q.text("matrix.title"), Template: "matrix", Body: body,
		Lead: q.text("matrix.lead", "rows", q.text("axis."+s.Rows), "columns", lower(q.text("axis."+s.Columns))),
	}, nil
}

// Person reports whether the line is a person's, whose count is not shown because it would rank them.
func (l matrixLine) Person() bool { return l.Node.Kind() == "person" }
