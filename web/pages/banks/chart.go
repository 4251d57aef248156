package banks

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Row is a theme in the chart of who raised what: one mark for each voice that raised it or an issue in it.
type Row struct {
	Theme int
	// Named and Collectives are the voices, by index: people then organizations, and collectives by quantifier.
	Named, Collectives []int
	// Issues are those of the theme with statements, most first, the theme itself left out.
	Issues []int
	// Disputes are pairs of recommendations about the theme that contradict each other.
	Disputes [][2]int
}

// Chart returns the themes that the counts have, in the order of the picture.
func (c *Claims) Chart(n *Counts) []Row {
	of := make(map[int]*Row)
	var rows []*Row
	for i := range c.Issues {
		if n.Themes[i].Statements > 0 {
			r := &Row{Theme: i}
			of[i] = r
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, func(a, b *Row) int {
		return cmp.Or(n.Themes[b.Theme].Statements-n.Themes[a.Theme].Statements, a.Theme-b.Theme)
	})
	for i, issue := range c.Issues {
		if r := of[issue.Theme]; r != nil && i != issue.Theme && n.Issues[i].Statements > 0 {
			r.Issues = append(r.Issues, i)
		}
	}
	for _, pair := range pairsOf(n.OfTheme) {
		r := of[pair.Other]
		if c.Voices[pair.Voice].Collective() {
			r.Collectives = append(r.Collectives, pair.Voice)
		} else {
			r.Named = append(r.Named, pair.Voice)
		}
	}
	for r, recommendation := range c.Recommendations {
		for _, rival := range recommendation.Rivals {
			if row := of[c.themeOf(r, rival)]; rival > r && row != nil {
				row.Disputes = append(row.Disputes, [2]int{r, rival})
			}
		}
	}
	all := make([]Row, len(rows))
	for i, r := range rows {
		slices.SortStableFunc(r.Issues, func(a, b int) int { return cmp.Compare(n.Issues[b].Statements, n.Issues[a].Statements) })
		slices.SortStableFunc(r.Collectives, func(a, b int) int {
			return cmp.Compare(filled[c.Voices[b].Quantifier], filled[c.Voices[a].Quantifier])
		})
		all[i] = *r
	}
	return all
}

// themeOf returns the theme that most issues of two recommendations are in, -1 for none.
func (c *Claims) themeOf(a, b int) int {
	votes := make(map[int]int)
	best := -1
	for _, r := range []int{a, b} {
		for _, issue := range c.Recommendations[r].Issues {
			theme := c.Issues[issue].Theme
			votes[theme]++
			if best < 0 || votes[theme] > votes[best] {
				best = theme
			}
		}
	}
	return best
}

// Marks returns the marks of voices beside each other, with room for most of them, as an SVG element without a name, for
// text that says the same stands beside it. They begin at the left, or end at the right.
func (c *Claims) Marks(voices []int, most int, right bool) string {
	const step = 11
	most = min(most, mostMarks)
	rest := len(voices) - mostMarks
	voices = voices[:min(len(voices), mostMarks)]
	if rest > 0 { // the last place says how many there are beyond
		voices = voices[:mostMarks-3]
		rest += 3
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="banks marks" viewBox="0 0 %d 12" width="%d" height="12" aria-hidden="true">`, step*most, step*most)
	for i, v := range voices {
		if right {
			i += most - len(voices)
			if rest > 0 {
				i -= 3
			}
		}
		mark := c.Voices[v].Kind
		if c.Voices[v].Collective() {
			mark = c.Voices[v].Quantifier
		}
		b.WriteString(shape(mark, float64(step*i)+step/2, 6))
	}
	if rest > 0 {
		x := float64(step*len(voices) + 3)
		if right {
			x = float64(step*(most-3) + 3)
		}
		fmt.Fprintf(&b, `<text x="%s" y="10">%s</text>`, num(x), hiddenText(rest))
	}
	b.WriteString(`</svg>`)
	return b.String()
}

// mostMarks is how many marks stand beside each other; of more voices, the number of the others is said.
const mostMarks = 30

// ContradictMark returns the sign of contradiction as an SVG element without a name.
func ContradictMark() string {
	return `<svg class="banks marks" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">` + shape("contradict", 9, 9) + `</svg>`
}
