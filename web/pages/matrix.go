package pages

import (
	"errors"
	"regexp"
	"slices"
	"strings"
)

// matrixPage is a table of counts, each linked to its statements.
type matrixPage struct {
	matrixState
	Presets []preset
	// RowAxes and the rest are the settings of the table; AxesKeep is what their form keeps of the address.
	RowAxes, ColumnAxes, Measures, RowOrders, ColumnOrders, Sizes []option
	AxesKeep                                                      []hidden
	// Swap is the address with rows and columns exchanged.
	Swap string
	// Filters are those in force, each with the address without it; Clear is the address without all of them.
	Filters []chip
	Clear   string
	// Choices are the filters that the address can have; FiltersKeep is what their form keeps. Own says whether what
	// people of an organization said can be left out, MoreSessions how many sessions are not offered.
	Choices      []filterChoice
	FiltersKeep  []hidden
	Own          bool
	MoreSessions int
	Heads        []matrixLine
	Lines        []matrixRow
	Count        int
	RowsCut      int
	ColumnsCut   int
	// Stances means that the cells hold stances on recommendations; otherwise Heat is the legend of their shades.
	Stances bool
	Heat    []heatStep
	// ThroughOnly means that some cell counts only what people of an organization said.
	ThroughOnly bool
	// Every is the address of the largest possible matrix; empty if it is this one.
	Every string
	// Open is the cell that the address opens; nil for none, or for one that the matrix does not have, in which case
	// NoCell is set.
	Open   *openCell
	NoCell bool
	// Close is the address without it.
	Close string
	Files []preset
}

// matrixState is the state in the address. Invalid parts count as absent.
type matrixState struct {
	Rows, Columns, Measure string
	// Through is whether an organization also raises what its people said.
	Through                                 bool
	Session, Addressee, Kind, Voice, Stance []string
	// Order and Across are the orders of rows and columns; By and Along are a column and a row whose counts sort first.
	Order, Across, By, Along, Size string
	cell                           string
}

// preset is a matrix that answers a common question.
type preset struct {
	Label, Href string
	Current     bool
}

// filterChoice is a filter with the values that it can have.
type filterChoice struct {
	Name, Label string
	Options     []option
}

// hidden is a value that a form keeps.
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
	// Sort is the address with the other side ordered by this line, or no longer if Sorted.
	Sort   string
	Sorted bool
}

type matrixRow struct {
	matrixLine
	Cells []matrixCell
}

// matrixCell is where a row and a column meet; Count is 0 where nothing was said.
type matrixCell struct {
	Row, Column, Count, Direct int
	Stances                    *stanceCounts
	// Heat is the shade of the count; 0 for none.
	Heat int
	Href string
	// Label names the column; Open means that the address opens the cell.
	Label string
	Open  bool
	// Uncounted means that a person stands on one side: what one said is shown, and not how often.
	Uncounted bool
}

// Through reports whether people of an organization alone said what is counted, and not the organization itself.
func (c matrixCell) Through() bool { return c.Count > 0 && c.Direct == 0 && c.Stances == nil }

// openCell is the cell that the address opens, with the first of its statements.
type openCell struct {
	Row, Column ref
	Total       int
	Statements  []statement
	// More is the address with further statements, All that of their list; empty if there is none.
	More, All string
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

// statementField is the field of the API's filter of statements for a filter of the matrix.
var statementField = map[string]string{"kind": "kind", "voice": "voiceKind", "stance": "stance", "session": "session"}

var (
	statementWords = addressed(statementKinds)
	cellPattern    = regexp.MustCompile(`^` + slug + `~` + slug + `$`)
	matrixSizes    = map[string]int{"30": 30, "60": 60, "100": 100}
)

const (
	mostMatrixSessions   = 20
	mostMatrixAddressees = 20
	cellStatements       = 20
	mostCellStatements   = 100
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
		Rows:      q.choice("rows", append([]string{"organization"}, axes...)...),
		Columns:   q.choice("columns", append([]string{"issue"}, axes...)...),
		Measure:   q.choice("measure", "statements", "voices"),
		Through:   q.choice("through", "1", "0") == "1",
		Session:   q.ids("session", mostMatrixSessions, "session"),
		Addressee: q.ids("addressee", mostMatrixAddressees, addresseeKinds...),
		Kind:      q.several("kind", statementWords),
		Voice:     q.several("voice", voiceKinds),
		Stance:    q.several("stance", addressed(stances)),
		Order:     q.choice("order", orders...),
		Across:    q.choice("across", orders...),
		By:        q.values.Get("by"),
		Along:     q.values.Get("along"),
		Size:      q.choice("size", "30", "60", "100"),
	}
	if !together(s.Rows, s.Columns) {
		q.leftOut("columns", q.values.Get("columns"))
		s.Columns = axes[slices.IndexFunc(axes, func(axis string) bool { return together(s.Rows, axis) })]
	}
	s.cell = q.pattern("cell", cellPattern)
	return s
}

