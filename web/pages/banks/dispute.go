package banks

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"forumgraph/web/pages/typeface"
)

// chain is recommendations each of which contradicts the one before.
type chain struct {
	recommendations []int
	voices          int
}

// What is drawn of disputes and of the positions on one side of a recommendation, so that a large graph can be read.
const (
	mostChains       = 12
	mostFoldedChains = 4
	mostSigns        = 6
)

// share returns the share of collectives among the positions on a recommendation; a half if there are none.
func (p *Picture) share(positions []Stance) float64 {
	if len(positions) == 0 {
		return 0.5
	}
	collectives := 0
	for _, s := range positions {
		if p.claims.Voices[s.Voice].Collective() {
			collectives++
		}
	}
	return float64(collectives) / float64(len(positions))
}

// chains finds the chains of recommendations that contradict each other, those with most voices first. A chain begins at
// an end, with the fewest rivals, on the side of named voices, and each rivalry is in one chain.
func (p *Picture) chains() {
	c := p.claims
	p.taken = make([][]Stance, len(c.Recommendations))
	for _, s := range c.PositionsOf(p.all) {
		p.taken[s.Other] = append(p.taken[s.Other], s)
	}
	share := make([]float64, len(c.Recommendations))
	left := make([][]int, len(c.Recommendations)) // rivals that are in no chain yet
	var starts []int
	for i, positions := range p.taken {
		share[i] = p.share(positions)
	}
	for i, r := range c.Recommendations {
		for _, rival := range r.Rivals {
			if len(p.taken[i]) > 0 && len(p.taken[rival]) > 0 && !slices.Contains(left[i], rival) {
				left[i] = append(left[i], rival)
			}
		}
		slices.SortFunc(left[i], func(a, b int) int { return cmp.Or(cmp.Compare(share[a], share[b]), a-b) })
		if len(left[i]) > 0 {
			starts = append(starts, i)
		}
	}
	slices.SortStableFunc(starts, func(a, b int) int {
		return cmp.Or(len(left[a])-len(left[b]), cmp.Compare(share[a], share[b]), a-b)
	})
	drop := func(i, rival int) { left[i] = slices.DeleteFunc(left[i], func(r int) bool { return r == rival }) }
	for _, start := range starts {
		for len(left[start]) > 0 {
			x := chain{recommendations: []int{start}, voices: len(p.taken[start])}
			for at := start; ; {
				next := slices.IndexFunc(left[at], func(r int) bool { return !slices.Contains(x.recommendations, r) })
				if next < 0 {
					break
				}
				rival := left[at][next]
				drop(at, rival)
				drop(rival, at)
				x.recommendations = append(x.recommendations, rival)
				x.voices += len(p.taken[rival])
				at = rival
			}
			if len(x.recommendations) == 1 {
				break // only rivals that the chain already has are left, which cannot be
			}
			p.rivals = append(p.rivals, x)
		}
	}
	slices.SortStableFunc(p.rivals, func(a, b chain) int { return cmp.Compare(b.voices, a.voices) })
	most := mostChains
	if p.folded {
		most = mostFoldedChains
	}
	for _, x := range p.rivals[min(len(p.rivals), most):] {
		p.Undrawn += len(x.recommendations) - 1
	}
	p.rivals = p.rivals[:min(len(p.rivals), most)]
}

// disputes puts the chains into the lanes of what they are about.
func (p *Picture) disputes(lanes []*Lane, laneOf map[int]*Lane) {
	if len(lanes) == 0 {
		return
	}
	for _, x := range p.rivals {
		l := laneOf[p.themeOf(x.recommendations)]
		if l == nil {
			l = lanes[len(lanes)-1]
		}
		l.Disputes = append(l.Disputes, p.chain(x.recommendations)...)
	}
}

// themeOf returns the theme that most of the recommendations are about; of several, the one most talked about.
func (p *Picture) themeOf(chain []int) int {
	votes := make(map[int]int)
	for _, r := range chain {
		for _, issue := range p.claims.Recommendations[r].Issues {
			votes[p.claims.Issues[issue].Theme]++
		}
	}
	best := -1
	for _, theme := range slices.Sorted(maps.Keys(votes)) {
		if best < 0 || cmp.Or(votes[theme]-votes[best], p.all.Themes[theme].Statements-p.all.Themes[best].Statements) > 0 {
			best = theme
		}
	}
	return best
}

// chain places recommendations beside each other, in several rows if they are wider than the water; the last of a row
// then begins the next.
func (p *Picture) chain(chain []int) []*Dispute {
	water := p.WaterRight - p.WaterLeft
	var all []*Dispute
	for len(chain) > 1 {
		var f fitter
		n := len(chain)
		propositions := p.propositions(chain[:n], &f, water)
		for ; propositions == nil && n > 2; propositions = p.propositions(chain[:n], &f, water) {
			n--
		}
		if propositions == nil { // the two that must stand beside each other do, with shortened names
			propositions = p.propositions(chain[:2], &f, math.Inf(1))
		}
		for i, x := range propositions {
			x.X = p.WaterLeft + f.places[i] + signStep*float64(len(x.Left)) + 4
			for j := range x.Left {
				x.Left[j].X = x.X - 9 - signStep*float64(j)
			}
			for j := range x.Right {
				x.Right[j].X = x.X + x.Width + 11 + signStep*float64(j)
			}
		}
		all = append(all, &Dispute{Propositions: propositions})
		chain = chain[n-1:]
	}
	return all
}

// propositions places recommendations beside each other; it returns nil if they do not fit the water. If water is infinite,
// their names are shortened to fit the real width.
func (p *Picture) propositions(recommendations []int, f *fitter, water float64) []*Proposition {
	longest := water
	if math.IsInf(water, 1) {
		water = p.WaterRight - p.WaterLeft
		longest = (water-between)/2 - diamond - 8 - 2*mostSigns*signStep
	}
	var spans []span
	var all []*Proposition
	for _, r := range recommendations {
		x := &Proposition{Recommendation: r, Label: typeface.SansBold.Shorten(p.claims.Recommendations[r].Label, p.sizes.name, max(longest, 40))}
		for _, s := range p.taken[r] {
			side := &x.Left
			if p.claims.Voices[s.Voice].Collective() {
				side = &x.Right
			}
			if len(*side) < mostSigns && !p.folded {
				*side = append(*side, Sign{Voice: s.Voice, Stance: s.Stance})
			}
		}
		x.Width = diamond + typeface.SansBold.Width(x.Label, p.sizes.name)
		width := x.Width + signStep*float64(len(x.Left)+len(x.Right)) + 8
		spans = append(spans, span{p.share(p.taken[r]) * (water - width), width})
		all = append(all, x)
	}
	if math.IsInf(f.fit(spans, between, water), 1) {
		return nil
	}
	return all
}
