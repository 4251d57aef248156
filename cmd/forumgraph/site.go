package main

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"sync/atomic"

	"forumgraph/web"
)

// site is everything that serve answers over HTTP: the API at /graphql, the network view at /, and two probes.
//
// It answers from its first moment on, so that /healthz tells a live process from a dead one; until Open, /readyz and
// /graphql say that the graph is still being loaded. Safe for concurrent use.
type site struct {
	api  atomic.Pointer[http.Handler]
	mux  *http.ServeMux
	safe http.Handler
}

// newSite returns a site without a graph. Its page for a missing view names base, the address of the server.
func newSite(base string) (*site, error) {
	view, err := newView(base)
	if err != nil {
		return nil, err
	}
	s := &site{mux: http.NewServeMux()}
	s.mux.HandleFunc("/graphql", s.graphql)
	s.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") })
	s.mux.HandleFunc("GET /readyz", s.ready)
	explorer := readOnly(newExplorer(web.GraphiQL()))
	s.mux.Handle("/graphiql", explorer)
	s.mux.Handle("/graphiql/", explorer)
	s.mux.HandleFunc("GET /dist-missing.css", missingStyle)
	s.mux.Handle("/", readOnly(view))
	// A page of another site may not send requests on behalf of the reader who has both open.
	s.safe = http.NewCrossOriginProtection().Handler(s.mux)
	return s, nil
}

// Open lets api answer.
func (s *site) Open(api http.Handler) { s.api.Store(&api) }

// Close makes the site refuse new questions, so that whoever watches /readyz sends them elsewhere.
func (s *site) Close() { s.api.Store(nil) }

// ServeHTTP implements [http.Handler].
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Content-Security-Policy", contentPolicy)
	s.safe.ServeHTTP(w, r)
}

func (s *site) graphql(w http.ResponseWriter, r *http.Request) {
	api := s.api.Load()
	if api == nil {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprintln(w, `{"errors":[{"message":"the graph is not ready; try again in a moment","extensions":{"code":"UNAVAILABLE"}}]}`)
		return
	}
	(*api).ServeHTTP(w, r)
}

func (s *site) ready(w http.ResponseWriter, _ *http.Request) {
	if s.api.Load() == nil {
		w.Header().Set("Retry-After", "1")
		plain(w, http.StatusServiceUnavailable, "the graph is not ready")
		return
	}
	plain(w, http.StatusOK, "ready")
}

func plain(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	fmt.Fprintln(w, line)
}

// readOnly refuses everything but reading.
func readOnly(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			plain(w, http.StatusMethodNotAllowed, "questions go to /graphql")
			return
		}
		h.ServeHTTP(w, r)
	})
}

// newView returns the network view, or where it was not built the page that says so.
func newView(base string) (http.Handler, error) {
	if files, ok := web.View(); ok {
		return http.FileServerFS(files), nil
	}
	page, err := template.New("missing").Parse(web.Missing())
	if err != nil {
		return nil, fmt.Errorf("page for the missing view: %w", err)
	}
	var html bytes.Buffer
	if err := page.Execute(&html, base); err != nil {
		return nil, fmt.Errorf("page for the missing view: %w", err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Cache-Control", "no-cache")
		_, _ = w.Write(html.Bytes()) // a reader who went away is nobody's error
	}), nil
}
