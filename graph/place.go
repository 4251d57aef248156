package graph

import (
	"context"
	"forumgraph/graph/internal/query"
	"forumgraph/graph/protocol"

	"github.com/99designs/gqlgen/graphql"
)

// step is one step on the way from the root of an answer to a value in it: into a field of an object, or to an element of
// a list.
type step struct {
	object string       // the object's type
	field  *query.Field // nil for an element
	index  int          // of the element
	source source
}

// source is where a field's value comes from, as errors about it tell.
type source int

const (
	fromField source = iota
	fromMethod
	fromResolver
)

// mark is a state to go back to.
type mark struct{ depth, written int }

// enter goes to a field of an object, and leave back.
func (ec *executionContext) enter(object string, f *query.Field, s source) mark {
	m := mark{len(ec.place), len(ec.out)}
	ec.place = append(ec.place, step{object: object, field: f, source: s})
	return m
}

// enterElement goes to an element of a list, and leave back.
func (ec *executionContext) enterElement(i int) mark {
	m := mark{len(ec.place), len(ec.out)}
	ec.place = append(ec.place, step{index: i})
	return m
}

// leave goes back to where the value at m is part of. It is to be deferred: a value whose writing panics is null and adds
// an error.
func (ec *executionContext) leave(ctx context.Context, m mark, written *bool) {
	if cause := recover(); cause != nil {
		ec.place = ec.place[:m.depth+1]
		ec.out = ec.out[:m.written]
		at := ec.at(ctx)
		graphql.AddError(at, graphql.Recover(at, cause))
		*written = ec.null()
	}
	ec.place = ec.place[:m.depth]
}

// at returns a context that tells gqlgen's functions for errors the place in the answer, and where to put them. No others
// need to know: it is made where something is wrong, instead of for every field.
func (ec *executionContext) at(ctx context.Context) context.Context {
	if ec.failing == nil {
		ec.failing = graphql.WithResponseContext(ctx, ec.present, protocol.Recovered)
	}
	ctx = ec.failing
	for _, s := range ec.place {
		fc := &graphql.FieldContext{Object: s.object, IsMethod: s.source != fromField, IsResolver: s.source == fromResolver}
		if s.field != nil {
			fc.Field = s.field.CollectedField
		} else {
			fc.Index = &s.index
		}
		ctx = graphql.WithFieldContext(ctx, fc)
	}
	return ctx
}

// fail adds the error of a resolver and writes null.
func (ec *executionContext) fail(ctx context.Context, err error) bool {
	at := ec.at(ctx)
	graphql.AddError(at, graphql.AddFieldLocationToError(at, err))
	return ec.null()
}

// nullInvalid writes null where the type is one without null, which is an error.
func (ec *executionContext) nullInvalid(ctx context.Context, declared string) bool {
	graphql.AddInvalidNullError(ec.at(ctx), declared)
	return ec.null()
}
