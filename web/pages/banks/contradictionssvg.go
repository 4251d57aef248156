package banks

import "fmt"

// ContradictionWords are the texts of the picture of contradictions that do not come from the graph.
type ContradictionWords struct {
	// Page returns the address of the page of a node.
	Page func(id string) string
	// More returns the words of the link to the positions on a recommendation that are not drawn, MoreHref its address.
	More     func(n int) string
	MoreHref func(recommendation string) string
}

// WriteSVG returns the picture as an SVG element.
func (f *Contradictions) WriteSVG(ink Ink, words ContradictionWords) string {
	w := new(canvas)
	d := contradictionDrawer{drawer{&f.Picture, w, ink, f.find(ink.Selection)}, f, words}
	d.open("banks contradictions")
	for _, c := range f.Contests {
		if c.Heads {
			theme := &f.claims.Issues[c.Theme]
			w.f(`<path class="rule" aria-hidden="true" d="M%s %sH%s"/>`, num(margin), num(c.Y+4), num(f.Width-margin))
			d.link("theme", d.words.Page(theme.ID), theme.ID, margin, c.Y+24, "start", []string{theme.Label}, 0)
		}
		if !f.narrow {
			d.lines(c)
		}
		for i, p := range c.Parties {
			d.party(p)
			if i > 0 {
				d.between(c.Parties[i-1], p)
			}
		}
		for i, side := range c.Views {
			for _, v := range side {
				d.view(v, i == 1)
			}
		}
	}
	d.legend()
	w.WriteString(`</svg>`)
	return w.String()
}

type contradictionDrawer struct {
	drawer
	picture *Contradictions
	words   ContradictionWords
}

// out reports whether the filter leaves nothing of a view.
func (d *contradictionDrawer) out(v *View) bool { return d.ink.Now.Positions[v.Stance] == 0 }

// mark returns where the mark of a view at a side stands, and the direction from there to its text.
func (f *Contradictions) mark(right bool) (x, to float64) {
	switch {
	case f.narrow:
		return margin + 22, 1
	case right:
		return f.Width/2 + f.shoulder - 14, 1
	}
	return f.Width/2 - f.shoulder + 14, -1
}

// signs returns where the signs of the views of a party at a side stand: x, and the y of the first.
func (f *Contradictions) signs(p *Party, right bool, n int) (x, y float64) {
	x = p.X - p.reach - 6
	if right {
		x = p.X + p.reach + 6
	}
	return x, p.Y - float64(n-1)*signHeight/2
}

// lines draws the lines from the voices of a contest to the signs at the recommendations.
func (d *contradictionDrawer) lines(c *Contest) {
	f := d.picture
	type end struct {
		party *Party
		right bool
	}
	count, placed := make(map[end]int), make(map[end]int)
	for i, side := range c.Views {
		for _, v := range side {
			count[end{v.Party, i == 1}]++
		}
	}
	d.w.WriteString(`<g class="lines" aria-hidden="true">`)
	signs := ""
	for i, side := range c.Views {
		for _, v := range side {
			right := i == 1
			at := end{v.Party, right}
			x, y := f.signs(v.Party, right, count[at])
			if v.Party.right != right { // above the line of contradiction, which leaves here
				y -= float64(count[at])*signHeight/2 + 4
			}
			y += float64(placed[at]) * signHeight
			placed[at]++
			mark, to := f.mark(right)
			class := v.Stance.Stance
			if d.out(v) {
				class += " out"
			}
			from, turn := x+6*to, mark-8*to
			path := fmt.Sprintf("M%s %s", num(from), num(y))
			if v.Party.right != right { // beside the recommendation of the other side, straight
				turn = f.Width/2 + 0.2*f.column*to
				path += bow(from, y, turn, v.Y) + "H" + num(mark-8*to)
			} else {
				path += bow(from, y, turn, v.Y)
			}
			d.w.f(`<path class="position %s" data-of="%s %s" d="%s"/>`, class, d.claims.Voices[v.Voice].ID, d.claims.Recommendations[v.Party.Recommendation].ID, path)
			signs += fmt.Sprintf(`<g class="sign %s" aria-hidden="true">%s</g>`, class, signMark(v.Stance.Stance, x, y))
		}
	}
	d.w.WriteString(`</g>` + signs)
}

