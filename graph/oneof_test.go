package graph

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// A variable of a @oneOf type holds exactly one field that is not null, wherever the object stands; enums are spelled as
// the schema spells them.
func TestCoerce(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `
		type Query { find(by: By, all: [By!], in: Filter): Int }
		input By @oneOf { id: ID name: String nested: By }
		input Filter { by: By! order: Order list: [[By]] number: Int }
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
		{"in a list of lists", within, object("by", object("id", 1), "list", []any{[]any{object("id", "1"), nil, object()}}),
			`variable.v.list[0][2]: Exactly one key must be specified for OneOf type "By".`},
		{"enum", within, object("by", object("id", "1"), "order", "UP"), ""},
		{"enum of another spelling", within, object("by", object("id", "1"), "order", "up"), `variable.v.order: this is no value of Order`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, errs := gqlparser.LoadQueryWithRules(schema, tt.query, validationRules(false))
			if errs != nil {
				t.Fatal(errs)
			}
			_, refused := coerce(schema, doc.Operations[0], map[string]any{"v": tt.value})
			got := ""
			if refused != nil {
				got = refused.Path.String() + ": " + refused.Message
				if code := codeOf(refused); code != CodeInvalidVariables {
					t.Errorf("code = %q", code)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
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
