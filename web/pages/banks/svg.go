package banks

import (
	"cmp"
	"fmt"
	"html"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Words are the texts of a picture that do not come from the graph.
type Words struct {
	// Title is the picture's name for who does not see it.
	Title                                                                 string
	Named, Collectives, CollectivesNote, OnlyNamed, Both, OnlyCollectives string
	// Of returns the sentence that names an issue, or a theme with the issues in it, and what each side said of it.
	Of func(label string, theme bool, named, collective int) string
	// Voice returns the sentence that names a voice and says how many statements it has; called is what is seen of its name.
	Voice func(voice int, called string) string
	// Stance returns the sentence of a position.
	Stance func(voice, stance, recommendation string) string
	// Contradict is the sentence of two rivals.
	Contradict func(a, b string) string
	// Open returns the words of a link that names the rest of a lane.
	Open   func(hidden int, theme string) string
	Legend []LegendEntry
	// Lang marks labels that are not in the language of the page; "" for those that are.
	Lang func(id string) string
}

// LegendEntry is a line of the legend: marks, and what they mean.
type LegendEntry struct {
	Marks []string
	Text  string
}

// Ink is how a picture is drawn: what a filter leaves, and what is selected.
type Ink struct {
	Words
	// Now is what the filter leaves.
	Now *Counts
	// Admit reports whether issues that the sides raised in this way are asked for; others are grey.
	Admit func(Split) bool
	// Select returns the address that selects a node; All is the one that names all issues.
	Select func(id string) string
	All    string
	// Selection is what is selected.
	Selection Selection
	// Number prints a number.
	Number func(int) string
}

// Selection is a node, or a line from a voice to an issue or a recommendation; the zero value selects nothing. Nodes are
// given by ID.
type Selection struct{ Node, From, To string }

func hiddenText(n int) string { return "+" + strconv.Itoa(n) }

// canvas collects SVG.
type canvas struct{ strings.Builder }

func (w *canvas) f(format string, args ...any) { fmt.Fprintf(w, format, args...) }

// lines writes the lines of a text below each other, the first at y.
func (w *canvas) lines(x, y, step float64, lines []string) {
	w.f(`<tspan x="%s" y="%s">%s</tspan>`, num(x), num(y), esc(lines[0]))
	w.more(x, y, step, lines[1:])
}

// more writes the lines that follow one at y. A space keeps the words apart for who hears them, and takes no room at the end
// of the line.
func (w *canvas) more(x, y, step float64, lines []string) {
	for i, line := range lines {
		w.f(`<tspan font-size="0"> </tspan><tspan x="%s" y="%s">%s</tspan>`, num(x), num(y+float64(i+1)*step), esc(line))
	}
}

// contradiction draws the sign of contradiction at a point, over the path between the two.
func (w *canvas) contradiction(label, path string, x, y float64) {
	w.f(`<g class="contradict" role="img" aria-label="%s">`, esc(label))
	if path != "" {
		w.f(`<path d="%s"/>`, path)
	}
	w.f(`<circle cx="%s" cy="%s" r="8.5"/><path d="M%s %sh8m-8 4h8m-1.5 -5.5l-5 7"/></g>`, num(x), num(y), num(x-4), num(y-2))
}

// num prints a coordinate with one decimal at most.
func num(v float64) string {
	return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
}

var esc = html.EscapeString

// WriteSVG returns the picture as an SVG element. Its looks are those of the classes in banks.css.
func (p *Picture) WriteSVG(ink Ink) string {
	w := new(canvas)
	d := drawer{p, w, ink, p.find(ink.Selection)}
	d.open("banks")
	d.axis()
	d.lanes()
	class := "lines"
	if !ink.Selection.isZero() {
		class += " behind"
	}
	w.f(`<g class="%s" aria-hidden="true">`, class)
	d.shores()
	d.trunks()
	d.positions()
	w.WriteString("</g>")
	if !ink.Selection.isZero() {
		d.highlight()
	}
	d.bank(p.Left, p.MarkLeft, -1)
	d.names()
	d.bank(p.Right, p.MarkRight, 1)
	d.legend()
	w.WriteString("</svg>")
	return w.String()
}

// open begins the element, which is as high as the picture with its legend.
func (d *drawer) open(class string) {
	_, legend := d.layLegend(d.ink.Legend)
	d.w.f(`<svg class="%s" viewBox="0 0 %s %s" width="%s" height="%s" role="group" aria-label="%s">`,
		class, num(d.Width), num(d.Height+legend), num(d.Width), num(d.Height+legend), esc(d.ink.Title))
}

func (s Selection) isZero() bool { return s == Selection{} }

// drawer draws a picture.
type drawer struct {
	*Picture
	w   *canvas
	ink Ink
	sel selected
}

// link writes a linked text in lines, the baseline of the first at y.
func (d *drawer) link(class, href, node string, x, y float64, anchor string, lines []string, step float64) {
	of, lang := "", ""
	if node != "" {
		of, lang = ` data-node="`+node+`"`, d.lang(node)
	}
	d.w.f(`<a class="%s" href="%s"%s><text text-anchor="%s"%s>`, class, esc(href), of, anchor, lang)
	d.w.lines(x, y, step, lines)
	d.w.WriteString(`</text></a>`)
}

// axis draws the scale above the water and the headings of the banks.
func (d *drawer) axis() {
	w := d.w
	named, both, collective := d.ink.Now.BySide()
	y := 26.0
	w.f(`<g class="axis"><text class="side" x="%s" y="16" text-anchor="end">%s</text>`, num(d.MarkLeft+5), esc(d.ink.Named))
	w.f(`<text x="%s" y="16"><tspan class="side">%s</tspan>%s</text>`, num(d.MarkRight-4), esc(d.ink.Collectives), esc(d.ink.CollectivesNote))
	count := func(x float64, anchor string, n int, words string) {
		w.f(`<text x="%s" y="16" text-anchor="%s"><tspan class="count">%s</tspan> %s</text>`, num(x), anchor, d.ink.Number(n), esc(words))
	}
	count(d.WaterLeft, "start", named, d.ink.OnlyNamed)
	count((d.WaterLeft+d.WaterRight)/2, "middle", both, d.ink.Both)
	count(d.WaterRight, "end", collective, d.ink.OnlyCollectives)
	l, r, m := d.WaterLeft, d.WaterRight, (d.WaterLeft+d.WaterRight)/2
	w.f(`<path aria-hidden="true" d="M%s %sH%sM%s %sl-5 -4m5 4l-5 4M%s %sl5 -4m-5 4l5 4M%s %sv8"/></g>`,
		num(l), num(y), num(r), num(r), num(y), num(l), num(y), num(m), num(y-4))
}

// lanes draws the bands behind every other lane.
func (d *drawer) lanes() {
	d.w.WriteString(`<g class="lanes" aria-hidden="true">`)
	for i, l := range d.Lanes {
		if i%2 == 0 {
			d.w.f(`<rect x="%s" y="%s" width="%s" height="%s"/>`, num(d.WaterLeft-4), num(l.Top), num(d.WaterRight-d.WaterLeft+8), num(l.Bottom-l.Top))
		}
	}
	d.w.WriteString(`</g>`)
}

// side is a shore: its marks, the tips of the lanes there, and the direction from the marks to the water.
type side struct {
	mark, tip, water, to float64
	right                bool
}

const tipOut = 12

func (d *drawer) side(right bool) side {
	if right {
		return side{d.MarkRight - 7, d.WaterRight + tipOut, d.WaterRight, -1, true}
	}
	return side{d.MarkLeft + 7, d.WaterLeft - tipOut, d.WaterLeft, 1, false}
}

// thick returns the width of a line from a voice for a number of statements. Lines from people are all alike: nothing
// sizes a person by a count.
func (d *drawer) thick(v *Voice, n int) string {
	if v.Kind == "person" {
		n = 1
	}
	return thick(n)
}

// thick returns the width of a line for a number of statements.
func thick(n int) string { return num2(min(0.5+0.22*math.Sqrt(float64(n)), 2.6)) }

func num2(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }

// shore is the curve from a mark to the tip of a lane.
func (s side) shore(y, tip float64) string {
	bend := (s.tip - s.mark) * 0.55
	return fmt.Sprintf("M%s %sC%s %s %s %s %s %s", num(s.mark), num(y), num(s.mark+bend), num(y), num(s.tip-bend), num(tip), num(s.tip), num(tip))
}

// fan continues a curve from the tip of a lane to the line above a row.
func (s side) fan(tip, gap float64) string {
	return fmt.Sprintf("C%s %s %s %s %s %s", num(s.tip+s.to*5), num(tip), num(s.water-s.to*7), num(gap), num(s.water-s.to*3), num(gap))
}

// hook continues a line above a row down to a port.
func (s side) hook(x, gap, y float64) string {
	bend := x - s.to*7
	if (bend-s.water)*s.to < -3 { // the port is at the edge of the water
		bend = s.water - s.to*3
	}
	return fmt.Sprintf("H%sQ%s %s %s %s", num(bend), num(x), num(gap), num(x), num(y))
}

// portX returns where the port of a name is.
func (s side) portX(n *Name) float64 {
	if s.right {
		return n.X + n.Width + portGap + n.Right
	}
	return n.X - portGap - n.Left
}

// said returns the statements of the side about a name.
func (s side) said(x Split) int {
	if s.right {
		return x.Collective
	}
	return x.Named
}

// shores draws a curve from each voice to each lane that it said something in, as wide as it said much.
func (d *drawer) shores() {
	mooring, lane := make(map[int]*Mooring), make(map[int]int)
	for _, bank := range [][]*Mooring{d.Left, d.Right} {
		for _, m := range bank {
			for _, v := range m.Voices {
				mooring[v] = m
			}
		}
	}
	for i, l := range d.Lanes {
		for _, theme := range l.Themes {
			lane[theme] = i
		}
	}
	weights := make(map[*Mooring][]int)
	for pair, n := range d.ink.Now.OfTheme {
		m, l := mooring[pair.Voice], lane[pair.Other]
		if m == nil || !slices.Contains(d.Lanes[l].Themes, pair.Other) {
			continue
		}
		if weights[m] == nil {
			weights[m] = make([]int, len(d.Lanes))
		}
		weights[m][l] += n
	}
	for i, bank := range [][]*Mooring{d.Left, d.Right} {
		s := d.side(i == 1)
		for _, m := range bank {
			for l, n := range weights[m] {
				if n > 0 {
					v := &d.claims.Voices[m.Voices[0]]
					d.w.f(`<path class="shore %s" data-of="%s" stroke-width="%s" d="%s"/>`, v.Kind, v.ID, d.thick(v, n), s.shore(m.Y, d.Lanes[l].Tip))
				}
			}
		}
	}
}

// trunks draws, in each row of a lane and from both sides, a line from the lane's tip that thins at each port.
func (d *drawer) trunks() {
	for _, l := range d.Lanes {
		rows := make(map[int][]*Name)
		last := 0
		for _, n := range l.Names {
			rows[n.row] = append(rows[n.row], n)
			last = max(last, n.row)
		}
		for r := range last + 1 {
			for _, right := range []bool{false, true} {
				d.trunk(l, rows[r], d.side(right))
			}
		}
	}
}

func (d *drawer) trunk(l *Lane, names []*Name, s side) {
	type stop struct {
		x, y, gap, r float64
		n            int
		id           string
	}
	var stops []stop
	rest := 0
	for _, x := range names {
		if n := s.said(d.split(d.ink.Now, x)); n > 0 {
			stops = append(stops, stop{s.portX(x), x.Y, x.Gap + s.to*0.5, port(n), n, d.claims.Issues[x.Issue].ID})
			rest += n
		}
	}
	if len(stops) == 0 {
		return
	}
	slices.SortFunc(stops, func(a, b stop) int {
		return cmp.Compare(a.x*s.to, b.x*s.to)
	})
	class := "left"
	if s.right {
		class = "right"
	}
	gap := stops[0].gap
	from := fmt.Sprintf("M%s %s%s", num(s.tip), num(l.Tip), s.fan(l.Tip, gap))
	of := make([]string, len(stops))
	for i, at := range stops {
		of[i] = at.id
	}
	for i, at := range stops {
		d.w.f(`<path class="trunk %s" data-of="%s" stroke-width="%s" d="%s%s"/>`, class, strings.Join(of[i:], " "), thick(rest), from, s.hook(at.x, gap, at.y))
		d.w.f(`<circle class="port %s" cx="%s" cy="%s" r="%s"/>`, class, num(at.x), num(at.y), num(at.r))
		rest -= at.n
		from = fmt.Sprintf("M%s %s", num(at.x-s.to*7), num(gap))
	}
}

// positions draws the lines from voices to their signs at recommendations.
func (d *drawer) positions() {
	y := d.heights()
	d.eachSign(func(dispute *Dispute, x *Proposition, sign Sign, s side) {
		if d.ink.Now.Positions[Stance{Pair{sign.Voice, x.Recommendation}, sign.Stance}] == 0 {
			return
		}
		at, ok := y[sign.Voice]
		if !ok {
			return
		}
		d.w.f(`<path class="position %s" data-of="%s %s" d="%s"/>`, sign.Stance, d.claims.Voices[sign.Voice].ID, d.claims.Recommendations[x.Recommendation].ID, signPath(s, at, dispute, sign))
	})
}

// signPath leads from a voice at a height to a sign.
func signPath(s side, at float64, dispute *Dispute, sign Sign) string {
	return s.shore(at, dispute.Gap) + s.hook(sign.X, dispute.Gap, dispute.Y-5)
}

// heights returns the height of each voice on its bank.
func (p *Picture) heights() map[int]float64 {
	y := make(map[int]float64)
	for _, bank := range [][]*Mooring{p.Left, p.Right} {
		for _, m := range bank {
			for _, v := range m.Voices {
				y[v] = m.Y
			}
		}
	}
	return y
}

func (d *drawer) eachSign(visit func(*Dispute, *Proposition, Sign, side)) {
	for _, l := range d.Lanes {
		for _, dispute := range l.Disputes {
			for _, x := range dispute.Propositions {
				for _, sign := range x.Left {
					visit(dispute, x, sign, d.side(false))
				}
				for _, sign := range x.Right {
					visit(dispute, x, sign, d.side(true))
				}
			}
		}
	}
}

// bank draws the voices of a bank; to is −1 if their names are left of their marks.
func (d *drawer) bank(bank []*Mooring, mark, to float64) {
	w := d.w
	class, anchor := "bank left", "end"
	if to > 0 {
		class, anchor = "bank right", "start"
	}
	w.f(`<g class="%s">`, class)
	for _, m := range bank {
		if m.Tied > 0 {
			w.f(`<path class="tie" aria-hidden="true" d="M%s %sV%s"/>`, num(mark), num(m.Y+5), num(m.Tied-5))
		}
	}
	for _, m := range bank {
		base := m.Y + d.sizes.name*0.34
		x := mark + to*12
		if m.Heading {
			w.f(`<text class="session" x="%s" y="%s" text-anchor="%s">%s</text>`, num(x), num(base), anchor, esc(m.Lines[0]))
			continue
		}
		if len(m.Voices) > 1 {
			w.f(`<g class="voice block">%s<text x="%s" y="%s" text-anchor="%s">%s</text></g>`, shape(m.Mark, mark, m.Y), num(x), num(base), anchor, esc(m.Lines[0]))
			continue
		}
		v := &d.claims.Voices[m.Voices[0]]
		state := ""
		if !d.speaks(m) {
			state = " out"
		}
		if d.sel.voices[m.Voices[0]] {
			state += " chosen"
		}
		// What a name is called begins with what is seen of it, for those who speak to their browser.
		called := strings.TrimSpace(m.Lead + " " + strings.Join(m.Lines, " "))
		if called != v.Label {
			called += " (" + v.Label + ")"
		}
		w.f(`<a class="voice %s%s" href="%s" data-node="%s" aria-label="%s">`, v.Kind, state, esc(d.ink.Select(v.ID)), v.ID,
			esc(d.ink.Voice(m.Voices[0], called)))
		w.WriteString(shape(m.Mark, mark, m.Y))
		w.f(`<text x="%s" y="%s" text-anchor="%s"%s>`, num(x), num(base), anchor, d.lang(v.ID))
		if m.Lead != "" {
			w.f(`<tspan class="session">%s</tspan> `, esc(m.Lead))
		}
		w.WriteString(esc(m.Lines[0]))
		w.more(x, base, d.sizes.line, m.Lines[1:])
		w.WriteString(`</text></a>`)
	}
	w.WriteString(`</g>`)
}

// speaks reports whether the filter leaves something that a mooring said, or, of an organization, that its people said.
func (d *drawer) speaks(m *Mooring) bool {
	for _, v := range m.Voices {
		if d.ink.Now.Made[v] > 0 {
			return true
		}
		for _, person := range m.people {
			if d.ink.Now.Made[person] > 0 {
				return true
			}
		}
	}
	return false
}

func (d *drawer) lang(id string) string {
	if l := d.ink.Lang(id); l != "" {
		return ` lang="` + l + `"`
	}
	return ""
}

// names draws the issues and the disputes, lane by lane.
func (d *drawer) names() {
	w := d.w
	w.WriteString(`<g class="water">`)
	for _, l := range d.Lanes {
		for _, x := range l.Names {
			issue := &d.claims.Issues[x.Issue]
			s := d.split(d.ink.Now, x)
			class, size := "issue", d.sizes.name
			if x.Theme {
				class, size = "theme", d.sizes.theme
			}
			if s.Statements == 0 || !d.ink.Admit(s) {
				class += " out"
			}
			if d.sel.issues[x.Issue] {
				class += " chosen"
			}
			w.f(`<a class="%s" href="%s" data-node="%s" aria-label="%s"><text x="%s" y="%s"%s>%s</text></a>`, class, esc(d.ink.Select(issue.ID)), issue.ID,
				esc(d.ink.Of(issue.Label, x.Theme, s.Named, s.Collective)), num(x.X), num(x.Y+size*0.34), d.lang(issue.ID), esc(x.Label))
			if x.Hidden > 0 {
				w.f(`<a class="more" href="%s" aria-label="%s"><text x="%s" y="%s">%s</text></a>`, esc(d.ink.All), esc(d.ink.Open(x.Hidden, issue.Label)),
					num(x.HiddenX), num(x.Y+d.sizes.name*0.34), hiddenText(x.Hidden))
			}
		}
		for _, dispute := range l.Disputes {
			d.dispute(dispute)
		}
	}
	w.WriteString(`</g>`)
}

func (d *drawer) dispute(dispute *Dispute) {
	w := d.w
	for i, x := range dispute.Propositions {
		r := &d.claims.Recommendations[x.Recommendation]
		class, active := "proposition", false
		signs := func(all []Sign) {
			for _, sign := range all {
				n := d.ink.Now.Positions[Stance{Pair{sign.Voice, x.Recommendation}, sign.Stance}]
				if n == 0 {
					continue
				}
				active = true
				w.f(`<g class="sign %s" role="img" aria-label="%s">%s</g>`, sign.Stance, esc(d.ink.Stance(d.claims.Voices[sign.Voice].Label, sign.Stance, r.Label)), signMark(sign.Stance, sign.X, dispute.Y))
			}
		}
		signs(x.Left)
		signs(x.Right)
		if !active && !d.folded {
			class += " out"
		}
		if d.sel.recommendations[x.Recommendation] {
			class += " chosen"
		}
		w.f(`<a class="%s" href="%s" data-node="%s">%s<text x="%s" y="%s"%s>%s</text></a>`, class, esc(d.ink.Select(r.ID)), r.ID,
			shape("recommendation", x.X+5, x.Y), num(x.X+diamond), num(x.Y+d.sizes.name*0.34), d.lang(r.ID), esc(x.Label))
		if i == 0 {
			continue
		}
		before := dispute.Propositions[i-1]
		from := before.X + before.Width + 9 + signStep*float64(len(before.Right)) + 2
		to := x.X - 9 - signStep*float64(len(x.Left)) + 2
		middle := (from + to) / 2
		path := ""
		if to-from > 26 {
			path = fmt.Sprintf("M%s %sH%sM%s %sH%s", num(from), num(x.Y), num(middle-10), num(middle+10), num(x.Y), num(to))
		}
		w.contradiction(d.ink.Contradict(d.claims.Recommendations[before.Recommendation].Label, r.Label), path, middle, x.Y)
	}
}
