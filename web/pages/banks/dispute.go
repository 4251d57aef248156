package banks

import (
	"cmp"
	"math"
	"slices"

	"forumgraph/web/pages/typeface"
)

// disputes puts recommendations that contradict each other into the lanes of what they are about.
func (p *Picture) disputes(lanes []*Lane, laneOf map[int]*Lane) {
	if len(lanes) == 0 {
		return
	}
	c := p.claims
	taken := make([][]Stance, len(c.Recommendations))
	for s := range p.all.Positions {
		taken[s.Other] = append(taken[s.Other], s)
	}
	share := make([]float64, len(c.Recommendations))
	for i, positions := range taken {
		slices.SortFunc(positions, func(a, b Stance) int { return cmp.Or(a.Voice-b.Voice, cmp.Compare(a.Stance, b.Stance)) })
		collectives := 0
		for _, s := range positions {
			if c.Voices[s.Voice].Collective() {
				collectives++
			}
		}
		share[i] = 0.5
		if len(positions) > 0 {
			share[i] = float64(collectives) / float64(len(positions))
		}
	}
	type rivalry struct{ a, b int }
	drawn := make(map[rivalry]bool)
	undrawn := func(a, b int) bool {
		return len(taken[a]) > 0 && len(taken[b]) > 0 && !drawn[rivalry{min(a, b), max(a, b)}]
	}
	left := func(i int) (rivals []int) {
		for _, r := range c.Recommendations[i].Rivals {
			if undrawn(i, r) && !slices.Contains(rivals, r) {
				rivals = append(rivals, r)
			}
		}
		slices.SortFunc(rivals, func(a, b int) int { return cmp.Or(cmp.Compare(share[a], share[b]), a-b) })
		return rivals
	}
	var starts []int
	for i := range c.Recommendations {
		if len(left(i)) > 0 {
			starts = append(starts, i)
		}
	}
	// A chain begins at an end, with the fewest rivals, on the left.
	slices.SortFunc(starts, func(a, b int) int {
		return cmp.Or(len(left(a))-len(left(b)), cmp.Compare(share[a], share[b]), a-b)
	})
	for _, start := range starts {
		for next := left(start); len(next) > 0; next = left(start) {
			chain := []int{start}
			for at := start; ; {
				rivals := slices.DeleteFunc(left(at), func(r int) bool { return slices.Contains(chain, r) })
				if len(rivals) == 0 {
					break
				}
				drawn[rivalry{min(at, rivals[0]), max(at, rivals[0])}] = true
				at = rivals[0]
				chain = append(chain, at)
			}
			for _, d := range p.chain(chain, share, taken) {
				l := p.laneOfChain(chain, lanes, laneOf)
				l.Disputes = append(l.Disputes, d)
			}
		}
	}
}

// laneOfChain returns the lane that most of the recommendations are about, the first of several.
func (p *Picture) laneOfChain(chain []int, lanes []*Lane, laneOf map[int]*Lane) *Lane {
	votes := make(map[*Lane]int)
	for _, r := range chain {
		for _, issue := range p.claims.Recommendations[r].Issues {
			votes[laneOf[p.claims.Issues[issue].Theme]]++
		}
	}
	best := lanes[len(lanes)-1]
	for _, l := range lanes {
		if votes[l] > votes[best] {
			best = l
		}
	}
	return best
}

// chain places recommendations beside each other, in several rows if they are wider than the water; the last of a row
// then begins the next.
func (p *Picture) chain(chain []int, share []float64, taken [][]Stance) []*Dispute {
	water := p.WaterRight - p.WaterLeft
	var all []*Dispute
	for len(chain) > 1 {
		n := len(chain)
		var f fitter
		var spans []span
		var propositions []*Proposition
		for ; n > 1; n-- {
			spans, propositions = nil, nil
			for _, r := range chain[:n] {
				x := &Proposition{Recommendation: r}
				for _, s := range taken[r] {
					if p.claims.Voices[s.Voice].Collective() {
						x.Right = append(x.Right, Sign{Voice: s.Voice, Stance: s.Stance})
					} else {
						x.Left = append(x.Left, Sign{Voice: s.Voice, Stance: s.Stance})
					}
				}
				x.Width = diamond + typeface.SansBold.Width(p.claims.Recommendations[r].Label, p.type_.name)
				width := x.Width + signStep*float64(len(x.Left)+len(x.Right)) + 8
				spans = append(spans, span{share[r] * (water - width), width})
				propositions = append(propositions, x)
			}
			if n == 2 { // the two that must stand beside each other do, at any width
				total := spans[0].size + spans[1].size
				if total+between > water {
					water = total + between
				}
			}
			if f.fit(spans, between, water) < math.Inf(1) {
				break
			}
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
