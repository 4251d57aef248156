package execution

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"forumgraph/graph/internal/query"
	"forumgraph/graph/protocol"
)

// step is one step on the way from the root of an answer to a value: into a field of an object, or to an element of a
// list.
type step struct {
	object string       // the object's type
	field  *query.Field // nil for an element
	index  int          // of the element
	source source
}

// source is where a field's value comes from, for errors.
type source int

const (
	fromField source = iota
	fromMethod
	fromResolver
)

// mark is a state that leave can return to.
type mark struct{ depth, written int }

// enter moves into a field of an object; leave moves back.
func (ec *Execution) enter(object string, f *query.Field, s source) mark {
	m := mark{len(ec.place), len(ec.out)}
	ec.place = append(ec.place, step{object: object, field: f, source: s})
	return m
}

// enterElement moves to an element of a list; leave moves back.
func (ec *Execution) enterElement(i int) mark {
	m := mark{len(ec.place), len(ec.out)}
	ec.place = append(ec.place, step{index: i})
	return m
}

// leave returns to the parent of the value that began at m. Defer it: a value whose writing panics becomes null and
// adds an error.
func (ec *Execution) leave(ctx context.Context, m mark, written *bool) {
	if cause := recover(); cause != nil {
		ec.place = ec.place[:m.depth+1]
		ec.out = ec.out[:m.written]
		at := ec.at(ctx)
		graphql.AddError(at, graphql.Recover(at, cause))
		*written = ec.null()
	}
	ec.place = ec.place[:m.depth]
}

// at returns a context that gives gqlgen's error functions the place in the answer and collects their errors. Only they
// need it, so it is made when there is an error instead of for every field.
func (ec *Execution) at(ctx context.Context) context.Context {
	if ec.failing == nil {
		ec.failing = graphql.WithResponseContext(ctx, ec.executor.o.Present, protocol.Recovered)
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

// fail adds a resolver's error and writes null.
func (ec *Execution) fail(ctx context.Context, err error) bool {
	at := ec.at(ctx)
	graphql.AddError(at, graphql.AddFieldLocationToError(at, err))
	return ec.null()
}

// nullInvalid writes null for a non-null type, which is an error.
func (ec *Execution) nullInvalid(ctx context.Context, declared string) bool {
	graphql.AddInvalidNullError(ec.at(ctx), declared)
	return ec.null()
}
