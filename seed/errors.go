package seed

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"forumgraph/store"
)

// Position is a place in a file of a dataset. Lines and columns count from 1, columns in characters; a Column of 0 means
// the whole line, and a Line of 0 the whole file.
type Position struct {
	File         string
	Line, Column int
}

// String returns "file:line:column", without the parts that are 0.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Compare orders positions by file, line and column.
func (p Position) Compare(o Position) int {
	return cmp.Or(cmp.Compare(p.File, o.File), cmp.Compare(p.Line, o.Line), cmp.Compare(p.Column, o.Column))
}

// Problem is one reason to refuse a dataset. Its Position is zero if it is about a stored record.
type Problem struct {
	Position
	// Message says what is wrong and, after a semicolon, the fix.
	Message string
}

// String returns "file:line:column: message", without what is unknown.
func (p Problem) String() string {
	if p.Position == (Position{}) {
		return p.Message
	}
	return p.Position.String() + ": " + p.Message
}

// Errors lists every problem of a dataset, ordered by position. It is a [store.ErrInvalid].
type Errors []Problem

// Error returns one line for each problem.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, p := range e {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns [store.ErrInvalid].
func (e Errors) Unwrap() error { return store.ErrInvalid }

// err returns the problems in order, each once, or nil if there are none.
func (e Errors) err() error {
	if len(e) == 0 {
		return nil
	}
	sorted := slices.Clone(e)
	slices.SortStableFunc(sorted, func(a, b Problem) int {
		return cmp.Or(a.Position.Compare(b.Position), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(sorted)
}
