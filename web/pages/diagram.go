package pages

import (
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// diagram is a drawing in SVG before it has a title, a legend and a source around it. Lengths are in pixels.
type diagram struct {
	width, height float64
	body          string
	legend        []legendEntry
	// notes are sentences below the drawing.
	notes []string
}

// legendEntry is a sign, 22 wide and 14 high, and what it stands for.
type legendEntry struct{ sign, text string }

const (
	diagramMargin   = 24
	narrowestFrame  = 560
	legendRowHeight = 20
	diagramSans     = "'Source Sans 3', system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'Helvetica Neue', Arial, sans-serif"
	diagramSerif    = "'Source Serif 4', Palatino, 'Noto Serif', 'Liberation Serif', Georgia, serif"
)

// svg returns a file with the diagram below its title, and its legend, filters, version, sources and address at the foot.
// Its colors are those of the pages on paper, and its typefaces stand in it.
func (q *request) svg(title string, filters []string, d diagram) []byte {
	ink, soft, rule := q.color("ink"), q.color("ink-soft"), q.color("rule")
	inner := max(d.width, narrowestFrame)
	var foot []string
	for _, line := range slices.Concat(d.notes, filters, q.provenance()) {
		foot = append(foot, wrapped(line, inner, 11)...)
	}
	titles := wrapped(title, inner, 20)
	rows := flowed(d.legend, inner)
	top := diagramMargin + float64(len(titles))*26 + 14
	legendTop := top + d.height + diagramMargin
	footTop := legendTop + float64(len(rows))*legendRowHeight + 14
	width, height := inner+2*diagramMargin, footTop+float64(len(foot))*16+diagramMargin

	var b strings.Builder
	b.WriteString(element("title", escaped(title)))
	if q.site.view.faces != nil {
		b.WriteString(element("style", q.site.view.faces()))
	}
	b.WriteString(element("rect", "", "width", width, "height", height, "fill", q.color("paper")))
	for i, line := range titles {
		b.WriteString(textAt(diagramMargin, diagramMargin+20+float64(i)*26, line, "font-family", diagramSerif, "font-size", 20, "font-weight", 600, "fill", ink))
	}
	b.WriteString(element("g", d.body, "transform", fmt.Sprintf("translate(%d %s)", diagramMargin, pixels(top))))
	for i, row := range rows {
		x := float64(diagramMargin)
		for _, e := range row {
			b.WriteString(element("g", e.sign+textAt(28, 11, e.text, "font-size", 12, "fill", ink),
				"transform", fmt.Sprintf("translate(%s %s)", pixels(x), pixels(legendTop+float64(i)*legendRowHeight))))
			x += e.width()
		}
	}
	b.WriteString(element("path", "", "d", fmt.Sprintf("M%d %sh%s", diagramMargin, pixels(footTop-8), pixels(inner)), "stroke", rule, "fill", "none"))
	for i, line := range foot {
		b.WriteString(textAt(diagramMargin, footTop+10+float64(i)*16, line, "font-size", 11, "fill", soft))
	}
	return []byte(element("svg", b.String(), "xmlns", "http://www.w3.org/2000/svg", "xml:lang", q.lang.Tag(),
		"width", width, "height", height, "viewBox", "0 0 "+pixels(width)+" "+pixels(height), "font-family", diagramSans) + "\n")
}

// provenance returns sentences about the version of the graph, its sources and the address of the page.
func (q *request) provenance() []string {
	lines := []string{q.text("diagram.version", "n", int(q.version))}
	sources, _ := q.sources() // without them the file is still useful
	var names []string
	for _, s := range sources.records[:min(len(sources.records), mostListed)] {
		name := q.lang.name(s.ref)
		for _, part := range []*string{s.Publisher, s.Date} {
			if part != nil {
				name += ", " + *part
			}
		}
		names = append(names, name)
	}
	if n := len(sources.records) - len(names); n > 0 {
		names = append(names, q.text("more", "n", n))
	}
	if len(names) > 0 {
		lines = append(lines, q.text("diagram.source", "sources", strings.Join(names, "; ")))
	}
	return append(lines, q.text("diagram.address", "address", q.site.o.Base+q.with()))
}

// color returns the value that a token of the style has on paper, such as #1d1b18 for ink.
func (q *request) color(token string) string { return q.site.style.colors[token] }

// width is what the entry takes of a row, with the space to the next.
func (e legendEntry) width() float64 { return 48 + float64(len([]rune(e.text)))*6.5 }

// flowed breaks entries into rows of a width.
func flowed(entries []legendEntry, width float64) [][]legendEntry {
	var rows [][]legendEntry
	x := width + 1
	for _, e := range entries {
		if x+e.width() > width {
			rows, x = append(rows, nil), 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], e)
		x += e.width()
	}
	return rows
}

// element returns an element with pairs of attributes and values, whose content is SVG.
func element(name, content string, attributes ...any) string {
	var b strings.Builder
	b.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		value := fmt.Sprint(attributes[i+1])
		if v, ok := attributes[i+1].(float64); ok {
			value = pixels(v)
		}
		fmt.Fprintf(&b, ` %v="%s"`, attributes[i], escaped(value))
	}
	if content == "" {
		return b.String() + "/>"
	}
	return b.String() + ">" + content + "</" + name + ">"
}

// textAt returns a line of text with its baseline at y.
func textAt(x, y float64, text string, attributes ...any) string {
	return element("text", escaped(text), append([]any{"x", x, "y", y}, attributes...)...)
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder does not fail
	return b.String()
}

// pixels formats a length to a hundredth.
func pixels(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }

// letters is how many letters of a font size find room in a width.
func letters(width, size float64) int { return max(4, int(width/(size*0.52))) }

// wrapped breaks text into lines of a width at a font size: between words, and inside words that are longer than a line.
func wrapped(text string, width, size float64) []string {
	most := letters(width, size)
	var lines []string
	length := most
	for _, word := range strings.Fields(text) {
		for letters := []rune(word); len(letters) > 0; {
			part := letters[:min(len(letters), most)]
			letters = letters[len(part):]
			if n := length + 1 + len(part); n <= most {
				lines[len(lines)-1] += " " + string(part)
				length = n
				continue
			}
			lines, length = append(lines, string(part)), len(part)
		}
	}
	return lines
}

// clipped returns text cut to a width at a font size, with an ellipsis if it was cut.
func clipped(text string, width, size float64) string {
	letters, most := []rune(text), letters(width, size)
	if len(letters) <= most {
		return text
	}
	return strings.TrimSpace(string(letters[:most-1])) + "…"
}
