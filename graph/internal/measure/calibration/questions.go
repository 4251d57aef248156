package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/graph"
)

// question is one query, named for what it measures.
type question struct{ name, query string }

// examples are IDs of busy nodes by kind, such as "issue", at least one of each.
type examples map[string][]string

// questions returns the queries that are measured: for every list at the root its pages, counts, orders, facets and filters,
// and every question that is not a list.
func questions(ids examples) []question {
	schema := graph.Schema()
	var all []question
	add := func(name, query string, args ...any) { all = append(all, question{name, fmt.Sprintf(query, args...)}) }
	for _, f := range schema.Types["Query"].Fields {
		if f.Arguments.ForName("first") == nil || !strings.HasSuffix(f.Type.Name(), "Connection") || f.Name == "search" {
			continue
		}
		add(f.Name+" page", `{ %s(first: 20) { nodes { id } } }`, f.Name)
		add(f.Name+" count", `{ %s { totalCount } }`, f.Name)
		if order := f.Arguments.ForName("orderBy"); order != nil {
			for _, value := range schema.Types[order.Type.Name()].EnumValues {
				add(f.Name+" order "+value.Name, `{ %s(orderBy: %s, first: 20) { nodes { id } } }`, f.Name, value.Name)
			}
		}
		if schema.Types[f.Type.Name()].Fields.ForName("facets") != nil {
			for _, value := range schema.Types["FacetField"].EnumValues {
				add(f.Name+" facets "+value.Name, `{ %s { facets(by: [%s]) { values { count } } } }`, f.Name, value.Name)
			}
		}
		if filter := f.Arguments.ForName("filter"); filter != nil {
			for _, form := range filterForms(schema, filter.Type.Name(), ids) {
				add(f.Name+" filter "+form.name, `{ %s(filter: %s) { totalCount } }`, f.Name, form.literal)
			}
		}
	}
	const parts = `{statements: {or: [%s]}}`
	many := strings.TrimSuffix(strings.Repeat(`{kind: [RAISES], not: {stance: [FOR]}}, `, 29), ", ")
	add("below 20 issues, filter of 58 parts", `{ issues(first: 20) { nodes { raisedBy(filter: `+parts+`) { totalCount } } } }`, many)
	add("below 20 issues, statements in order", `{ issues(first: 20, orderBy: STATEMENTS) { nodes { statements(orderBy: VOICES, first: 1) { nodes { id } } } } }`)
	add("below 20 issues, facet", `{ issues(first: 20, orderBy: STATEMENTS) { nodes { statements { facets(by: [SESSION]) { values { count } } } } } }`)
	add("below 20 issues, voices by statements", `{ issues(first: 20, orderBy: STATEMENTS) { nodes { raisedBy(orderBy: STATEMENTS, first: 1) { totalCount } } } }`)
	add("all facets", `{ statements { facets(by: [%s]) { values { count } } } }`, strings.Join(values(schema, "FacetField"), ", "))

	for _, words := range []string{"housing", "support survivors", "a b c d e f"} {
		add("search "+words, `{ search(text: %q, first: 10) { totalCount nodes { id } } }`, words)
	}
	add("search kinds", `{ search(text: "support") { kinds { count } } }`)
	for _, kind := range []string{"organization", "issue", "session"} {
		for depth := 1; depth <= 3; depth++ {
			add(fmt.Sprintf("neighborhood of %s, depth %d", kind, depth), `{ neighborhood(id: %q, depth: %d) { nodes { depth } } }`, ids.one(kind), depth)
		}
		add("graphology of "+kind, `{ neighborhood(id: %q) { graphology } }`, ids.one(kind))
	}
	add("paths, one", `{ paths(from: %q, to: %q, first: 1) { length } }`, ids.one("person"), ids.one("issue"))
	add("paths, 20 up to 6", `{ paths(from: %q, to: %q, first: 20, maxLength: 6) { length } }`, ids.one("person"), ids["organization"][1])
	axes := values(schema, "MatrixAxis")
	for _, rows := range axes {
		for _, columns := range axes {
			if strings.Contains("ISSUE VOICE RECOMMENDATION SESSION ORGANIZATION", rows) && rows < columns {
				add("matrix "+rows+" by "+columns, `{ matrix(rows: %s, columns: %s) { count } }`, rows, columns)
			}
		}
	}
	add("compare voices", `{ compare(a: %q, b: %q) { __typename } }`, ids["organization"][0], ids["organization"][1])
	add("compare issues", `{ compare(a: %q, b: %q) { __typename } }`, ids["issue"][0], ids["issue"][1])
	add("compare sessions", `{ compare(a: %q, b: %q) { __typename } }`, ids["session"][0], ids["session"][1])
	for _, mode := range values(schema, "CoalitionMode") {
		add("coalition "+mode, `{ coalition(mode: %s) { voices } }`, mode)
	}
	add("coalition filtered", `{ coalition(filter: {kind: [SUPPORTS]}) { voices } }`)
	add("agreement", `{ agreement(recommendation: %q) { __typename } }`, ids.one("recommendation"))
	for _, network := range values(schema, "NetworkKind") {
		for _, measure := range values(schema, "CentralityMeasure") {
			add("centrality "+network+" "+measure, `{ centrality(network: %s, measure: %s) { scores { value } } }`, network, measure)
		}
		add("communities "+network, `{ communities(network: %s) { modularity } }`, network)
	}
	add("centrality filtered", `{ centrality(network: ISSUES, measure: BETWEENNESS, filter: {kind: [RAISES]}) { scores { value } } }`)
	add("overview", `{ overview { version counts { kind count } } }`)
	add("fields", `{ nodes(ids: [%s]) { id label kind: __typename } }`, strings.Join(quoted(ids["issue"]), ", "))
	add("pages in pages", `{ organizations(first: 20, orderBy: STATEMENTS) { nodes { id statements(first: 20) { nodes { id summary issues { id } } } } } }`)
	return all
}

