package protocol

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The size limits of a request and its answer.
const (
	// MaxRequest is the longest body or query string accepted, in bytes.
	MaxRequest = 100 << 10
	// MaxResponse is the longest answer given, in bytes of JSON.
	MaxResponse = 5 << 20
)

// The codes in extensions.code of an error. Every error has one of them.
const (
	// The request is not valid GraphQL over HTTP.
	CodeBadRequest           = "BAD_REQUEST"            // the body is not a JSON object, or a parameter is missing or of the wrong type
	CodeMethodNotAllowed     = "METHOD_NOT_ALLOWED"     // neither GET nor POST, or a GET of something other than a query
	CodeNotAcceptable        = "NOT_ACCEPTABLE"         // the client accepts neither supported media type
	CodeUnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE" // the body is not application/json in UTF-8
	CodeTooLarge             = "REQUEST_TOO_LARGE"      // the body or the query string is longer than MaxRequest

	// The document is refused before it runs. The first two are gqlgen's names.
	CodeParseFailed           = "GRAPHQL_PARSE_FAILED"      // it is not valid GraphQL
	CodeValidationFailed      = "GRAPHQL_VALIDATION_FAILED" // it does not fit the schema, or names no operation
	CodeDocumentLimit         = "DOCUMENT_LIMIT_EXCEEDED"   // it exceeds the limit in extensions.name
	CodeIntrospectionDisabled = "INTROSPECTION_DISABLED"    // it queries the schema, which is hidden
	CodeTrustedOnly           = "DOCUMENT_NOT_TRUSTED"      // it is not one of the server's trusted documents
	CodeUnknownDocument       = "PERSISTED_QUERY_NOT_FOUND" // no trusted document has the hash, and clients cannot add one
	CodeInvalidVariables      = "INVALID_VARIABLES"         // a value does not fit its variable's type, or the variables exceed a limit
	CodeTooComplex            = "COMPLEXITY_LIMIT_EXCEEDED" // it costs more than allowed

	// A field has no answer.
	CodeInvalidArgument = "INVALID_ARGUMENT" // an argument is wrong; the message names it and says what is accepted
	CodeStaleCursor     = "STALE_CURSOR"     // the cursor is of an earlier version of the graph, in an order that the change shifts
	CodeNotFound        = "NOT_FOUND"        // an operation on a node that does not exist; a lookup answers null instead
	CodeConflict        = "CONFLICT"         // a change made against another version of the graph

	// There is no answer.
	CodeTimeout          = "TIMEOUT"            // the request took too long, or the client canceled it
	CodeResponseTooLarge = "RESPONSE_TOO_LARGE" // the answer is longer than MaxResponse
	CodeUnavailable      = "UNAVAILABLE"        // the server is starting, shutting down or busy
	CodeRateLimited      = "RATE_LIMITED"       // the client exceeds its rate
	CodeInternal         = "INTERNAL"           // everything else; the message gives a request ID, the log the cause
)

// StatusOf returns the HTTP status of an answer without data, for a client that accepts
// application/graphql-response+json. The audits of the specification require 400 where its current text recommends 422.
func StatusOf(code string) int {
	switch code {
	case CodeMethodNotAllowed:
		return http.StatusMethodNotAllowed
	case CodeNotAcceptable:
		return http.StatusNotAcceptable
	case CodeUnsupportedMediaType:
		return http.StatusUnsupportedMediaType
	case CodeTooLarge:
		return http.StatusRequestEntityTooLarge
	case CodeTrustedOnly:
		return http.StatusForbidden
	case CodeUnknownDocument:
		return http.StatusNotFound
	case CodeTimeout, CodeUnavailable:
		return http.StatusServiceUnavailable
	case CodeRateLimited:
		return http.StatusTooManyRequests
	case CodeInternal:
		return http.StatusInternalServerError
	}
	return http.StatusBadRequest
}

// Coded returns an error as it appears in an answer.
func Coded(code, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
}

func SetCode(g *gqlerror.Error, code string) {
	if g.Extensions == nil {
		g.Extensions = make(map[string]any, 1)
	}
	g.Extensions["code"] = code
}

func CodeOf(g *gqlerror.Error) string {
	code, _ := g.Extensions["code"].(string)
	return code
}

// ArgumentError says what is wrong with an argument and what is accepted.
type ArgumentError struct{ Text string }

func (e *ArgumentError) Error() string { return e.Text }

func ArgumentErrorf(format string, args ...any) error {
	return &ArgumentError{fmt.Sprintf(format, args...)}
}

// Recovered returns the error for a panic.
func Recovered(_ context.Context, cause any) error {
	return fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
}
