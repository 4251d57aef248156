package httpserver

import (
	"encoding/json"
	"net/http"
	"strings"
)

// The codes in extensions.code of the errors that this package returns, in addition to those of package graph.
const (
	// CodeRateLimited is for a client that exceeds its limits; Retry-After says when to retry.
	CodeRateLimited = "RATE_LIMITED"
	// CodeUnavailable is for a server that is busy; Retry-After says when to retry.
	CodeUnavailable = "UNAVAILABLE"
	// CodeCrossOrigin is for a page of an origin that may not send requests.
	CodeCrossOrigin = "CROSS_ORIGIN"
	// CodeWrongHost is for a host that the server does not answer for.
	CodeWrongHost = "WRONG_HOST"
	// CodeInternal is for a server error; the log has more under the answer's X-Request-Id.
	CodeInternal = "INTERNAL"
)

// RefuseGraphQL answers with one error in the shape of a GraphQL answer. Only the newer GraphQL media type promises
// that shape for a status other than 200, so a client that accepts it gets it.
func RefuseGraphQL(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	type extensions struct {
		Code string `json:"code"`
	}
	type fault struct {
		Message    string     `json:"message"`
		Extensions extensions `json:"extensions"`
	}
	mediaType := "application/json"
	if strings.Contains(r.Header.Get("Accept"), "application/graphql-response+json") {
		mediaType = "application/graphql-response+json"
	}
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(struct { // a client that disconnects is not an error
		Errors []fault `json:"errors"`
	}{[]fault{{message, extensions{code}}}})
}

// Plain answers with one line of text, which must not be cached.
func Plain(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(line + "\n")) // as above
}

// refuse answers in the shape that the path uses.
func (o Options) refuse(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	if o.isAPI(r) {
		RefuseGraphQL(w, r, status, code, message)
		return
	}
	Plain(w, status, message)
}
