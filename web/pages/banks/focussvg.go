package banks

import (
	"fmt"
	"slices"

	"forumgraph/web/pages/typeface"
)

// FocusWords are the texts of the picture of one issue that do not come from the graph.
type FocusWords struct {
	// Around, Recommendations, and Initiatives are headings; PartOf stands before what is broader.
	Around, PartOf, Recommendations, Initiatives string
	// Reasons say why the issues of a ring stand there.
	Reasons map[Reason]string
	// Rivals stands beside the sign of contradiction.
	Rivals string
	// Silent is said of a side that takes no position: named voices, or collectives.
	SilentNamed, SilentCollectives string
	// More returns the words of the link to what is left out, and MoreHref its address.
	MoreIssues, MoreRecommendations func(n int) string
	MoreHref                        string
	// Together returns the sentence of a number of statements that are about two issues.
	Together func(n int, a, b string) string
	// Look returns the address that puts another issue in the middle; Open that of an initiative's page.
	Look, Open func(id string) string
}

// WriteSVG returns the picture as an SVG element.
func (f *Focus) WriteSVG(ink Ink, words FocusWords) string {
	w := new(canvas)
	d := focusDrawer{drawer{&f.Picture, w, ink, f.find(ink.Selection)}, f, words}
	d.open("banks focus")
	d.around()
	d.lines()
	d.bank(f.Left, f.MarkLeft, -1)
	d.center(focusLine)
	d.recommendations()
	d.initiatives()
	d.bank(f.Right, f.MarkRight, 1)
	d.headings()
	d.legend()
	w.WriteString(`</svg>`)
	return w.String()
}

type focusDrawer struct {
	drawer
	focus *Focus
	words FocusWords
}

func (d *focusDrawer) heading(x, y float64, anchor, text string) {
	d.w.f(`<text class="side" x="%s" y="%s" text-anchor="%s">%s</text>`, num(x), num(y), anchor, esc(text))
}

// around draws the issues above the focus, the spine, and the lines to it.
func (d *focusDrawer) around() {
	f, w, c := d.focus, d.w, d.focus.claims
	if f.bandBottom == f.bandTop {
		return
	}
	w.f(`<g class="lanes" aria-hidden="true"><rect x="8" y="%s" width="%s" height="%s"/></g>`, num(f.bandTop), num(f.Width-16), num(f.bandBottom-f.bandTop))
	together := c.together(f.Issue, d.ink.Now.filter)
	top := f.Y - float64(len(f.Lines))*focusLine/2 - 6
	from := f.bandTop + 34
	if len(f.Broader) == 0 {
		from = f.bandTop + 12
	}
	w.f(`<g class="lines" aria-hidden="true"><path class="spine" d="M%s %sV%s"/>`, num(f.spine), num(from), num(top))
	for _, ring := range f.Around {
		for _, x := range ring.Issues {
			n := together[x.Issue]
			class, middle, to := string(ring.Reason), x.X+x.Width/2, 1.0
			if x.right {
				to = -1
			}
			if n == 0 && ring.Reason == CoRaised {
				continue
			}
			w.f(`<path class="beside %s" data-of="%s" stroke-width="%s" d="M%s %sq0 5 %s 5H%s"/>`, class, c.Issues[x.Issue].ID, thick(max(n, 1)),
				num(middle), num(x.Y+7), num(5*to), num(f.spine))
		}
	}
	w.WriteString(`</g>`)
	d.heading(margin, f.bandTop+20+4, "start", d.words.Around)
	if len(f.Broader) > 0 {
		first := f.Broader[0]
		w.f(`<text class="session" x="%s" y="%s" text-anchor="end">%s</text>`, num(first.X-2*first.Left-portGap-8), num(first.Y+4), esc(d.words.PartOf))
	}
	for _, x := range f.Broader {
		d.near(x, "theme", d.ink.Now.Issues[x.Issue], 0)
	}
	for _, ring := range f.Around {
		y := ring.Y
		if y < f.bandTop+36 { // below the heading
			y = f.bandTop + 40
		}
		w.f(`<text class="session" x="%s" y="%s">%s</text>`, num(margin), num(y+4), esc(d.words.Reasons[ring.Reason]))
		for _, x := range ring.Issues {
			d.near(x, "issue", d.ink.Now.Issues[x.Issue], together[x.Issue])
		}
	}
}

