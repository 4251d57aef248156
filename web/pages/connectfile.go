package pages

import (
	"strconv"
	"strings"
)

// pathSheet returns the paths as files: a row for each hop, and a diagram with a row for each path.
func (q *request) pathSheet(title string, body connectPage) sheet {
	s := sheet{
		name: "paths", title: title, filters: q.pathLimits(body),
		columns: []string{"path", "step", "from_id", "from", "to_id", "to", "sentence", "types", "derived", "statements"},
		draw:    func() diagram { return q.pathDiagram(body.Paths) },
	}
	for i, w := range body.Paths {
		for j, h := range w.Hops {
			types := make([]string, len(h.Relationships))
			for k, e := range h.Relationships {
				types[k] = e.Type
			}
			derived := "no"
			if h.Derived() {
				derived = "yes"
			}
			s.rows = append(s.rows, []any{
				i + 1, j + 1, h.From.ID, w.Nodes[j].Label, h.To.ID, w.Nodes[j+1].Label, h.Sentence, strings.Join(types, " "), derived,
				h.Statements.TotalCount,
			})
		}
	}
	return s
}

// pathLimits returns the settings of the paths as sentences.
func (q *request) pathLimits(body connectPage) []string {
	limits := []string{q.text("connect.limits", "paths", q.count("paths", len(body.Paths)), "max", body.Max)}
	var names, types []string
	for _, c := range body.LeftOut {
		names = append(names, q.lang.name(*c.Node))
	}
	for _, t := range body.Ties {
		if t.Chosen {
			types = append(types, t.Label)
		}
	}
	if len(names) > 0 {
		limits = append(limits, q.text("connect.without", "names", strings.Join(names, q.text("list-separator"))))
	}
	if len(types) > 0 {
		limits = append(limits, q.text("connect.over", "types", strings.Join(types, q.text("list-separator"))))
	}
	return limits
}

const (
	pathNodeWidth  = 150
	pathHopWidth   = 170
	pathLineHeight = 14
)

// pathDiagram draws a row for each path: nodes as boxes, hops as lines with their sentences below. A thick line is
// asserted, a thin one derived.
func (q *request) pathDiagram(paths []way) diagram {
	var d diagram
	var b strings.Builder
	for i, w := range paths {
		box, hops := 0, 0
		names, sentences := make([][]string, len(w.Nodes)), make([][]string, len(w.Hops))
		for j, n := range w.Nodes {
			names[j] = wrapped(q.lang.name(n), pathNodeWidth-16, 12)
			box = max(box, len(names[j]))
		}
		for j, h := range w.Hops {
			sentences[j] = wrapped(q.lang.prose(h.Sentence), pathHopWidth-20, 10)
			hops = max(hops, len(sentences[j]))
		}
		height := float64(box*pathLineHeight + 16)
		row := textAt(0, height/2+4, strconv.Itoa(i+1), "font-size", 13, "font-weight", 600, "fill", q.color("ink-soft"))
		for j, n := range names {
			row += q.pathNode(24+float64(j*(pathNodeWidth+pathHopWidth)), height, n)
		}
		for j, lines := range sentences {
			row += q.pathHop(24+pathNodeWidth+float64(j*(pathNodeWidth+pathHopWidth)), height, lines, w.Hops[j].Derived())
		}
		b.WriteString(element("g", row, "transform", "translate(0 "+pixels(d.height)+")"))
		d.height += max(height, height/2+8+float64(hops*12)) + 28
		d.width = max(d.width, 24+float64(len(w.Nodes)*pathNodeWidth+len(w.Hops)*pathHopWidth))
	}
	d.body = b.String()
	d.legend = []legendEntry{
		{q.pathLine("M0 7h22", false), q.text("connect.asserted")},
		{q.pathLine("M0 7h22", true), q.text("connect.derived")},
	}
	return d
}

func (q *request) pathNode(x, height float64, lines []string) string {
	b := element("rect", "", "x", x, "y", 0, "width", pathNodeWidth, "height", height, "rx", 3, "fill", q.color("paper"), "stroke", q.color("ink"))
	top := height/2 - float64((len(lines)-1)*pathLineHeight)/2 + 4
	for i, line := range lines {
		b += textAt(x+pathNodeWidth/2, top+float64(i*pathLineHeight), line, "font-size", 12, "text-anchor", "middle", "fill", q.color("ink"))
	}
	return b
}

func (q *request) pathHop(x, height float64, lines []string, derived bool) string {
	b := q.pathLine("M"+pixels(x)+" "+pixels(height/2)+"h"+strconv.Itoa(pathHopWidth), derived)
	for i, line := range lines {
		b += textAt(x+pathHopWidth/2, height/2+16+float64(i*12), line, "font-size", 10, "text-anchor", "middle", "fill", q.color("ink-soft"))
	}
	return b
}

func (q *request) pathLine(d string, derived bool) string {
	width := 3
	if derived {
		width = 1
	}
	return element("path", "", "d", d, "stroke", q.color("ink"), "stroke-width", width, "fill", "none")
}
