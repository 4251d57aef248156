package pages

import (
	"cmp"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// arrange puts rows and columns into the order of the state and returns the new index of each. People come last and by name in every order: nothing ranks people.
func (q *request) arrange(rows, columns []matrixLine, cells []matrixCell, s matrixState) (toRow, toColumn []int) {
	at := func(lines []matrixLine, id string) int {
		return slices.IndexFunc(lines, func(l matrixLine) bool { return l.Node.ID == id })
	}
	var crossingRows, crossingColumns map[int]int
	if by := at(columns, s.By); by >= 0 {
		crossingRows = make(map[int]int)
		for _, c := range cells {
			if c.Column == by {
				crossingRows[c.Row] = c.Count
			}
		}
	}
	if along := at(rows, s.Along); along >= 0 {
		crossingColumns = make(map[int]int)
		for _, c := range cells {
			if c.Row == along {
				crossingColumns[c.Column] = c.Count
			}
		}
	}
	return q.sorted(rows, s.Rows, s.Order, crossingRows), q.sorted(columns, s.Columns, s.Across, crossingColumns)
}

// sorted sorts lines and returns the new index of each. crossing holds the counts to sort by first, by the index of the
// line; nil for none.
func (q *request) sorted(lines []matrixLine, axis, order string, crossing map[int]int) []int {
	names := q.byName()
	byName := func(a, b matrixLine) int { return names(a.Node.ref, b.Node.ref) }
	type moved struct {
		matrixLine
		from int
	}
	all := make([]moved, len(lines))
	for i, line := range lines {
		all[i] = moved{line, i}
	}
	slices.SortStableFunc(all, func(a, b moved) int {
		switch aPerson, bPerson := a.Person(), b.Person(); {
		case aPerson && bPerson:
			return byName(a.matrixLine, b.matrixLine)
		case aPerson:
			return 1
		case bPerson:
			return -1
		case crossing != nil:
			return cmp.Or(crossing[b.from]-crossing[a.from], b.Count-a.Count, byName(a.matrixLine, b.matrixLine))
		case axis == "session" && order == "auto":
			return cmp.Or(a.Node.Order-b.Node.Order, byName(a.matrixLine, b.matrixLine))
		case order == "name":
			return byName(a.matrixLine, b.matrixLine)
		}
		return cmp.Or(b.Count-a.Count, byName(a.matrixLine, b.matrixLine))
	})
	to := make([]int, len(lines))
	for i, m := range all {
		lines[i], to[m.from] = m.matrixLine, i
	}
	return to
}

// byName returns a comparison of nodes by their names in the language of the page, then by ID.
func (q *request) byName() func(a, b ref) int {
	// A collator holds state, so each request has its own.
	names := collate.New(language.MustParse(q.lang.Tag()), collate.Numeric)
	return func(a, b ref) int { return cmp.Or(names.CompareString(a.Label, b.Label), cmp.Compare(a.ID, b.ID)) }
}
