package graph_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
)

// everyCode is the closed list of codes.
var everyCode = []string{
	protocol.CodeBadRequest, protocol.CodeMethodNotAllowed, protocol.CodeNotAcceptable, protocol.CodeUnsupportedMediaType, protocol.CodeTooLarge,
	protocol.CodeParseFailed, protocol.CodeValidationFailed, protocol.CodeDocumentLimit, protocol.CodeIntrospectionDisabled, protocol.CodeTrustedOnly,
	protocol.CodeUnknownDocument, protocol.CodeInvalidVariables, protocol.CodeTooComplex, protocol.CodeInvalidArgument, protocol.CodeStaleCursor, protocol.CodeNotFound,
	protocol.CodeConflict, protocol.CodeTimeout, protocol.CodeResponseTooLarge, protocol.CodeUnavailable, protocol.CodeInternal,
}

// Whatever is sent, the answer is JSON with data or with errors that all have a code of the list, never INTERNAL, and the
// status belongs to GraphQL over HTTP.
func FuzzRequest(f *testing.F) {
	h := newHandler(graph.Options{Store: example(f)})
	for _, body := range []string{
		`{"query": "{ __typename }"}`,
		`{"query": "query($n: Int, $s: [EdgeType!], $id: ID!) { node(id: $id) { relationships(first: $n, types: $s) { totalCount } } }", "variables": {"n": 1, "s": ["RAISED"], "id": "issue:night-noise"}}`,
		`{"query": "query($id: ID!) { node(id: $id) { id } }", "variables": {"id": 5}}`,
		`{"query": "query($id: ID!) { node(id: $id) { id } }", "variables": {"id": 1e400}}`,
		`{"query": "query($n: Int) { issues(first: $n) { totalCount } }", "variables": {"n": "7"}}`,
		`{"query": "query($n: Int) { issues(first: $n) { totalCount } }", "variables": {"n": 3000000000}}`,
		`{"query": "query($l: Lang) { issues { nodes { name(lang: $l) } } }", "variables": {"l": "en"}}`,
		`{"query": "{ nodes(ids: [\"\", \"x\", \"issue:\", \"issue:night-noise\"]) { id } }"}`,
		`{"query": "{ issues(after: \"x\") { nodes { id } } }"}`,
		`{"operationName": null, "variables": null, "extensions": null, "query": "\u0000"}`,
		`{"documentId": "sha256:0", "extensions": {"persistedQuery": {"version": 1}}}`,
		`[]`, `null`, `"`, ``,
	} {
		f.Add(body, "application/graphql-response+json", true)
		f.Add(body, "*/*", false)
	}
	statuses := []int{200, 294, 400, 404, 405, 406, 413, 414, 415}
	f.Fuzz(func(t *testing.T, body, accept string, byPOST bool) {
		method, address := http.MethodPost, "/graphql"
		if !byPOST {
			method, address = http.MethodGet, "/graphql?query="+escaped(body)+"&variables="+escaped(`{"n": 1}`)
		}
		response, answer := send(t, h, method, address, body, "Accept", accept)
		if !slices.Contains(statuses, response.StatusCode) {
			t.Errorf("%s: %s", response.Status, answer)
		}
		if !json.Valid([]byte(answer)) {
			t.Errorf("no JSON: %s", answer)
		}
		for _, code := range codes(t, answer) {
			if !slices.Contains(everyCode, code) || code == protocol.CodeInternal {
				t.Errorf("code %q: %s", code, answer)
			}
		}
		if response.StatusCode == http.StatusOK && !strings.Contains(answer, `"data":`) && len(codes(t, answer)) == 0 {
			t.Errorf("neither data nor errors: %s", answer)
		}
	})
}

// escaped encodes every byte for a URL.
func escaped(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteString("%" + strings.ToUpper(string("0123456789abcdef"[s[i]>>4])+string("0123456789abcdef"[s[i]&15])))
	}
	return b.String()
}
