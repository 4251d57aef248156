package execution

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"forumgraph/graph/internal/query"
)

// fieldArguments holds the arguments of a field for the variables of one run.
type fieldArguments struct {
	of        *query.Field
	arguments any
}

// argumentsOf returns the arguments for a field's resolver; fields with the same arguments share the type A. It returns
// nil if an argument is wrong, and adds the error to the answer. All objects share the arguments, since the variables
// are those of the operation; resolvers must not change them.
func argumentsOf[A any, P interface {
	*A
	read(*reader)
}](ctx context.Context, ec *Execution, f *query.Field) *A {
	if known, ok := f.Args.Load().(*A); ok {
		return known
	}
	for _, known := range ec.args {
		if known.of == f {
			return known.arguments.(*A)
		}
	}
	args, raw := new(A), f.ArgumentMap(ec.variables)
	r := &reader{ctx: ctx, raw: raw}
	if P(args).read(r); r.err != nil {
		r = &reader{ctx: ec.at(ctx), raw: raw}
		P(args).read(r) // read again, for an error that names the place
		graphql.AddError(r.ctx, r.err)
		return nil
	}
	if f.Constant {
		f.Args.Store(args)
	} else {
		ec.args = append(ec.args, fieldArguments{f, args})
	}
	return args
}

// reader reads the arguments of a field, or the fields of an input object, and stops at the first error.
type reader struct {
	ctx context.Context
	raw map[string]any // from the validated document and its variables
	err error
}

// next returns the argument name, with a context that knows its place; false if it is absent or an earlier one was
// wrong.
func (r *reader) next(name string) (context.Context, any, bool) {
	v, given := r.raw[name]
	if !given || r.err != nil {
		return nil, nil, false
	}
	return graphql.WithPathContext(r.ctx, graphql.NewPathWithField(name)), v, true
}

// readValue reads one value, which is never null.
type readValue[T any] func(context.Context, any) (T, error)

// read reads the argument name into to; if it is absent, to keeps its value.
func read[T any](r *reader, name string, to *T, value readValue[T]) {
	if ctx, v, given := r.next(name); given {
		*to, r.err = value(ctx, v)
	}
}

// readOptional is read for a nullable value; null is nil.
func readOptional[T any](r *reader, name string, to **T, value readValue[T]) {
	if ctx, v, given := r.next(name); given && v != nil {
		*to = new(T)
		**to, r.err = value(ctx, v)
	}
}

// readList is read for a list; null is nil. A single value is a list of one.
func readList[T any](r *reader, name string, to *[]T, value readValue[T]) {
	ctx, v, given := r.next(name)
	if !given || v == nil {
		return
	}
	elements := graphql.CoerceList(v)
	list := make([]T, len(elements))
	for i, element := range elements {
		at := graphql.WithPathContext(ctx, graphql.NewPathWithIndex(i))
		if list[i], r.err = value(at, element); r.err != nil {
			return
		}
	}
	*to = list
}

// readHeld is read for an input object that its holder embeds by value.
func readHeld[T any](r *reader, name string, to *T, value readValue[*T]) {
	if ctx, v, given := r.next(name); given {
		var held *T
		if held, r.err = value(ctx, v); held != nil {
			*to = *held
		}
	}
}

// readInput reads the fields of an input object; nil for null.
func readInput[T any](ctx context.Context, v any, fields func(*reader, *T)) (*T, error) {
	if v == nil {
		return nil, nil
	}
	in, r := new(T), &reader{ctx: ctx, raw: v.(map[string]any)}
	fields(r, in)
	return in, graphql.ErrorOnPath(ctx, r.err)
}

func readString[T ~string](ctx context.Context, v any) (T, error) {
	s, err := graphql.UnmarshalString(v)
	return T(s), graphql.ErrorOnPath(ctx, err)
}

func readInt(ctx context.Context, v any) (int, error) {
	n, err := graphql.UnmarshalInt(v)
	return n, graphql.ErrorOnPath(ctx, err)
}

func readFloat(ctx context.Context, v any) (float64, error) {
	f, err := graphql.UnmarshalFloatContext(ctx, v)
	return f, graphql.ErrorOnPath(ctx, err)
}

func readBoolean(ctx context.Context, v any) (bool, error) {
	b, err := graphql.UnmarshalBoolean(v)
	return b, graphql.ErrorOnPath(ctx, err)
}
