package graph_test

import (
	"strings"
	"testing"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
)

// Errors suggest no names, of whatever kind.
func TestExecute_suggestions(t *testing.T) {
	o := graph.Options{Store: example(t)}
	for _, query := range []string{
		`{ isue(id: "x") { id } }`,
		`{ issue(idd: "x") { id } }`,
		`{ issue(id: "x") }`,
		`{ issue(id: "x") { ... on Isue { id } } }`,
		`{ passages(state: OPENED) { totalCount } }`,
		`{ passages(state: "OPEN") { totalCount } }`,
		`{ issue(id: "x") { label(lang: ENG) } }`,
		`{ issue(id: "x") { id @skipp(if: true) } }`,
		`query($x: Isue) { issue(id: $x) { id } }`,
		`{ issues(first: ONE) { totalCount } }`,
	} {
		errs := execute(t.Context(), o, query, nil).Errors
		if len(errs) == 0 {
			t.Errorf("%s is answered", query)
		}
		for _, err := range errs {
			if strings.Contains(err.Message, "Did you mean") || err.Extensions["code"] != protocol.CodeValidationFailed {
				t.Errorf("%s: %v %v", query, err, err.Extensions)
			}
		}
	}
}

// Where the schema is hidden, it is not to be asked for, and errors name nothing of it that the document does not name.
func TestExecute_hidden(t *testing.T) {
	o := graph.Options{Store: example(t), HideSchema: true}
	for _, query := range []string{
		`{ __schema { types { name } } }`,
		`{ __type(name: "Issue") { name } }`,
		`{ ...f } fragment f on Query { again: __schema { description } }`,
	} {
		errs := execute(t.Context(), o, query, nil).Errors
		if len(errs) == 0 || errs[0].Extensions["code"] != protocol.CodeIntrospectionDisabled {
			t.Errorf("%s: %v", query, errs)
		}
	}
	if response := execute(t.Context(), o, `{ __typename issue(id: "issue:night-noise") { __typename } }`, nil); len(response.Errors) > 0 {
		t.Errorf("__typename: %v", response.Errors)
	}
	refused := execute(t.Context(), o, `query($types: [EdgeType!]) { node(id: "issue:x") { relationships(types: $types) { totalCount } } }`,
		map[string]any{"types": []any{"WRONG"}}).Errors
	if len(refused) != 1 || refused[0].Error() != "input: variable.types the value is not of the type that the operation declares" {
		t.Errorf("variable: %v", refused)
	}
	tests := []struct{ query, secret string }{
		{`{ issue(id: "x") { wrong } }`, "Issue"},
		{`{ nodes { id } }`, "ids"},
		{`{ passages(state: WRONG) { totalCount } }`, "PassageState"},
		{`{ issue(id: "x") { statements } }`, "StatementConnection"},
	}
	for _, tt := range tests {
		errs := execute(t.Context(), o, tt.query, nil).Errors
		if len(errs) == 0 {
			t.Errorf("%s is answered", tt.query)
		}
		for _, err := range errs {
			if strings.Contains(err.Message, tt.secret) {
				t.Errorf("%s: %v", tt.query, err)
			}
		}
	}
}
