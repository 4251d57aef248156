package protocol

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// How long a request and its answer may be.
const (
	// MaxRequest is the longest body or query string accepted, in bytes.
	MaxRequest = 100 << 10
	// MaxResponse is the longest answer given, in bytes of JSON.
	MaxResponse = 5 << 20
)

// The codes in extensions.code of an error. Every error has one and there are no others.
const (
	// The request is no GraphQL over HTTP: a method, a media type or a body that it does not know.
	CodeBadRequest           = "BAD_REQUEST"            // the body is not a JSON object, or a parameter is missing or of the wrong type
	CodeMethodNotAllowed     = "METHOD_NOT_ALLOWED"     // neither GET nor POST, or by GET something else than a query
	CodeNotAcceptable        = "NOT_ACCEPTABLE"         // the client takes neither media type that there is
	CodeUnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE" // the body is not application/json in UTF-8
	CodeTooLarge             = "REQUEST_TOO_LARGE"      // the body or the query string is longer than MaxRequest

	// The document is refused before it runs. The first two are gqlgen's own names.
	CodeParseFailed           = "GRAPHQL_PARSE_FAILED"      // it is no GraphQL
	CodeValidationFailed      = "GRAPHQL_VALIDATION_FAILED" // it does not fit the schema, or names no operation
	CodeDocumentLimit         = "DOCUMENT_LIMIT_EXCEEDED"   // it holds too much of what extensions.name says
	CodeIntrospectionDisabled = "INTROSPECTION_DISABLED"    // it asks for the schema, which is not shown
	CodeTrustedOnly           = "DOCUMENT_NOT_TRUSTED"      // it is not one of those that the server was given
	CodeUnknownDocument       = "PERSISTED_QUERY_NOT_FOUND" // no document has the hash, and clients cannot add one
	CodeInvalidVariables      = "INVALID_VARIABLES"         // a value does not fit its variable's type, or the variables hold too much
	CodeTooComplex            = "COMPLEXITY_LIMIT_EXCEEDED" // it costs more than is allowed

	// A field has no answer.
	CodeInvalidArgument = "INVALID_ARGUMENT" // the field does not take the argument; the message says which and what it takes
	CodeNotFound        = "NOT_FOUND"        // an operation on a node that does not exist; a lookup answers null instead
	CodeConflict        = "CONFLICT"         // a change made against another version of the graph

	// There is no answer.
	CodeTimeout          = "TIMEOUT"            // the request took too long, or the client gave it up
	CodeResponseTooLarge = "RESPONSE_TOO_LARGE" // the answer is longer than MaxResponse
	CodeUnavailable      = "UNAVAILABLE"        // the server is starting, shutting down or busy
	CodeRateLimited      = "RATE_LIMITED"       // the client asks for more than its share
	CodeInternal         = "INTERNAL"           // everything else; the message tells a request ID, the log all
)

// StatusOf returns the status of an answer without data, as the client sees it that accepts
// application/graphql-response+json. The specification's audits ask for 400 where its text has come to prefer 422.
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

// Coded returns an error as it stands in an answer.
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

// ArgumentError says what is wrong with an argument and what it takes.
type ArgumentError struct{ Text string }

func (e *ArgumentError) Error() string { return e.Text }

func ArgumentErrorf(format string, args ...any) error {
	return &ArgumentError{fmt.Sprintf(format, args...)}
}

// Recovered returns the error that stands for a panic.
func Recovered(_ context.Context, cause any) error {
	return fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
}