// near draws an issue around the focus with the number of statements about both.
func (d *focusDrawer) near(x *Near, class string, s Split, together int) {
	issue := &d.focus.claims.Issues[x.Issue]
	size := d.sizes.name
	if class == "theme" {
		size = d.sizes.theme
	}
	if s.Statements == 0 {
		class += " out"
	}
	called := d.ink.Of(issue.Label, false, s.Named, s.Collective)
	if together > 0 {
		called += " " + d.words.Together(together, issue.Label, d.focus.claims.Issues[d.focus.Issue].Label)
	}
	if x.Left > 0 {
		d.w.f(`<circle class="port left" aria-hidden="true" cx="%s" cy="%s" r="%s"/>`, num(x.X-portGap-x.Left), num(x.Y), num(x.Left))
	}
	if x.Right > 0 {
		d.w.f(`<circle class="port right" aria-hidden="true" cx="%s" cy="%s" r="%s"/>`, num(x.X+x.Width+portGap+x.Right), num(x.Y), num(x.Right))
	}
	d.w.f(`<a class="%s" href="%s" data-node="%s" aria-label="%s"><text x="%s" y="%s"%s>%s</text></a>`, class, esc(d.words.Look(issue.ID)), issue.ID, esc(called),
		num(x.X), num(x.Y+size*0.34), d.lang(issue.ID), esc(x.Label))
	if together > 1 {
		d.w.f(`<text class="number together" aria-hidden="true" x="%s" y="%s">%s</text>`, num(x.X+x.Width+portGap+2*x.Right+6), num(x.Y+size*0.34), esc(d.ink.Number(together)))
	}
}

// portsAt returns where lines reach the name, left and right.
func (f *Focus) portsAt() (left, right float64) { return f.spine - f.half - 22, f.spine + f.half + 22 }

// curve leads from a voice on a bank to a point.
func (s side) curve(y, toX, toY float64) string {
	bend := (toX - s.mark) * 0.55
	return fmt.Sprintf("M%s %sC%s %s %s %s %s %s", num(s.mark), num(y), num(s.mark+bend), num(y), num(toX-bend), num(toY), num(toX), num(toY))
}

// columns are where the lines to signs end, left and right beside the recommendations; from there they go straight.
func (f *Focus) columns() (left, right float64) {
	for _, r := range f.Recommendations {
		left, right = r.X-16, max(right, f.spine+60, r.X+r.width+20)
	}
	return left, right
}

// lines draws who raised the issue, who takes which position, and who runs what.
func (d *focusDrawer) lines() {
	f, w, c := d.focus, d.w, d.focus.claims
	left, right := f.portsAt()
	y := d.heights()
	class := "lines"
	if !d.ink.Selection.isZero() && d.sel.voice >= 0 {
		class += " behind"
	}
	type number struct {
		x, y float64
		n    int
		kind string
	}
	var numbers []number
	chosen := func(voice int, ofIssue bool, recommendation int) bool {
		if d.sel.voice != voice {
			return false
		}
		line := d.sel.issue >= 0 || d.sel.recommendation >= 0
		return !line || ofIssue && d.sel.issue == f.Issue || recommendation >= 0 && d.sel.recommendation == recommendation
	}
	var over []func()
	w.f(`<g class="%s" aria-hidden="true">`, class)
	draw := func(marked bool, class, of, width, path string) {
		if !marked {
			w.f(`<path class="%s" data-of="%s" stroke-width="%s" d="%s"/>`, class, of, width, path)
			return
		}
		over = append(over, func() {
			w.f(`<path class="halo" d="%s"/><path class="%s" stroke-width="%s" d="%s"/>`, path, class, width, path)
		})
	}
	for _, pair := range pairsOf(d.ink.Now.Raised) {
		at, stands := y[pair.Voice]
		if pair.Other != f.Issue || !stands {
			continue
		}
		v := &c.Voices[pair.Voice]
		s, to := d.side(false), left
		if v.Collective() {
			s, to = d.side(true), right
		}
		n := d.ink.Now.Raised[pair]
		draw(chosen(pair.Voice, true, -1), "shore "+v.Kind, v.ID, d.thick(v, 4*n), s.curve(at, to, f.Y))
		if v.Kind != "person" && n > 1 { // nothing counts what a person said
			numbers = append(numbers, number{s.mark + (to-s.mark)*0.36, at + (f.Y-at)*0.2, n, v.Kind})
		}
	}
	toLeft, toRight := f.columns()
	d.eachPosition(func(r *Rivalry, s Stance, sign float64, side side, at float64) {
		v := &c.Voices[s.Voice]
		path := side.curve(at, toLeft, sign)
		if side.right {
			path = side.curve(at, toRight, sign) + "H" + num(r.X+r.width+18)
		}
		draw(chosen(s.Voice, false, s.Other), "position "+s.Stance, v.ID+" "+c.Recommendations[s.Other].ID, "1.1", path)
	})
	for _, i := range f.Initiatives {
		for _, v := range i.RunBy {
			if at, ok := y[v]; ok && !c.Voices[v].Collective() {
				s := d.side(false)
				w.f(`<path class="tie run" data-of="%s" d="%s"/>`, c.Voices[v].ID, s.curve(at, i.X-8, i.Y))
			}
		}
	}
	w.WriteString(`</g><g class="chosen" aria-hidden="true">`)
	for _, draw := range over {
		draw()
	}
	w.WriteString(`</g><g class="numbers" aria-hidden="true">`)
	for _, n := range numbers {
		w.f(`<text class="number %s" x="%s" y="%s" text-anchor="middle">%s</text>`, n.kind, num(n.x), num(n.y+4), esc(d.ink.Number(n.n)))
	}
	w.WriteString(`</g>`)
}

