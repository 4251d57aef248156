package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// Before the graph is open and after it is closed the process is alive but not ready; in between it is both. A page of
// another site may not send a query at any time.
func TestSite(t *testing.T) {
	s, err := newSite("http://127.0.0.1:8080", httpserver.Options{})
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
		{"open", func() { s.Open(api, func() (uint64, bool) { return 1, true }) }, http.StatusOK},
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
			{"POST", "/", "", http.StatusMethodNotAllowed},
		} {
			if got := status(tt.method, tt.path, tt.origin); got != tt.want {
				t.Errorf("%s: %s %s %s: status %d, want %d", phase.name, tt.method, tt.path, tt.origin, got, tt.want)
			}
		}
	}
}
