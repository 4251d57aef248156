package graph

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/graph/internal/execution"
	"forumgraph/graph/protocol"
	"forumgraph/store"
)

// shown is the part of an error that clients see.
type shown struct{ code, text string }

// show returns what clients see of err; ok is false if err goes only to the log.
func show(err error) (s shown, ok bool) {
	var argument *protocol.ArgumentError
	switch {
	case errors.As(err, &argument):
		return shown{protocol.CodeInvalidArgument, argument.Text}, true
	case errors.Is(err, store.ErrInvalidCursor):
		return shown{protocol.CodeInvalidArgument, "the cursor is not one of this list; use startCursor or endCursor of one of its pages"}, true
	case errors.Is(err, store.ErrStaleCursor):
		return shown{protocol.CodeStaleCursor, "the graph has changed since the page of this cursor, and the list may stand in another order: begin again without the cursor; by ID, NAME or DOCUMENT_ORDER a walk goes on through changes"}, true
	case errors.Is(err, store.ErrInvalid):
		return shown{protocol.CodeInvalidArgument, store.Reason(err, store.ErrInvalid)}, true
	case errors.Is(err, store.ErrNotFound):
		return shown{protocol.CodeNotFound, "the node does not exist"}, true
	case errors.Is(err, store.ErrConflict):
		return shown{protocol.CodeConflict, "the graph has changed since; read it again"}, true
	case errors.Is(err, execution.ErrMeasuring):
		return shown{protocol.CodeTimeout, execution.ErrMeasuring.Error()}, true
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return shown{protocol.CodeTimeout, "the request took too long; ask for less at a time"}, true
	case errors.Is(err, store.ErrClosed):
		return shown{protocol.CodeUnavailable, "the server is shutting down"}, true
	}
	return shown{}, false
}

// presenter turns errors into what clients see and logs the rest.
type presenter struct {
	logger *slog.Logger
	newID  func() string
}

// present returns err as it appears in an answer: with a code, and without Go details.
func (p *presenter) present(ctx context.Context, err error) *gqlerror.Error {
	var g *gqlerror.Error
	if !errors.As(err, &g) {
		g = gqlerror.WrapPath(graphql.GetPath(ctx), err)
	}
	if protocol.CodeOf(g) != "" && g.Err == nil {
		return g // already presented
	}
	out := &gqlerror.Error{Path: g.Path, Locations: g.Locations}
	// gqlgen wraps a resolver's error and puts the position before its text.
	if g.Err != nil {
		err = g.Err
	}
	s, ok := show(err)
	if !ok {
		id := p.newID()
		p.logger.ErrorContext(ctx, "graphql request failed", "request", id, "path", g.Path.String(), "error", err)
		s = shown{protocol.CodeInternal, "something went wrong on the server; request " + id + " in its log tells what"}
		out.Extensions = map[string]any{"requestId": id}
	}
	out.Message = s.text
	protocol.SetCode(out, s.code)
	return out
}

// inOrder sorts errors by their place in the query, whatever order they occurred in.
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
