package protocol

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// nestedIn returns n objects in each other, each the field of the last.
func nestedIn(field string, n int) string {
	return strings.Repeat(`{"`+field+`":`, n) + `{}` + strings.Repeat("}", n)
}

// Variables that hold too much are refused at the place where they begin to, with the limit and what to do; those that hold
// just as much as is allowed are read.
func TestVariables_limits(t *testing.T) {
	many := func(n int) string {
		return `{"ids":["x"` + strings.Repeat(`,"x"`, n-2) + `]}` // the list is a value too
	}
	small := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(`,"v` + strconv.Itoa(i) + `":0`)
		}
		return `{` + b.String()[1:] + `}`
	}
	tests := []struct {
		name, text string
		limit      string // its name; "" if the variables are read
		path, says string
	}{
		{name: "deepest", text: `{"f":` + nestedIn("or", MaxValueDepth-1) + `}`},
		{name: "deeper", text: `{"f":` + nestedIn("or", MaxValueDepth) + `}`, limit: "valueDepth", path: "variable.f.or.or",
			says: "a variable has more than 24 levels of objects and lists; nest less, and name several values in one list"},
		{name: "9,900 deep", text: `{"f":` + nestedIn("or", 9900) + `}`, limit: "valueDepth", path: "variable.f.or.or"},
		{name: "deep lists", text: `{"f":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `}`, limit: "valueDepth", path: "variable.f[0][0]"},
		{name: "widest list", text: many(maxValues)},
		{name: "wider list", text: many(maxValues + 1), limit: "values", path: "variable.ids[1998]", says: "the variables hold more than 2000 values; ask for less at a time"},
		{name: "most variables", text: small(maxValues)},
		{name: "more variables", text: small(maxValues + 1), limit: "values", path: "variable.v2000"},
		{name: "longest text", text: `{"t":"` + strings.Repeat("x", MaxText) + `"}`},
		{name: "longer text", text: `{"a":[{"t":"` + strings.Repeat("x", MaxText+1) + `"}]}`, limit: "text", path: "variable.a[0].t"},
		{name: "longest number", text: `{"n":` + strings.Repeat("9", MaxNumber) + `}`},
		{name: "longer number", text: `{"n":` + strings.Repeat("9", 90_000) + `}`, limit: "number", path: "variable.n"},
		{name: "longer name", text: `{"` + strings.Repeat("x", maxMember+1) + `":1}`, limit: "name", path: "variable.xxx"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var v variables
			err := readJSON([]byte(tt.text), &v)
			if tt.limit == "" {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
				return
			}
			refused := new(Error)
			if !errors.As(err, &refused) {
				t.Fatalf("error = %v", err)
			}
			g := refused.Presented()
			if g.Extensions["name"] != tt.limit || CodeOf(g) != CodeInvalidVariables || !strings.HasPrefix(g.Path.String(), tt.path) || !strings.Contains(g.Message, tt.says) {
				t.Errorf("%v %v", g, g.Extensions)
			}
			if n := len(marshaled(t, g)); n > 500 {
				t.Errorf("the error has %d bytes", n)
			}
		})
	}
}

// Variables are read as encoding/json reads them, within the limits, or refused; a body that holds them likewise.
func FuzzVariables(f *testing.F) {
	for _, text := range []string{
		`{"id":"issue:night-noise","n":[1,-2.5e+10,0,true,false,null,{"a":{}}],"é":"☃"}`, ` { } `, `null`, `[]`, `7`, `"x"`, ``,
		`{"a":1,"a":2}`, `{"f":{"a":1,"a":2}}`, `{"a":01}`, `{"a":1.}`, `{"a":-}`, `{"a":1e}`, `{"a":1e999999999}`, `{"a":"\ud800"}`, `{"a":nul}`, `{"a":[}`, `{"a"`, `{"a":[1,]}`,
		`{"f":` + nestedIn("or", 40) + `}`, `{"f":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + `}`, `{"n":` + strings.Repeat("1", 60) + `}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var v variables
		err := readJSON([]byte(text), &v)
		if utf8.ValidString(text) {
			p, bodyErr := FromBody([]byte(`{"query":"{ x }","variables":` + text + `}`))
			if (err == nil) != (bodyErr == nil) {
				// A text such as `1},{"a":1` can complete the body, or be completed by it.
				if json.Valid([]byte(text)) {
					t.Errorf("alone: %v; in a body: %v", err, bodyErr)
				}
			} else if diff := cmp.Diff(v, p.Variables); err == nil && diff != "" {
				t.Errorf("(-alone +in a body):\n%s", diff)
			}
		}
		if err != nil {
			if refused := new(Error); errors.As(err, &refused) && len(marshaled(t, refused.Presented())) > 4000 {
				t.Errorf("an error of %d bytes", len(marshaled(t, refused.Presented())))
			}
			return
		}
		d := json.NewDecoder(bytes.NewReader([]byte(text)))
		d.UseNumber()
		var want map[string]any
		if err := d.Decode(&want); err != nil {
			t.Fatalf("%q is read, though encoding/json does not: %v", text, err)
		}
		if diff := cmp.Diff(want, map[string]any(v)); diff != "" {
			t.Errorf("%q (-encoding/json +readJSON):\n%s", text, diff)
		}
		values := 0
		for _, v := range want {
			values += extentOf(t, v, 0)
		}
		if values > maxValues {
			t.Errorf("%d values are read", values)
		}
	})
}

// extentOf counts the values in v, which is depth deep, and holds each against its limit.
func extentOf(t *testing.T, v any, depth int) int {
	n := 1
	switch v := v.(type) {
	case map[string]any:
		for name, v := range v {
			if len(name) > maxMember {
				t.Errorf("a name of %d bytes is read", len(name))
			}
			n += extentOf(t, v, depth+1)
		}
		depth++
	case []any:
		for _, v := range v {
			n += extentOf(t, v, depth+1)
		}
		depth++
	case string:
		if len(v) > MaxText {
			t.Errorf("a text of %d bytes is read", len(v))
		}
	}
	if depth > MaxValueDepth {
		t.Errorf("a value %d deep is read", depth)
	}
	return n
}

func marshaled(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
