package banks

import "forumgraph/web/pages/typeface"

// selected is what a selection names, by index.
type selected struct {
	voices, issues, recommendations map[int]bool
	voice, issue, recommendation    int // the ends of a line or the node; -1 for none
}

// find resolves a selection; unknown IDs select nothing.
func (p *Picture) find(s Selection) selected {
	x := selected{make(map[int]bool), make(map[int]bool), make(map[int]bool), -1, -1, -1}
	for _, id := range []string{s.Node, s.From, s.To} {
		if i, ok := p.claims.FindVoice(id); ok {
			x.voices[i], x.voice = true, i
		}
		if i, ok := p.claims.FindIssue(id); ok {
			x.issues[i], x.issue = true, i
		}
		if i, ok := p.claims.FindRecommendation(id); ok {
			x.recommendations[i], x.recommendation = true, i
		}
	}
	return x
}

// highlight draws the lines of what is selected over all others: those of a voice, of an issue, or the line from one to
// the other.
func (d *drawer) highlight() {
	w := d.w
	heights := d.heights()
	w.WriteString(`<g class="chosen" aria-hidden="true">`)
	draw := func(class, path string, width string) {
		w.f(`<path class="halo" d="%s"/><path class="%s" stroke-width="%s" d="%s"/>`, path, class, width, path)
	}
	type named struct {
		*Name
		tip float64
	}
	names := make(map[int]named)
	for _, l := range d.Lanes {
		for _, x := range l.Names {
			names[x.Issue] = named{x, l.Tip}
		}
	}
	raised := d.ink.Now.Raised
	if x, ok := names[d.sel.issue]; ok && x.Theme {
		raised = d.ink.Now.OfTheme // a theme that is selected stands for its lane
	}
	for _, pair := range pairsOf(raised) {
		x, ok := names[pair.Other]
		y, stands := heights[pair.Voice]
		if !ok || !stands || d.sel.recommendation >= 0 || !d.sel.takes(pair.Voice, pair.Other) {
			continue
		}
		s := d.side(d.claims.Voices[pair.Voice].Collective())
		gap := x.Gap + s.to*0.5
		draw("shore "+d.claims.Voices[pair.Voice].Kind, s.shore(y, x.tip)+s.fan(x.tip, gap)+s.hook(s.portX(x.Name), gap, x.Y), d.thick(&d.claims.Voices[pair.Voice], 2*raised[pair]))
	}
	d.eachSign(func(dispute *Dispute, x *Proposition, sign Sign, s side) {
		y, ok := heights[sign.Voice]
		if !ok || d.ink.Now.Positions[Stance{Pair{sign.Voice, x.Recommendation}, sign.Stance}] == 0 {
			return
		}
		voice := d.sel.voice < 0 || d.sel.voice == sign.Voice
		if recommendation := d.sel.recommendation < 0 || d.sel.recommendation == x.Recommendation; voice && recommendation && d.sel.issue < 0 {
			draw("position "+sign.Stance, signPath(s, y, dispute, sign), "1.8")
		}
	})
	w.WriteString(`</g>`)
	for _, l := range d.Lanes {
		for _, x := range l.Names {
			if d.sel.issues[x.Issue] {
				w.f(`<rect class="halo-name" aria-hidden="true" x="%s" y="%s" width="%s" height="%s" rx="2"/>`, num(x.X-2), num(x.Y-d.sizes.row/2+0.5), num(x.Width+4), num(d.sizes.row-1))
			}
		}
	}
}

// takes reports whether a line from a voice to an issue is part of the selection.
func (s selected) takes(voice, issue int) bool {
	return (s.voice < 0 || s.voice == voice) && (s.issue < 0 || s.issue == issue) && s.voice+s.issue > -2
}

// legend draws what the marks mean, below the picture.
func (d *drawer) legend() {
	w := d.w
	x, y := float64(margin), d.Height+14
	w.WriteString(`<g class="legend">`)
	for _, entry := range d.ink.Legend {
		if width := 16*float64(len(entry.Marks)) + typeface.Sans.Width(entry.Text, 12.5); x+width > d.Width-margin {
			x, y = margin, y+18
		}
		for _, m := range entry.Marks {
			w.f(`<g aria-hidden="true">%s</g>`, shape(m, x+6, y))
			x += 16
			if m == "contradict" {
				x += 4
			}
		}
		w.f(`<text x="%s" y="%s">%s</text>`, num(x+1), num(y+4.2), esc(entry.Text))
		x += typeface.Sans.Width(entry.Text, 12.5) + 16
	}
	w.WriteString(`</g>`)
}
