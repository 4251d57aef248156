package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// marshalSlice marshals the elements of a list one after the other. It stands in for gqlgen's function of the same shape,
// which starts a goroutine for each element; see the decisions of the package.
//
// An element whose marshaling panics is null and adds an error, as does the first one for which time is up, with all
// behind it.
func marshalSlice(ctx context.Context, length int, _ int64, _ bool, element func(context.Context, int) graphql.Marshaler) graphql.Array {
	array := make(graphql.Array, length)
	for i := range length {
		if err := ctx.Err(); err != nil {
			graphql.AddError(ctx, err)
			for ; i < length; i++ {
				array[i] = graphql.Null
			}
			break
		}
		array[i] = marshalElement(ctx, i, element)
	}
	return array
}

func marshalElement(ctx context.Context, i int, element func(context.Context, int) graphql.Marshaler) (m graphql.Marshaler) {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &i})
	defer func() {
		if cause := recover(); cause != nil {
			graphql.AddError(ctx, graphql.Recover(ctx, cause))
			m = graphql.Null
		}
	}()
	return element(ctx, i)
}
