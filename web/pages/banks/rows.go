package banks

import (
	"cmp"
	"math"
	"slices"
)

// name is an issue's name to be put in a row. want and place are its left edge in the water.
type name struct {
	issue       int
	theme       bool
	share, want float64
	width       float64
	place       float64
}

// row is names that stand beside each other, ordered by share, with the sum of their squared displacement.
type row struct {
	names []name
	cost  float64
}

// nameGap is the least distance between two names of a row.
const nameGap = 12

// packer puts names into rows of water.
type packer struct {
	water float64
	spans []span // scratch
	fitter
}

func before(a, b name) bool { return cmp.Or(cmp.Compare(a.share, b.share), a.issue-b.issue) < 0 }

// cost returns what a row would cost without its i-th name, -1 for none, and with another, nil for none.
func (p *packer) cost(r row, i int, with *name) float64 {
	p.spans = p.spans[:0]
	for j := range r.names {
		n := &r.names[j]
		if j == i {
			continue
		}
		if with != nil && before(*with, *n) {
			p.spans = append(p.spans, span{with.want, with.width})
			with = nil
		}
		p.spans = append(p.spans, span{n.want, n.width})
	}
	if with != nil {
		p.spans = append(p.spans, span{with.want, with.width})
	}
	return p.fit(p.spans, nameGap, p.water)
}

// change takes the i-th name, -1 for none, out of a row and puts another, nil for none, into it.
func (p *packer) change(r *row, i int, with *name) {
	if i >= 0 {
		r.names = slices.Delete(r.names, i, i+1)
	}
	if with != nil {
		at := slices.IndexFunc(r.names, func(n name) bool { return before(*with, n) })
		if at < 0 {
			at = len(r.names)
		}
		r.names = slices.Insert(r.names, at, *with)
	}
	r.cost = p.cost(*r, -1, nil)
}

// pack puts names, most important first, into rows: each where the cost grows least, or into a new row if that growth
// exceeds perRow. Then it moves and swaps names while that helps.
func (p *packer) pack(names []name, perRow float64) []row {
	var rows []row
	for i := range names {
		best, growth := -1, perRow
		for j, r := range rows {
			if g := p.cost(r, -1, &names[i]) - r.cost; g < growth {
				best, growth = j, g
			}
		}
		if best < 0 {
			best = len(rows)
			rows = append(rows, row{})
		}
		p.change(&rows[best], -1, &names[i])
	}
	for range mostRounds {
		if !p.improve(rows) {
			break
		}
	}
	rows = slices.DeleteFunc(rows, func(r row) bool { return len(r.names) == 0 })
	for _, r := range rows {
		p.spans = p.spans[:0]
		for _, n := range r.names {
			p.spans = append(p.spans, span{n.want, n.width})
		}
		p.fit(p.spans, nameGap, p.water)
		for i := range r.names {
			r.names[i].place = p.places[i]
		}
	}
	return rows
}

// mostRounds limits how often the names of a lane are gone through for a better row.
const mostRounds = 6

// improve moves each name to another row, or swaps it with a name there, wherever that lowers the cost most, and reports
// whether it did. The theme stays in the first row.
func (p *packer) improve(rows []row) bool {
	const enough = 1 // square pixels; less is no gain worth a move
	moved := false
	for a := range rows {
		for i := 0; i < len(rows[a].names); i++ {
			n := rows[a].names[i]
			if n.theme {
				continue
			}
			rest := p.cost(rows[a], i, nil)
			gain, to, swap := float64(enough), -1, -1
			for b, r := range rows {
				if b == a {
					continue
				}
				now := rows[a].cost + r.cost
				if g := now - rest - p.cost(r, -1, &n); g > gain {
					gain, to, swap = g, b, -1
				}
				for k := range r.names {
					if r.names[k].theme {
						continue
					}
					back := p.cost(rows[a], i, &r.names[k])
					if back >= now-gain { // it cannot gain enough, whatever the other row costs
						continue
					}
					if g := now - back - p.cost(r, k, &n); g > gain {
						gain, to, swap = g, b, k
					}
				}
			}
			if to < 0 {
				continue
			}
			moved = true
			if swap < 0 {
				p.change(&rows[a], i, nil)
				i--
			} else {
				other := rows[to].names[swap]
				p.change(&rows[a], i, &other)
			}
			p.change(&rows[to], swap, &n)
		}
	}
	return moved
}

// span is something of a size that is wanted at a place, its left or upper edge.
type span struct{ want, size float64 }

// fitter places spans. It keeps the memory that it works in.
type fitter struct {
	blocks []block
	before []float64
	// places are those of the last fit.
	places []float64
}

// block is neighbors that touch.
type block struct {
	sum float64
	n   int
}

// fit finds places for spans in their order, at least gap apart and within [0, length], with the least sum of squared
// distances from where they are wanted, and returns that sum: isotonic regression by pooling adjacent violators. The sum
// is infinite if the spans are longer than length.
func (f *fitter) fit(spans []span, gap, length float64) float64 {
	f.blocks, f.before, f.places = f.blocks[:0], f.before[:0], f.places[:0]
	if len(spans) == 0 {
		return 0
	}
	offset := 0.0
	for _, s := range spans {
		// Without the sizes and gaps before it, each place only has to be no less than the one before.
		f.before = append(f.before, offset)
		f.blocks = append(f.blocks, block{s.want - offset, 1})
		offset += s.size + gap
		for n := len(f.blocks); n > 1 && f.blocks[n-2].sum/float64(f.blocks[n-2].n) >= f.blocks[n-1].sum/float64(f.blocks[n-1].n); n-- {
			f.blocks[n-2].sum += f.blocks[n-1].sum
			f.blocks[n-2].n += f.blocks[n-1].n
			f.blocks = f.blocks[:n-1]
		}
	}
	total := offset - gap
	if total > length+1e-9 {
		return math.Inf(1)
	}
	cost := 0.0
	for _, b := range f.blocks {
		at := min(max(b.sum/float64(b.n), 0), length-total)
		for range b.n {
			i := len(f.places)
			f.places = append(f.places, at+f.before[i])
			d := f.places[i] - spans[i].want
			cost += d * d
		}
	}
	return cost
}
