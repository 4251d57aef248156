package graph_test

import (
	"encoding/json"
	"testing"

	"forumgraph/graph/protocol"
)

// Whatever a client sends for a filter, the list is filtered or the filter is refused with its place; it never fails
// otherwise, and a page of a filtered list is never longer than the list.
func FuzzFilter(f *testing.F) {
	o := bigOptions(f)
	for _, filter := range []string{
		`{}`, `null`, `{"kind": ["RAISES"]}`, `{"kind": "REPORTS"}`, `{"kind": []}`, `{"issue": ["issue:0", "x"]}`,
		`{"and": [{"or": [{"not": {"stance": ["MIXED"], "recommendation": ["recommendation:0"]}}]}]}`,
		`{"session": ["session:0"], "narrower": true, "voiceKind": ["PERSON"], "quantifier": ["SOME"]}`,
		`{"text": "claim 7"}`, `{"text": ""}`, `{"text": "\u0000\u202e"}`, `{"not": {"not": {"not": null}}}`,
		`{"and": [null]}`, `{"or": {"or": {"or": {}}}}`, `{"narrower": null}`, `{"narrower": "yes"}`,
		`{"voice": ["person:0"], "affiliation": ["organization:0"], "addressee": ["place:0"]}`,
		`{"place": ["place:0"], "population": ["population:0"], "mention": ["figure:0"], "source": ["source:first"], "review": ["DRAFT"]}`,
		`{"unknown": 1}`, `[]`, `7`, `"x"`,
	} {
		f.Add(filter)
	}
	allowed := map[any]bool{
		protocol.CodeInvalidVariables: true, protocol.CodeInvalidArgument: true, protocol.CodeTooComplex: true, protocol.CodeTimeout: true,
	}
	f.Fuzz(func(t *testing.T, filter string) {
		var value any
		if err := json.Unmarshal([]byte(filter), &value); err != nil {
			t.Skip("no JSON: variables are JSON")
		}
		response := execute(t.Context(), o, `query($f: StatementFilter) {
			statements(filter: $f, first: 3, orderBy: DOCUMENT_ORDER) { totalCount nodes { id } facets(by: [VOICE]) { total } }
			issues(filter: { statements: $f }, orderBy: VOICES) { totalCount }
			matrix(rows: VOICE, columns: ISSUE, filter: $f) { count }
		}`, map[string]any{"f": value})
		for _, err := range response.Errors {
			if !allowed[err.Extensions["code"]] {
				t.Errorf("%v %v", err, err.Extensions)
			}
		}
		if len(response.Errors) > 0 {
			return
		}
		var data struct {
			Statements struct {
				TotalCount int
				Nodes      []struct{ ID string }
			}
			Matrix struct{ Count int }
		}
		if err := json.Unmarshal(response.Data, &data); err != nil {
			t.Fatal(err)
		}
		if got, want := len(data.Statements.Nodes), min(3, data.Statements.TotalCount); got != want {
			t.Errorf("a page of %d of %d statements", got, data.Statements.TotalCount)
		}
		if data.Matrix.Count > data.Statements.TotalCount {
			t.Errorf("the matrix counts %d of %d statements", data.Matrix.Count, data.Statements.TotalCount)
		}
	})
}
