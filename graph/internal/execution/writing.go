package execution

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"forumgraph/graph/internal/query"
	"forumgraph/graph/protocol"
)

// Write implements [io.Writer], for values that write themselves.
func (ec *Execution) Write(p []byte) (int, error) {
	ec.out = append(ec.out, p...)
	return len(p), nil
}

func (ec *Execution) null() bool {
	ec.out = append(ec.out, "null"...)
	return false
}

func (ec *Execution) string(s string) bool {
	ec.out = appendJSONString(ec.out, s)
	return true
}

func (ec *Execution) int(n int) bool {
	ec.out = strconv.AppendInt(ec.out, int64(n), 10)
	return true
}

func (ec *Execution) uint64(n uint64) bool {
	ec.out = strconv.AppendUint(ec.out, n, 10)
	return true
}

func (ec *Execution) bool(b bool) bool {
	ec.out = strconv.AppendBool(ec.out, b)
	return true
}

// float writes a number; one that JSON cannot represent is an error.
func (ec *Execution) float(ctx context.Context, f float64) bool {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		graphql.AddError(ec.at(ctx), fmt.Errorf("write %v: JSON has no such number", f))
		return ec.null()
	}
	ec.out = strconv.AppendFloat(ec.out, f, 'g', -1, 64)
	return true
}

// open begins an object and returns the argument for close.
func (ec *Execution) open() int {
	ec.out = append(ec.out, '{')
	return len(ec.out)
}

// key writes the name of an object's field. opened is what open returned.
func (ec *Execution) key(opened int, f *query.Field) {
	if len(ec.out) > opened {
		ec.out = append(ec.out, ',')
	}
	ec.out = append(ec.out, f.Key...)
}

// close ends an object. An invalid object, with null in a non-null field, is rolled back and becomes null.
func (ec *Execution) close(opened int, valid bool) bool {
	if !valid {
		ec.out = ec.out[:opened-1]
		return ec.null()
	}
	ec.out = append(ec.out, '}')
	return true
}

// writeElement writes one value of a list.
type writeElement[T any] func(*Execution, context.Context, *query.Selection, T) bool

// writeList writes a list with the function for its elements. If the elements are non-null and one is null, the list is
// null. Elements after the deadline are null, and the list then has an error.
func writeList[T any](ctx context.Context, ec *Execution, sel *query.Selection, v []T, nullable bool, element writeElement[T]) bool {
	return ec.list(ctx, len(v), nullable, func(i int) bool { return element(ec, ctx, sel, v[i]) })
}

// writeStructs is writeList for a list that holds its objects by value. Their resolvers get pointers into it.
func writeStructs[T any](ctx context.Context, ec *Execution, sel *query.Selection, v []T, nullable bool, element writeElement[*T]) bool {
	return ec.list(ctx, len(v), nullable, func(i int) bool { return element(ec, ctx, sel, &v[i]) })
}

func (ec *Execution) list(ctx context.Context, length int, nullable bool, element func(int) bool) bool {
	start, valid, late := len(ec.out), true, false
	ec.out = append(ec.out, '[')
	for i := range length {
		if len(ec.out) > protocol.MaxResponse {
			break // the answer will not be sent
		}
		if i > 0 {
			ec.out = append(ec.out, ',')
		}
		if err := ctx.Err(); err != nil && !late {
			late = true
			graphql.AddError(ec.at(ctx), err)
		}
		if late {
			valid = ec.null()
		} else if !ec.element(ctx, i, element) {
			valid = false
		}
	}
	if !valid && !nullable {
		ec.out = ec.out[:start]
		return ec.null()
	}
	ec.out = append(ec.out, ']')
	return true
}

func (ec *Execution) element(ctx context.Context, i int, write func(int) bool) (written bool) {
	defer ec.leave(ctx, ec.enterElement(i), &written)
	return write(i)
}

// writeScalars writes a list of scalars. They have no place of their own, and the deadline does not apply.
func writeScalars[T any](ctx context.Context, ec *Execution, sel *query.Selection, v []T, nullable bool, element writeElement[T]) bool {
	start, valid := len(ec.out), true
	ec.out = append(ec.out, '[')
	for i := range v {
		if i > 0 {
			ec.out = append(ec.out, ',')
		}
		valid = element(ec, ctx, sel, v[i]) && valid
	}
	if !valid && !nullable {
		ec.out = ec.out[:start]
		return ec.null()
	}
	ec.out = append(ec.out, ']')
	return true
}
