package graph

import (
	"context"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/introspection"
	"github.com/vektah/gqlparser/v2/ast"
)

// ParsedSchema returns the schema that the API answers by. It is shared: do not change it. (Under the name Schema gqlgen
// would take it for the Go type of the schema's own description.)
func ParsedSchema() *ast.Schema { return parsedSchema }

// executionContext writes the answer to one operation. It has the name that gqlgen's code for arguments expects; what
// writes (*.answer.generated.go) is of our own generator, which internal/generate explains.
//
// A function that writes a value appends it to the answer, null if there is none, and reports whether it is another than
// null. An object with a null where there must be none is taken back and becomes null itself. Not safe for concurrent use:
// fields are resolved in turn.
type executionContext struct {
	*graphql.OperationContext
	resolvers *resolvers
	schema    *ast.Schema

	out   []byte // the answer so far
	place []step // where in the answer the next value goes
}

// data answers the operation and returns its data as JSON. Errors are in the response context of ctx.
func (ec *executionContext) data(ctx context.Context) []byte {
	ec._Query(ctx, &asked{set: ec.Operation.SelectionSet})
	return ec.out
}

// IntrospectSchema answers __schema.
func (ec *executionContext) IntrospectSchema() (*introspection.Schema, error) {
	if ec.DisableIntrospection {
		return nil, errIntrospection
	}
	return introspection.WrapSchema(ec.schema), nil
}

// IntrospectType answers __type.
func (ec *executionContext) IntrospectType(name string) (*introspection.Type, error) {
	if ec.DisableIntrospection {
		return nil, errIntrospection
	}
	return introspection.WrapTypeFromDef(ec.schema, ec.schema.Types[name]), nil
}

// errIntrospection is not reached: a document that asks for the schema was refused before.
var errIntrospection = errors.New("introspection disabled")
