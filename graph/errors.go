package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/store"
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

// status returns the status of an answer without data, as the client sees it that accepts
// application/graphql-response+json. The specification's audits ask for 400 where its text has come to prefer 422.
func status(code string) int {
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

// coded returns an error as it stands in an answer.
func coded(code, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
}

func setCode(g *gqlerror.Error, code string) {
	if g.Extensions == nil {
		g.Extensions = make(map[string]any, 1)
	}
	g.Extensions["code"] = code
}

func codeOf(g *gqlerror.Error) string {
	code, _ := g.Extensions["code"].(string)
	return code
}

// argumentError says what is wrong with an argument and what it takes.
type argumentError struct{ text string }

func (e *argumentError) Error() string { return e.text }

func argumentErrorf(format string, args ...any) error {
	return &argumentError{fmt.Sprintf(format, args...)}
}

// shown is what people see of an error.
type shown struct{ code, text string }

// show returns what people see of err; ok is false if that is for the log alone.
func show(err error) (s shown, ok bool) {
	var argument *argumentError
	switch {
	case errors.As(err, &argument):
		return shown{CodeInvalidArgument, argument.text}, true
	case errors.Is(err, store.ErrInvalidCursor):
		return shown{CodeInvalidArgument, "the cursor is not one of this list; use startCursor or endCursor of one of its pages"}, true
	case errors.Is(err, store.ErrInvalid):
		return shown{CodeInvalidArgument, store.Reason(err, store.ErrInvalid)}, true
	case errors.Is(err, store.ErrNotFound):
		return shown{CodeNotFound, "there is no such node"}, true
	case errors.Is(err, store.ErrConflict):
		return shown{CodeConflict, "the graph has changed since; read it again"}, true
	case errors.Is(err, errMeasuring):
		return shown{CodeTimeout, errMeasuring.Error()}, true
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return shown{CodeTimeout, "the request took too long; ask for less at a time"}, true
	case errors.Is(err, store.ErrClosed):
		return shown{CodeUnavailable, "the server is shutting down"}, true
	}
	return shown{}, false
}

// presenter turns errors into what people see and logs the rest.
type presenter struct {
	logger *slog.Logger
	newID  func() string
}

// present returns err as it stands in an answer: with a code, and without anything of Go.
func (p *presenter) present(ctx context.Context, err error) *gqlerror.Error {
	var g *gqlerror.Error
	if !errors.As(err, &g) {
		g = gqlerror.WrapPath(graphql.GetPath(ctx), err)
	}
	if codeOf(g) != "" && g.Err == nil {
		return g // presented already
	}
	out := &gqlerror.Error{Path: g.Path, Locations: g.Locations}
	// gqlgen wraps what a resolver returns and puts the position in front of its text.
	if g.Err != nil {
		err = g.Err
	}
	s, ok := show(err)
	if !ok {
		id := p.newID()
		p.logger.ErrorContext(ctx, "graphql request failed", "request", id, "path", g.Path.String(), "error", err)
		s = shown{CodeInternal, "something went wrong on the server; request " + id + " in its log tells what"}
		out.Extensions = map[string]any{"requestId": id}
	}
	out.Message = s.text
	setCode(out, s.code)
	return out
}

// recovered returns the error that stands for a panic.
func recovered(_ context.Context, cause any) error {
	return fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
}

// inOrder sorts errors by their place in the query: fields run side by side and fail in any order.
func inOrder(errs gqlerror.List) {
	slices.SortStableFunc(errs, func(a, b *gqlerror.Error) int {
		if c := slices.CompareFunc(a.Locations, b.Locations, func(a, b gqlerror.Location) int {
			return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
		}); c != 0 {
			return c
		}
		return cmp.Compare(a.Path.String(), b.Path.String())
	})
}
