package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// asked is what one place of an operation asks of the objects that stand there. Its fields are collected once for each
// type of object, however many objects there are.
type asked struct {
	set ast.SelectionSet
	of  []collected
}

// collected are the fields that a selection comes to for the objects of one type, with fragments expanded and what @skip
// and @include leave out left out.
type collected struct {
	object string
	fields []field
}

// field is one field of an object, as the operation asks for it.
type field struct {
	graphql.CollectedField
	key string // its name in the answer as JSON, with the colon
	*asked
	// args are those of the resolver. They are the same for all objects, since an operation's variables are.
	args map[string]any
}

// arguments is what gqlgen's code for calling a resolver takes its arguments from.
type arguments struct{ Args map[string]any }

// collect returns the fields of a selection for an object of a type, which implements those in satisfies.
func (ec *executionContext) collect(sel *asked, object string, satisfies []string) []field {
	for i := range sel.of {
		if sel.of[i].object == object {
			return sel.of[i].fields
		}
	}
	found := graphql.CollectFields(ec.OperationContext, sel.set, satisfies)
	fields := make([]field, 0, len(found))
	for _, f := range found {
		same := func(other field) bool { return other.Alias == f.Alias }
		if i := slices.IndexFunc(fields, same); i >= 0 {
			// One field, reached through interfaces that have nothing to do with each other.
			fields[i].set = append(slices.Clip(fields[i].set), f.Selections...)
			continue
		}
		fields = append(fields, field{CollectedField: f, key: `"` + f.Alias + `":`, asked: &asked{set: f.Selections}})
	}
	sel.of = append(sel.of, collected{object, fields})
	return fields
}

// arguments returns what a field's resolver is called with, read by gqlgen's function for the field; nil if an argument is
// wrong, with the error in the answer.
func (ec *executionContext) arguments(ctx context.Context, f *field, read readArguments) *arguments {
	if f.args == nil {
		raw := f.ArgumentMap(ec.Variables)
		args, err := read(ec, ctx, raw)
		if err != nil {
			at := ec.at(ctx)
			_, err = read(ec, at, raw) // once more, for an error that tells the place
			ec.Error(at, err)
			return nil
		}
		f.args = args
	}
	return &arguments{f.args}
}

type readArguments func(*executionContext, context.Context, map[string]any) (map[string]any, error)
