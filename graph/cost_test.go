package graph_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
)

// costOf returns what an answer says its operation costs, and the codes of its errors.
func costOf(t *testing.T, o graph.Options, query string, variables map[string]any) (cost int, codes []string) {
	t.Helper()
	response := execute(t.Context(), o, query, variables)
	for _, err := range response.Errors {
		codes = append(codes, err.Extensions["code"].(string))
	}
	told, ok := response.Extensions["cost"].(map[string]any)
	if !ok {
		t.Fatalf("%s: no cost: %v", query, response.Errors)
	}
	return told["requested"].(int), codes
}

// The cost of an operation is counted as documented, from its variables.
func TestExecute_cost(t *testing.T) {
	o := graph.Options{Store: example(t)}
	tests := []struct {
		name, query string
		variables   map[string]any
		want        int
	}{
		{"leaves", `{ __typename a: __typename }`, nil, 2},
		{"object", `{ issue(id: "issue:0") { id name } }`, nil, 1 + 2},
		{"list of scalars", `{ issue(id: "issue:0") { aliases } }`, nil, 1 + 1},
		{"list with an assumed size", `{ issue(id: "issue:0") { citations { start end } } }`, nil, 1 + 1 + 3*2},
		{"default page", `{ issues { nodes { id } } }`, nil, 1 + 1 + 20},
		{"first", `{ issues(first: 5) { nodes { id } } }`, nil, 1 + 1 + 5},
		{"last", `{ issues(last: 5) { edges { cursor node { id } } } }`, nil, 1 + 1 + 5*(1+1+1)},
		{"what counts once", `{ issues(first: 5) { totalCount pageInfo { hasNextPage endCursor } nodes { id } } }`, nil, 1 + 1 + 3 + 1 + 5},
		{"nested pages", `{ issues(first: 5) { nodes { statements(first: 7) { nodes { id } } } } }`, nil, 1 + 1 + 5*(1+1+7)},
		{"variable", `query($n: Int) { issues(first: $n) { nodes { id } } }`, map[string]any{"n": 5}, 1 + 1 + 5},
		{"number as JSON has it", `query($n: Int) { issues(first: $n) { nodes { id } } }`, map[string]any{"n": json.Number("5")}, 1 + 1 + 5},
		{"variable's default", `query($n: Int = 5) { issues(first: $n) { nodes { id } } }`, nil, 1 + 1 + 5},
		{"variable not given", `query($n: Int) { issues(first: $n) { nodes { id } } }`, nil, 1 + 1 + 20},
		{"null", `{ issues(first: null) { nodes { id } } }`, nil, 1 + 1 + 20},
		{"ids", `{ nodes(ids: ["issue:0", "issue:1", "issue:2"]) { id } }`, nil, 1 + 3},
		{"ids in a variable", `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, map[string]any{"ids": []any{"issue:0", "issue:1"}}, 1 + 2},
		{"one id for a list", `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, map[string]any{"ids": "issue:0"}, 1 + 1},
		{"fragments", `{ issues(first: 5) { ...c } } fragment c on IssueConnection { nodes { ... on Issue { id } ...d } } fragment d on Issue { name }`, nil, 1 + 1 + 5*2},
		{"abstract types add up", `{ node(id: "issue:0") { ... on Issue { id name } ... on Person { id } } }`, nil, 1 + 3},
		{"left out", `query($no: Boolean = false) { a: __typename @include(if: $no) b: __typename @skip(if: true) ... @include(if: false) { c: __typename } d: __typename }`, nil, 1},
		{"left in", `{ a: __typename @include(if: true) @skip(if: false) }`, nil, 1},
		{"introspection", `{ __schema { types { fields { name } } } }`, nil, 1 + 1 + 4*(1+4)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, codes := costOf(t, o, tt.query, tt.variables); got != tt.want || codes != nil {
				t.Errorf("cost = %d %v, want %d", got, codes, tt.want)
			}
		})
	}
}

