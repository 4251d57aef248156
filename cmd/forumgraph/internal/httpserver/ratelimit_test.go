package httpserver_test

import (
	"fmt"
	"io"
	"math"
	"net/http"
	"net/netip"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// A client may ask twice its rate at once, then at its rate; it is told when, in whole seconds. Others are not concerned.
func TestNew_rateLimit(t *testing.T) {
	c := newClock()
	h := guarded(t, httpserver.Options{Rate: 2, Now: c.now})
	const client, neighbor, other = "[2001:db8::1]:1", "[2001:db8::2]:2", "[2001:db8:0:1::1]:3"
	allowed := func(peer string) int {
		n := 0
		for ask(h, "GET", "/graphql", "peer", peer).StatusCode == http.StatusOK {
			n++
		}
		return n
	}
	got := []int{allowed(client), allowed(client), allowed(neighbor), allowed(other)}
	c.forward(499 * time.Millisecond)
	got = append(got, allowed(client))
	c.forward(time.Millisecond)
	got = append(got, allowed(client))
	c.forward(time.Hour)
	got = append(got, allowed(client))
	want := []int{4, 0, 0, 4, 0, 1, 4} // the neighbor is in the client's /64
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("requests allowed (-want +got):\n%s", diff)
	}
}

// A rate beyond any client, and none at all, let every request pass.
func TestNew_rateLimit_none(t *testing.T) {
	for _, rate := range []float64{0, math.MaxFloat64} {
		h := guarded(t, httpserver.Options{Rate: rate, Now: newClock().now})
		for n := range 1000 {
			if resp := ask(h, "GET", "/graphql"); resp.StatusCode != http.StatusOK {
				t.Fatalf("rate %v: request %d is answered %s", rate, n, resp.Status)
			}
		}
	}
}

// A refusal has the shape of its path: GraphQL for the API, text for pages. Probes are never refused.
func TestNew_rateLimit_refusal(t *testing.T) {
	c := newClock()
	h := guarded(t, httpserver.Options{Rate: 0.1, Now: c.now}) // one at once, the next after ten seconds
	ask(h, "GET", "/graphql")
	c.forward(100 * time.Millisecond)
	const graphQL = `{"errors":[{"message":"too many requests; try again in 10 s","extensions":{"code":"RATE_LIMITED"}}]}` + "\n"
	for _, tt := range []struct {
		path, accept, mediaType, body string
	}{
		{"/graphql", "", "application/json", graphQL},
		{"/graphql", "application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json", graphQL},
		{"/small", "", "text/plain; charset=utf-8", "too many requests; try again in 10 s\n"},
	} {
		resp := ask(h, "GET", tt.path, "Accept", tt.accept)
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		got := []any{resp.StatusCode, resp.Header.Get("Retry-After"), resp.Header.Get("Content-Type"), string(body)}
		if diff := cmp.Diff([]any{http.StatusTooManyRequests, "10", tt.mediaType, tt.body}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.path, diff)
		}
	}
	if resp := ask(h, "GET", "/healthz"); resp.StatusCode != http.StatusOK {
		t.Errorf("the probe is answered %s", resp.Status)
	}
}

// The clients behind a trusted proxy have buckets of their own.
func TestNew_rateLimit_proxy(t *testing.T) {
	c := newClock()
	h := guarded(t, httpserver.Options{Rate: 0.5, Now: c.now, Proxies: httpserver.Proxies{netip.MustParsePrefix("10.0.0.1/32")}})
	var got []int
	for _, forwarded := range []string{"198.51.100.1", "198.51.100.2", "198.51.100.1"} {
		got = append(got, ask(h, "GET", "/small", "peer", "10.0.0.1:1", "X-Forwarded-For", forwarded).StatusCode)
	}
	if diff := cmp.Diff([]int{http.StatusOK, http.StatusOK, http.StatusTooManyRequests}, got); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

// Any number of clients takes a bounded amount of memory: beyond it, who has not asked for longest is forgotten.
func TestNew_rateLimit_manyClients(t *testing.T) {
	c := newClock()
	h := guarded(t, httpserver.Options{Rate: 0.5, Now: c.now})
	status := func(n int) int {
		return ask(h, "GET", "/small", "peer", fmt.Sprintf("10.%d.%d.%d:1", n>>16, n>>8&255, n&255)).StatusCode
	}
	const remembered = 1 << 14
	for n := range remembered {
		if got := status(n); got != http.StatusOK {
			t.Fatalf("first request of client %d: %d", n, got)
		}
	}
	got := []int{status(0), status(remembered), status(0), status(1)}
	want := []int{http.StatusTooManyRequests, http.StatusOK, http.StatusTooManyRequests, http.StatusOK}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("statuses of the first, a new, the first and the second client (-want +got):\n%s", diff)
	}
}
