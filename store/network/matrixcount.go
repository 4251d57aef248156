package network

import (
	"cmp"
	"slices"

	"forumgraph/store"
	"forumgraph/store/internal/partial"
	"forumgraph/store/topology"
)

// belonging is a statement's part in a row, and how the statement came into the row, which the row's cells need.
type belonging struct {
	row       uint32 // its slot
	statement topology.Number
	direct    bool
	stance    store.Stance
}

// tally counts the lines of one side of a matrix.
type tally struct {
	*slots
	lines []counted // by slot
}

// counted is what is known of a line. Counting distinct voices needs all its shares; each statement comes once, so
// numbers are enough.
type counted struct {
	count, direct int
	shares        []share
}

// add counts a share of a statement for a node and returns the node's slot.
func (t *tally) add(n topology.Number, s share, measure Measure) uint32 {
	slot := t.slot(n)
	if int(slot) == len(t.lines) {
		t.lines = append(t.lines, counted{})
	}
	line := &t.lines[slot]
	if measure == MeasureVoices {
		line.shares = append(line.shares, s)
		return slot
	}
	line.count++
	if !s.through {
		line.direct++
	}
	return slot
}

// count fills the matrix. The first pass over the statements makes the totals, which decide what is cut; the second
// goes over the rows that stay and fills the cells.
func (m *table) count() error {
	rows, columns := tally{slots: m.borrow()}, tally{slots: m.borrow()}
	defer rows.giveBack()
	defer columns.giveBack()
	var whole []share
	var found []belonging
	for s := range m.all() {
		rowValues, columnValues := m.rows.values(s), m.columns.values(s)
		if err := m.spend(len(rowValues)*len(columnValues) + 1); err != nil {
			return err
		}
		if len(rowValues) == 0 || len(columnValues) == 0 {
			continue
		}
		whole = append(whole, share{statement: s})
		throughRows, throughColumns := only(rowValues), only(columnValues)
		for _, v := range rowValues {
			row := rows.add(v.node, share{s, v.through || throughColumns}, m.measure)
			found = append(found, belonging{row, s, !v.through, v.stance})
		}
		for _, v := range columnValues {
			columns.add(v.node, share{s, v.through || throughRows}, m.measure)
		}
	}
	m.matrix.Count = m.of(whole)
	var rowAt, columnAt []int
	m.matrix.Rows, m.matrix.RowsCut, rowAt = m.lines(&rows, m.rows, m.maxRows)
	m.matrix.Columns, m.matrix.ColumnsCut, columnAt = m.lines(&columns, m.columns, m.maxColumns)
	return m.cells(found, rowAt, columnAt, columns.slots)
}

// only reports whether all values came through persons.
func only(values []value) bool {
	return !slices.ContainsFunc(values, func(v value) bool { return !v.through })
}

// of counts shares in the matrix's measure.
func (m *table) of(list []share) int {
	if m.measure == MeasureVoices {
		return m.voices(list)
	}
	return len(list)
}

// own counts, in the matrix's measure, the shares that did not come through persons.
func (m *table) own(list []share) int {
	if m.measure == MeasureVoices {
		return m.voices(slices.DeleteFunc(slices.Clone(list), func(s share) bool { return s.through }))
	}
	return direct(list)
}

// notShown is the index of a line that was cut.
const notShown = -1

// lines selects and orders the lines. It returns how many were cut and the index of each, by slot.
func (m *table) lines(found *tally, of *axis, most int) (shown []Line, cut int, at []int) {
	for _, n := range of.named {
		if slot := found.slot(n); int(slot) == len(found.lines) {
			found.lines = append(found.lines, counted{})
		}
	}
	type line struct {
		counted
		node topology.Number
		slot int
	}
	lines := make([]line, len(found.lines))
	for slot, l := range found.lines {
		if m.measure == MeasureVoices {
			l.count, l.direct = m.of(l.shares), m.own(l.shares)
		}
		lines[slot] = line{l, found.nodes[slot], slot}
	}
	kept := min(most, len(lines))
	partial.Sort(lines, kept, func(a, b line) int { return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.node, b.node)) })
	cut = len(lines) - kept
	lines = lines[:kept]
	if m.order == ByID || of.axis == AxisPerson {
		slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.node, b.node) })
	}
	shown, at = make([]Line, kept), slices.Repeat([]int{notShown}, len(found.lines))
	for i, l := range lines {
		shown[i], at[l.slot] = Line{ID: m.ID(l.node), Count: l.count, Direct: l.direct}, i
	}
	return shown, cut, at
}

// inCell is a share of a cell, with the stance if it has one.
type inCell struct {
	cell int
	share
	stance store.Stance
}

// cells fills the cells of the rows and columns that are shown.
func (m *table) cells(found []belonging, rowAt, columnAt []int, columns *slots) error {
	var all []inCell
	for _, b := range found {
		row := rowAt[b.row]
		if row == notShown {
			continue
		}
		values := m.columns.values(b.statement)
		if err := m.spend(len(values) + 1); err != nil {
			return err
		}
		for _, c := range values {
			if column := columnAt[columns.slot(c.node)]; column != notShown {
				cell := row*len(m.matrix.Columns) + column
				all = append(all, inCell{cell, share{b.statement, !b.direct || c.through}, cmp.Or(b.stance, c.stance)})
			}
		}
	}
	m.matrix.Cells = m.grouped(all)
	return nil
}

// grouped returns the cells of shares; each cell keeps their order.
func (m *table) grouped(all []inCell) []Cell {
	width := len(m.matrix.Columns)
	ends := make([]int, len(m.matrix.Rows)*width+1) // ends[i+1] is the number of shares up to the end of cell i
	for _, s := range all {
		ends[s.cell+1]++
	}
	filled := 0
	for i, n := range ends[1:] {
		if n > 0 {
			filled++
		}
		ends[i+1] += ends[i]
	}
	shares, ids, stances := make([]share, len(all)), make([]store.ID, len(all)), make([]store.Stance, len(all))
	next := slices.Clone(ends)
	for _, s := range all {
		at := next[s.cell]
		shares[at], ids[at], stances[at] = s.share, m.ID(s.statement), s.stance
		next[s.cell]++
	}
	cells := make([]Cell, 0, filled)
	for i := range len(ends) - 1 {
		from, to := ends[i], ends[i+1]
		if from == to {
			continue
		}
		cell := Cell{Row: i / width, Column: i % width, Statements: ids[from:to:to], Count: m.of(shares[from:to]), Direct: m.own(shares[from:to])}
		if m.rows.axis == AxisRecommendation || m.columns.axis == AxisRecommendation {
			cell.Stances = m.stances(shares[from:to], stances[from:to])
		}
		cells = append(cells, cell)
	}
	return cells
}

// stances counts shares by stance.
func (m *table) stances(shares []share, stances []store.Stance) Stances {
	var counts Stances
	for _, stance := range store.Stances() {
		var list []share
		for i, s := range shares {
			if stances[i] == stance {
				list = append(list, s)
			}
		}
		*counts.at(stance) = m.of(list)
	}
	return counts
}
