package pages

import (
	"cmp"
	"html/template"
	"math"
	"slices"
)

// arcs is the picture of ties: voices in a column, an arc for each tie beside it. It is the same for the same ties. It
// shows what the table does not: which voices form a group, and whom the groups share.
type arcs struct {
	voices []ref
	arcs   []arc
	// heaviest is the largest absolute weight.
	heaviest float64
}

// arc leads from the upper to the lower of two places in the column.
type arc struct {
	from, to int
	weight   float64
	// against means that the two take contrary stances.
	against bool
}

// picture is a drawing for a page, in SVG; empty if there is nothing to draw.
type picture = template.HTML

const (
	arcRounds    = 8
	arcRow       = 22.0
	arcNameWidth = 400.0
	arcWidth     = 320.0
)

// arcsOf places the voices of ties. Kinds of voices stay together; within a kind, voices are moved towards the mean place
// of those they are tied to, a few times over, so that arcs are short. Heavier arcs lie on top.
func arcsOf(ties []tie, mode string) arcs {
	var p arcs
	place := make(map[string]int)
	for _, t := range ties {
		for _, v := range []ref{t.A, t.B} {
			if _, ok := place[v.ID]; !ok {
				place[v.ID] = 0
				p.voices = append(p.voices, v)
			}
		}
		p.heaviest = max(p.heaviest, math.Abs(t.Weight))
	}
	mean := make(map[string]float64)
	for range arcRounds {
		slices.SortFunc(p.voices, func(a, b ref) int {
			return cmp.Or(
				slices.Index(voiceKinds, a.Kind())-slices.Index(voiceKinds, b.Kind()), cmp.Compare(mean[a.ID], mean[b.ID]), cmp.Compare(a.ID, b.ID))
		})
		sum, weight := make(map[string]float64), make(map[string]float64)
		for i, v := range p.voices {
			place[v.ID] = i
		}
		for _, t := range ties {
			w := math.Abs(t.Weight)
			sum[t.A.ID] += w * float64(place[t.B.ID])
			sum[t.B.ID] += w * float64(place[t.A.ID])
			weight[t.A.ID] += w
			weight[t.B.ID] += w
		}
		for _, v := range p.voices {
			mean[v.ID] = float64(place[v.ID])
			if weight[v.ID] > 0 {
				mean[v.ID] = sum[v.ID] / weight[v.ID]
			}
		}
	}
	for _, t := range ties {
		from, to := place[t.A.ID], place[t.B.ID]
		p.arcs = append(p.arcs, arc{min(from, to), max(from, to), t.Weight, mode == "conflict" || t.Weight < 0})
	}
	slices.SortStableFunc(p.arcs, func(a, b arc) int { return cmp.Compare(math.Abs(a.weight), math.Abs(b.weight)) })
	return p
}

// arcDiagram draws the ties for a file, in the colors of paper.
func (q *request) arcDiagram(p arcs) diagram {
	d := diagram{width: arcNameWidth + arcWidth, height: float64(len(p.voices)) * arcRow, body: q.drawArcs(p, q.color, nil)}
	for _, kind := range voiceKinds {
		if slices.ContainsFunc(p.voices, func(v ref) bool { return v.Kind() == kind }) {
			d.legend = append(d.legend, legendEntry{element("circle", "", "cx", 11, "cy", 7, "r", 3.5, "fill", q.color("kind-"+kind)), q.text("kinds." + kind)})
		}
	}
	for _, against := range []bool{false, true} {
		if slices.ContainsFunc(p.arcs, func(a arc) bool { return a.against == against }) {
			key := "coalition.congruence"
			if against {
				key = "coalition.conflict"
			}
			sign := element("path", "", append(arcStroke(against, q.color), "d", "M0 7h22", "stroke-width", 2, "fill", "none")...)
			d.legend = append(d.legend, legendEntry{sign, q.text(key)})
		}
	}
	return d
}

// arcPicture draws the ties for the page, in its colors; each name leads to the ties of its voice.
func (q *request) arcPicture(p arcs) picture {
	if len(p.voices) == 0 {
		return ""
	}
	body := q.drawArcs(p, func(token string) string { return "var(--" + token + ")" }, func(id string) string { return q.with("who", id, "pages", "") })
	// Every text and address in it is escaped by the functions that draw.
	return picture(element("svg", body, "viewBox", "0 0 "+pixels(arcNameWidth+arcWidth)+" "+pixels(float64(len(p.voices))*arcRow), "class", "arcs", "role", "group"))
}

// drawArcs draws names and arcs with the colors of tokens; href leads from the names, unless it is nil.
func (q *request) drawArcs(p arcs, color, href func(string) string) string {
	drawn := ""
	for i, v := range p.voices {
		y := (float64(i) + 0.5) * arcRow
		label := q.lang.name(v)
		name := textAt(arcNameWidth-16, y+4, clipped(label, arcNameWidth-48, 12), "font-size", 12, "text-anchor", "end", "fill", color("ink"))
		if href != nil {
			name = element("a", element("title", escaped(label))+name, "href", href(v.ID))
		}
		drawn += name + element("circle", "", "cx", arcNameWidth-6, "cy", y, "r", 3.5, "fill", color("kind-"+v.Kind()))
	}
	lines := ""
	for _, a := range p.arcs {
		width := 1.0
		if p.heaviest > 0 {
			width += 4 * math.Abs(a.weight) / p.heaviest
		}
		lines += element("path", "", append(arcStroke(a.against, color), "d", arcPath(a, len(p.voices)), "fill", "none", "stroke-width", width, "stroke-opacity", 0.7)...)
	}
	return drawn + element("g", lines, "transform", "translate("+pixels(arcNameWidth)+" 0)")
}

// arcStroke is solid for the same stance and dashed for contrary ones.
func arcStroke(against bool, color func(string) string) []any {
	if against {
		return []any{"stroke", color("against"), "stroke-dasharray", "6 3"}
	}
	return []any{"stroke", color("for")}
}

// arcPath returns the path of an arc: the farther apart its ends, the wider; the widest reaches the edge.
func arcPath(a arc, voices int) string {
	from, to := (float64(a.from)+0.5)*arcRow, (float64(a.to)+0.5)*arcRow
	reach := arcWidth * (0.25 + 0.75*float64(a.to-a.from)/float64(max(1, voices-1))) / 0.75
	x := pixels(min(reach, arcWidth/0.75))
	return "M0 " + pixels(from) + "C" + x + " " + pixels(from) + " " + x + " " + pixels(to) + " 0 " + pixels(to)
}
