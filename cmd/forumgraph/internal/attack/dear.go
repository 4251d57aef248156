package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// candidates are operations with a high cost. In each, %s is replaced by a name that makes the operation unique, so
// that no kept answer serves it.
var candidates = []string{
	"{ %s: sessions { facets(by: [" + strings.TrimSuffix(strings.Repeat("SESSION, ", 14), ", ") + "]) { values { count } } } }",
	"{ %s: issues(first: 100) { nodes { id name raisedBy(first: 20) { edges { weight node { id name } } } } } }",
	"{ %s: coalition(mode: CONGRUENCE, first: 100) { voices ties { weight a { name } b { name } } } }",
	"{ %s: recommendations(first: 100) { nodes { id name backedBy(first: 20) { edges { weight node { id name } } } } } }",
}

// cheapQuery is a query that must always be answered.
const cheapQuery = "{ %s: issues(first: 1) { nodes { id name } } }"

// dearest returns the candidate that takes the server longest, among those it does not refuse, and how long. One that
// runs into the timeout counts too.
func dearest(ctx context.Context, s *Server) (query string, takes time.Duration, err error) {
	client := newClient(lookingOn)
	for i, candidate := range candidates {
		for round := range 2 { // the first also warms up
			start := time.Now()
			got := client.ask(ctx, s, fmt.Sprintf(candidate, fmt.Sprintf("w%d_%d", i, round)))
			if got.err != nil {
				return "", 0, got.err
			}
			if took := time.Since(start); round > 0 && (got.code == "" || got.code == "TIMEOUT") && took > takes {
				query, takes = candidate, took
			}
		}
	}
	if query == "" {
		return "", 0, errors.New("no candidate is answered")
	}
	return query, takes, nil
}

// lookingOn is the loopback address of a client that does not attack. Each address of 127.0.0.0/8 is a separate client.
const lookingOn = "127.0.1.1"

// client sends requests from its own address.
type client struct{ http http.Client }

func newClient(from string) *client {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	return &client{http.Client{
		Transport: &http.Transport{DialContext: dialer.DialContext, MaxIdleConnsPerHost: 256},
		Timeout:   20 * time.Second,
	}}
}

func (c *client) close() { c.http.CloseIdleConnections() }

// reply is the response to a request.
type reply struct {
	status int
	code   string // of the first error
	took   time.Duration
	size   int
	after  string // Retry-After
	err    error  // there was no complete answer
}

// ask sends one query by POST.
func (c *client) ask(ctx context.Context, s *Server, query string) reply {
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		return reply{err: err}
	}
	return c.post(ctx, s, body)
}

func (c *client) post(ctx context.Context, s *Server, body []byte) reply {
	start := time.Now()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		return reply{err: err}
	}
	r.Header.Set("Content-Type", "application/json")
	resp, err := c.http.Do(r)
	if err != nil {
		return reply{err: err, took: time.Since(start)}
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	got := reply{status: resp.StatusCode, took: time.Since(start), size: len(text), after: resp.Header.Get("Retry-After"), err: err}
	var answer struct {
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err == nil && json.Unmarshal(text, &answer) == nil && len(answer.Errors) > 0 {
		got.code = answer.Errors[0].Extensions.Code
	}
	return got
}
