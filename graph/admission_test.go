package graph_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
)

// An operation is admitted once its cost is known, runs, and then makes room; an answer that is kept needs no admission.
func TestNewHandler_admitted(t *testing.T) {
	type client struct{}
	var log []any
	h := newHandler(graph.Options{Store: example(t), CacheBytes: 1 << 20,
		Admit: func(ctx context.Context, cost int) (func(), error) {
			log = append(log, ctx.Value(client{}), cost)
			return func() { log = append(log, "released") }, nil
		}})
	ctx := context.WithValue(t.Context(), client{}, "a client")
	for range 2 {
		const body = `{"query": "{ issues(first: 5) { nodes { id } } }"}`
		if response, body := sendIn(ctx, t, h, http.MethodPost, "/graphql", body); response.StatusCode != http.StatusOK || len(codes(t, body)) > 0 {
			t.Errorf("%s: %s", response.Status, body)
		}
	}
	if got := len(log); got != 3 || log[0] != "a client" || log[1] != 7 || log[2] != "released" {
		t.Errorf("admissions: %v, want one of cost 7 for the client, then released", log)
	}
	log = nil
	for _, refused := range []string{`{ nothing }`, `{`, `{ issues(first: 100) { nodes { statements(first: 100) { nodes { id name } } } } }`} {
		if _, body := post(t, h, refused); len(codes(t, body)) == 0 {
			t.Errorf("%s is answered: %s", refused, body)
		}
	}
	if len(log) > 0 {
		t.Errorf("what is refused before it runs asks for admission: %v", log)
	}
}

// An operation that is not admitted reads nothing and is answered with what to do, in both media types.
func TestNewHandler_notAdmitted(t *testing.T) {
	const busy = "the server is busy and did not run the query; wait "
	tests := []struct {
		name          string
		err           error
		status        int
		code, message string
		retryAfter    string
	}{
		{"any error", errors.New("marker"), 503, protocol.CodeUnavailable, busy + "a second and retry", "1"},
		{"busy", &graph.AdmissionError{RetryAfter: 2100 * time.Millisecond}, 503, protocol.CodeUnavailable, busy + "3 seconds and retry", "3"},
		{"rate", &graph.AdmissionError{Code: protocol.CodeRateLimited}, 429, protocol.CodeRateLimited,
			"your queries cost more than this server allows one client; wait a second and retry, or request less at a time", "1"},
		{"words", &graph.AdmissionError{Message: "closed for lunch", RetryAfter: time.Hour}, 503, protocol.CodeUnavailable, "closed for lunch", "3600"},
	}
	for _, tt := range tests {
		c := &counting{Store: example(t), calls: make(map[string]int)}
		h := newHandler(graph.Options{Store: c, CacheBytes: 1 << 20,
			Admit: func(context.Context, int) (func(), error) { return nil, tt.err }})
		for _, media := range []string{"application/json", typed} {
			for _, byURL := range []bool{false, true} {
				response, body := post(t, h, question, "Accept", media)
				if byURL {
					response, body = send(t, h, http.MethodGet, "/graphql?query="+url.QueryEscape(question), "", "Accept", media)
				}
				if response.StatusCode != tt.status || response.Header.Get("Retry-After") != tt.retryAfter ||
					strings.Join(codes(t, body), " ") != tt.code || !strings.Contains(body, `"message":"`+tt.message+`"`) {
					t.Errorf("%s, %s: %s, Retry-After %q: %s", tt.name, media, response.Status, response.Header.Get("Retry-After"), body)
				}
				if got := response.Header.Get("Cache-Control"); got != "no-store" {
					t.Errorf("%s: Cache-Control = %q", tt.name, got)
				}
			}
		}
		if n := c.reset()["Nodes"]; n > 0 {
			t.Errorf("%s: %d reads", tt.name, n)
		}
	}
}

// That the client whose request leads is not admitted does not refuse others who ask the same.
func TestNewHandler_notAdmittedForOthers(t *testing.T) {
	type client struct{}
	queued, refuse := make(chan struct{}), make(chan struct{})
	h := newHandler(graph.Options{Store: example(t), CacheBytes: 1 << 20,
		Admit: func(ctx context.Context, _ int) (func(), error) {
			if ctx.Value(client{}) != nil {
				close(queued)
				<-refuse
				return nil, new(graph.AdmissionError)
			}
			return func() {}, nil
		}})
	const body = `{"query": "{ overview { version } }"}`
	refused := make(chan string)
	go func() {
		_, got := sendIn(context.WithValue(t.Context(), client{}, "greedy"), t, h, http.MethodPost, "/graphql", body)
		refused <- got
	}()
	<-queued
	answered := make(chan string)
	go func() {
		_, got := send(t, h, http.MethodPost, "/graphql", body)
		answered <- got
	}()
	close(refuse)
	if got := codes(t, <-refused); strings.Join(got, " ") != protocol.CodeUnavailable {
		t.Errorf("the first: %v", got)
	}
	if got := <-answered; len(codes(t, got)) > 0 {
		t.Errorf("the second: %s", got)
	}
}
