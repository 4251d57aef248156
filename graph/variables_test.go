package graph_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
)

// Variables that hold too much are refused before anything looks at them, however the document is named and however they are
// sent: nothing is read from the graph, and the same error is the answer.
func TestNewHandler_variablesTooMuch(t *testing.T) {
	const document = `query($f: StatementFilter) { statements(filter: $f) { totalCount } }`
	sum := sha256.Sum256([]byte(document))
	hash := hex.EncodeToString(sum[:])
	deep := func(n int) string {
		return `{"f":` + strings.Repeat(`{"or":`, n) + `{}` + strings.Repeat("}", n) + `}`
	}
	quoted := func(s string) string {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	wide := `{"f":{"voice":["x"` + strings.Repeat(`,"x"`, 3000) + `]}}`
	persisted := `{"persistedQuery":{"version":1,"sha256Hash":"` + hash + `"}}`
	for _, trusted := range []bool{false, true} {
		c := &counting{Store: example(t), calls: make(map[string]int)}
		h := newHandler(graph.Options{Store: c, CacheBytes: 1 << 20, Trusted: map[string]string{hash: document}, TrustedOnly: trusted})
		for _, variables := range []string{deep(9900), wide} {
			requests := map[string][3]string{
				"POST":            {http.MethodPost, "/graphql", `{"query":` + quoted(document) + `,"variables":` + variables + `}`},
				"documentId":      {http.MethodPost, "/graphql", `{"documentId":"sha256:` + hash + `","variables":` + variables + `}`},
				"persistedQuery":  {http.MethodPost, "/graphql", `{"extensions":` + persisted + `,"variables":` + variables + `}`},
				"variables first": {http.MethodPost, "/graphql", `{"variables":` + variables + `,"query":` + quoted(document) + `}`},
			}
			if len(url.QueryEscape(variables)) > protocol.MaxRequest-500 { // braces and quotes take three bytes in a URL
				variables = deep(3000)
			}
			escaped := url.QueryEscape(variables)
			requests["GET"] = [3]string{http.MethodGet, "/graphql?query=" + url.QueryEscape(document) + "&variables=" + escaped, ""}
			requests["GET documentId"] = [3]string{http.MethodGet, "/graphql?documentId=sha256:" + hash + "&variables=" + escaped, ""}
			requests["GET persistedQuery"] = [3]string{http.MethodGet, "/graphql?extensions=" + url.QueryEscape(persisted) + "&variables=" + escaped, ""}
			for name, r := range requests {
				for range 2 {
					response, body := send(t, h, r[0], r[1], r[2])
					if response.StatusCode != http.StatusBadRequest || strings.Join(codes(t, body), " ") != protocol.CodeInvalidVariables || len(body) > 600 {
						t.Errorf("%s, trusted only %v: %s: %s", name, trusted, response.Status, body)
					}
				}
			}
		}
		if calls := c.reset(); calls["Snapshot"] > 0 || calls["Nodes"] > 0 {
			t.Errorf("what was refused has read: %v", calls)
		}
	}
}

// Literals have the limits of variables, and the error names their place.
func TestExecute_literalsTooMuch(t *testing.T) {
	o := graph.Options{Store: example(t)}
	for name, value := range map[string]string{
		"valueDepth": strings.Repeat(`{or:`, 24) + `{}` + strings.Repeat("}", 24),
		"text":       `{text: "` + strings.Repeat("x", 10_001) + `"}`,
		"number":     `{text: ` + strings.Repeat("1", 41) + `}`,
		"tokens":     `{voice: [` + strings.Repeat(`"x" `, 2000) + `]}`,
	} {
		for _, query := range []string{
			`{ statements(filter: ` + value + `) { totalCount } }`,
			`query($f: StatementFilter = ` + value + `) { statements(filter: $f) { totalCount } }`,
		} {
			response := execute(t.Context(), o, query, nil)
			if len(response.Errors) != 1 || response.Errors[0].Extensions["code"] != protocol.CodeDocumentLimit || response.Errors[0].Extensions["name"] != name {
				t.Errorf("%s: %v", name, response.Errors)
			} else if name != "tokens" && len(response.Errors[0].Locations) == 0 {
				t.Errorf("%s: no place: %v", name, response.Errors)
			}
		}
	}
}

// A caller in this process gives Go values, which have the same limits.
func TestExecute_variables(t *testing.T) {
	o := graph.Options{Store: example(t)}
	const query = `query($n: Int, $f: StatementFilter) { statements(first: $n, filter: $f) { totalCount } }`
	deep := map[string]any{}
	for range 30 {
		deep = map[string]any{"or": deep}
	}
	tests := []struct {
		name      string
		variables map[string]any
		says      string // "" if it is answered
	}{
		{"numbers", map[string]any{"n": 3}, ""},
		{"numbers as encoding/json has them", map[string]any{"n": 3.0}, ""},
		{"lists of their type", map[string]any{"f": map[string]any{"voice": []string{"person:x"}}}, ""},
		{"a text for a number", map[string]any{"n": "3"}, "write the number without quotation marks"},
		{"deep", map[string]any{"f": deep}, "more than 24 levels"},
		{"no JSON", map[string]any{"n": func() {}}, "a value that is not JSON"},
	}
	for _, tt := range tests {
		response := execute(t.Context(), o, query, tt.variables)
		if tt.says == "" && len(response.Errors) > 0 {
			t.Errorf("%s: %v", tt.name, response.Errors)
		}
		if tt.says != "" && (len(response.Errors) != 1 || response.Errors[0].Extensions["code"] != protocol.CodeInvalidVariables || !strings.Contains(response.Errors[0].Message, tt.says)) {
			t.Errorf("%s: %v", tt.name, response.Errors)
		}
	}
}
