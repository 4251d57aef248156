package pages

import (
	"strconv"
	"strings"
)

// matrixSheet returns the matrix as files: a row for each cell, and a diagram of all cells.
func (q *request) matrixSheet(m matrixPage) sheet {
	s := sheet{
		name: m.Rows + "-" + m.Columns, title: q.text("matrix.of", "rows", q.text("kinds."+m.Rows), "columns", lower(q.text("kinds."+m.Columns))),
		columns: []string{"row_id", "row", "column_id", "column", m.Measure, "own"},
		draw:    func() diagram { return q.matrixDiagram(m) },
		filters: []string{q.text("matrix.caption."+m.Measure, "n", m.Count)},
	}
	if m.Stances {
		s.columns = append(s.columns[:5], lowered(stances)...)
	}
	if m.RowsCut+m.ColumnsCut > 0 {
		s.filters = append(s.filters, q.text("matrix.cut", "rows", m.RowsCut, "columns", m.ColumnsCut))
	}
	for _, f := range m.Filters {
		s.filters = append(s.filters, q.text("filter."+f.Key)+q.text("colon")+" "+f.Word+".")
	}
	for _, line := range m.Lines {
		for i, c := range line.Cells {
			if c.Count == 0 {
				continue
			}
			row, column := line.Node, m.Heads[i].Node
			values := []any{row.ID, row.Label, column.ID, column.Label, c.Count}
			if c.Uncounted {
				values[4] = ""
			}
			if m.Stances {
				held := stanceCounts{}
				if c.Stances != nil {
					held = *c.Stances
				}
				values = append(values, held.For, held.Against, held.Mixed)
			} else {
				values = append(values, c.Direct)
				if c.Uncounted {
					values[5] = ""
				}
			}
			s.rows = append(s.rows, values)
		}
	}
	return s
}

const (
	matrixCellWidth  = 34.0
	matrixCellHeight = 26.0
	matrixNameWidth  = 270.0
	matrixNameHeight = 150.0
)

// matrixDiagram draws the names of rows and columns, and the cells with their counts and shades.
func (q *request) matrixDiagram(m matrixPage) diagram {
	var b strings.Builder
	for i, h := range m.Heads {
		b.WriteString(q.columnName(q.lang.name(h.Node.ref), matrixNameWidth+(float64(i)+0.5)*matrixCellWidth))
	}
	for i, line := range m.Lines {
		y := matrixNameHeight + float64(i)*matrixCellHeight
		b.WriteString(textAt(0, y+matrixCellHeight/2+4, clipped(q.lang.name(line.Node.ref), matrixNameWidth-48, 12), "font-size", 12, "fill", q.color("ink")))
		if !line.Person() {
			b.WriteString(textAt(matrixNameWidth-10, y+matrixCellHeight/2+4, q.lang.number(float64(line.Count)), "font-size", 12, "text-anchor", "end", "fill", q.color("ink-soft")))
		}
		for j, c := range line.Cells {
			b.WriteString(q.cellDrawing(c, matrixNameWidth+float64(j)*matrixCellWidth, y))
		}
	}
	return diagram{
		width: matrixNameWidth + float64(len(m.Heads))*matrixCellWidth, height: matrixNameHeight + float64(len(m.Lines))*matrixCellHeight,
		body: b.String(), legend: q.matrixLegend(m),
	}
}

// columnName draws a name upright, in two lines at most.
func (q *request) columnName(name string, x float64) string {
	lines := wrapped(name, matrixNameHeight-12, 11)
	lines = lines[:min(len(lines), 2)]
	texts := ""
	for i, line := range lines {
		texts += textAt(0, (float64(i)-float64(len(lines)-1)/2)*13+4, clipped(line, matrixNameHeight-12, 11), "font-size", 11, "fill", q.color("ink"))
	}
	return element("g", texts, "transform", "translate("+pixels(x)+" "+pixels(matrixNameHeight-8)+") rotate(-90)")
}

func (q *request) cellDrawing(c matrixCell, x, y float64) string {
	box := func(fill string) string {
		return element("rect", "", "x", x+1, "y", y+1, "width", matrixCellWidth-2, "height", matrixCellHeight-2, "fill", fill)
	}
	words := func(text, ink string, attributes ...any) string {
		return textAt(x+matrixCellWidth/2, y+matrixCellHeight/2+4, text, append([]any{"font-size", 12, "text-anchor", "middle", "fill", ink}, attributes...)...)
	}
	switch {
	case c.Count == 0:
		return element("rect", "", "x", x+1.5, "y", y+1.5, "width", matrixCellWidth-3, "height", matrixCellHeight-3, "fill", "none", "stroke", q.color("rule"), "stroke-width", 0.5)
	case c.Stances != nil:
		var held []string
		for _, s := range []struct {
			sign string
			n    int
		}{{"+", c.Stances.For}, {"−", c.Stances.Against}, {"±", c.Stances.Mixed}} {
			if s.n > 0 {
				held = append(held, s.sign+shownCount(s.n, c.Uncounted))
			}
		}
		return box(q.color("cell-"+c.Stance())) + words(strings.Join(held, " "), q.color("ink"))
	}
	shade := "heat-" + strconv.Itoa(c.Heat)
	if c.Uncounted {
		return box(q.color(shade)) + words(saidMark, q.color(shade+"-ink"))
	}
	if c.Through() {
		return box(q.color(shade)) + words(strconv.Itoa(c.Count), q.color(shade+"-ink"), "font-style", "italic")
	}
	return box(q.color(shade)) + words(strconv.Itoa(c.Count), q.color(shade+"-ink"))
}

// saidMark stands in a cell of a person, whose statements nothing counts.
const saidMark = "•"

// shownCount returns a number, or nothing where it would count a person.
func shownCount(n int, uncounted bool) string {
	if uncounted {
		return ""
	}
	return strconv.Itoa(n)
}

func (q *request) matrixLegend(m matrixPage) (legend []legendEntry) {
	sign := func(fill string) string { return element("rect", "", "width", 22, "height", 14, "fill", fill) }
	for _, step := range m.Heat {
		legend = append(legend, legendEntry{sign(q.color("heat-" + strconv.Itoa(step.Heat))), step.Counts})
	}
	if m.ThroughOnly {
		legend = append(legend, legendEntry{textAt(11, 11, "1", "font-size", 12, "font-style", "italic", "text-anchor", "middle", "fill", q.color("ink")), q.text("matrix.through")})
	}
	if m.Stances {
		for i, stance := range lowered(stances) {
			mark := textAt(11, 11, []string{"+", "−", "±"}[i], "font-size", 12, "text-anchor", "middle", "fill", q.color("ink"))
			legend = append(legend, legendEntry{sign(q.color("cell-"+stance)) + mark, q.text("stance." + stance)})
		}
	}
	return legend
}
