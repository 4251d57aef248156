package pages

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Over returns an Asker that queries a GraphQL API at /graphql, the drawing at /drawing.json and the claims at /claims.json
// in this process, as a client would over HTTP, so that pages and clients share the API's caches. api returns nil while no
// graph is loaded; version is the Asker's.
func Over(api func() http.Handler, version func() (uint64, bool)) Asker { return over{api, version} }

type over struct {
	api     func() http.Handler
	version func() (uint64, bool)
}

// Version implements [Asker].
func (o over) Version() (uint64, bool) { return o.version() }

// The codes of a server without capacity for more operations, and for more of this client's.
const (
	unavailable = "UNAVAILABLE"
	rateLimited = "RATE_LIMITED"
)

// Ask implements [Asker].
func (o over) Ask(ctx context.Context, document string, variables map[string]any, l Lang) (Answer, error) {
	api := o.api()
	if api == nil {
		return Answer{}, ErrUnavailable
	}
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return Answer{}, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "/graphql", bytes.NewReader(body))
	if err != nil {
		return Answer{}, err
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
		return Answer{}, fmt.Errorf("answer of the API: %w", err)
	}
	if len(answer.Errors) > 0 {
		e := answer.Errors[0]
		if code := e.Extensions.Code; code == unavailable || code == rateLimited {
			return Answer{}, &Busy{Limited: code == rateLimited, After: w.header.Get("Retry-After")}
		}
		return Answer{}, &Refusal{Code: e.Extensions.Code, Message: e.Message}
	}
	return Answer{Data: answer.Data, Version: answer.Extensions.Graph.Version}, nil
}

// Drawing implements [Asker].
func (o over) Drawing(ctx context.Context, l Lang) ([]byte, error) {
	return o.read(ctx, "/drawing.json", url.Values{"lang": {string(l)}})
}

// Claims implements [Asker].
func (o over) Claims(ctx context.Context, l Lang) ([]byte, error) {
	return o.read(ctx, "/claims.json", url.Values{"lang": {string(l)}})
}

// Part implements [Asker].
func (o over) Part(ctx context.Context, ids []string, depth int, l Lang) ([]byte, error) {
	return o.read(ctx, "/drawing.json", url.Values{"lang": {string(l)}, "around": {strings.Join(ids, ",")}, "depth": {strconv.Itoa(depth)}})
}

// read queries a document.
func (o over) read(ctx context.Context, path string, query url.Values) ([]byte, error) {
	api := o.api()
	if api == nil {
		return nil, ErrUnavailable
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, path+"?"+query.Encode(), nil)
	if err != nil {
		return nil, err
	}
	w := &kept{header: make(http.Header)}
	api.ServeHTTP(w, r)
	switch w.status {
	case 0, http.StatusOK:
		return w.body.Bytes(), nil
	case http.StatusServiceUnavailable:
		return nil, ErrUnavailable
	case http.StatusTooManyRequests:
		return nil, &Busy{Limited: true, After: w.header.Get("Retry-After")}
	}
	return nil, fmt.Errorf("%s: status %d: %s", path, w.status, w.body.Bytes())
}

// kept is a response that stays in memory.
type kept struct {
	header http.Header
	status int // 0 means 200
	body   bytes.Buffer
}

// Header implements [http.ResponseWriter].
func (k *kept) Header() http.Header { return k.header }

// WriteHeader implements [http.ResponseWriter].
func (k *kept) WriteHeader(status int) { k.status = status }

// Write implements [http.ResponseWriter].
func (k *kept) Write(b []byte) (int, error) { return k.body.Write(b) }
