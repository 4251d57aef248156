package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"forumgraph/cmd/forumgraph/internal/httpserver"
	"forumgraph/graph"
	"forumgraph/graph/protocol"
)

// admit waits until an operation of this cost may run; see [graph.Options].Admit.
func (s *site) admit(ctx context.Context, cost int) (release func(), err error) {
	err = s.guarded.Admit(ctx, cost)
	if refused := new(httpserver.Refused); errors.As(err, &refused) {
		why := &graph.AdmissionError{Message: refused.Message, RetryAfter: refused.After}
		if refused.Limited {
			why.Code = protocol.CodeRateLimited
		}
		return nil, why
	}
	if err != nil {
		return nil, err
	}
	return func() { s.guarded.Ran(ctx) }, nil
}

// admitted calls h once an operation of this cost may run. First it waits, at most for most, until ready returns: that
// wait takes no processor. If ready fails, h answers with the reason.
func admitted(h http.Handler, admit func(context.Context, int) (func(), error), cost int, ready func(context.Context) error, most time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		waiting, cancel := context.WithTimeout(r.Context(), most)
		_ = ready(waiting)
		cancel()
		if admit == nil {
			h.ServeHTTP(w, r)
			return
		}
		release, err := admit(r.Context(), cost)
		if err != nil {
			why, status := new(graph.AdmissionError), http.StatusServiceUnavailable
			if errors.As(err, &why); why.Code == protocol.CodeRateLimited {
				status = http.StatusTooManyRequests
			} else {
				why.Code = protocol.CodeUnavailable
			}
			w.Header().Set("Retry-After", strconv.Itoa(max(1, int((why.RetryAfter+time.Second-1)/time.Second))))
			httpserver.RefuseGraphQL(w, r, status, why.Code, why.Error())
			return
		}
		defer release()
		h.ServeHTTP(w, r)
	})
}

// asked passes requests to the API. A page that sends another query first releases the slot of its last one, because
// another request may be waiting for a slot to produce the same answer. Errors in answers are noted for the log.
func (s *site) asked(api http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.guarded.Rest(r.Context())
		api.ServeHTTP(&faults{ResponseWriter: w, ctx: r.Context()}, r)
	})
}

// faults notes the code of the first error in an answer of the API, or of the first serious one.
type faults struct {
	http.ResponseWriter
	ctx  context.Context
	seen bool
}

// Unwrap returns the underlying writer for [http.ResponseController].
func (f *faults) Unwrap() http.ResponseWriter { return f.ResponseWriter }

// Write implements [http.ResponseWriter]. The API writes an answer in one piece, its errors first.
func (f *faults) Write(b []byte) (int, error) {
	if !f.seen && bytes.HasPrefix(b, []byte(`{"errors":[`)) {
		first, serious := faultsIn(b)
		if serious != "" {
			first = serious
		}
		httpserver.Note(f.ctx, first, serious != "")
	}
	f.seen = true
	return f.ResponseWriter.Write(b)
}

// faultsIn returns the code of the first error in an answer, and that of the first serious one; "" if there is none.
func faultsIn(answer []byte) (first, serious string) {
	d := json.NewDecoder(bytes.NewReader(answer))
	for range 3 { // { "errors" [
		if _, err := d.Token(); err != nil {
			return "", ""
		}
	}
	for serious == "" && d.More() {
		var fault struct{ Extensions struct{ Code string } }
		if err := d.Decode(&fault); err != nil {
			break
		}
		code := fault.Extensions.Code
		if first == "" {
			first = code
		}
		if code == protocol.CodeTimeout || code == protocol.CodeInternal {
			serious = code
		}
	}
	return first, serious
}
