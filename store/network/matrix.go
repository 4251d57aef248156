package network

import (
	"context"
	"fmt"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// The limits of a matrix's rows, and of its columns.
const (
	DefaultLines = 30
	MaxLines     = 100
)

// Measure is what a matrix counts.
type Measure string

// STATEMENTS counts distinct statements, VOICES the distinct voices of these statements.
const (
	MeasureStatements Measure = "STATEMENTS"
	MeasureVoices     Measure = "VOICES"
)

// Measures returns every measure.
func Measures() []Measure { return []Measure{MeasureStatements, MeasureVoices} }

// LineOrder is the order of rows and of columns.
type LineOrder string

// BY_TOTAL orders by count, larger first, ties by ID; BY_ID by ID.
const (
	ByTotal LineOrder = "BY_TOTAL"
	ByID    LineOrder = "BY_ID"
)

// LineOrders returns every order.
func LineOrders() []LineOrder { return []LineOrder{ByTotal, ByID} }

// MatrixOptions says what to relate. Rows and Columns must be set; the rest has a useful zero value.
type MatrixOptions struct {
	// Rows and Columns must differ, and only one of them may be voices.
	Rows, Columns Axis
	// RowIDs and ColumnIDs name the rows and columns, at most [MaxLines] each; empty means all that have a statement.
	RowIDs, ColumnIDs []store.ID
	// MaxRows and MaxColumns are 1 to [MaxLines]; 0 means [DefaultLines]. The lines with the largest counts are kept.
	MaxRows, MaxColumns int
	// Measure is STATEMENTS if empty.
	Measure Measure
	// Through counts a statement that affiliated persons made as SPEAKERs for their organization as well, as the rule
	// raised/1 does. Positions are never passed on, so Through excludes RECOMMENDATION.
	Through bool
	// Statements are the statements that count; nil means all.
	Statements topology.Set
	// Order is BY_TOTAL if empty. Lines of persons are always BY_ID: nothing ranks people.
	Order LineOrder
}

// Matrix counts what voices said: each cell holds the statements that belong to its row and to its column.
//
// All counts are in the matrix's measure and of distinct things: a statement with several voices or issues is in
// several cells, and counts once in each, in each total and in the whole.
type Matrix struct {
	Version       uint64
	Rows, Columns []Line
	// Cells holds the cells with a statement, by row, then column.
	Cells []Cell
	// Count is the count of all statements that have both a row and a column, including those left out.
	Count int
	// RowsCut and ColumnsCut are how many rows and columns were left out.
	RowsCut, ColumnsCut int
}

// Line is a row or a column.
type Line struct {
	ID store.ID
	// Count covers the line's statements in all lines that cross it, including those left out; it may be 0 if the line
	// was named.
	Count int
	// Direct is Count without the statements that came only through persons.
	Direct int
}

// Cell is where a row and a column meet.
type Cell struct {
	// Row and Column are indexes into the matrix's Rows and Columns.
	Row, Column int
	// Statements are the cell's statements by ID.
	Statements []store.ID
	// Count covers all the cell's statements, Direct those that did not come only through persons.
	Count, Direct int
	// Stances counts by the stance towards the recommendation that is the row or column; zero without one. With VOICES,
	// a voice that takes several stances in several statements counts in each.
	Stances Stances
}

// MatrixOf returns the matrix that relates the rows to the columns.
//
// A statement belongs to the voices that made it; to the session it was made in and the sessions that contain it,
// without the event itself unless it is named; to the recommendations it takes a position on; and to the populations
// and places it mentions.
//
// Errors: store.ErrInvalid for axes that relate the same, a name that is not on its axis, Through where it does not
// apply, or an option out of range; store.ErrNotFound for an unknown name; the context's error.
func MatrixOf(ctx context.Context, t *topology.Topology, opts MatrixOptions) (*Matrix, error) {
	m, err := newTable(ctx, t, opts)
	if err != nil {
		return nil, fmt.Errorf("matrix: %w", err)
	}
	if err := m.count(); err != nil {
		return nil, fmt.Errorf("matrix: %w", err)
	}
	return m.matrix, nil
}

// table is a matrix in progress.
type table struct {
	*question
	rows, columns       *axis
	maxRows, maxColumns int
	measure             Measure
	order               LineOrder
	matrix              *Matrix
}

func newTable(ctx context.Context, t *topology.Topology, opts MatrixOptions) (*table, error) {
	q, err := ask(ctx, t, opts.Statements)
	if err != nil {
		return nil, err
	}
	m := &table{question: q, matrix: &Matrix{Version: t.Version()}}
	if m.rows, err = newAxis(q, "rows", opts.Rows, opts.RowIDs, opts.Through); err != nil {
		return nil, err
	}
	if m.columns, err = newAxis(q, "columns", opts.Columns, opts.ColumnIDs, opts.Through); err != nil {
		return nil, err
	}
	if m.maxRows, err = inRange("maxRows", opts.MaxRows, DefaultLines, MaxLines); err != nil {
		return nil, err
	}
	if m.maxColumns, err = inRange("maxColumns", opts.MaxColumns, DefaultLines, MaxLines); err != nil {
		return nil, err
	}
	if m.measure, err = oneOf("measure", opts.Measure, MeasureStatements, Measures()); err != nil {
		return nil, err
	}
	if m.order, err = oneOf("order", opts.Order, ByTotal, LineOrders()); err != nil {
		return nil, err
	}
	return m, checkAxes(opts)
}

func checkAxes(opts MatrixOptions) error {
	if opts.Rows == opts.Columns || opts.Rows.isVoice() && opts.Columns.isVoice() {
		return fmt.Errorf("rows and columns (%s, %s) relate the same; choose a column that tells something else: %w",
			opts.Rows, opts.Columns, store.ErrInvalid)
	}
	if !opts.Through {
		return nil
	}
	if !opts.Rows.hasOrganizations() && !opts.Columns.hasOrganizations() {
		return fmt.Errorf("through leads to organizations; ask for it with ORGANIZATION or VOICE: %w", store.ErrInvalid)
	}
	if opts.Rows == AxisRecommendation || opts.Columns == AxisRecommendation {
		return fmt.Errorf("through does not carry positions: an organization backs what it is itself reported to back; "+
			"ask without through: %w", store.ErrInvalid)
	}
	return nil
}