// An operation over the limit is refused before it reads anything, with what to do; the sum never overflows, and a page of
// an impossible size is for the field to refuse.
func TestExecute_expensive(t *testing.T) {
	o := graph.Options{Store: example(t)}
	const deep = `{ issues(first: 100) { nodes { statements(first: 100) { nodes { issues { statements(first: 100) { nodes {
		issues { statements(first: 100) { nodes { id } } } } } } } } } } }`
	cost, codes := costOf(t, o, deep, nil)
	if cost <= 10_000 || len(codes) != 1 || codes[0] != protocol.CodeTooComplex {
		t.Errorf("cost = %d %v", cost, codes)
	}
	if cost != math.MaxInt32 && cost < 100*100*100*100 {
		t.Errorf("cost = %d; want the sum or the greatest number", cost)
	}
	const page = `query($n: Int) { issues(first: $n) { nodes { id } } }`
	for _, n := range []any{-1, 0, math.MinInt32, math.MaxInt32, json.Number("-2147483648")} {
		cost, codes := costOf(t, o, page, map[string]any{"n": n})
		if cost < 3 || cost > 1+1+100 || len(codes) != 1 || codes[0] != protocol.CodeInvalidArgument {
			t.Errorf("first: %v: cost = %d %v", n, cost, codes)
		}
	}
}

// introspection returns the query that tools ask a schema with: everything there is to know of it, types nine wrappers
// deep.
func introspection() string {
	const value = `{ name description type { ...ref } defaultValue isDeprecated deprecationReason }`
	return `query IntrospectionQuery { __schema { description
		queryType { name kind } mutationType { name kind } subscriptionType { name kind }
		types { ...full }
		directives { name description isRepeatable locations args(includeDeprecated: true) ` + value + ` } } }
	fragment full on __Type { kind name description specifiedByURL isOneOf
		fields(includeDeprecated: true) { name description args(includeDeprecated: true) ` + value + `
			type { ...ref } isDeprecated deprecationReason }
		inputFields(includeDeprecated: true) ` + value + `
		interfaces { ...ref }
		enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
		possibleTypes { ...ref } }
	fragment ref on __Type { kind name ` + strings.Repeat("ofType { name kind ", 9) + strings.Repeat("}", 9) + " }"
}

// The introspection query that GraphiQL and others send passes every limit, but not again and again in one request.
func TestExecute_introspection(t *testing.T) {
	o := graph.Options{Store: example(t)}
	if cost, codes := costOf(t, o, introspection(), nil); codes != nil || cost < 4000 {
		t.Errorf("cost = %d %v", cost, codes)
	}
	again := strings.Replace(introspection(), "{ __schema {", "{ again: __schema { types { ...full } } more: __schema { types { ...full } } __schema {", 1)
	if cost, codes := costOf(t, o, again, nil); len(codes) != 1 || codes[0] != protocol.CodeTooComplex {
		t.Errorf("three times in one request: cost = %d %v", cost, codes)
	}
}

// Every list of objects in the schema says how long it is taken to be, unless its page or its argument does.
func TestSchema_listSizes(t *testing.T) {
	schema := graph.Schema()
	for _, def := range schema.Types {
		if def.BuiltIn || def.Kind != ast.Object && def.Kind != ast.Interface {
			continue
		}
		for _, f := range def.Fields {
			if f.Type.Elem == nil || schema.Types[f.Type.Name()].IsLeafType() || strings.HasPrefix(f.Name, "__") {
				continue
			}
			paged := strings.HasSuffix(def.Name, "Connection") && (f.Name == "edges" || f.Name == "nodes")
			sized := f.Arguments.ForName("ids") != nil || f.Arguments.ForName("first") != nil
			if !paged && !sized && f.Directives.ForName("listSize") == nil {
				t.Errorf("%s.%s is a list without @listSize", def.Name, f.Name)
			}
		}
	}
}
