package main

import (
	"log/slog"
	"net/http"
	"sync/atomic"

	"forumgraph/cmd/forumgraph/internal/httpserver"
	"forumgraph/graph/protocol"
	"forumgraph/schema"
	"forumgraph/web"
)

// site is everything that serve answers over HTTP: the API at /graphql, its schema at /schema.graphql, the drawing at
// /drawing.json, the pages below /, and two probes.
//
// It answers from the start, so that /healthz shows a live process; until Open, /readyz, /graphql and /drawing.json say
// that the graph is still being loaded. Safe for concurrent use.
type site struct {
	api     atomic.Pointer[openAPI]
	guarded *httpserver.Guard
	logger  *slog.Logger
	unready atomic.Bool // last logged state
}

// openAPI answers from an open graph: the handler for the API and the drawing, and the graph's version.
type openAPI struct {
	http.Handler
	version func() (uint64, bool)
	check   func() error
}

// newSite returns a site without a graph, guarded according to o. base is the address at which readers reach it. With
// hideSchema there is no /schema.graphql.
func newSite(base string, hideSchema bool, o httpserver.Options) (*site, error) {
	s := &site{logger: o.Logger}
	if s.logger == nil {
		s.logger = slog.New(slog.DiscardHandler)
	}
	documents, err := newPages(s, base, len(o.Embedders) > 0, o.Logger)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", httpserver.Methods(http.HandlerFunc(s.answer), http.MethodGet, http.MethodHead, http.MethodPost))
	readOnly := func(path string, h http.Handler) {
		mux.Handle(path, httpserver.Methods(h, http.MethodGet, http.MethodHead))
	}
	if !hideSchema {
		sdl, err := newSchemaFile(schema.FS)
		if err != nil {
			return nil, err
		}
		readOnly("/schema.graphql", sdl)
	}
	readOnly("/drawing.json", http.HandlerFunc(s.answer))
	readOnly("/claims.json", http.HandlerFunc(s.answer))
	readOnly("/healthz", http.HandlerFunc(healthy))
	readOnly("/readyz", http.HandlerFunc(s.ready))
	explorer := newExplorer(web.GraphiQL())
	readOnly("/graphiql", explorer)
	readOnly("/graphiql/", explorer)
	readOnly("/", documents)
	o.API = []string{"/graphql", "/schema.graphql", "/drawing.json", "/claims.json"}
	o.PagePolicy, o.DataPolicy = contentPolicy, dataPolicy
	o.Probes = []string{"/healthz", "/readyz"}
	o.Version = s.version
	o.MaxBody = protocol.MaxRequest
	s.guarded, err = httpserver.New(mux, o)
	return s, err
}

// Open makes api answer at /graphql and /drawing.json. version returns the version of its graph, or false if it is no
// longer readable. check is called for each request at /readyz; while it returns an error, the site is not ready.
// Nothing else decides readiness.
func (s *site) Open(api http.Handler, version func() (uint64, bool), check func() error) {
	s.api.Store(&openAPI{s.asked(api), version, check})
}

// Close makes the site refuse new requests, so that watchers of /readyz send them elsewhere. Requests under way are
// answered.
func (s *site) Close() { s.api.Store(nil) }

// version returns the version of the site's graph, or false if it is not open.
func (s *site) version() (uint64, bool) {
	if api := s.api.Load(); api != nil {
		return api.version()
	}
	return 0, false
}

// dataPolicy is the Content-Security-Policy of data: a browser that shows it loads and runs nothing.
const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

// ServeHTTP implements [http.Handler].
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.guarded.ServeHTTP(w, r) }

func (s *site) answer(w http.ResponseWriter, r *http.Request) {
	api := s.api.Load()
	if api == nil {
		w.Header().Set("Retry-After", "1")
		httpserver.RefuseGraphQL(w, r, http.StatusServiceUnavailable, protocol.CodeUnavailable, "the graph is not ready; try again in a moment")
		return
	}
	api.ServeHTTP(w, r)
}

func (s *site) ready(w http.ResponseWriter, _ *http.Request) {
	api := s.api.Load()
	var err error
	if api != nil {
		err = api.check()
		if was := s.unready.Swap(err != nil); err != nil && !was {
			s.logger.Error("not ready", "error", err)
		} else if err == nil && was {
			s.logger.Info("ready again")
		}
	}
	if api == nil || err != nil {
		w.Header().Set("Retry-After", "1")
		httpserver.Plain(w, http.StatusServiceUnavailable, "the graph is not ready")
		return
	}
	httpserver.Plain(w, http.StatusOK, "ready")
}

func healthy(w http.ResponseWriter, _ *http.Request) { httpserver.Plain(w, http.StatusOK, "ok") }
