package pages

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"

	"forumgraph/web/pages/scene"
)

// Options configure the site. View, Version, Base, FileRows, Logger and RequestID are optional.
type Options struct {
	// Ask queries the graph.
	Ask Asker
	// View holds the files of the built view with Vite's manifest in .vite/manifest.json. If it is nil, or lacks the
	// manifest, the view was not built; pages then work without scripts and say how to build it.
	View fs.FS
	// Messages holds en.json and fr.json.
	Messages fs.FS
	// Styles holds tokens.css.
	Styles fs.FS
	// Version names the build of the program; caches do not mix pages of different builds.
	Version string
	// Base is the public address of the site, without a slash at its end, such as https://forum.example.org. Canonical
	// links and citations use it; without it they begin with a slash.
	Base string
	// Embeds is whether pages elsewhere may show pages with ?embed=1 in a frame.
	Embeds bool
	// FileRows is the most rows of a list's file; 0 means 20,000. Longer lists are refused, not cut.
	FileRows int
	// Logger receives the reasons of failed pages; nil discards them.
	Logger *slog.Logger
	// RequestID names the request under which a failure is logged; nil draws a random name.
	RequestID func(http.ResponseWriter, *http.Request) string
}

// site is the handler that New returns.
type site struct {
	o         Options
	documents documents
	style     *stylesheet
	view      view
	editions  map[Lang]*edition
	// epoch distinguishes the pages of this handler from those of another store, copy or build.
	epoch string
}

// edition is the site in one language.
type edition struct {
	*catalog
	templates templates
	sources   atomic.Pointer[sourcesOf]
	drawing   atomic.Pointer[scene.Drawing]
	claims    atomic.Pointer[keptClaims]
}

// New returns the site. It is safe for concurrent use.
//
// Errors name the file of messages, styles, templates or the view that cannot be read.
func New(o Options) (http.Handler, error) {
	if o.Ask == nil || o.Messages == nil || o.Styles == nil {
		return nil, errors.New("pages: Ask, Messages and Styles must be set")
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.RequestID == nil {
		o.RequestID = func(http.ResponseWriter, *http.Request) string { return rand.Text() }
	}
	if o.FileRows == 0 {
		o.FileRows = 20_000
	}
	o.Base = strings.TrimSuffix(o.Base, "/")
	s := &site{o: o, editions: make(map[Lang]*edition), epoch: rand.Text()}
	var err error
	if s.documents, err = readDocuments(); err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	if s.style, err = newStylesheet(o.Styles); err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	if s.view, err = newView(o.View); err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	for _, l := range langs {
		words, err := readCatalog(o.Messages, l)
		if err != nil {
			return nil, fmt.Errorf("pages: %w", err)
		}
		t, err := parseTemplates(words)
		if err != nil {
			return nil, fmt.Errorf("pages: %w", err)
		}
		s.editions[l] = &edition{catalog: words, templates: t}
	}
	return s, nil
}

// ServeHTTP implements [http.Handler].
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch p := r.URL.Path; {
	case strings.HasPrefix(p, styleFolder):
		s.style.ServeHTTP(w, r)
	case strings.HasPrefix(p, viewFolder) && s.view.files != nil:
		s.view.files.ServeHTTP(w, r)
	case p == "/":
		w.Header().Set("Vary", "Accept-Language")
		w.Header().Set("Cache-Control", "no-cache")
		redirect(w, r, "/"+string(preferred(strings.Join(r.Header.Values("Accept-Language"), ",")))+"/", http.StatusFound)
	default:
		s.document(w, r)
	}
}

// redirect redirects the reader, keeping the query of the request.
func redirect(w http.ResponseWriter, r *http.Request, path string, status int) {
	to := url.URL{Path: path, RawQuery: r.URL.RawQuery}
	http.Redirect(w, r, to.String(), status)
}

// document responds with an HTML page, or with its file.
func (s *site) document(w http.ResponseWriter, r *http.Request) {
	first, rest, slash := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	l := Lang(first)
	if s.editions[l] == nil {
		// The error page is in the language the browser prefers.
		q := s.newRequest(r, preferred(r.Header.Get("Accept-Language")), "/")
		q.values = nil
		s.fail(w, r, q, errNotFound)
		return
	}
	if !slash {
		redirect(w, r, "/"+first+"/", http.StatusMovedPermanently)
		return
	}
	if trimmed := strings.TrimRight(rest, "/"); trimmed != rest {
		redirect(w, r, "/"+first+"/"+trimmed, http.StatusMovedPermanently)
		return
	}
	q := s.newRequest(r, l, "/"+rest)
	tag, tagged := s.tag(r, l)
	if tagged && matches(r.Header.Values("If-None-Match"), tag) {
		cacheable(w, q, tag)
		w.WriteHeader(http.StatusNotModified)
		return
	}
	page, err := q.page()
	if err == nil && (page.stream != nil || page.file != nil) && !page.tells && len(q.misreads) > 0 {
		err = errMisread
	}
	switch {
	case err != nil:
		s.fail(w, r, q, err)
	case page.redirect != "":
		w.Header().Set("Cache-Control", "no-cache")
		http.Redirect(w, r, page.redirect, http.StatusSeeOther)
	default:
		s.write(w, r, q, page, tag, tagged)
	}
}

// write sends a page. Its tag holds only if the graph is still at the version the tag was made from.
func (s *site) write(w http.ResponseWriter, r *http.Request, q *request, p *page, tag string, tagged bool) {
	body := p.file
	switch {
	case p.stream != nil || body != nil:
		w.Header().Set("Content-Type", p.fileType)
		w.Header().Set("Content-Disposition", `attachment; filename="`+p.fileName+`"`)
		w.Header().Set("X-Robots-Tag", "noindex")
	default:
		var err error
		if body, err = s.render(q, p); err != nil {
			s.fail(w, r, q, err)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Language", q.lang.Tag())
	}
	if now, ok := s.tag(r, q.lang); tagged && ok && now == tag && p.status == 0 {
		cacheable(w, q, tag)
	} else {
		w.Header().Set("Cache-Control", "no-store")
	}
	if p.status != 0 {
		w.WriteHeader(p.status)
	}
	if p.stream == nil {
		_, _ = w.Write(body) // a client that disconnected is not an error
		return
	}
	w.Header().Set("Content-Language", q.lang.Tag())
	if r.Method == http.MethodHead {
		return
	}
	if err := p.stream(w); err != nil {
		if r.Context().Err() == nil {
			s.o.Logger.ErrorContext(r.Context(), "file", "path", r.URL.Path, "error", err)
		}
		// The client has to see that the rest is missing; a normal end would look complete.
		panic(http.ErrAbortHandler)
	}
}
