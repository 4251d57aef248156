package httpserver_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// BenchmarkNew measures what the layers cost one request with an answer of 2200 bytes: bare is the routes alone, guarded
// has all layers, compressed is the same for a client that reads gzip.
func BenchmarkNew(b *testing.B) {
	o := httpserver.Options{
		API: []string{"/graphql"}, Origins: []string{"https://friend.example"}, Rate: 1e9,
		Logger: slog.New(httpserver.WithRequestIDs(slog.NewTextHandler(io.Discard, nil))), Log: httpserver.LogAll,
	}
	h, err := httpserver.New(routes(), o)
	if err != nil {
		b.Fatal(err)
	}
	for _, bb := range []struct {
		name, encoding string
		h              http.Handler
	}{{"bare", "", routes()}, {"guarded", "", h}, {"compressed", "gzip", h}} {
		b.Run(bb.name, func(b *testing.B) {
			r := httptest.NewRequest(http.MethodGet, "/graphql", nil)
			r.Header.Set("Accept-Encoding", bb.encoding)
			b.ReportAllocs()
			for b.Loop() {
				bb.h.ServeHTTP(httptest.NewRecorder(), r)
			}
		})
	}
}
