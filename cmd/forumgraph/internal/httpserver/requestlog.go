package httpserver

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"slices"
	"sync"
	"time"
)

// RequestLog selects the requests to log.
type RequestLog int

// LogOff logs no request, LogErrors those with a status of 400 and above, LogAll all of them.
//
// LogErrors logs at most one refusal with status 429 a second, and one with 503, each with how many it skipped, so that
// clients over their limits cannot fill the disk. It also logs answers with another status that hold a timeout or a
// server error; see [Note].
const (
	LogOff RequestLog = iota
	LogErrors
	LogAll
)

// requestIDHeader is the answer's header with the request ID. A client's own is ignored, since it could claim anything.
const requestIDHeader = "X-Request-Id"

// logged numbers each request, answers if the handler panics, and logs one line for each request that o.Log selects.
func (g *Guard) logged(next http.Handler, routes *http.ServeMux) http.Handler {
	o := g.o
	var thinned thinned
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := o.Now()
		x := &exchange{id: o.NewID(), client: subscriber(o.Proxies.Client(r)), ctx: r.Context()}
		r = r.WithContext(context.WithValue(r.Context(), exchangeKey{}, x))
		a := &answer{ResponseWriter: w, bodily: r.Method != http.MethodHead, vary: []string{"Accept-Encoding"}}
		if len(o.Origins) > 0 && o.isAPI(r) {
			a.vary = append(a.vary, "Origin")
		}
		a.Header().Set(requestIDHeader, x.id)
		aborted := o.recovering(next, a, r)

		took := o.Now().Sub(start)
		code, serious, queued, admitted := x.noted()
		o.Answered(Answered{routeOf(r, routes), a.status, code, a.bytes, took, queued, admitted})
		if tell, passedOver := o.tells(&thinned, a.status, start); tell || (aborted || serious) && o.Log != LogOff {
			attrs := o.describe(a, r, routes, took)
			if code != "" {
				attrs = append(attrs, slog.String("code", code))
			}
			if aborted {
				attrs = append(attrs, slog.Bool("aborted", true))
			}
			if passedOver > 0 {
				attrs = append(attrs, slog.Int("passed_over", passedOver))
			}
			o.Logger.LogAttrs(r.Context(), levelOf(a.status, aborted, serious), "request", attrs...)
		}
		if aborted {
			panic(http.ErrAbortHandler) // net/http closes the connection, so that no client takes half an answer for a whole one
		}
	})
}

// tells reports whether to log a request answered at now with status, and how many were skipped before it.
func (o Options) tells(t *thinned, status int, now time.Time) (tell bool, passedOver int) {
	switch {
	case o.Log == LogOff, o.Log == LogErrors && status < http.StatusBadRequest:
		return false, 0
	case o.Log == LogErrors && status == http.StatusTooManyRequests:
		return t.limited.tell(now)
	case o.Log == LogErrors && status == http.StatusServiceUnavailable:
		return t.unavailable.tell(now)
	}
	return true, 0
}

func levelOf(status int, aborted, serious bool) slog.Level {
	switch {
	case aborted, status >= http.StatusInternalServerError && status != http.StatusServiceUnavailable:
		return slog.LevelError
	case status >= http.StatusBadRequest, serious:
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

// recovering runs next. If next panics, it logs the cause, because net/http would add the client's address. The answer
// is then an error or, if part of another has been sent, aborted.
func (o Options) recovering(next http.Handler, a *answer, r *http.Request) (aborted bool) {
	defer func() {
		cause := recover()
		if cause == nil {
			if a.status == 0 {
				a.WriteHeader(http.StatusOK) // as net/http does if a handler writes nothing
			}
			return
		}
		if cause != http.ErrAbortHandler {
			o.Logger.ErrorContext(r.Context(), "request panicked", "error", fmt.Sprint(cause), "stack", string(debug.Stack()))
		}
		if aborted = a.status != 0 || cause == http.ErrAbortHandler; !aborted {
			o.refuse(a, r, http.StatusInternalServerError, CodeInternal, "something went wrong on the server")
		}
	}()
	next.ServeHTTP(a, r)
	return false
}

// describe returns the log attributes of a request.
func (o Options) describe(a *answer, r *http.Request, routes *http.ServeMux, took time.Duration) []slog.Attr {
	attrs := []slog.Attr{
		slog.String("method", known(r.Method)),
		slog.String("route", routeOf(r, routes)),
		slog.Int("status", a.status),
		slog.Float64("duration_ms", float64(took.Microseconds())/1000),
		slog.Int64("bytes", a.bytes),
	}
	if r.Pattern != "" && o.isAPI(r) {
		if version, ok := o.Version(); ok {
			attrs = append(attrs, slog.Uint64("graph_version", version))
		}
	}
	if o.LogAddresses {
		attrs = append(attrs, slog.String("address", o.Proxies.Client(r).String()))
	}
	return attrs
}

// routeOf returns the route of a request.
func routeOf(r *http.Request, routes *http.ServeMux) string {
	if r.Pattern != "" {
		return r.Pattern
	}
	_, route := routes.Handler(r) // refused before it reached the routes
	return route
}

// known returns method, or OTHER for an unknown one: a client may send any word of any length.
func known(method string) string {
	methods := []string{
		http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete,
		http.MethodConnect, http.MethodOptions, http.MethodTrace,
	}
	if slices.Contains(methods, method) {
		return method
	}
	return "OTHER"
}

// thinned are the statuses of which only one request a second is logged.
type thinned struct{ limited, unavailable thinning }

// thinning lets through one event a second.
type thinning struct {
	mu         sync.Mutex
	next       time.Time
	passedOver int
}

// tell reports whether to log an event, and how many were skipped since the last logged one.
func (t *thinning) tell(now time.Time) (tell bool, passedOver int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now.Before(t.next) {
		t.passedOver++
		return false, 0
	}
	passedOver, t.passedOver = t.passedOver, 0
	t.next = now.Add(time.Second)
	return true, passedOver
}

// WithRequestIDs returns a handler that adds request_id to every record written during a request, so that the
// X-Request-Id of an answer finds all of its log records.
func WithRequestIDs(h slog.Handler) slog.Handler { return requestIDs{h} }

type requestIDs struct{ slog.Handler }

// Handle implements [slog.Handler].
func (h requestIDs) Handle(ctx context.Context, r slog.Record) error {
	if x := exchangeOf(ctx); x != nil {
		r = r.Clone()
		r.AddAttrs(slog.String("request_id", x.id))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs implements [slog.Handler].
func (h requestIDs) WithAttrs(attrs []slog.Attr) slog.Handler {
	return requestIDs{h.Handler.WithAttrs(attrs)}
}

// WithGroup implements [slog.Handler].
func (h requestIDs) WithGroup(name string) slog.Handler { return requestIDs{h.Handler.WithGroup(name)} }
