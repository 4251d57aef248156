package pages

import (
	"context"
	"errors"
)

// Asker asks the graph. Methods are safe for concurrent use.
type Asker interface {
	// Ask answers a GraphQL document with texts in l.
	//
	// Errors: ErrUnavailable while there is no graph; a *Busy for what may be asked again later, a *Refusal for whatever else
	// the API did not answer.
	Ask(ctx context.Context, document string, variables map[string]any, l Lang) (Answer, error)
	// Drawing returns the graph as /drawing.json has it, with labels in l.
	//
	// Errors: ErrUnavailable while there is no graph, or no drawing of it yet; a *Busy.
	Drawing(ctx context.Context, l Lang) ([]byte, error)
	// Part returns the part of the graph that is depth edges around the nodes with the IDs, in the same form, whether the
	// drawing has it or not. What is the ID of no node is not in it.
	//
	// Errors: those of Drawing.
	Part(ctx context.Context, ids []string, depth int, l Lang) ([]byte, error)
	// Version returns the version of the graph that the next answer will be from unless it changes, or false if there is no
	// graph.
	Version() (uint64, bool)
}

// Answer is what the API answered.
type Answer struct {
	// Data is the JSON of the answer's data.
	Data []byte
	// Version is the version of the graph that it is from.
	Version uint64
}

// ErrUnavailable is returned while the graph is being loaded or closed.
var ErrUnavailable = errors.New("the graph is not ready")

// errNotFound is returned for an address that names nothing.
var errNotFound = errors.New("no page has this address")

// Busy is the error of a question that the API has no time for.
type Busy struct {
	// Limited says that this reader asks for more than one reader may; otherwise the server is busy with all of them.
	Limited bool
	// After is when to ask again, in seconds, as the header Retry-After has it; "" if the API does not say.
	After string
}

// Error implements error.
func (e *Busy) Error() string { return "the server is busy" }

// Refusal is an error that the API answers with.
type Refusal struct {
	// Code is the API's extensions.code, such as INVALID_ARGUMENT.
	Code string
	// Message is the API's own sentence, in English.
	Message string
}

// Error implements error.
func (e *Refusal) Error() string { return e.Message + " (" + e.Code + ")" }

// The codes that are a reader's doing, by an address that says something impossible. Others are ours.
var readersDoing = map[string]bool{"INVALID_ARGUMENT": true, "INVALID_VARIABLES": true}
