package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// NewHandler returns the API over HTTP: POST with a JSON body, and GET with the query in the URL. It is safe for
// concurrent use and answers from the latest version of the graph until the store is closed.
func NewHandler(o Options) http.Handler {
	o = o.withDefaults()
	server := handler.New(executable(o))
	server.AddTransport(transport.Options{})
	server.AddTransport(transport.GET{})
	server.AddTransport(transport.POST{})
	configure(server, o)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Vary", "Accept, Accept-Language")
		if !limited(w, r) {
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), o.Timeout)
		defer cancel()
		ctx = withLang(ctx, preferredLang(r.Header.Get("Accept-Language")))
		server.ServeHTTP(w, r.WithContext(ctx))
	})
}

// limited reads the request's body and reports whether the request may go on; if it is too long or cannot be read, the
// answer has been written.
func limited(w http.ResponseWriter, r *http.Request) bool {
	if len(r.URL.RawQuery) > MaxRequest {
		refuse(w, http.StatusRequestURITooLong, CodeTooLarge, "the query string is longer than 100 KiB")
		return false
	}
	if r.Body == nil || r.Method != http.MethodPost {
		return true
	}
	// One byte more than is allowed tells whether there is too much, whatever Content-Length says.
	body, err := io.ReadAll(io.LimitReader(r.Body, MaxRequest+1))
	switch {
	case err != nil:
		refuse(w, http.StatusBadRequest, CodeBadRequest, "the request's body could not be read")
		return false
	case len(body) > MaxRequest:
		refuse(w, http.StatusRequestEntityTooLarge, CodeTooLarge, "the request's body is longer than 100 KiB")
		return false
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return true
}

// refuse answers a request that gqlgen does not get to see.
func refuse(w http.ResponseWriter, status int, code, text string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	response := graphql.Response{Errors: gqlerror.List{{Message: text, Extensions: map[string]any{"code": code}}}}
	// The client may be gone; then nobody waits for the answer.
	_ = json.NewEncoder(w).Encode(response)
}
