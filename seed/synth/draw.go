package synth

import (
	"math/rand/v2"
	"sort"
)

// A purpose separates the random draws for one thing from those for another.
type purpose uint64

const (
	forReport purpose = iota
	forPeople
	forOrganizations
	forRecommendations
	forProse
)

// draws returns the stream of random numbers for one place at one report; places are below 65,536.
func (c *Corpus) draws(p purpose, report, place int) *rand.Rand {
	return rand.New(rand.NewPCG(c.seed, uint64(p)<<56|uint64(report)<<16|uint64(place)))
}

// origin is the report at which somebody or something first occurred, and their number there, from 1.
type origin struct{ report, number int }

// attendance says how the places of a kind at each report are filled.
type attendance struct {
	purpose purpose
	places  int
	// fresh is the share of places that go to somebody new, in hundredths.
	fresh int
}

// at returns who takes the places at a report, each once: the new ones first.
func (c *Corpus) at(a attendance, report int) (all []origin, fresh int) {
	var known []origin
	seen := make(map[origin]bool, a.places)
	for place := range a.places {
		o := c.follow(a, report, place)
		switch {
		case seen[o]:
			continue
		case o.report == report:
			all = append(all, o)
		default:
			known = append(known, o)
		}
		seen[o] = true
	}
	return append(all, known...), len(all)
}

// follow goes from copy to copy back to the first holder of the place, who is new at the report it returns, so that
// this report always holds it.
func (c *Corpus) follow(a attendance, report, place int) origin {
	for {
		rnd := c.draws(a.purpose, report, place)
		if report == 1 || rnd.IntN(100) < a.fresh {
			return origin{report, place + 1}
		}
		report, place = 1+rnd.IntN(report-1), rnd.IntN(a.places)
	}
}

// ranks draws ranks by Zipf's law: rank i, from 0, as often as 1/(i+1).
type ranks struct{ upTo []int }

func newRanks(n int) ranks {
	const unit = 1 << 27 // the sum for a thousand ranks fits 32 bits
	r := ranks{upTo: make([]int, n)}
	total := 0
	for i := range n {
		total += unit / (i + 1)
		r.upTo[i] = total
	}
	return r
}

func (r ranks) draw(rnd *rand.Rand) int {
	x := rnd.IntN(r.upTo[len(r.upTo)-1])
	return sort.SearchInts(r.upTo, x+1)
}

// chance returns true with a probability of hundredths percent.
func chance(rnd *rand.Rand, hundredths int) bool { return rnd.IntN(100) < hundredths }

// among returns one of all, uniformly.
func among[T any](rnd *rand.Rand, all []T) T { return all[rnd.IntN(len(all))] }

// early returns one of all, favoring the first: the smaller of two draws.
func early[T any](rnd *rand.Rand, all []T) T { return all[min(rnd.IntN(len(all)), rnd.IntN(len(all)))] }