// bow continues a path in a curve that begins and ends level.
func bow(x, y, toX, toY float64) string {
	middle := (x + toX) / 2
	return fmt.Sprintf("C%s %s %s %s %s %s", num(middle), num(y), num(middle), num(toY), num(toX), num(toY))
}

func (d *contradictionDrawer) party(p *Party) {
	r := &d.claims.Recommendations[p.Recommendation]
	class, anchor := "party", "middle"
	if d.sel.recommendations[p.Recommendation] {
		class += " chosen"
	}
	if d.picture.narrow {
		anchor = "start"
		d.w.WriteString(shape("recommendation", p.X-diamond+6, p.Y-p.half+partyLine/2))
	}
	d.link(class, d.words.Page(r.ID), r.ID, p.X, p.Y-p.half+partyLine*0.74, anchor, p.Lines, partyLine)
	if p.More > 0 {
		d.link("more", d.words.MoreHref(r.ID), "", p.X, p.Y+p.half+12, anchor, []string{d.words.More(p.More)}, 0)
	}
}

// between draws the sign of contradiction between a recommendation and the next.
func (d *contradictionDrawer) between(a, b *Party) {
	f := d.picture
	label := d.ink.Contradict(d.claims.Recommendations[a.Recommendation].Label, d.claims.Recommendations[b.Recommendation].Label)
	if f.narrow {
		top := b.Y - b.half - 40
		d.w.contradiction(label, fmt.Sprintf("M%s %sv26", num(margin+6), num(top+4)), margin+6, top+17)
		return
	}
	if a.right {
		a, b = b, a
	}
	from, to := a.X+a.reach, b.X-b.reach
	d.w.contradiction(label, fmt.Sprintf("M%s %s", num(from), num(a.Y+4))+bow(from, a.Y+4, to, b.Y+4), (from+to)/2, (a.Y+b.Y)/2+4)
}

// view draws a voice with what it said.
func (d *contradictionDrawer) view(v *View, right bool) {
	f, w := d.picture, d.w
	voice := &d.claims.Voices[v.Voice]
	x, to := f.mark(right)
	anchor, text := "start", x+14
	if to < 0 {
		anchor, text = "end", x-14
	}
	class := "view"
	if d.out(v) {
		class += " out"
	}
	w.f(`<g class="%s" role="group" aria-label="%s">`, class, esc(d.ink.Stance(voice.Label, v.Stance.Stance, d.claims.Recommendations[v.Party.Recommendation].Label)))
	if f.narrow {
		w.f(`<g class="sign %s" aria-hidden="true">%s</g>`, v.Stance.Stance, signMark(v.Stance.Stance, margin+6, v.Y))
	}
	w.WriteString(shape(voice.mark(), x, v.Y))
	y := v.Y + 4.4
	d.link("who", d.words.Page(voice.ID), voice.ID, text, y, anchor, v.Name, f.sizes.line)
	y += float64(len(v.Name)) * f.sizes.line
	if len(v.Note) > 0 {
		w.f(`<text class="soft" text-anchor="%s">`, anchor)
		w.lines(text, y, f.sizes.line, v.Note)
		w.WriteString(`</text>`)
		y += float64(len(v.Note)) * f.sizes.line
	}
	for _, q := range v.Quotes {
		y += 2
		w.f(`<a class="said" href="%s"><text text-anchor="%s"`, esc(q.Href), anchor)
		if q.Lang != "" {
			w.f(` lang="%s"`, q.Lang)
		}
		w.WriteString(`>`)
		w.lines(text, y, quoteLine, q.Lines)
		w.WriteString(`</text></a>`)
		y += float64(len(q.Lines)) * quoteLine
		d.link("place", q.PlaceHref, "", text, y-2, anchor, q.Where, f.sizes.line)
		y += float64(len(q.Where))*f.sizes.line + 2
	}
	w.WriteString(`</g>`)
}
