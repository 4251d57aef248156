package graph

import (
	"context"
	"errors"
	"forumgraph/graph/internal/query"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/introspection"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"forumgraph/store"
	"forumgraph/store/selection"
)

// executionContext writes the answer to one operation; see internal/generate for the code that does
// (*.answer.generated.go).
//
// A function that writes a value appends it to the answer, null if there is none, and reports whether it is another than
// null. An object with a null where there must be none is taken back and becomes null itself. Not safe for concurrent use:
// fields are resolved in turn.
type executionContext struct {
	resolver   *Resolver
	present    graphql.ErrorPresenterFunc
	hideSchema bool
	request    request

	plan      *query.Plan
	variables map[string]any
	args      []fieldArguments // those read in this run

	out   []byte // the answer so far
	place []step // where in the answer the next value goes

	collected  int                       // fields that were not in the plan
	collecting *graphql.OperationContext // made by operation
	failing    context.Context           // made by at; holds the errors
}

// answerHead is what an answer begins with.
const answerHead = `{"data":`

// keptBuffer is the longest buffer that is used for another answer, in bytes.
const keptBuffer = 1 << 20

// begin returns the context that resolvers run in.
func (ec *executionContext) begin(ctx context.Context, snapshot store.Snapshot, lang store.Lang) context.Context {
	ec.request.snapshot, ec.request.lang = snapshot, lang
	ec.request.loader.reset(snapshot)
	return withRequest(ctx, &ec.request)
}

// reset lets go of an operation and keeps what memory is worth keeping.
func (ec *executionContext) reset() {
	ec.request.snapshot = nil
	ec.request.memo = selection.Memo{}
	ec.request.loader.reset(nil)
	clear(ec.args)
	clear(ec.place[:cap(ec.place)])
	*ec = executionContext{
		resolver: ec.resolver, present: ec.present, hideSchema: ec.hideSchema, request: ec.request,
		args: ec.args[:0], place: ec.place[:0], out: ec.out[:0],
	}
	if cap(ec.out) > keptBuffer {
		ec.out = nil
	}
}

// run answers the operation of a plan. It returns the data as JSON, which is part of ec.out and stands behind answerHead,
// and the errors in it.
func (ec *executionContext) run(ctx context.Context, p *query.Plan, variables map[string]any) ([]byte, gqlerror.List) {
	ec.plan, ec.variables = p, variables
	ec.out = append(ec.out, answerHead...)
	ec._Query(ctx, p.Selection())
	p.Ran(ec.collected)
	if ec.failing == nil {
		return ec.out[len(answerHead):], nil
	}
	return ec.out[len(answerHead):], graphql.GetErrors(ec.failing)
}

// collect returns the fields of a selection for an object of a type, which implements those in satisfies.
func (ec *executionContext) collect(sel *query.Selection, object string, satisfies []string) []*query.Field {
	fields, more := sel.Collect(ec.operation, object, satisfies)
	ec.collected += more
	return fields
}

// operation returns what gqlgen collects fields by.
func (ec *executionContext) operation() *graphql.OperationContext {
	if ec.collecting == nil {
		ec.collecting = &graphql.OperationContext{Doc: ec.plan.Document, Operation: ec.plan.Operation, Variables: ec.variables}
	}
	return ec.collecting
}

// IntrospectSchema answers __schema.
func (ec *executionContext) IntrospectSchema() (*introspection.Schema, error) {
	if ec.hideSchema {
		return nil, errIntrospection
	}
	return introspection.WrapSchema(query.Schema), nil
}

// IntrospectType answers __type.
func (ec *executionContext) IntrospectType(name string) (*introspection.Type, error) {
	if ec.hideSchema {
		return nil, errIntrospection
	}
	return introspection.WrapTypeFromDef(query.Schema, query.Schema.Types[name]), nil
}

// errIntrospection is not reached: a document that asks for the schema was refused before.
var errIntrospection = errors.New("introspection disabled")
