package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

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

// ask executes a query and decodes its data into v. Any error fails the test.
func ask(t testing.TB, o graph.Options, v any, format string, args ...any) {
	t.Helper()
	query := fmt.Sprintf(format, args...)
	response := graph.Execute(context.Background(), o, query, nil)
	if len(response.Errors) > 0 {
		t.Fatalf("%s: %v", query, response.Errors)
	}
	if err := json.Unmarshal(response.Data, v); err != nil {
		t.Fatalf("%s: %v", query, err)
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
