package graph_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"forumgraph/graph"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

// engines are the stores that the API is tested on.
func engines() map[string]func(testing.TB) store.Store {
	return map[string]func(testing.TB) store.Store{
		"memstore": func(testing.TB) store.Store { return memstore.New() },
		"badgerstore": func(t testing.TB) store.Store {
			s, err := badgerstore.Open(t.TempDir(), badgerstore.Options{})
			if err != nil {
				t.Fatal(err)
			}
			return s
		},
	}
}

// filled returns s with the change sets applied; it is closed when the test ends.
func filled(t testing.TB, s store.Store, changes ...store.ChangeSet) store.Store {
	t.Helper()
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	for _, cs := range changes {
		if _, err := s.Apply(t.Context(), cs); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// example returns a store in memory that holds the graph that tests share.
func example(t testing.TB) store.Store { return filled(t, memstore.New(), storetest.Example()) }

// patience is how long a request may take in tests that are not about time: a busy machine must not change an answer.
const patience = time.Minute

// newHandler returns the API with patience, unless the options say how long a request may take.
func newHandler(o graph.Options) *graph.Handler {
	o.Timeout = cmp.Or(o.Timeout, patience)
	return graph.NewHandler(o)
}

// execute answers a query in the same process, with patience.
func execute(ctx context.Context, o graph.Options, document string, variables map[string]any) *graphql.Response {
	o.Timeout = cmp.Or(o.Timeout, patience)
	return graph.Execute(ctx, o, document, variables)
}

// post sends a query as a client would and returns the response with its body.
func post(t testing.TB, h http.Handler, query string, header ...string) (*http.Response, string) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	return send(t, h, http.MethodPost, "/graphql", string(body), header...)
}

func send(t testing.TB, h http.Handler, method, url, body string, header ...string) (*http.Response, string) {
	t.Helper()
	return sendIn(t.Context(), t, h, method, url, body, header...)
}

func sendIn(ctx context.Context, t testing.TB, h http.Handler, method, url, body string, header ...string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	response := w.Result()
	b, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(b)
}

// query asks a handler a question and decodes its data into v. Any error fails the test.
func query(t testing.TB, h http.Handler, v any, document string, variables map[string]any) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	_, answer := send(t, h, http.MethodPost, "/graphql", string(body))
	var response struct{ Data, Errors json.RawMessage }
	if err := json.Unmarshal([]byte(answer), &response); err != nil {
		t.Fatalf("%s %v: %v in %s", document, variables, err, answer)
	}
	if len(response.Errors) > 0 {
		t.Fatalf("%s %v: %s", document, variables, response.Errors)
	}
	if err := json.Unmarshal(response.Data, v); err != nil {
		t.Fatalf("%s %v: %v", document, variables, err)
	}
}

// attached is a copy of the source that matches every passage of odd length.
type attached struct{}

func (attached) Text(id store.ID) (string, bool) {
	return "words of " + string(id), len(id)%2 == 1
}
func (attached) Quote(c store.Citation) (string, bool) {
	return fmt.Sprintf("words %d to %d", c.Start, c.End), c.End%2 == 1
}
func (attached) Attached() (matched, total int) { return 3, 6 }
