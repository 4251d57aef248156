package query

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/graph/protocol"
)

// A variable is of its type or is refused at its place, in words that say what to write. A text is never a number, and a
// @oneOf object holds exactly one field that is not null, wherever it stands.
func TestCoerce(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `
		type Query { find(by: By, all: [By!], in: Filter, strict: Strict): Int }
		input By @oneOf { id: ID name: String nested: By }
		input Filter { by: By order: Order list: [[By]] number: Int float: Float id: ID text: String flag: Boolean needed: Int! = 3 }
		input Strict { needed: Int! }
		enum Order { UP DOWN }`})
	object := func(pairs ...any) map[string]any {
		m := make(map[string]any)
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i].(string)] = pairs[i+1]
		}
		return m
	}
	const one = `query($v: By) { find(by: $v) }`
	const many = `query($v: [By!]) { find(all: $v) }`
	const within = `query($v: Filter) { find(in: $v) }`
	const strict = `query($v: Strict) { find(strict: $v) }`
	tests := []struct {
		name, query string
		value       any
		want        string // "" if the value is taken
	}{
		{"one field", one, object("id", "1"), ""},
		{"null", one, nil, ""},
		{"no field", one, object(), `variable.v: Exactly one key must be specified for OneOf type "By".`},
		{"two fields", one, object("id", "1", "name", "x"), `variable.v: Exactly one key must be specified for OneOf type "By".`},
		{"second field null", one, object("id", "1", "name", nil), `variable.v: Exactly one key must be specified for OneOf type "By".`},
		{"field null", one, object("name", nil), `variable.v: Field "name" for OneOf type "By" must be non-null.`},
		{"nested", one, object("nested", object()), `variable.v.nested: Exactly one key must be specified for OneOf type "By".`},
		{"list", many, []any{object("id", "1"), object()}, `variable.v[1]: Exactly one key must be specified for OneOf type "By".`},
		{"one for a list", many, object("id", "1"), ""},
		{"wrong one for a list", many, object(), `variable.v[0]: Exactly one key must be specified for OneOf type "By".`},
		{"in an object", within, object("by", object("name", nil)), `variable.v.by: Field "name" for OneOf type "By" must be non-null.`},
		{"in a list of lists", within, object("by", object("id", json.Number("1")), "list", []any{[]any{object("id", "1"), nil, object()}}),
			`variable.v.list[0][2]: Exactly one key must be specified for OneOf type "By".`},
		{"enum", within, object("by", object("id", "1"), "order", "UP"), ""},
		{"enum of another spelling", within, object("by", object("id", "1"), "order", "up"), `variable.v.order: Order has no value of this name; its values are written in capitals, as in the schema`},
		{"enum of a number", within, object("order", json.Number("1")), `variable.v.order: Order takes the name of one of its values, and this is a number`},
		{"number", within, object("number", json.Number("7")), ""},
		{"least number", within, object("number", json.Number("-2147483648")), ""},
		{"text for a number", within, object("number", "7"), `variable.v.number: Int takes a whole number, and this is a text; write the number without quotation marks`},
		{"number with a point", within, object("number", json.Number("1.0")), `variable.v.number: Int takes a whole number without a decimal point or an exponent; write 1`},
		{"number with an exponent", within, object("number", json.Number("12e2")), `variable.v.number: Int takes a whole number without a decimal point or an exponent; write 1200`},
		{"fraction", within, object("number", json.Number("1.5")), `variable.v.number: Int takes a whole number, and this has a fraction or an exponent`},
		{"huge exponent", within, object("number", json.Number("1e999999999")), `variable.v.number: Int takes a whole number, and this has a fraction or an exponent`},
		{"number beyond 32 bits", within, object("number", json.Number("2147483648")), `variable.v.number: Int takes whole numbers from -2147483648 to 2147483647, and this is beyond`},
		{"boolean for a number", within, object("number", true), `variable.v.number: Int takes a whole number, and this is a boolean`},
		{"float", within, object("float", json.Number("1e3")), ""},
		{"float of an integer", within, object("float", json.Number("7")), ""},
		{"huge float", within, object("float", json.Number("1e400")), `variable.v.float: Float takes numbers up to 1.7e308, and this is beyond`},
		{"text for a float", within, object("float", "1.5"), `variable.v.float: Float takes a number, and this is a text`},
		{"number for an ID", within, object("id", json.Number("7")), ""},
		{"fraction for an ID", within, object("id", json.Number("7.0")), `variable.v.id: ID takes a text or a whole number, and this is a number`},
		{"list for an ID", within, object("id", []any{}), `variable.v.id: ID takes a text or a whole number, and this is a list`},
		{"number for a text", within, object("text", json.Number("7")), `variable.v.text: String takes a text, and this is a number`},
		{"text for a boolean", within, object("flag", "true"), `variable.v.flag: Boolean takes true or false, and this is a text`},
		{"number for an object", within, json.Number("7"), `variable.v: Filter takes an object, and this is a number`},
		{"list for an object", within, []any{object()}, `variable.v: Filter takes an object, and this is a list`},
		{"unknown field", within, object("x", nil), `variable.v.x: Filter has no field of this name`},
		{"null for what has a default", within, object("needed", nil), `variable.v.needed: null is not a value of Int!; give one, or leave the whole out`},
		{"missing field", strict, object(), `variable.v.needed: Strict needs this field; give it a value of Int!`},
		{"null where there must be none", `query($v: Int!) { find(strict: {needed: $v}) }`, nil, `variable.v: null is not a value of Int!; give one, or leave the whole out`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, errs := gqlparser.LoadQueryWithRules(schema, tt.query, validationRules(false))
			if errs != nil {
				t.Fatal(errs)
			}
			_, refused := Coerce(schema, doc.Operations[0], map[string]any{"v": tt.value})
			got := ""
			if refused != nil {
				got = refused.Path.String() + ": " + refused.Message
				if code := protocol.CodeOf(refused); code != protocol.CodeInvalidVariables {
					t.Errorf("code = %q", code)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What is given is converted and not changed; what is not given has its default, or is absent.
func TestCoerce_values(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `type Query { f(a: [Int!], b: Int, c: ID, d: Int, e: I): Int } input I { list: [I] n: Int = 1 }`})
	doc, errs := gqlparser.LoadQueryWithRules(schema, `query($a: [Int!], $b: Int = 4, $c: ID, $d: Int, $e: I) { f(a: $a, b: $b, c: $c, d: $d, e: $e) }`, validationRules(false))
	if errs != nil {
		t.Fatal(errs)
	}
	given := func() map[string]any {
		return map[string]any{"a": json.Number("3"), "c": json.Number("12"), "e": map[string]any{"list": map[string]any{}}, "undeclared": true}
	}
	passed := given()
	got, refused := Coerce(schema, doc.Operations[0], passed)
	if refused != nil {
		t.Fatal(refused)
	}
	want := map[string]any{"a": []any{int64(3)}, "b": int64(4), "c": "12", "e": map[string]any{"list": []any{map[string]any{}}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(given(), passed); diff != "" {
		t.Errorf("what was given is changed (-before +after):\n%s", diff)
	}
	doc, _ = gqlparser.LoadQueryWithRules(schema, `query($n: Int!) { f(b: $n) }`, validationRules(false))
	if _, refused := Coerce(schema, doc.Operations[0], nil); refused == nil || refused.Message != "the operation needs this variable; give it a value of Int!" {
		t.Errorf("a missing variable: %v", refused)
	}
}

// In a document, a variable as the one field of a @oneOf object must not be able to be null.
func TestValidationRules_oneOf(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `type Query { find(by: By): Int } input By @oneOf { id: ID name: String }`})
	tests := []struct{ query, want string }{
		{`query($x: ID!) { find(by: {id: $x}) }`, ""},
		{`query($x: ID) { find(by: {id: $x}) }`, `Variable "$x" is of type "ID" but must be non-nullable to be used for OneOf Input Object "By".`},
		{`{ find(by: {id: 1}) }`, ""},
		{`{ find(by: {id: 1, name: "x"}) }`, `OneOf Input Object "By" must specify exactly one key.`},
	}
	for _, tt := range tests {
		_, errs := gqlparser.LoadQueryWithRules(schema, tt.query, validationRules(false))
		got := ""
		if errs != nil {
			got = errs[0].Message
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.query, diff)
		}
	}
}
