package graph_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
)

func sha(document string) string {
	sum := sha256.Sum256([]byte(document))
	return hex.EncodeToString(sum[:])
}

// A client may send a trusted document's hash, in either form, instead of the document; nothing becomes trusted by being
// sent.
func TestNewHandler_trusted(t *testing.T) {
	const known, unknown = `query($id: ID!) { issue(id: $id) { name } }`, `{ __typename }`
	o := graph.Options{Store: example(t), Trusted: map[string]string{sha(known): known}}
	open := newHandler(o)
	o.TrustedOnly = true
	only := newHandler(o)
	body := func(document, form, hash string) string {
		m := map[string]any{"variables": map[string]string{"id": "issue:night-noise"}}
		if document != "" {
			m["query"] = document
		}
		switch form {
		case "documentId":
			m["documentId"] = "sha256:" + hash
		case "persistedQuery":
			m["extensions"] = map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hash}}
		}
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	tests := []struct {
		name, body, open, only string // the code with other documents allowed, and without; "" if it is answered
	}{
		{"documentId", body("", "documentId", sha(known)), "", ""},
		{"persistedQuery", body("", "persistedQuery", sha(known)), "", ""},
		{"hash and document", body(known, "persistedQuery", sha(known)), "", ""},
		{"trusted document without hash", body(known, "", ""), "", ""},
		{"hash of another document", body(unknown, "persistedQuery", sha(known)), protocol.CodeBadRequest, protocol.CodeBadRequest},
		{"document of another hash", body(known, "persistedQuery", sha(unknown)), protocol.CodeBadRequest, protocol.CodeBadRequest},
		{"other document", body(unknown, "", ""), "", protocol.CodeTrustedOnly},
		{"unknown hash with its document", body(unknown, "persistedQuery", sha(unknown)), "", protocol.CodeTrustedOnly},
		{"the same hash again", body("", "persistedQuery", sha(unknown)), protocol.CodeUnknownDocument, protocol.CodeUnknownDocument},
		{"unknown hash", body("", "documentId", strings.Repeat("0", 64)), protocol.CodeUnknownDocument, protocol.CodeUnknownDocument},
		{"upper case", body("", "documentId", strings.ToUpper(sha(known))), protocol.CodeUnknownDocument, protocol.CodeUnknownDocument},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for want, h := range map[*string]http.Handler{&tt.open: open, &tt.only: only} {
				_, answer := send(t, h, http.MethodPost, "/graphql", tt.body)
				if got := strings.Join(codes(t, answer), " "); got != *want {
					t.Errorf("code = %q, want %q: %s", got, *want, answer)
				}
			}
		})
	}

	address := "/graphql?documentId=sha256:" + sha(known) + "&variables=" + url.QueryEscape(`{"id": "issue:night-noise"}`)
	if response, answer := send(t, only, http.MethodGet, address, ""); response.StatusCode != http.StatusOK || !strings.Contains(answer, "Night noise") {
		t.Errorf("GET: %s: %s", response.Status, answer)
	}
}

// A manifest is taken whole or not at all, and what is wrong with it is told by entry.
func TestParseTrusted(t *testing.T) {
	const good, wrong = `{ __typename }`, `{ nonsense }`
	manifest := func(m map[string]string) string {
		b, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	tests := []struct {
		name, manifest string
		want           map[string]string
		errs           []string
	}{
		{"good", manifest(map[string]string{sha(good): good}), map[string]string{sha(good): good}, nil},
		{"empty", `{}`, map[string]string{}, nil},
		{"no JSON", `[`, nil, []string{"write a JSON object"}},
		{"another type", `["x"]`, nil, []string{"write a JSON object"}},
		{"wrong hash", manifest(map[string]string{"00": good}), nil, []string{`"00"`, "the document's hash is " + sha(good)}},
		{"several problems", manifest(map[string]string{sha(good): good, sha(wrong): wrong, "00": good}), nil,
			[]string{`"00"`, `"` + sha(wrong) + `"`, "nonsense"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := graph.ParseTrusted(strings.NewReader(tt.manifest))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if (err != nil) != (tt.errs != nil) {
				t.Fatalf("err = %v", err)
			}
			for _, part := range tt.errs {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("err = %v, want %q in it", err, part)
				}
			}
		})
	}
}

// What is written of a folder is what is read.
func TestWriteTrusted(t *testing.T) {
	const a, b = "query a { __typename }\n", "# <b>\nquery b { __typename }\n"
	var manifest bytes.Buffer
	folder := fstest.MapFS{"a.graphql": {Data: []byte(a)}, "b.graphql": {Data: []byte(b)}, "other.txt": {Data: []byte("x")}}
	if err := graph.WriteTrusted(&manifest, folder); err != nil {
		t.Fatal(err)
	}
	got, err := graph.ParseTrusted(&manifest)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{sha(a): a, sha(b): b}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	folder["c.graphql"] = &fstest.MapFile{Data: []byte("{ nonsense }")}
	if err := graph.WriteTrusted(&manifest, folder); err == nil || !strings.Contains(err.Error(), "c.graphql: ") {
		t.Errorf("err = %v", err)
	}
}
