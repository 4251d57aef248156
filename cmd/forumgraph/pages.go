package main

import (
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"maps"
	"net/http"
	"runtime/debug"
	"slices"

	"forumgraph/web"
	"forumgraph/web/pages"
)

// newPages returns the site's pages, which query the API of s. base is the address at which readers reach them, embeds whether
// pages elsewhere may frame them.
func newPages(s *site, base string, embeds bool, logger *slog.Logger) (http.Handler, error) {
	view, _ := web.View() // nil if it was not built; the pages then say so
	info, _ := debug.ReadBuildInfo()
	version, revision := versions(info, archived)
	// The rate limit and the request log skip the queries of a page: both have seen the request for the page.
	ask := pages.Over(func() http.Handler {
		if api := s.api.Load(); api != nil {
			return api
		}
		return nil
	}, s.version)
	return pages.New(pages.Options{
		Ask: ask, View: view, Messages: web.Messages(), Styles: web.Styles(),
		Version: version + " " + revision, Base: base, Embeds: embeds, Logger: logger,
		RequestID: func(w http.ResponseWriter, _ *http.Request) string { return w.Header().Get("X-Request-Id") },
	})
}

// withOwn returns trusted with the documents of the pages and the view, which a server with --trusted-only could
// otherwise not answer.
func withOwn(trusted map[string]string) (map[string]string, error) {
	documents, err := pages.Documents()
	if err != nil {
		return nil, err
	}
	all := maps.Clone(trusted)
	if all == nil {
		all = make(map[string]string)
	}
	for _, d := range slices.Concat(documents, web.Documents()) {
		sum := sha256.Sum256([]byte(d))
		all[hex.EncodeToString(sum[:])] = d
	}
	return all, nil
}
