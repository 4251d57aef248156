package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// Before the graph is open and after it is closed the process is alive but not ready; in between it is both. A page of
// another site may not send a query at any time.
func TestSite(t *testing.T) {
	s, err := newSite("http://127.0.0.1:8080", false, httpserver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	api := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { httpserver.Plain(w, http.StatusOK, "answer") })
	status := func(method, path, origin string) int {
		r := httptest.NewRequest(method, path, strings.NewReader(""))
		if origin != "" {
			r.Header.Set("Sec-Fetch-Site", origin)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Code
	}
	for _, phase := range []struct {
		name  string
		enter func()
		api   int
	}{
		{"loading", func() {}, http.StatusServiceUnavailable},
		{"open", func() { s.Open(api, func() (uint64, bool) { return 1, true }, allOf()) }, http.StatusOK},
		{"closed", s.Close, http.StatusServiceUnavailable},
	} {
		phase.enter()
		for _, tt := range []struct {
			method, path, origin string
			want                 int
		}{
			{"GET", "/healthz", "", http.StatusOK},
			{"GET", "/readyz", "", phase.api},
			{"POST", "/graphql", "", phase.api},
			{"POST", "/graphql", "same-origin", phase.api},
			{"POST", "/graphql", "cross-site", http.StatusForbidden},
			{"GET", "/graphql", "cross-site", phase.api},
			{"HEAD", "/graphql", "", phase.api},
			{"PUT", "/graphql", "", http.StatusMethodNotAllowed},
			{"OPTIONS", "/graphql", "", http.StatusNoContent},
			{"GET", "/drawing.json", "", phase.api},
			{"GET", "/claims.json", "", phase.api},
			{"GET", "/drawing.json", "cross-site", phase.api},
			{"POST", "/drawing.json", "", http.StatusMethodNotAllowed},
			{"GET", "/schema.graphql", "", http.StatusOK},
			{"POST", "/schema.graphql", "", http.StatusMethodNotAllowed},
			{"POST", "/", "", http.StatusMethodNotAllowed},
			{"GET", "/nowhere", "", http.StatusNotFound},
			{"GET", "/graphql/nowhere", "", http.StatusNotFound},
		} {
			if got := status(tt.method, tt.path, tt.origin); got != tt.want {
				t.Errorf("%s: %s %s %s: status %d, want %d", phase.name, tt.method, tt.path, tt.origin, got, tt.want)
			}
		}
	}
}

// A question under way when the site is closed is answered; those that come later are told to come back.
func TestSite_Close(t *testing.T) {
	s, err := newSite("http://127.0.0.1:8080", false, httpserver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	begun, proceed := make(chan struct{}), make(chan struct{})
	s.Open(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-proceed
		httpserver.Plain(w, http.StatusOK, "answer")
	}), func() (uint64, bool) { return 1, true }, allOf())
	server := httptest.NewServer(s)
	defer server.Close()

	type exchange struct {
		Status     int
		RetryAfter string
		Body       string
	}
	get := func(path string) exchange {
		resp, err := http.Get(server.URL + path)
		if err != nil {
			t.Error(err)
			return exchange{}
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Error(err)
		}
		return exchange{resp.StatusCode, resp.Header.Get("Retry-After"), string(body)}
	}
	underWay := make(chan exchange)
	go func() { underWay <- get("/graphql") }()
	<-begun
	s.Close()
	got := []exchange{get("/graphql"), get("/readyz"), get("/healthz")}
	close(proceed)
	got = append(got, <-underWay)
	want := []exchange{
		{http.StatusServiceUnavailable, "1", `{"errors":[{"message":"the graph is not ready; try again in a moment","extensions":{"code":"UNAVAILABLE"}}]}` + "\n"},
		{http.StatusServiceUnavailable, "1", "the graph is not ready\n"},
		{http.StatusOK, "", "ok\n"},
		{http.StatusOK, "", "answer\n"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A site that hides the schema has no file of it.
func TestSite_hideSchema(t *testing.T) {
	s, err := newSite("http://127.0.0.1:8080", true, httpserver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/schema.graphql", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("status %d, want 404", w.Code)
	}
}
