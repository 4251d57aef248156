package drawing

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"forumgraph/graph/protocol"
	"forumgraph/store"
	"forumgraph/store/layout"
	"forumgraph/store/topology"
)

// Options configures the handlers. Store and Topologies must be set, for the drawing Layouts too; the caller closes them.
type Options struct {
	Store      store.Store
	Topologies *topology.Latest
	Layouts    *layout.Latest
	// Logger receives what clients must not see; nil discards it.
	Logger *slog.Logger
	// Timeout is how long one request waits for the layout; 0 means 2 seconds. The server limits the time for sending.
	Timeout time.Duration
}

const defaultTimeout = 2 * time.Second

// NewHandler returns a handler that answers GET and HEAD with the drawing of the latest version of the graph; see the
// package comment. It is safe for concurrent use.
func NewHandler(o Options) http.Handler { return newHandler(o, false) }

// newHandler returns the handler of the drawing, or of the claims.
func newHandler(o Options, claims bool) *handler {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	return &handler{o, rand.Text(), claims}
}

type handler struct {
	o Options
	// epoch distinguishes this handler's answers from those of another store or build.
	epoch string
	// claims means that it answers with the claims rather than with the drawing.
	claims bool
}

// document is an answer, ready to write.
type document interface {
	write(ctx context.Context, w io.Writer) error
}

// ServeHTTP implements [http.Handler].
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	lang, ok := langOf(r)
	if !ok {
		refuse(w, http.StatusBadRequest, protocol.CodeInvalidArgument, `lang: use "en" or "fr"`)
		return
	}
	var what around
	if !h.claims {
		var err error
		if what, err = aroundOf(r.URL.Query()); err != nil {
			refuse(w, http.StatusBadRequest, protocol.CodeInvalidArgument, err.Error())
			return
		}
	}
	snap, err := h.o.Store.Snapshot()
	if err != nil {
		h.fail(ctx, w, err)
		return
	}
	defer snap.Close()
	tag := fmt.Sprintf(`W/"%s-%d-%s-%s"`, h.epoch, snap.Version(), strings.ToLower(string(lang)), what.tag())
	header := w.Header()
	if match := r.Header.Values("If-None-Match"); matches(strings.Join(match, ","), tag) {
		header.Set("ETag", tag)
		header.Set("Cache-Control", "no-cache")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	d, err := h.document(ctx, snap, lang, what)
	if err != nil {
		h.fail(ctx, w, err)
		return
	}
	header.Set("ETag", tag)
	header.Set("Cache-Control", "no-cache")
	header.Set("Content-Type", "application/json; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	if err := d.write(ctx, w); err != nil {
		// Part of the answer may have been sent with a status that reports success. Only aborting shows the error.
		h.o.Logger.WarnContext(ctx, "answer broken off", "path", r.URL.Path, "error", err)
		panic(http.ErrAbortHandler)
	}
}

// langOf returns the requested language; English by default.
func langOf(r *http.Request) (lang store.Lang, ok bool) {
	switch r.URL.Query().Get("lang") {
	case "", "en":
		return store.EN, true
	case "fr":
		return store.FR, true
	}
	return "", false
}

// document returns the drawing of the version that snap shows, or the requested part of it, once the layout is ready; or
// its claims, which need no layout.
func (h *handler) document(ctx context.Context, snap store.Snapshot, lang store.Lang, what around) (document, error) {
	ctx, cancel := context.WithTimeout(ctx, h.o.Timeout)
	defer cancel()
	t, err := h.o.Topologies.Of(ctx, snap)
	if err != nil {
		return nil, err
	}
	if h.claims {
		return &claims{snap, t, lang}, nil
	}
	l, err := h.o.Layouts.Of(ctx, t)
	if err != nil {
		return nil, err
	}
	if what.ids != nil {
		return newPart(ctx, snap, t, l, lang, what)
	}
	return newDrawing(snap, t, l, lang), nil
}

// fail answers with an error before the drawing begins.
func (h *handler) fail(ctx context.Context, w http.ResponseWriter, err error) {
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		w.Header().Set("Retry-After", "1")
		refuse(w, http.StatusServiceUnavailable, protocol.CodeUnavailable, "the picture of this version of the graph is being made; try again in a moment")
	case errors.Is(err, store.ErrClosed):
		w.Header().Set("Retry-After", "1")
		refuse(w, http.StatusServiceUnavailable, protocol.CodeUnavailable, "the server is shutting down")
	default:
		h.o.Logger.ErrorContext(ctx, "drawing failed", "error", err)
		refuse(w, http.StatusInternalServerError, protocol.CodeInternal, "something went wrong on the server; its log tells what")
	}
}

// refuse answers with one error in the shape of the API's errors.
func refuse(w http.ResponseWriter, status int, code, message string) {
	type extensions struct {
		Code string `json:"code"`
	}
	type fault struct {
		Message    string     `json:"message"`
		Extensions extensions `json:"extensions"`
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(struct { // a client that disconnects is not an error
		Errors []fault `json:"errors"`
	}{[]fault{{message, extensions{code}}}})
}

// matches reports whether an If-None-Match header names tag. The comparison is weak, as RFC 9110 requires for that
// header.
func matches(header, tag string) bool {
	opaque := strings.TrimPrefix(tag, "W/")
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimSpace(part)
		if part == "*" || strings.TrimPrefix(part, "W/") == opaque {
			return true
		}
	}
	return false
}
