package pages

import (
	"context"
	"errors"
)

// Asker queries the graph. Methods are safe for concurrent use.
type Asker interface {
	// Ask executes a GraphQL document with texts in l.
	//
	// Errors: ErrUnavailable while no graph is loaded; a *Busy for a query that may be repeated later; a *Refusal for
	// any other error of the API.
	Ask(ctx context.Context, document string, variables map[string]any, l Lang) (Answer, error)
	// Drawing returns the graph as /drawing.json does, with labels in l.
	//
	// Errors: ErrUnavailable while no graph or no drawing of it is ready; a *Busy.
	Drawing(ctx context.Context, l Lang) ([]byte, error)
	// Part returns the part of the graph that is depth edges around the nodes with the IDs, in the same form, whether
	// or not the drawing has it. IDs without a node are left out.
	//
	// Errors: those of Drawing.
	Part(ctx context.Context, ids []string, depth int, l Lang) ([]byte, error)
	// Claims returns what voices said as /claims.json does, with labels in l.
	//
	// Errors: ErrUnavailable while no graph is loaded; a *Busy.
	Claims(ctx context.Context, l Lang) ([]byte, error)
	// Version returns the version of the graph that the next answer will be from unless it changes, or false if no
	// graph is loaded.
	Version() (uint64, bool)
}

// Answer is a response of the API.
type Answer struct {
	// Data is the JSON of the response's data.
	Data []byte
	// Version is the version of the graph that the response is from.
	Version uint64
}

// ErrUnavailable is returned while the graph is being loaded or closed.
var ErrUnavailable = errors.New("the graph is not ready")

// errNotFound is returned for an address without a page.
var errNotFound = errors.New("no page has this address")

// Busy is the error of a query that the API has no capacity for.
type Busy struct {
	// Limited means that this client exceeds its own limit; otherwise the server is busy with all clients.
	Limited bool
	// After is when to retry, in seconds, as in the header Retry-After; "" if the API does not say.
	After string
}

// Error implements error.
func (e *Busy) Error() string { return "the server is busy" }

// Refusal is an error response of the API.
type Refusal struct {
	// Code is the API's extensions.code, such as INVALID_ARGUMENT.
	Code string
	// Message is the API's own sentence, in English.
	Message string
}

// Error implements error.
func (e *Refusal) Error() string { return e.Message + " (" + e.Code + ")" }

// The codes caused by the reader, through an invalid address. Others are server errors.
var readersDoing = map[string]bool{"INVALID_ARGUMENT": true, "INVALID_VARIABLES": true}

// isReadersDoing reports whether the API refused an invalid address.
func isReadersDoing(err error) bool {
	refusal := new(Refusal)
	return errors.As(err, &refusal) && readersDoing[refusal.Code]
}
