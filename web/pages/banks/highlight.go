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

// legend draws the meaning of the marks below the picture.
func (d *drawer) legend() {
	d.w.WriteString(`<g class="key">`)
	keys, _ := d.layLegend(d.ink.Legend)
	for _, k := range keys {
		x, y := k.x, d.Height+14+keyLine*float64(k.row)
		for _, m := range k.Marks {
			d.w.f(`<g aria-hidden="true">%s</g>`, shape(m, x+6, y))
			x += markRoom(m)
		}
		d.w.WriteString(`<text>`)
		d.w.lines(x+1, y+4.2, keyLine, k.lines)
		d.w.WriteString(`</text>`)
	}
	d.w.WriteString(`</g>`)
}

// key is an entry of the legend with its place: the row that it begins in.
type key struct {
	LegendEntry
	x     float64
	row   int
	lines []string
}

const keyLine = 18

// layLegend places the entries in as many rows as they need, and returns the height of all.
func (p *Picture) layLegend(entries []LegendEntry) (keys []key, height float64) {
	x, row := float64(margin), 0
	for _, entry := range entries {
		marks := 0.0
		for _, m := range entry.Marks {
			marks += markRoom(m)
		}
		if x > margin && x+marks+typeface.Sans.Width(entry.Text, p.sizes.name) > p.Width-margin {
			x, row = margin, row+1
		}
		k := key{entry, x, row, typeface.Sans.Wrap(entry.Text, p.sizes.name, p.Width-margin-x-marks)}
		keys = append(keys, k)
		row += len(k.lines) - 1
		if x += marks + typeface.Sans.Width(entry.Text, p.sizes.name) + 16; len(k.lines) > 1 {
			x = p.Width
		}
	}
	return keys, 10 + keyLine*float64(row+1)
}

// markRoom is the width that a mark takes in the legend.
func markRoom(mark string) float64 {
	if mark == "contradict" {
		return 20
	}
	return 16
}
