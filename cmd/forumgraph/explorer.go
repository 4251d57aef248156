package main

import (
	"io/fs"
	"net/http"
	"strings"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// contentPolicy is the Content-Security-Policy of every page: it loads everything from this server, and scripts and
// styles only from files. Style sheets may embed small images as data: URLs. Forms, which make search work without
// scripts, submit to this server.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// newExplorer returns the GraphQL explorer for /graphiql and the paths below it; if it was not built, the answer says
// how to build it. Its parameters are the results of [web.GraphiQL].
func newExplorer(files fs.FS, built bool) http.Handler {
	if !built {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			httpserver.Plain(w, http.StatusNotFound, `this program was built without the GraphQL explorer; "make build" builds it in and needs `+
				"Node.js and npm; questions go to /graphql")
		})
	}
	return http.StripPrefix("/graphiql", builtPage(files))
}

// builtPage serves a page that was built into files. Files in assets are named by their content and may be cached
// forever; all others are revalidated each time, so that a new program shows its new page.
func builtPage(files fs.FS) http.Handler {
	server := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// The file server removes the header again on an error.
		if strings.HasPrefix(r.URL.Path, "/assets/") {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		} else {
			w.Header().Set("Cache-Control", "no-cache")
		}
		server.ServeHTTP(w, r)
	})
}