// travels reports whether statements of an organization's people can count for it: not positions, which are never
// passed on.
func (s matrixState) travels() bool {
	either := func(axis string) bool { return s.Rows == axis || s.Columns == axis }
	return (either("organization") || either("voice")) && !either("recommendation")
}

// filter returns the filter of statements for the API, leaving out the filters of some names; nil if it admits all.
func (s matrixState) filter(without ...string) map[string]any {
	filter := make(map[string]any)
	for name, values := range map[string][]string{"kind": s.Kind, "voice": s.Voice, "stance": s.Stance} {
		if len(values) > 0 && !slices.Contains(without, name) {
			filter[statementField[name]] = apiWords(values)
		}
	}
	for name, ids := range map[string][]string{"session": s.Session, "addressee": s.Addressee} {
		if len(ids) > 0 && !slices.Contains(without, name) {
			filter[name] = ids
		}
	}
	if len(filter) == 0 {
		return nil
	}
	return filter
}

func (q *request) matrix() (*page, error) {
	s := q.matrixState()
	body := matrixPage{matrixState: s, Close: q.with("cell", "", "pages", "")}
	q.matrixSettings(&body)
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
		"maxRows": matrixSizes[s.Size], "maxColumns": matrixSizes[s.Size], "filter": s.filter(), "named": append([]string{}, slices.Concat(s.Session, s.Addressee)...),
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
	if err := q.matrixFilters(&body, a.Named); err != nil {
		return nil, err
	}
	for i := range body.Heads {
		body.Heads[i].sorting(q, "by", s.By, s.Rows)
	}
	if err := errors.Join(q.checkLine("by", s.By, m.Columns), q.checkLine("along", s.Along, m.Rows)); err != nil {
		return nil, err
	}
	for _, line := range m.Rows {
		line.sorting(q, "along", s.Along, s.Columns)
		body.Lines = append(body.Lines, matrixRow{line, make([]matrixCell, len(m.Columns))})
	}
	q.matrixCells(&body, m.Cells)
	files := q.matrixSheet(body)
	if as := q.values.Get("as"); as != "" {
		return q.sheetFile(files, as)
	}
	if len(files.rows) > 0 {
		body.Files = q.sheetFiles(files)
	}
	var err error
	if body.Open, err = q.openCell(s); err != nil {
		return nil, err
	}
	body.NoCell = s.cell != "" && body.Open == nil
	return &page{
		Title: q.titled(files.title, body.Filters), Template: "matrix", Swaps: true, Body: body,
		Lead: q.text("matrix.lead", "rows", q.text("kinds."+s.Rows), "columns", lower(q.text("kinds."+s.Columns))),
	}, nil
}

// checkLine records a line to order by that does not exist. One that only the filters leave out is not an error.
func (q *request) checkLine(name, id string, lines []matrixLine) error {
	if id == "" || slices.ContainsFunc(lines, func(l matrixLine) bool { return l.Node.ID == id }) {
		return nil
	}
	node, err := q.lookUp(id)
	if node == nil && err == nil {
		q.leftOut(name, id)
	}
	return err
}

// matrixCells puts the cells into their rows, with their shades and addresses, and describes the shades.
func (q *request) matrixCells(body *matrixPage, cells []matrixCell) {
	largest := 0
	for i := range cells {
		c := &cells[i]
		if c.Uncounted = body.Lines[c.Row].Person() || body.Heads[c.Column].Person(); c.Uncounted {
			if s := c.Stances; s != nil {
				c.Stances = &stanceCounts{For: min(s.For, 1), Against: min(s.Against, 1), Mixed: min(s.Mixed, 1), Uncounted: true}
			}
		} else {
			largest = max(largest, c.Count)
		}
		body.Stances = body.Stances || c.Stances != nil
		body.ThroughOnly = body.ThroughOnly || c.Through()
	}
	scale := heatScale(largest)
	if !body.Stances {
		body.Heat = heatLegend(scale)
	}
	for _, c := range cells {
		row, column := body.Lines[c.Row].Node, body.Heads[c.Column].Node
		if c.Heat, c.Label = heatOf(c.Count, scale), q.lang.name(column.ref); c.Uncounted {
			c.Heat = 1
		}
		at := row.ID + "~" + column.ID
		c.Href, c.Open = q.with("cell", at, "pages", "")+"#cell", at == body.cell
		body.Lines[c.Row].Cells[c.Column] = c
	}
}

// sorting sets how the line orders the other side, which is of an axis, by its counts; people are ordered by nothing. The
// address names the line under name.
func (l *matrixLine) sorting(q *request, name, value, axis string) {
	l.Sorted = value == l.Node.ID
	switch {
	case l.Sorted:
		l.Sort = q.with(name, "")
	case axis != "person":
		l.Sort = q.with(name, l.Node.ID)
	}
}

// Person reports whether the line is a person's, whose count is not shown because it would rank them.
func (l matrixLine) Person() bool { return l.Node.Kind() == "person" }
