package network_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
	"forumgraph/store/network"
	"forumgraph/store/topology"
)

// fair is a small forum. Ann is of the guild and of the union, and Bob of the guild.
//
//	a  ann                rent, noise   morning, a part of day one, a part of the fair   for cap
//	b  ann and the guild  rent          evening, a part of day one                       for cap
//	c  bob, as reported   noise         evening                                          against cap, mixed on ban
//	d  the hall, many     rent          (no session)                                     for ban
func fair() *forum {
	return newForum(
		"person:ann > organization:guild", "person:ann > organization:union", "person:bob > organization:guild",
		"session:morning > session:day", "session:evening > session:day", "session:day > session:fair",
		"recommendation:cap > recommendation:ban", "recommendation:cap > issue:rent", "recommendation:ban > issue:noise",
		"a person:ann issue:rent issue:noise session:morning recommendation:cap+ place:quay",
		"b person:ann organization:guild@REPORTED issue:rent session:evening recommendation:cap+",
		"c person:bob@REPORTED issue:noise session:evening recommendation:cap- recommendation:ban~ population:crews",
		"d collective:hall=MANY issue:rent recommendation:ban+",
	)
}

func matrixOf(t *testing.T, top *topology.Topology, opts network.MatrixOptions) *network.Matrix {
	t.Helper()
	m, err := network.MatrixOf(t.Context(), top, opts)
	if err != nil {
		t.Fatal(err)
	}
	m.Version = 0 // one change set, always 1
	return m
}