// eachPosition visits the positions that the filter leaves on the recommendations, with the height of their signs and of
// the voice.
func (d *focusDrawer) eachPosition(visit func(r *Rivalry, s Stance, sign float64, side side, at float64)) {
	y := d.heights()
	for _, r := range d.focus.Recommendations {
		for i, all := range [][]Stance{r.Left, r.Right} {
			all = slices.DeleteFunc(slices.Clone(all), func(s Stance) bool {
				_, stands := y[s.Voice]
				return d.ink.Now.Positions[s] == 0 || !stands
			})
			slices.SortStableFunc(all, func(a, b Stance) int { // so that their lines do not cross
				return int(y[a.Voice] - y[b.Voice])
			})
			for j, s := range all {
				visit(r, s, r.Y+(float64(j)-float64(len(all)-1)/2)*signHeight, d.side(i == 1), y[s.Voice])
			}
		}
	}
}

// center draws the name of the issue, its lines so far apart, with a port for each side.
func (d *focusDrawer) center(line float64) {
	f, w := d.focus, d.w
	issue := &f.claims.Issues[f.Issue]
	s := d.ink.Now.Issues[f.Issue]
	class := "focus-name"
	if s.Statements == 0 {
		class += " out"
	}
	if d.sel.issues[f.Issue] {
		class += " chosen"
	}
	w.f(`<a class="%s" href="%s" data-node="%s" aria-label="%s"><text x="%s" text-anchor="middle"%s>`, class, esc(d.ink.Select(issue.ID)), issue.ID,
		esc(d.ink.Of(issue.Label, false, s.Named, s.Collective)), num(f.spine), d.lang(issue.ID))
	w.lines(f.spine, f.Y-float64(len(f.Lines)-1)/2*line+9, line, f.Lines)
	w.WriteString(`</text></a>`)
	left, right := f.portsAt()
	for _, at := range []struct {
		x    float64
		side string
		n    int
	}{{left, "left", s.Named}, {right, "right", s.Collective}} {
		if at.n > 0 {
			w.f(`<circle class="port %s" aria-hidden="true" cx="%s" cy="%s" r="11"/><text class="number" aria-hidden="true" x="%s" y="%s" text-anchor="middle">%s</text>`,
				at.side, num(at.x), num(f.Y), num(at.x), num(f.Y+4), esc(d.ink.Number(at.n)))
		}
	}
}

