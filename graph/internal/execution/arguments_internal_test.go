package execution

import (
	"context"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/graph/internal/query"
	"forumgraph/store"
	"forumgraph/store/selection"
)

// The arguments of a field are read once in a run, and once for all runs if no variable is in them.
func TestArgumentsOf(t *testing.T) {
	doc, errs := query.NewDocuments(query.Schema, false, query.DefaultPlanBytes).Prepare(`query($lang: Lang) { node(id: "a") { label(lang: $lang) english: label(lang: EN) } }`)
	if errs != nil {
		t.Fatal(errs)
	}
	var fields []*query.Field
	for _, s := range doc.Operations[0].SelectionSet[0].(*ast.Field).SelectionSet {
		f := s.(*ast.Field)
		fields = append(fields, &query.Field{CollectedField: graphql.CollectedField{Field: f}, Constant: !query.VariableArguments(f.Arguments)})
	}
	read := func(ec *Execution, f *query.Field) *langArgs { return argumentsOf[langArgs](t.Context(), ec, f) }
	english, french := &Execution{variables: map[string]any{"lang": "EN"}}, &Execution{variables: map[string]any{"lang": "FR"}}
	for _, c := range []struct {
		ec   *Execution
		f    *query.Field
		want store.Lang
	}{{english, fields[0], store.EN}, {french, fields[0], store.FR}, {french, fields[1], store.EN}} {
		first := read(c.ec, c.f)
		if first == nil || first.lang == nil || *first.lang != c.want {
			t.Errorf("%s in %v: got %+v, want %s", c.f.Alias, c.ec.variables, first, c.want)
		}
		if again := read(c.ec, c.f); again != first {
			t.Errorf("%s in %v was read twice", c.f.Alias, c.ec.variables)
		}
	}
	if read(english, fields[1]) != read(french, fields[1]) {
		t.Error("constant arguments were read for each run")
	}
}

// An argument that cannot be read leaves the field without arguments, and the answer with an error that tells the place.
func TestArgumentsOf_wrong(t *testing.T) {
	doc, errs := query.NewDocuments(query.Schema, false, query.DefaultPlanBytes).Prepare(`query($first: Int) { people(first: $first) { totalCount } }`)
	if errs != nil {
		t.Fatal(errs)
	}
	f := &query.Field{CollectedField: graphql.CollectedField{Field: doc.Operations[0].SelectionSet[0].(*ast.Field)}}
	ec := &Execution{variables: map[string]any{"first": "many"}, executor: New(Options{Present: graphql.DefaultErrorPresenter})}
	defer ec.leave(t.Context(), ec.enter("Query", f, fromResolver), new(bool))
	if got := argumentsOf[voiceFilterPersonOrderPageArgs](t.Context(), ec, f); got != nil {
		t.Errorf("got %+v", got)
	}
	found := graphql.GetErrors(ec.failing)
	if len(found) != 1 || found[0].Path.String() != "people.first" {
		t.Errorf("got errors %v", found)
	}
}

// Input objects are read as the specification says: one value stands for a list of one, null and what is absent differ from
// an empty list.
func TestReadStatementFilter(t *testing.T) {
	got, err := readStatementFilter(context.Background(), map[string]any{
		"issue": "issue:a", "voice": []any{}, "place": nil, "narrower": true, "text": "b",
		"or": map[string]any{"kind": []any{"RAISES", "ASKS"}}, "not": nil,
	})
	want := &selection.StatementFilter{
		Issue: []store.ID{"issue:a"}, Voice: []store.ID{}, Narrower: true, Text: "b",
		Or: []*selection.StatementFilter{{Kind: []store.StatementKind{store.Raises, store.Asks}}},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("got error %v, difference (-want +got):\n%s", err, diff)
	}
}
