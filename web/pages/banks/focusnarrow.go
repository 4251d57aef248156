package banks

import (
	"fmt"

	"forumgraph/web/pages/typeface"
)

// narrowSize and narrowLine are the size and the distance of the lines of the issue's name in a narrow picture.
const narrowSize, narrowLine = 24, 29

// WriteNarrowSVG returns the picture for a narrow window, such as 390: everything below each other, first who raised the
// issue, named voices from the left and collectives from the right, then its name, and what is around it.
func (f *Focus) WriteNarrowSVG(width float64, ink Ink, words FocusWords) string {
	w := new(canvas)
	narrow := *f
	narrow.Width = width
	narrow.sizes = sizes{name: 12.5, theme: 15, line: 16, row: 22}
	d := focusDrawer{drawer{&narrow.Picture, w, ink, f.find(ink.Selection)}, &narrow, words}
	y := d.narrowVoices(d.narrowBroader(20))
	y = d.narrowRecommendations(y)
	y = d.narrowAround(y)
	for i, x := range f.Initiatives {
		if i == 0 {
			d.heading(margin, y+8, "start", words.Initiatives)
			y += 32
		}
		lines := typeface.Sans.Wrap(x.Label, narrow.sizes.name, width-2*margin-diamond)
		w.WriteString(shape("initiative", margin+5, y))
		d.link("initiative", words.Open(x.ID), x.ID, margin+diamond, y+4.4, "start", lines, narrow.sizes.line)
		y += float64(len(lines))*narrow.sizes.line + 6
	}
	narrow.Height = y + 8
	body := w.String()
	w.Reset()
	d.open("banks focus narrow")
	w.WriteString(body)
	d.legend()
	w.WriteString(`</svg>`)
	return w.String()
}

// narrowBroader names what the issue is part of, and returns the height below.
func (d *focusDrawer) narrowBroader(y float64) float64 {
	for i, x := range d.focus.Broader {
		issue := &d.claims.Issues[x.Issue]
		before := 0.0
		if i == 0 {
			d.w.f(`<text class="session" x="%s" y="%s">%s</text>`, num(margin), num(y), esc(d.words.PartOf))
			before = typeface.SerifItalic.Width(d.words.PartOf, d.sizes.name) + 8
		}
		lines := typeface.SerifBold.Wrap(issue.Label, d.sizes.theme, d.Width-2*margin-before)
		d.link("theme", d.words.Look(issue.ID), issue.ID, margin+before, y, "start", lines, 18)
		y += float64(len(lines))*18 + 8
	}
	return y
}

// narrowVoices draws who raised the issue, their lines, and its name, and returns the height below.
func (d *focusDrawer) narrowVoices(y float64) float64 {
	f, w := d.focus, d.w
	room := d.Width - 2*margin - 40
	lefts := d.claims.leftBank(f.speaks, &d.sizes, room)
	rights := d.claims.rightBank(f.speaks, &d.sizes, room, d.options.OutsideHeading)
	bank := func(groups []*group, heading string, x float64, anchor string) (all []*Mooring) {
		if len(groups) == 0 {
			return nil
		}
		d.heading(x, y+8, anchor, heading)
		y += 22
		for _, g := range groups {
			for _, m := range g.moorings {
				m.Y = y + d.sizes.line/2
				y += m.height(&d.sizes) + 4
				all = append(all, m)
			}
		}
		y += 8
		return all
	}
	left := bank(lefts, d.ink.Named, margin, "start")
	right := bank(rights, d.ink.Collectives, d.Width-margin, "end")
	lines := typeface.SerifBold.Wrap(d.claims.Issues[f.Issue].Label, narrowSize, d.Width-2*margin-84)
	half := 0.0
	for _, line := range lines {
		half = max(half, typeface.SerifBold.Width(line, narrowSize)/2)
	}
	f.spine, f.half, f.Lines = d.Width/2, half, lines
	f.Y = y + 24 + float64(len(lines)-1)/2*narrowLine
	const trunk, turn = 8, 6
	w.WriteString(`<g class="lines" aria-hidden="true">`)
	portLeft, portRight := f.portsAt()
	for i, moorings := range [][]*Mooring{left, right} {
		for _, m := range moorings {
			for _, v := range m.Voices {
				n := d.ink.Now.Raised[Pair{v, f.Issue}]
				if n == 0 {
					continue
				}
				voice := &d.claims.Voices[v]
				at, to, from, port := float64(margin-trunk), 1.0, margin+5.0, portLeft
				if voice.Kind == "person" {
					at += 4 // beside the lines of organizations
				}
				if i == 1 {
					at, to, from, port = d.Width-margin+trunk, -1, d.Width-margin-5, portRight
				}
				w.f(`<path class="shore %s" data-of="%s" stroke-width="%s" d="M%s %sH%sq%s 0 %s 6V%sq0 6 %s 6H%s"/>`, voice.Kind, voice.ID, d.thick(voice, 2*n),
					num(from), num(m.Y), num(at+turn*to), num(-turn*to), num(-turn*to), num(f.Y-turn), num(turn*to), num(port))
			}
		}
	}
	w.WriteString(`</g>`)
	d.bank(left, margin+12, 1)
	d.bank(right, d.Width-margin-12, -1)
	d.center(narrowLine)
	return f.Y + float64(len(lines)-1)/2*narrowLine + 44
}

