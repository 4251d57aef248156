package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/cmd/forumgraph/internal/httpserver"
	"forumgraph/graph/protocol"
	"forumgraph/store"
)

// What was answered, what the caches hold and the version of the graph are told, each under a name of its own, together with
// figures of the process; closed caches are left out.
func TestMetricsSite(t *testing.T) {
	m := newMetricsSite()
	m.AddVersion(func() (uint64, bool) { return 7, true })
	m.Add(func() ([]store.CacheUse, error) {
		return []store.CacheUse{{Name: "nodes", Bytes: 10, Limit: 100, Entries: 2, Hits: 5, Misses: 3}}, nil
	})
	m.Add(func() ([]store.CacheUse, error) { return nil, store.ErrClosed })
	m.answered(httpserver.Answered{
		Route: "/graphql", Status: http.StatusOK, Bytes: 300, Took: 2 * time.Millisecond, Admitted: true, Queued: time.Millisecond,
	})
	m.answered(httpserver.Answered{Route: "/graphql", Status: http.StatusOK, Code: protocol.CodeTimeout, Bytes: 200, Took: time.Second})
	m.answered(httpserver.Answered{Route: "/graphql", Status: http.StatusBadRequest, Bytes: 10, Took: time.Millisecond})
	w := httptest.NewRecorder()
	m.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	var got []string
	process := false
	for line := range strings.Lines(w.Body.String()) {
		process = process || strings.HasPrefix(line, "process_resident_memory_bytes ")
		if strings.HasPrefix(line, "forumgraph_") && !strings.Contains(line, "_bucket{") {
			got = append(got, strings.TrimSpace(line))
		}
	}
	slices.Sort(got)
	want := []string{
		`forumgraph_cache_bytes{cache="nodes"} 10`,
		`forumgraph_cache_entries{cache="nodes"} 2`,
		`forumgraph_cache_hits_total{cache="nodes"} 5`,
		`forumgraph_cache_limit_bytes{cache="nodes"} 100`,
		`forumgraph_cache_misses_total{cache="nodes"} 3`,
		`forumgraph_errors_total{code="TIMEOUT"} 1`,
		`forumgraph_graph_version 7`,
		`forumgraph_queue_seconds_count 1`,
		`forumgraph_queue_seconds_sum 0.001`,
		`forumgraph_request_seconds_count{route="/graphql"} 3`,
		`forumgraph_request_seconds_sum{route="/graphql"} 1.003`,
		`forumgraph_requests_total{route="/graphql",status="200"} 2`,
		`forumgraph_requests_total{route="/graphql",status="400"} 1`,
		`forumgraph_response_bytes_total{route="/graphql"} 510`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !process {
		t.Error("nothing is told of the process")
	}
}

// A server told to does so at an address of its own, and not at the one that readers have; what is asked of the graph shows.
func TestServe_metrics(t *testing.T) {
	s := startServing(t, "--metrics", "127.0.0.1:0")
	resp, err := http.Post(s.URL+"/graphql", "application/json", strings.NewReader(`{"query":"{ issue(id: \"issue:forced-marriage\") { label } }"}`))
	if err != nil {
		t.Fatal(err)
	}
	if err := resp.Body.Close(); err != nil {
		t.Fatal(err)
	}
	if status, _ := read(t, s.URL+"/metrics"); status != http.StatusNotFound {
		t.Errorf("readers' /metrics has status %d", status)
	}
	s.stop()
	if err := s.wait(); err != nil {
		t.Fatal(err)
	}
	if at := regexp.MustCompile(`serving metrics" address=http://127\.0\.0\.1:\d+/metrics`); !at.MatchString(s.stderr.String()) {
		t.Errorf("the log does not say where the metrics are:\n%s", s.stderr.String())
	}
}

// The address that metrics are served at answers until it is stopped.
func TestMetricsSite_serve(t *testing.T) {
	var log strings.Builder
	stop, err := newMetricsSite().serve(context.Background(), "127.0.0.1:0", http.NotFoundHandler(), slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	url := regexp.MustCompile(`http://\S+`).FindString(log.String())
	if status, body := read(t, url); status != http.StatusOK || !strings.Contains(body, "go_goroutines ") {
		t.Errorf("status %d: %.200s", status, body)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	if _, err := http.Get(url); err == nil {
		t.Error("it answers after it was stopped")
	}
}

func read(t *testing.T, url string) (int, string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}
