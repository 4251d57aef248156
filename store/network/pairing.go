package network

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// pairing is a coalition network in progress.
type pairing struct {
	*question
	result    *Coalitions
	kinds     []store.Kind
	minWeight float64
	most      int
	holders   []holder
	met       []meeting // by holder: its meeting with the holder of the row
	others    []int     // the holders met in the row
	kept      []tie
	full      bool
	last      tie // once it is full, the last edge to keep: later ones are cut
	count     int // of all edges
}

func (p *pairing) options(opts CoalitionOptions) (err error) {
	r := p.result
	if r.Mode, err = oneOf("mode", opts.Mode, Congruence, Modes()); err != nil {
		return err
	}
	if r.Normalization, err = oneOf("normalization", opts.Normalization, NoNormalization, Normalizations()); err != nil {
		return err
	}
	if r.Duplicates, err = oneOf("duplicates", opts.Duplicates, AcrossRange, DuplicatesValues()); err != nil {
		return err
	}
	if p.most, err = inRange("first", opts.First, DefaultEdges, MaxEdges); err != nil {
		return err
	}
	if p.minWeight = opts.MinWeight; !(p.minWeight >= 0) || math.IsInf(p.minWeight, 0) {
		return fmt.Errorf("minWeight is %v; it is 0 or larger: %w", p.minWeight, store.ErrInvalid)
	}
	if p.kinds = opts.VoiceKinds; len(p.kinds) == 0 {
		p.kinds = store.VoiceKinds()
	}
	for _, k := range p.kinds {
		if !k.IsVoice() {
			return fmt.Errorf("%.40q makes no statements; voice kinds are %v: %w", k, store.VoiceKinds(), store.ErrInvalid)
		}
	}
	return nil
}

// meeting holds sums over the recommendations on which two voices hold a position.
type meeting struct {
	congruence, conflict, mixed, shared int
	// unmatched is the activity of each that the other does not match: the sum of x[a,j,k] where x[b,j,k] is 0, and the
	// reverse.
	unmatched int
}

// tie is an edge in progress: two indexes of holders.
type tie struct {
	a, b   int
	weight float64
	meeting
}

func (a tie) compare(b tie) int {
	return cmp.Or(cmp.Compare(math.Abs(b.weight), math.Abs(a.weight)), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
}

// place is the index of a holder and of its opinion of a recommendation.
type place struct{ holder, hold int }

func (p *pairing) pair() (err error) {
	if p.holders, err = p.question.holders(p.kinds, p.result.Duplicates); err != nil {
		return err
	}
	columns := make(map[topology.Number][]place)
	for i, h := range p.holders {
		for j, hold := range h.holds {
			columns[hold.recommendation] = append(columns[hold.recommendation], place{i, j})
		}
	}
	p.result.Voices, p.result.Recommendations = len(p.holders), len(columns)
	pairs := 0
	for _, column := range columns {
		pairs += len(column) * (len(column) - 1) / 2
	}
	if pairs > MaxPairs {
		return fmt.Errorf("%d pairs of voices share a recommendation; at most %d are compared; choose fewer statements or voice kinds: %w",
			pairs, MaxPairs, store.ErrInvalid)
	}
	p.met = make([]meeting, len(p.holders))
	next := make(map[topology.Number]int, len(columns)) // in each column, the first place after the row
	for a := range p.holders {
		if err := p.row(a, columns, next); err != nil {
			return err
		}
	}
	p.cut()
	p.result.Edges = make([]CoalitionEdge, len(p.kept))
	for i, t := range p.kept {
		p.result.Edges[i] = p.edge(t)
	}
	p.result.EdgesCut = p.count - len(p.kept)
	p.result.Positions, p.result.PositionsCut = p.twoMode(p.holders)
	return nil
}

// row pairs one voice with all that follow it.
func (p *pairing) row(a int, columns map[topology.Number][]place, next map[topology.Number]int) error {
	p.others = p.others[:0]
	row := p.holders[a]
	for _, x := range row.holds {
		next[x.recommendation]++
		column := columns[x.recommendation][next[x.recommendation]:]
		if err := p.spend(len(column) + 1); err != nil {
			return err
		}
		for _, at := range column {
			m := &p.met[at.holder]
			if m.shared == 0 {
				p.others = append(p.others, at.holder)
				m.unmatched = row.activity + p.holders[at.holder].activity
			}
			m.meet(x, p.holders[at.holder].holds[at.hold])
		}
	}
	slices.Sort(p.others)
	for _, b := range p.others {
		t := tie{a: a, b: b, meeting: p.met[b]}
		p.met[b] = meeting{}
		if p.weigh(&t) && math.Abs(t.weight) >= p.minWeight {
			p.keep(t)
		}
	}
	return nil
}

// keep counts an edge, and keeps it if it may be among the first.
func (p *pairing) keep(t tie) {
	p.count++
	if p.full && t.compare(p.last) > 0 {
		return
	}
	if p.kept = append(p.kept, t); len(p.kept) >= 2*p.most {
		p.cut()
		p.full, p.last = true, p.kept[p.most-1]
	}
}

func (m *meeting) meet(x, y held) {
	m.shared++
	m.congruence += x.weight[isFor]*y.weight[isFor] + x.weight[isAgainst]*y.weight[isAgainst]
	m.conflict += x.weight[isFor]*y.weight[isAgainst] + x.weight[isAgainst]*y.weight[isFor]
	for k := range x.weight {
		if x.weight[k] > 0 && y.weight[k] > 0 {
			m.unmatched -= x.weight[k] + y.weight[k]
		}
	}
	if x.statements[isMixed] > 0 || y.statements[isMixed] > 0 {
		m.mixed++
	}
}

// weigh sets the weight and reports whether the two are tied at all. Everything is counted in integers up to one
// division, so a weight depends only on the counts.
func (p *pairing) weigh(t *tie) bool {
	var raw int
	tied := false
	switch p.result.Mode {
	case Congruence:
		raw, tied = t.congruence, t.congruence > 0
	case Conflict:
		raw, tied = t.conflict, t.conflict > 0
	default:
		raw, tied = t.congruence-t.conflict, t.congruence+t.conflict > 0
	}
	x, y := p.holders[t.a].activity, p.holders[t.b].activity
	switch p.result.Normalization {
	case AverageActivity:
		t.weight = float64(2*raw) / float64(x+y)
	case Jaccard:
		t.weight = float64(raw) / float64(t.unmatched+t.congruence)
	case Cosine:
		t.weight = float64(raw) / (float64(x) * float64(y))
	default:
		t.weight = float64(raw)
	}
	return tied
}

// cut keeps only the first of the edges so far, in order.
func (p *pairing) cut() {
	slices.SortFunc(p.kept, tie.compare)
	p.kept = p.kept[:min(p.most, len(p.kept))]
}

func (p *pairing) edge(t tie) CoalitionEdge {
	a, b := p.holders[t.a], p.holders[t.b]
	e := CoalitionEdge{
		A: p.ID(a.voice), B: p.ID(b.voice), Weight: t.weight,
		Congruence: t.congruence, Conflict: t.conflict, Mixed: t.mixed, SharedCount: t.shared, Shared: []SharedPosition{},
	}
	for _, x := range a.holds {
		j, ok := slices.BinarySearchFunc(b.holds, x.recommendation, func(y held, n topology.Number) int {
			return cmp.Compare(y.recommendation, n)
		})
		if ok && len(e.Shared) < MaxShared {
			e.Shared = append(e.Shared, SharedPosition{p.ID(x.recommendation), x.stances(), b.holds[j].stances()})
		}
	}
	return e
}
