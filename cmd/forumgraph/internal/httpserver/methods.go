package httpserver

import (
	"net/http"
	"slices"
	"strings"
)

// Methods returns h limited to the methods. OPTIONS is answered with their names; another method is refused and gets
// their names too.
func Methods(h http.Handler, methods ...string) http.Handler {
	allow := strings.Join(append(slices.Clone(methods), http.MethodOptions), ", ")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case slices.Contains(methods, r.Method):
			h.ServeHTTP(w, r)
		case r.Method == http.MethodOptions:
			w.Header().Set("Allow", allow)
			w.WriteHeader(http.StatusNoContent)
		default:
			w.Header().Set("Allow", allow)
			Plain(w, http.StatusMethodNotAllowed, "this path takes "+allow+"; questions go to /graphql")
		}
	})
}
