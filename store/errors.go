package store

import (
	"errors"
	"fmt"
	"strings"
)

// Errors on opening a store.
var (
	// ErrLocked is returned when another process has the store open.
	ErrLocked = errors.New("store is open in another process")
	// ErrCorrupt is returned when stored bytes cannot be what a store wrote.
	ErrCorrupt = errors.New("store is damaged")
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
	// ID is the record that breaks the rule.
	ID ID
	// Field is where, in the words of the dataset format: "voices[0]", "broader"; empty for the record as a whole.
	Field string
	// Message says what is wrong and, after a semicolon, the fix.
	Message string
}

// String returns the problem as "ID field: message".
func (p Problem) String() string {
	if p.Field == "" {
		return fmt.Sprintf("%s: %s", p.ID, p.Message)
	}
	return fmt.Sprintf("%s %s: %s", p.ID, p.Field, p.Message)
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
