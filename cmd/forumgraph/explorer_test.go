package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// The explorer is served at /graphiql with and without a slash, and asked for anew each time; what is named by its
// content is kept for good, and what does not exist is not kept at all. Where it was not built, it says how to build it.
func TestNewExplorer(t *testing.T) {
	files := fstest.MapFS{
		"index.html":         {Data: []byte("page")},
		"assets/main-1a2.js": {Data: []byte("code")},
	}
	type answer struct {
		Status                      int
		Type, Cache, Body, Location string
	}
	const (
		html  = "text/html; charset=utf-8"
		code  = "text/javascript; charset=utf-8"
		text  = "text/plain; charset=utf-8"
		kept  = "public, max-age=31536000, immutable"
		no    = "404 page not found\n"
		build = "this program was built without the GraphQL explorer; \"make build\" builds it in and needs Node.js and npm; " +
			"questions go to /graphql\n"
	)
	for _, tt := range []struct {
		name, path string
		built      bool
		want       answer
	}{
		{"page", "/graphiql", true, answer{Status: 200, Type: html, Cache: "no-cache", Body: "page"}},
		{"page with slash", "/graphiql/", true, answer{Status: 200, Type: html, Cache: "no-cache", Body: "page"}},
		{"asset", "/graphiql/assets/main-1a2.js", true, answer{Status: 200, Type: code, Cache: kept, Body: "code"}},
		{"old asset", "/graphiql/assets/main-old.js", true, answer{Status: 404, Type: text, Body: no}},
		{"nowhere", "/graphiql/nowhere", true, answer{Status: 404, Type: text, Body: no}},
		{"not built", "/graphiql", false, answer{Status: 404, Type: text, Cache: "no-store", Body: build}},
		{"asset not built", "/graphiql/assets/main-1a2.js", false, answer{Status: 404, Type: text, Cache: "no-store", Body: build}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			newExplorer(files, tt.built).ServeHTTP(w, httptest.NewRequest(http.MethodGet, tt.path, nil))
			h := w.Header()
			got := answer{w.Code, h.Get("Content-Type"), h.Get("Cache-Control"), w.Body.String(), h.Get("Location")}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
