package main

import (
	"io/fs"
	"net/http"
	"strings"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// contentPolicy is the Content-Security-Policy of every page: it takes everything from this server, and runs and
// styles itself from files alone. Only small pictures may stand in a style sheet, as data: URLs. Forms, which search and
// need no script, go to this server.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// newExplorer returns the GraphQL explorer for /graphiql and what lies below it, or where it was not built an answer that
// says how to build it. It takes the results of [web.GraphiQL].
func newExplorer(files fs.FS, built bool) http.Handler {
	if !built {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			httpserver.Plain(w, http.StatusNotFound, `this program was built without the GraphQL explorer; "make build" builds it in and needs `+
				"Node.js and npm; questions go to /graphql")
		})
	}
	return http.StripPrefix("/graphiql", builtPage(files))
}

// builtPage serves a page that was built into files. What lies in assets is named by its content, and may be kept for
// good; all else is asked for anew each time, so that a new program shows its new page.
func builtPage(files fs.FS) http.Handler {
	server := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// On an error the file server takes the header away again.
		if strings.HasPrefix(r.URL.Path, "/assets/") {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		} else {
			w.Header().Set("Cache-Control", "no-cache")
		}
		server.ServeHTTP(w, r)
	})
}
