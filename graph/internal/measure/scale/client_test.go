package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A client must send bodies whole and read answers whole, short and long ones by turns over one connection, and refuse those
// that are no answers.
func TestClient_ask(t *testing.T) {
	connections := map[string]bool{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		connections[r.RemoteAddr] = true
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		if string(body) == "refuse" {
			w.WriteHeader(http.StatusTooManyRequests)
		}
		_, _ = fmt.Fprintf(w, "%s %s", r.URL.Path, body)
	}))
	defer server.Close()
	addr := strings.TrimPrefix(server.URL, "http://")
	c, err := dial(addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	for _, body := range []string{"short", strings.Repeat("long", 100_000), "", "short again"} {
		answer, err := c.ask(requestOf(addr, "/graphql", []byte(body)))
		if want := "/graphql " + body; err != nil || string(answer) != want {
			t.Errorf("got %.40q, %v; want %.40q", answer, err, want)
		}
	}
	for _, body := range []string{`{"errors":[]}`, "refuse"} {
		if answer, err := c.ask(requestOf(addr, "/graphql", []byte(body))); err == nil {
			t.Errorf("%s: got %q and no error", body, answer)
		}
	}
	if len(connections) != 1 {
		t.Errorf("%d connections, want 1", len(connections))
	}
}
