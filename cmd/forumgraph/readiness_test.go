package main

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/cmd/forumgraph/internal/httpserver"
	"forumgraph/graph/protocol"
)

// A data folder that goes, or is another than before, is not ready; when it is back, it is.
func TestDataFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.MkdirAll(filepath.Join(dir, "graph-1"), 0o755); err != nil {
		t.Fatal(err)
	}
	check, err := dataFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	ready := []bool{check() == nil}
	for _, do := range []func() error{
		func() error { return os.Rename(dir, dir+"-away") },
		func() error { return os.MkdirAll(filepath.Join(dir, "graph-1"), 0o755) }, // another
		func() error { return errors.Join(os.RemoveAll(dir), os.Rename(dir+"-away", dir)) },
		func() error { return os.Remove(filepath.Join(dir, "graph-1")) }, // empty
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
		ready = append(ready, check() == nil)
	}
	if diff := cmp.Diff([]bool{true, false, false, true, false}, ready); diff != "" {
		t.Errorf("ready (-want +got):\n%s", diff)
	}
}

// A server whose data folder goes while it runs is alive, goes on answering, and is not ready.
func TestServe_dataFolderGone(t *testing.T) {
	s := startServing(t)
	before, _ := read(t, s.URL+"/readyz")
	if err := os.Rename(s.data, s.data+"-away"); err != nil {
		t.Fatal(err)
	}
	after, _ := read(t, s.URL+"/readyz")
	alive, _ := read(t, s.URL+"/healthz")
	answer, _ := read(t, s.URL+"/graphql?query={__typename}")
	if err := os.Rename(s.data+"-away", s.data); err != nil {
		t.Fatal(err)
	}
	again, _ := read(t, s.URL+"/readyz")
	if diff := cmp.Diff([]int{200, 503, 200, 200, 200}, []int{before, after, alive, answer, again}); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
	s.stop()
	if err := s.wait(); err != nil {
		t.Error(err)
	}
	if log := s.stderr.String(); strings.Count(log, "not ready") != 1 || !strings.Contains(log, "the data folder cannot be read") || !strings.Contains(log, "ready again") {
		t.Errorf("the log is:\n%s", log)
	}
}

// What goes wrong on the server is noted, whatever comes before it; otherwise the first error is.
func TestFaultsIn(t *testing.T) {
	for answer, want := range map[string][2]string{
		`{"errors":[{"message":"m","extensions":{"code":"INVALID_ARGUMENT"}}],"data":null}`:                        {"INVALID_ARGUMENT", ""},
		`{"errors":[{"extensions":{"code":"INVALID_ARGUMENT"}},{"extensions":{"code":"TIMEOUT"}}],"data":{"a":1}}`: {"INVALID_ARGUMENT", "TIMEOUT"},
		`{"errors":[{"message":"m"}]}`: {"", ""},
		`{"errors":[`:                  {"", ""},
	} {
		first, serious := faultsIn([]byte(answer))
		if got := [2]string{first, serious}; got != want {
			t.Errorf("%s: %q, want %q", answer, got, want)
		}
	}
}

// A timeout is logged by default although its status is 200.
func TestSite_logsTimeouts(t *testing.T) {
	var log strings.Builder
	o, _, err := (&internetFlags{logFormat: "text", logRequests: "errors"}).parse(&log)
	if err != nil {
		t.Fatal(err)
	}
	s, err := newSite("http://127.0.0.1:8080", false, o)
	if err != nil {
		t.Fatal(err)
	}
	s.Open(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		httpserver.RefuseGraphQL(w, httptest.NewRequest(http.MethodGet, "/", nil), http.StatusOK, protocol.CodeTimeout, "too long")
	}), func() (uint64, bool) { return 1, true }, allOf())
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/graphql", nil))
	if w.Code != http.StatusOK || !strings.Contains(log.String(), "code=TIMEOUT") {
		t.Errorf("status %d; the log is %q", w.Code, log.String())
	}
}

// However few files the process may open, some are left for the store, and a few connections are taken.
func TestConnectionsFor(t *testing.T) {
	for _, tt := range []struct {
		files      uint64
		used, want int
	}{
		{1024, 30, 970}, {64, 20, 20}, {64, 60, fewestConnections}, {1<<64 - 1, 30, 1<<20 - 54},
	} {
		if got := connectionsFor(tt.files, tt.used); got != tt.want {
			t.Errorf("%d files, %d used: %d connections, want %d", tt.files, tt.used, got, tt.want)
		}
	}
}
