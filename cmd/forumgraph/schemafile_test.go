package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"forumgraph/schema"
)

// The file is a schema by itself, with descriptions; the same program gives the same bytes and ETag, and who has them is
// sent none.
func TestNewSchemaFile(t *testing.T) {
	get := func(tag string) (*http.Response, string) {
		h, err := newSchemaFile(schema.FS)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest(http.MethodGet, "/schema.graphql", nil)
		r.Header.Set("If-None-Match", tag)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		body, err := io.ReadAll(w.Result().Body)
		if err != nil {
			t.Fatal(err)
		}
		return w.Result(), string(body)
	}
	first, sdl := get("")
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: sdl})
	if err != nil {
		t.Fatal(err)
	}
	if s.Query == nil || s.Query.Description == "" {
		t.Error("the query type is not described")
	}
	second, again := get("")
	if diff := cmp.Diff(sdl, again); diff != "" || first.Header.Get("ETag") != second.Header.Get("ETag") {
		t.Errorf("ETag %s, then %s (-first +second):\n%s", first.Header.Get("ETag"), second.Header.Get("ETag"), diff)
	}
	third, body := get(first.Header.Get("ETag"))
	if third.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("a known ETag is answered %s, %d bytes", third.Status, len(body))
	}
}
