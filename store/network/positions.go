package network

import (
	"cmp"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// Position is what one voice said for and against one recommendation: a cell of the two-mode matrix. It counts distinct
// statements, regardless of [Duplicates].
type Position struct {
	Voice, Recommendation store.ID
	Stances               Stances
}

// stance is the index of a stance in a count; MIXED comes last, after those that congruence and conflict use.
type stance uint8

const (
	isFor stance = iota
	isAgainst
	isMixed
)

func stanceOf(s store.Stance) stance { return stance(slices.Index(store.Stances(), s)) }

// taken is one statement's position of one voice.
type taken struct {
	voice, recommendation topology.Number
	stance                stance
	statement             topology.Number
}

func (a taken) compare(b taken) int {
	return cmp.Or(cmp.Compare(a.voice, b.voice), cmp.Compare(a.recommendation, b.recommendation),
		cmp.Compare(a.stance, b.stance), cmp.Compare(a.statement, b.statement))
}

// held is what one voice holds on one recommendation.
type held struct {
	recommendation topology.Number
	// weight is what counts FOR and AGAINST in the formulas, x(voice, recommendation, stance).
	weight [2]int
	// statements counts distinct statements by stance.
	statements [3]int
}

func (h held) stances() Stances {
	return Stances{For: h.statements[isFor], Against: h.statements[isAgainst], Mixed: h.statements[isMixed]}
}

// holder is a voice with what it holds, by recommendation, at least one.
type holder struct {
	voice topology.Number
	holds []held
	// activity is the sum of all weights.
	activity int
}

// holders returns the voices of the kinds that hold a position, by ID.
func (q *question) holders(kinds []store.Kind, duplicates Duplicates) ([]holder, error) {
	var all []taken
	for s := range q.all() {
		ends, voices := q.positions(s), q.Voices(s)
		if err := q.spend(1 + ends.Len()*voices.Len()); err != nil {
			return nil, err
		}
		for i := range ends.Len() {
			for _, v := range voices.Nodes() {
				if slices.Contains(kinds, q.Kind(v)) {
					all = append(all, taken{v, ends.Node(i), stanceOf(ends.Stance(i)), s})
				}
			}
		}
	}
	slices.SortFunc(all, taken.compare)
	var found []holder
	for len(all) > 0 {
		h := holder{voice: all[0].voice}
		for len(all) > 0 && all[0].voice == h.voice {
			n := 1
			for n < len(all) && all[n].voice == h.voice && all[n].recommendation == all[0].recommendation {
				n++
			}
			hold := q.held(all[:n], duplicates)
			h.holds = append(h.holds, hold)
			h.activity += hold.weight[isFor] + hold.weight[isAgainst]
			all = all[n:]
		}
		found = append(found, h)
	}
	return found, nil
}

// held counts what one voice said on one recommendation.
func (q *question) held(said []taken, duplicates Duplicates) held {
	h := held{recommendation: said[0].recommendation}
	for _, t := range said {
		h.statements[t.stance]++
	}
	for s := range h.weight {
		switch duplicates {
		case Include:
			h.weight[s] = h.statements[s]
		case PerDocument:
			var sources []topology.Number
			for _, t := range said {
				if int(t.stance) == s {
					sources = append(sources, q.CitedAt(t.statement).Source)
				}
			}
			slices.Sort(sources)
			h.weight[s] = len(slices.Compact(sources))
		default:
			h.weight[s] = min(1, h.statements[s])
		}
	}
	return h
}

// twoMode lists the first positions of the holders, by voice, then recommendation, and how many were cut.
func (q *question) twoMode(holders []holder) (positions []Position, cut int) {
	positions = []Position{}
	for _, h := range holders {
		for _, hold := range h.holds {
			if len(positions) == MaxPositions {
				cut++
				continue
			}
			positions = append(positions, Position{q.ID(h.voice), q.ID(hold.recommendation), hold.stances()})
		}
	}
	return positions, cut
}