// A matrix holds for each row and column the distinct statements they share, and totals that never sum cells.
func TestMatrixOf(t *testing.T) {
	top := fair().topology(t)
	line := func(id store.ID, count, direct int) network.Line {
		return network.Line{ID: id, Count: count, Direct: direct}
	}
	cell := func(row, column, count, direct int, slugs ...string) network.Cell {
		return network.Cell{Row: row, Column: column, Statements: said(slugs...), Count: count, Direct: direct}
	}
	for name, test := range map[string]struct {
		opts network.MatrixOptions
		want network.Matrix
	}{
		// Statement a has two issues: it stands in two cells and counts once in ann's total.
		"voices_by_issues": {
			network.MatrixOptions{Rows: network.AxisVoice, Columns: network.AxisIssue},
			network.Matrix{
				Rows:    []network.Line{line("person:ann", 2, 2), line("collective:hall", 1, 1), line("organization:guild", 1, 1), line("person:bob", 1, 1)},
				Columns: []network.Line{line("issue:rent", 3, 3), line("issue:noise", 2, 2)},
				Cells: []network.Cell{
					cell(0, 0, 2, 2, "a", "b"), cell(0, 1, 1, 1, "a"), cell(1, 0, 1, 1, "d"), cell(2, 0, 1, 1, "b"), cell(3, 1, 1, 1, "c"),
				},
				Count: 4,
			},
		},
		// The guild made b itself and a through ann; c is bob's as reported, which does not come through. The union made
		// nothing itself.
		"through_affiliations": {
			network.MatrixOptions{Rows: network.AxisOrganization, Columns: network.AxisIssue, Through: true},
			network.Matrix{
				Rows:    []network.Line{line("organization:guild", 2, 1), line("organization:union", 2, 0)},
				Columns: []network.Line{line("issue:rent", 2, 1), line("issue:noise", 1, 0)},
				Cells:   []network.Cell{cell(0, 0, 2, 1, "a", "b"), cell(0, 1, 1, 0, "a"), cell(1, 0, 2, 0, "a", "b"), cell(1, 1, 1, 0, "a")},
				Count:   2,
			},
		},
		// The same, turned.
		"through_affiliations_turned": {
			network.MatrixOptions{Rows: network.AxisIssue, Columns: network.AxisOrganization, Through: true},
			network.Matrix{
				Rows:    []network.Line{line("issue:rent", 2, 1), line("issue:noise", 1, 0)},
				Columns: []network.Line{line("organization:guild", 2, 1), line("organization:union", 2, 0)},
				Cells:   []network.Cell{cell(0, 0, 2, 1, "a", "b"), cell(0, 1, 2, 0, "a", "b"), cell(1, 0, 1, 0, "a"), cell(1, 1, 1, 0, "a")},
				Count:   2,
			},
		},
		// The morning and the evening are parts of the day, which counts them once each; the fair itself is left out.
		"sessions_roll_up": {
			network.MatrixOptions{Rows: network.AxisSession, Columns: network.AxisIssue, Order: network.ByID},
			network.Matrix{
				Rows:    []network.Line{line("session:day", 3, 3), line("session:evening", 2, 2), line("session:morning", 1, 1)},
				Columns: []network.Line{line("issue:noise", 2, 2), line("issue:rent", 2, 2)},
				Cells: []network.Cell{
					cell(0, 0, 2, 2, "a", "c"), cell(0, 1, 2, 2, "a", "b"), cell(1, 0, 1, 1, "c"), cell(1, 1, 1, 1, "b"),
					cell(2, 0, 1, 1, "a"), cell(2, 1, 1, 1, "a"),
				},
				Count: 3,
			},
		},
		// Named, the root is shown; so is a name that nobody spoke of.
		"named": {
			network.MatrixOptions{
				Rows: network.AxisSession, RowIDs: []store.ID{"session:fair", "session:morning", "session:fair"},
				Columns: network.AxisPopulation, ColumnIDs: []store.ID{"population:crews"},
			},
			network.Matrix{
				Rows:    []network.Line{line("session:fair", 1, 1), line("session:morning", 0, 0)},
				Columns: []network.Line{line("population:crews", 1, 1)},
				Cells:   []network.Cell{cell(0, 0, 1, 1, "c")},
				Count:   1,
			},
		},
		// Ann and the guild share a statement on cap: two voices, one statement.
		"stances_of_voices": {
			network.MatrixOptions{Rows: network.AxisRecommendation, Columns: network.AxisIssue, Measure: network.MeasureVoices},
			network.Matrix{
				Rows:    []network.Line{line("recommendation:cap", 3, 3), line("recommendation:ban", 2, 2)},
				Columns: []network.Line{line("issue:rent", 3, 3), line("issue:noise", 2, 2)},
				Cells: []network.Cell{
					{Row: 0, Column: 0, Statements: said("a", "b"), Count: 2, Direct: 2, Stances: network.Stances{For: 2}},
					{Row: 0, Column: 1, Statements: said("a", "c"), Count: 2, Direct: 2, Stances: network.Stances{For: 1, Against: 1}},
					{Row: 1, Column: 0, Statements: said("d"), Count: 1, Direct: 1, Stances: network.Stances{For: 1}},
					{Row: 1, Column: 1, Statements: said("c"), Count: 1, Direct: 1, Stances: network.Stances{Mixed: 1}},
				},
				Count: 4,
			},
		},
		// What is cut still counts in the totals, and is told.
		"cut": {
			network.MatrixOptions{Rows: network.AxisPerson, Columns: network.AxisIssue, MaxRows: 1, MaxColumns: 1},
			network.Matrix{
				Rows:    []network.Line{line("person:ann", 2, 2)},
				Columns: []network.Line{line("issue:noise", 2, 2)},
				Cells:   []network.Cell{cell(0, 0, 1, 1, "a")},
				Count:   3, RowsCut: 1, ColumnsCut: 1,
			},
		},
		"some_statements": {
			network.MatrixOptions{Rows: network.AxisPlace, Columns: network.AxisPerson, Statements: only(t, top, "b", "c")},
			network.Matrix{Rows: []network.Line{}, Columns: []network.Line{}, Cells: []network.Cell{}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(&test.want, matrixOf(t, top, test.opts)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// A question that makes no sense is refused, with what to ask instead.
func TestMatrixOf_refuses(t *testing.T) {
	top := fair().topology(t)
	many := make([]store.ID, network.MaxLines+1)
	for name, test := range map[string]struct {
		opts network.MatrixOptions
		is   error
		want string
	}{
		"no_axis": {network.MatrixOptions{Rows: network.AxisVoice}, store.ErrInvalid,
			`matrix: columns is ""; use one of [ORGANIZATION COLLECTIVE PERSON VOICE ISSUE RECOMMENDATION SESSION POPULATION PLACE]: invalid`},
		"same": {network.MatrixOptions{Rows: network.AxisIssue, Columns: network.AxisIssue}, store.ErrInvalid,
			"matrix: rows and columns (ISSUE, ISSUE) relate the same; choose a column that tells something else: invalid"},
		"voices_twice": {network.MatrixOptions{Rows: network.AxisPerson, Columns: network.AxisOrganization}, store.ErrInvalid,
			"matrix: rows and columns (PERSON, ORGANIZATION) relate the same; choose a column that tells something else: invalid"},
		"through_persons": {network.MatrixOptions{Rows: network.AxisPerson, Columns: network.AxisIssue, Through: true}, store.ErrInvalid,
			"matrix: through leads to organizations; ask for it with ORGANIZATION or VOICE: invalid"},
		"through_positions": {network.MatrixOptions{Rows: network.AxisOrganization, Columns: network.AxisRecommendation, Through: true}, store.ErrInvalid,
			"matrix: through does not carry positions: an organization backs what it is itself reported to back; ask without through: invalid"},
		"unknown": {network.MatrixOptions{Rows: network.AxisPerson, RowIDs: []store.ID{"person:eve"}, Columns: network.AxisIssue}, store.ErrNotFound,
			"matrix: rows: node person:eve: not found"},
		"another_kind": {network.MatrixOptions{Rows: network.AxisPerson, Columns: network.AxisIssue, ColumnIDs: []store.ID{"person:ann"}}, store.ErrInvalid,
			"matrix: columns: person:ann is of kind PERSON; name one of [ISSUE]: invalid"},
		"too_many_names": {network.MatrixOptions{Rows: network.AxisPerson, RowIDs: many, Columns: network.AxisIssue}, store.ErrInvalid,
			"matrix: rows names 101 nodes; name at most 100: invalid"},
		"too_many_rows": {network.MatrixOptions{Rows: network.AxisPerson, Columns: network.AxisIssue, MaxRows: 101}, store.ErrInvalid,
			"matrix: maxRows is 101; it goes from 1 to 100: invalid"},
		"measure": {network.MatrixOptions{Rows: network.AxisPerson, Columns: network.AxisIssue, Measure: "WORDS"}, store.ErrInvalid,
			`matrix: measure is "WORDS"; use one of [STATEMENTS VOICES]: invalid`},
		"order": {network.MatrixOptions{Rows: network.AxisPerson, Columns: network.AxisIssue, Order: "BY_RANK"}, store.ErrInvalid,
			`matrix: order is "BY_RANK"; use one of [BY_TOTAL BY_ID]: invalid`},
		"statements_of_another_version": {network.MatrixOptions{Rows: network.AxisPerson, Columns: network.AxisIssue, Statements: topology.Set{1, 2, 3}}, store.ErrInvalid,
			"matrix: the set of statements belongs to another version of the graph; make it from this one: invalid"},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := network.MatrixOf(t.Context(), top, test.opts)
			if m != nil || !errors.Is(err, test.is) || err.Error() != test.want {
				t.Errorf("got %v, %v; want %s", m, err, test.want)
			}
		})
	}
}
