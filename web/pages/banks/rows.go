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

// row is names that stand beside each other, ordered by share.
type row struct {
	names []name
	cost  float64
}

// nameGap is the least distance between two names of a row.
const nameGap = 12

func newRow(names []name, water float64) row {
	slices.SortStableFunc(names, func(a, b name) int { return cmp.Or(cmp.Compare(a.share, b.share), a.issue-b.issue) })
	spans := make([]span, len(names))
	for i, n := range names {
		spans[i] = span{n.want, n.width}
	}
	places, cost := fit(spans, nameGap, water)
	for i, place := range places {
		names[i].place = place
	}
	return row{names, cost}
}

// with returns the row with one more name.
func (r row) with(n name, water float64) row { return newRow(append(slices.Clone(r.names), n), water) }

// without returns the row without its i-th name.
func (r row) without(i int, water float64) row {
	return newRow(slices.Delete(slices.Clone(r.names), i, i+1), water)
}

// pack puts names, most important first, into rows: each where the cost grows least, or into a new row if that growth
// exceeds newRow. Then it moves and swaps names while that helps. The first name stays in the first row.
func pack(names []name, water, perRow float64) []row {
	var rows []row
	for _, n := range names {
		best, growth := -1, perRow
		var joined row
		for i, r := range rows {
			if w := r.with(n, water); w.cost-r.cost < growth {
				best, growth, joined = i, w.cost-r.cost, w
			}
		}
		if best < 0 {
			rows = append(rows, newRow([]name{n}, water))
		} else {
			rows[best] = joined
		}
	}
	for range mostRounds {
		if !improve(rows, water) {
			break
		}
	}
	return slices.DeleteFunc(rows, func(r row) bool { return len(r.names) == 0 })
}

// mostRounds limits how often the names of a lane are gone through for a better row.
const mostRounds = 6

// improve moves a name to another row, or swaps two, wherever that lowers the cost, and reports whether it did.
func improve(rows []row, water float64) bool {
	moved := false
	for a := range rows {
		for i := 0; i < len(rows[a].names); i++ {
			n := rows[a].names[i]
			if n.theme {
				continue
			}
			rest := rows[a].without(i, water)
			if b, here, there, ok := better(rows, a, n, rest, water); ok {
				rows[a], rows[b] = here, there
				moved = true
				i--
			}
		}
	}
	return moved
}

// better returns the row to which the name of row a, which leaves rest there, goes with most gain, alone or in exchange
// for a name of that row.
func better(rows []row, a int, n name, rest row, water float64) (b int, here, there row, ok bool) {
	const enough = 1 // square units; less is no gain worth a move
	gain := float64(enough)
	for j, r := range rows {
		if j == a {
			continue
		}
		before := rows[a].cost + r.cost
		if w := r.with(n, water); before-rest.cost-w.cost > gain {
			gain, b, here, there, ok = before-rest.cost-w.cost, j, rest, w, true
		}
		for k, other := range r.names {
			if other.theme {
				continue
			}
			back := rest.with(other, water)
			if math.IsInf(back.cost, 1) {
				continue
			}
			if w := r.without(k, water).with(n, water); before-back.cost-w.cost > gain {
				gain, b, here, there, ok = before-back.cost-w.cost, j, back, w, true
			}
		}
	}
	return b, here, there, ok
}
