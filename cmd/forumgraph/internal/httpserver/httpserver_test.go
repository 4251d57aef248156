package httpserver_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// routes are those of the tests: an API that names what it varies by itself, a probe, and everything else.
func routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/graphql", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Vary", "Accept, Accept-Language")
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("ETag", `W/"v1"`)
		if r.Header.Get("If-None-Match") == `W/"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, strings.Repeat(`{"data":{}}`, 200))
	})
	mux.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "ok") })
	mux.HandleFunc("/small", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strings.Repeat("a", 1023)) })
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strings.Repeat("a", 1024)) })
	mux.HandleFunc("/missing", http.NotFound)
	mux.HandleFunc("/panics", func(http.ResponseWriter, *http.Request) { panic("secret") })
	mux.HandleFunc("/panics/late", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, strings.Repeat("a", 9<<20)) // more than is kept until it is complete
		panic("secret")
	})
	mux.HandleFunc("/panics/begun", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, strings.Repeat("a", 8<<10))
		panic("secret")
	})
	return mux
}

// guarded returns routes guarded as o says.
func guarded(t *testing.T, o httpserver.Options) http.Handler {
	t.Helper()
	o.API, o.Probes = []string{"/graphql"}, []string{"/healthz"}
	h, err := httpserver.New(routes(), o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// ask sends a request with pairs of header names and values to h; the pair "peer" is the address that it comes from.
func ask(h http.Handler, method, url string, header ...string) *http.Response {
	r := httptest.NewRequest(method, url, nil)
	for i := 0; i < len(header); i += 2 {
		if header[i] == "peer" {
			r.RemoteAddr = header[i+1]
			continue
		}
		r.Header.Add(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

// clock stands still until it is set forward.
type clock struct{ time.Time }

func newClock() *clock { return &clock{time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)} }

func (c *clock) now() time.Time           { return c.Time }
func (c *clock) forward(by time.Duration) { c.Time = c.Add(by) }