// recommendations draws what should be done about the issue, who is for or against it, and what contradicts it.
func (d *focusDrawer) recommendations() {
	f, w, c := d.focus, d.w, d.focus.claims
	if len(f.Recommendations) == 0 {
		return
	}
	d.heading(f.spine, f.recommendationsY, "middle", d.words.Recommendations)
	taken := make(map[*Rivalry]bool)
	sides := [2]bool{}
	d.eachPosition(func(r *Rivalry, s Stance, sign float64, side side, _ float64) {
		taken[r] = true
		x := r.X - 8
		if side.right {
			x = r.X + r.width + 10
			sides[1] = true
		} else {
			sides[0] = true
		}
		w.f(`<g class="sign %s" role="img" aria-label="%s">%s</g>`, s.Stance,
			esc(d.ink.Stance(c.Voices[s.Voice].Label, s.Stance, c.Recommendations[s.Other].Label)), signMark(s.Stance, x, sign))
	})
	for i, r := range f.Recommendations {
		x := &c.Recommendations[r.Recommendation]
		class := "proposition"
		if !taken[r] {
			class += " out"
		}
		if d.sel.recommendations[r.Recommendation] {
			class += " chosen"
		}
		first := r.Y - float64(len(r.Lines)-1)*8
		w.f(`<a class="%s" href="%s" data-node="%s" aria-label="%s">%s<text%s>`, class, esc(d.ink.Select(x.ID)), x.ID, esc(x.Label),
			shape("recommendation", r.X+5, first), d.lang(x.ID))
		w.lines(r.X+diamond, first+4.4, 16, r.Lines)
		w.WriteString(`</text></a>`)
		if r.Rival {
			above := f.Recommendations[i-1]
			from, to := above.Y+above.height/2+4, r.Y-r.height/2-4
			y := (from + to) / 2
			mark := r.X + 60
			w.contradiction(d.ink.Contradict(c.Recommendations[above.Recommendation].Label, x.Label),
				fmt.Sprintf("M%s %sV%sM%s %sV%s", num(mark), num(from), num(y-9), num(mark), num(y+9), num(to)), mark, y)
			w.f(`<text class="session rivals" aria-hidden="true" x="%s" y="%s">%s</text>`, num(mark+16), num(y+4), esc(d.words.Rivals))
		}
	}
	d.silent(!sides[0], f.Left, f.MarkLeft+10, "end", d.words.SilentNamed)
	d.silent(!sides[1], f.Right, f.MarkRight-10, "start", d.words.SilentCollectives)
}

// silent says of a side that it takes no position on the recommendations, below its voices.
func (d *focusDrawer) silent(is bool, bank []*Mooring, x float64, anchor, text string) {
	if !is {
		return
	}
	y := d.focus.Recommendations[0].Y
	if n := len(bank); n > 0 {
		y = max(y, bank[n-1].Y+float64(len(bank[n-1].Lines))*d.sizes.line+16)
	}
	for i, line := range typeface.Sans.Wrap(text, d.sizes.name, d.MarkLeft-margin-4) {
		d.w.f(`<text class="soft" x="%s" y="%s" text-anchor="%s">%s</text>`, num(x), num(y+float64(i)*d.sizes.line), anchor, esc(line))
	}
}

func (d *focusDrawer) initiatives() {
	f, w := d.focus, d.w
	if len(f.Initiatives) == 0 {
		return
	}
	d.heading(f.spine, f.initiativesY, "middle", d.words.Initiatives)
	for _, i := range f.Initiatives {
		w.f(`<a class="initiative" href="%s" data-node="%s" aria-label="%s">%s<text%s>`, esc(d.words.Open(i.ID)), i.ID, esc(i.Label), shape("initiative", i.X+5, i.Y), d.lang(i.ID))
		w.lines(i.X+diamond, i.Y+4.4, d.sizes.line, i.Lines)
		w.WriteString(`</text></a>`)
	}
}

// headings names the sides, and links to what is left out.
func (d *focusDrawer) headings() {
	f := d.focus
	above := func(bank []*Mooring, x float64, anchor, text string) {
		if len(bank) > 0 {
			d.heading(x, bank[0].Y-20, anchor, text)
		}
	}
	above(f.Left, f.MarkLeft+5, "end", d.ink.Named)
	above(f.Right, f.MarkRight-4, "start", d.ink.Collectives)
	more := func(n int, y float64, words func(int) string) {
		if n > 0 {
			d.w.f(`<a class="more" href="%s"><text x="%s" y="%s" text-anchor="end">%s</text></a>`, esc(d.words.MoreHref), num(f.Width-margin), num(y), esc(words(n)))
		}
	}
	more(f.IssuesLeft, f.bandTop+24, d.words.MoreIssues)
	more(f.RecommendationsLeft, f.recommendationsY, d.words.MoreRecommendations)
}
