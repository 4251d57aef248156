package store

import (
	"errors"
	"strings"
)

// Errors on opening a store.
var (
	// ErrLocked is returned when another process has the store open.
	ErrLocked = errors.New("store is open in another process")
	// ErrCorrupt is returned when stored bytes cannot be what a store wrote.
	ErrCorrupt = errors.New("store is damaged")
	// ErrFolder is returned when a data folder holds what no store leaves there, or does not say which graph is in use.
	ErrFolder = errors.New("not a data folder as a store leaves it")
	// ErrNoMemory is returned when the system gives no memory or address space to map the files of a store.
	ErrNoMemory = errors.New("not enough memory or address space")
	// ErrFormat is returned when a store's format version is not one this program reads.
	ErrFormat = errors.New("store has another format version")
)

// Errors on reading.
var (
	// ErrNotFound is returned when no node has the ID, or no edge the key.
	ErrNotFound = errors.New("not found")
	// ErrInvalidCursor is returned when a cursor was not made by this list.
	ErrInvalidCursor = errors.New("invalid cursor")
	// ErrStaleCursor is returned for a cursor of another version of the graph if the list's order depends on other nodes
	// than its own, as an order by counts does: to go on from there might leave out nodes or repeat them.
	ErrStaleCursor = errors.New("stale cursor")
	// ErrClosed is returned by a store or snapshot that has been closed.
	ErrClosed = errors.New("closed")
)

// Errors on writing.
var (
	// ErrInvalid is returned when a value or change set breaks a rule; see [InvalidError] for all that was found.
	ErrInvalid = errors.New("invalid")
	// ErrConflict is returned when a change set expected another version than the store's.
	ErrConflict = errors.New("version conflict")
	// ErrNoSpace is returned when the disk has no room for a change, or none to open a store; nothing was changed.
	ErrNoSpace = errors.New("not enough room on the disk")
	// ErrTooLarge is returned when a load needs more memory than it is allowed; the store is as it was.
	ErrTooLarge = errors.New("too large for the memory allowed")
)

// Problem is one rule that a record breaks.
type Problem struct {
	// ID is the record that breaks the rule; empty for the change as a whole.
	ID ID
	// Field is where, in the words of the dataset format: "voices[0]", "broader"; empty for the record as a whole.
	Field string
	// Column is where the record's line is wrong, in characters from 1; 0 if it is not about a place in a line.
	Column int
	// Message says what is wrong and, after a semicolon, the fix.
	Message string
}

// String returns the problem as "ID field: message", without what is empty.
func (p Problem) String() string {
	place := strings.TrimSpace(string(p.ID) + " " + p.Field)
	if place == "" {
		return p.Message
	}
	return place + ": " + p.Message
}

// InvalidError lists every problem of a change set, in the order of its records. It is an [ErrInvalid].
type InvalidError struct{ Problems []Problem }

// Error returns one line for each problem.
func (e *InvalidError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns [ErrInvalid].
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// Reason returns the message of err without the sentinel's own words at its end, for a reader to whom they say nothing new.
func Reason(err, sentinel error) string {
	if !errors.Is(err, sentinel) {
		return err.Error()
	}
	return strings.TrimSuffix(err.Error(), ": "+sentinel.Error())
}
