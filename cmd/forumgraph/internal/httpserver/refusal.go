package httpserver

import (
	"encoding/json"
	"net/http"
	"strings"
)

// The codes in extensions.code of the errors that the server itself answers, beside those of package graph.
const (
	// CodeRateLimited is for a client that asks for more than it may; Retry-After says when it may again.
	CodeRateLimited = "RATE_LIMITED"
	// CodeUnavailable is for a server that is busy; Retry-After says when to ask again.
	CodeUnavailable = "UNAVAILABLE"
	// CodeCrossOrigin is for a page of an origin that may not ask.
	CodeCrossOrigin = "CROSS_ORIGIN"
	// CodeWrongHost is for a request for a host that the server does not answer for.
	CodeWrongHost = "WRONG_HOST"
	// CodeInternal is for a fault of the server; the log has more under the answer's X-Request-Id.
	CodeInternal = "INTERNAL"
)

// RefuseGraphQL answers with one error in the shape of a GraphQL answer. Only the newer of GraphQL's media types promises
// that shape under a status that is not 200, so a client that asks for it gets it.
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
	_ = json.NewEncoder(w).Encode(struct { // a client who went away is nobody's error
		Errors []fault `json:"errors"`
	}{[]fault{{message, extensions{code}}}})
}

// Plain answers with one line of text, which is not to be kept.
func Plain(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(line + "\n")) // as above
}

// refuse answers in the shape that the path has.
func (o Options) refuse(w http.ResponseWriter, r *http.Request, status int, code, message string) {
	if o.isAPI(r) {
		RefuseGraphQL(w, r, status, code, message)
		return
	}
	Plain(w, status, message)
}
