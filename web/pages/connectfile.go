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

// evidenceDrawn is how many statements of a hop the diagram cites.
const evidenceDrawn = 3

// hopWords are the lines below a hop of the diagram: its sentence, and the passages that say so.
type hopWords struct{ sentence, where []string }

func (w hopWords) lines() int { return len(w.sentence) + len(w.where) }

// hopWords returns the words of a hop. Of a hop with more statements than are cited, the last line says how many there are.
func (q *request) hopWords(h hop) hopWords {
	line := func(text string) []string { return wrapped(text, pathHopWidth-20, 10) }
	var cited []citation
	for _, e := range h.Relationships {
		cited = append(cited, e.Citations...)
	}
	shown := h.Statements.Nodes[:min(len(h.Statements.Nodes), evidenceDrawn)]
	for _, s := range shown {
		cited = append(cited, s.Citations...)
	}
	w := hopWords{sentence: line(q.lang.prose(h.Sentence))}
	for _, c := range distinct(cited) {
		w.where = append(w.where, line(q.lang.prose(c.Passage.Locator))...)
	}
	if total := h.Statements.TotalCount; total > len(shown) {
		w.where = append(w.where, line(q.text("of-statements", "shown", len(shown), "total", total))...)
	}
	return w
}

// pathDiagram draws a row for each path: nodes as boxes, hops as lines with their words below. A thick line is asserted, a
// thin one derived.
func (q *request) pathDiagram(paths []way) diagram {
	var d diagram
	var b strings.Builder
	for i, w := range paths {
		box, hops := 0, 0
		names, words := make([][]string, len(w.Nodes)), make([]hopWords, len(w.Hops))
		for j, n := range w.Nodes {
			names[j] = wrapped(q.lang.name(n), pathNodeWidth-16, 12)
			box = max(box, len(names[j]))
		}
		for j, h := range w.Hops {
			words[j] = q.hopWords(h)
			hops = max(hops, words[j].lines())
		}
		height := float64(box*pathLineHeight + 16)
		row := textAt(0, height/2+4, strconv.Itoa(i+1), "font-size", 13, "font-weight", 600, "fill", q.color("ink-soft"))
		for j, n := range names {
			row += q.pathNode(24+float64(j*(pathNodeWidth+pathHopWidth)), height, n)
		}
		for j, below := range words {
			row += q.pathHop(24+pathNodeWidth+float64(j*(pathNodeWidth+pathHopWidth)), height, below, w.Hops[j].Derived())
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

func (q *request) pathHop(x, height float64, words hopWords, derived bool) string {
	b := q.pathLine("M"+pixels(x)+" "+pixels(height/2)+"h"+strconv.Itoa(pathHopWidth), derived)
	y := height/2 + 16
	for _, part := range []struct {
		lines []string
		ink   string
	}{{words.sentence, "ink"}, {words.where, "ink-soft"}} {
		for _, line := range part.lines {
			b += textAt(x+pathHopWidth/2, y, line, "font-size", 10, "text-anchor", "middle", "fill", q.color(part.ink))
			y += 12
		}
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
