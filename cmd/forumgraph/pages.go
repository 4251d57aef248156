package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"runtime/debug"
	"strings"

	"forumgraph/graph"
	"forumgraph/web"
	"forumgraph/web/pages"
)

// newPages returns the site's pages, which ask the API of s. base is the address that readers reach them at.
func newPages(s *site, base string, logger *slog.Logger) (http.Handler, error) {
	view, _ := web.View() // nil if it was not built, and the pages say so
	info, _ := debug.ReadBuildInfo()
	version, revision := versions(info)
	return pages.New(pages.Options{
		Ask: asker{s}, View: view, Messages: web.Messages(), Styles: web.Styles(),
		Version: version + " " + revision, Base: base, Logger: logger,
		RequestID: func(w http.ResponseWriter, _ *http.Request) string { return w.Header().Get("X-Request-Id") },
	})
}

// asker asks the API of a site in this process, as a client would over HTTP, so that a page and a client share what is
// prepared and kept. Neither the rate limit nor the log of requests sees it: both saw the request for the page.
type asker struct{ site *site }

// Version implements [pages.Asker].
func (a asker) Version() (uint64, bool) { return a.site.version() }

// Ask implements [pages.Asker].
func (a asker) Ask(ctx context.Context, document string, variables map[string]any, l pages.Lang) (pages.Answer, error) {
	api := a.site.api.Load()
	if api == nil {
		return pages.Answer{}, pages.ErrUnavailable
	}
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return pages.Answer{}, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "/graphql", bytes.NewReader(body))
	if err != nil {
		return pages.Answer{}, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", string(l))
	w := &kept{header: make(http.Header)}
	api.ServeHTTP(w, r)
	var answer struct {
		Data   json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
		Extensions struct{ Graph struct{ Version uint64 } }
	}
	if err := json.Unmarshal(w.body.Bytes(), &answer); err != nil {
		return pages.Answer{}, fmt.Errorf("answer of the API: %w", err)
	}
	if len(answer.Errors) > 0 {
		e := answer.Errors[0]
		if e.Extensions.Code == graph.CodeUnavailable {
			return pages.Answer{}, pages.ErrUnavailable
		}
		return pages.Answer{}, &pages.Refusal{Code: e.Extensions.Code, Message: strings.TrimSpace(e.Message)}
	}
	return pages.Answer{Data: answer.Data, Version: answer.Extensions.Graph.Version}, nil
}

// kept is an answer that stays in memory.
type kept struct {
	header http.Header
	body   bytes.Buffer
}

// Header implements [http.ResponseWriter].
func (k *kept) Header() http.Header { return k.header }

// WriteHeader implements [http.ResponseWriter]. What went wrong is in the body too.
func (k *kept) WriteHeader(int) {}

// Write implements [http.ResponseWriter].
func (k *kept) Write(b []byte) (int, error) { return k.body.Write(b) }

// withPages returns trusted with the documents that the pages ask, without which a server that answers trusted documents
// alone would have no pages.
func withPages(trusted map[string]string) (map[string]string, error) {
	documents, err := pages.Documents()
	if err != nil {
		return nil, err
	}
	all := maps.Clone(trusted)
	if all == nil {
		all = make(map[string]string)
	}
	for _, d := range documents {
		sum := sha256.Sum256([]byte(d))
		all[hex.EncodeToString(sum[:])] = d
	}
	return all, nil
}