// form is one way to filter, with its literal.
type form struct{ name, literal string }

// filterForms returns a filter for each field of an input type, and some that combine them.
func filterForms(schema *ast.Schema, input string, ids examples) []form {
	var forms []form
	for _, f := range schema.Types[input].Fields {
		literal := ""
		switch def := schema.Types[f.Type.Name()]; {
		case f.Name == "narrower":
			forms = append(forms, form{"issue with narrower", fmt.Sprintf(`{issue: [%q], narrower: true}`, ids.one("issue"))})
			continue
		case f.Name == "text":
			literal = `"support"`
		case f.Name == "statements":
			literal = `{kind: [RAISES]}`
		case slices.Contains([]string{"and", "or", "not"}, f.Name):
			continue
		case def.Kind == ast.Enum:
			literal = def.EnumValues[0].Name
		case def.Name == "Boolean":
			literal = "true"
		case def.Name == "ID":
			literal = "[" + strings.Join(quoted(ids[kindOf(f.Name, input)]), ", ") + "]"
		default:
			panic("a filter field of an unknown type: " + f.Name)
		}
		forms = append(forms, form{f.Name, "{" + f.Name + ": " + literal + "}"})
	}
	part := `{text: "support"}`
	if input == "StatementFilter" {
		part = `{stance: [FOR], voiceKind: [PERSON]}`
	}
	return append(forms,
		form{"not", `{not: ` + part + `}`},
		form{"or of 60", `{or: [` + strings.Repeat(part+" ", 60) + `]}`},
		form{"and of 60", `{and: [` + strings.Repeat(part+" ", 60) + `]}`},
	)
}

// kindOf returns the kind of the nodes that a filter's field names.
func kindOf(field, input string) string {
	kinds := map[string]string{
		"voice": "organization", "raisedBy": "organization", "backedBy": "person", "opposedBy": "person",
		"affiliation": "organization", "affiliatedWith": "organization", "addressee": "organization", "mention": "initiative",
		"raised": "issue", "backs": "recommendation", "opposes": "recommendation", "presentedAt": "session",
		"broader": "issue",
	}
	if field == "id" {
		return map[string]string{"VoiceFilter": "person", "IssueFilter": "issue", "RecommendationFilter": "recommendation", "NodeFilter": "session"}[input]
	}
	if kind, ok := kinds[field]; ok {
		return kind
	}
	return field
}

func (e examples) one(kind string) string { return e[kind][0] }

func values(schema *ast.Schema, enum string) []string {
	var names []string
	for _, v := range schema.Types[enum].EnumValues {
		names = append(names, v.Name)
	}
	return names
}

func quoted(ids []string) []string {
	var out []string
	for _, id := range ids[:min(3, len(ids))] {
		out = append(out, fmt.Sprintf("%q", id))
	}
	return out
}
