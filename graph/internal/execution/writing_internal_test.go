package execution

import (
	"bytes"
	"math"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"pgregory.net/rapid"
)

// Scalars are written as gqlgen writes them.
func TestExecutionContext_scalars(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64().Draw(t, "float")
		i := rapid.Int().Draw(t, "int")
		u := rapid.Uint64().Draw(t, "uint64")
		b := rapid.Bool().Draw(t, "bool")
		s := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("\n\t\r\"\\/<>&\u2028")))).Draw(t, "string")
		var want bytes.Buffer
		ec := &Execution{}
		for _, v := range []struct {
			gqlgen graphql.Marshaler
			write  func() bool
		}{
			{graphql.MarshalFloat(f), func() bool { return ec.float(t.Context(), f) }},
			{graphql.MarshalInt(i), func() bool { return ec.int(i) }},
			{graphql.MarshalUint64(u), func() bool { return ec.uint64(u) }},
			{graphql.MarshalBoolean(b), func() bool { return ec.bool(b) }},
			{graphql.MarshalString(s), func() bool { return ec.string(s) }},
		} {
			v.gqlgen.MarshalGQL(&want)
			if !v.write() {
				t.Error("null was written")
			}
		}
		// Both are JSON; gqlgen's has digits in upper case.
		if got, want := bytes.ToUpper(ec.out), bytes.ToUpper(want.Bytes()); !bytes.Equal(got, want) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

// A number that JSON cannot hold is null, with an error that tells where.
func TestExecutionContext_float(t *testing.T) {
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		ec := &Execution{executor: New(Options{Present: graphql.DefaultErrorPresenter})}
		ec.enterElement(3)
		if ec.float(t.Context(), f) || string(ec.out) != "null" {
			t.Errorf("%v is written as %s", f, ec.out)
		}
		errs := graphql.GetErrors(ec.failing)
		if len(errs) != 1 || errs[0].Path.String() != "[3]" {
			t.Errorf("%v: errors: %v", f, errs)
		}
	}
}