// narrowRecommendations draws what should be done about the issue with the signs of who is for or against it: of named voices
// before the recommendation, of collectives after it. It returns the height below.
func (d *focusDrawer) narrowRecommendations(y float64) float64 {
	f, w := d.focus, d.w
	if len(f.Recommendations) == 0 {
		return y
	}
	d.heading(margin, y, "start", d.words.Recommendations)
	y += 26
	above := ""
	for _, r := range f.Recommendations {
		x := &d.claims.Recommendations[r.Recommendation]
		if r.Rival {
			w.contradiction(d.ink.Contradict(above, x.Label), fmt.Sprintf("M%s %sv26", num(margin+50), num(y-14)), margin+50, y-1)
			y += 26
		}
		above = x.Label
		taken := false
		signs := func(all []Stance, at, step float64) float64 {
			for _, s := range all {
				if d.ink.Now.Positions[s] == 0 {
					continue
				}
				taken = true
				w.f(`<g class="sign %s" role="img" aria-label="%s">%s</g>`, s.Stance, esc(d.ink.Stance(d.claims.Voices[s.Voice].Label, s.Stance, x.Label)), signMark(s.Stance, at, y))
				at += step
			}
			return at
		}
		left, right := r.Left[:min(len(r.Left), 3)], r.Right[:min(len(r.Right), 4)]
		signs(left, margin+30-float64(len(left)-1)*signHeight, signHeight)
		lines := typeface.SansBold.Wrap(x.Label, 13, d.Width-2*margin-44-diamond-float64(len(right))*signHeight)
		signs(right, margin+44+diamond+typeface.SansBold.Width(lines[0], 13)+10, signHeight)
		class := "proposition"
		if !taken {
			class += " out"
		}
		w.WriteString(shape("recommendation", margin+49, y))
		d.link(class, d.ink.Select(x.ID), x.ID, margin+44+diamond, y+4.4, "start", lines, 16)
		y += float64(len(lines))*16 + 14
	}
	return y + 4
}

// narrowAround lists the issues around the focus, and returns the height below.
func (d *focusDrawer) narrowAround(y float64) float64 {
	f := d.focus
	if len(f.Around) == 0 {
		return y
	}
	together := d.claims.together(f.Issue, d.ink.Now.filter)
	d.heading(margin, y, "start", d.words.Around)
	y += 24
	for _, ring := range f.Around {
		d.w.f(`<text class="session" x="%s" y="%s">%s</text>`, num(margin), num(y), esc(d.words.Reasons[ring.Reason]))
		y += 20
		for _, x := range ring.Issues {
			row := *x
			row.X, row.Y = margin+2*x.Left+portGap, y
			row.Label = typeface.Sans.Shorten(d.claims.Issues[x.Issue].Label, d.sizes.name, d.Width-2*margin-60)
			row.Width = typeface.Sans.Width(row.Label, d.sizes.name)
			d.near(&row, "issue", d.ink.Now.Issues[x.Issue], together[x.Issue])
			y += d.sizes.row
		}
		y += 8
	}
	return y + 4
}
