package httpserver_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// logTo returns a log of JSON lines.
func logTo(w io.Writer) *slog.Logger {
	return slog.New(httpserver.WithRequestIDs(slog.NewJSONHandler(w, nil)))
}

// lines returns the records of a log, without their times and stacks.
func lines(t *testing.T, log *bytes.Buffer) []map[string]any {
	t.Helper()
	var all []map[string]any
	for d := json.NewDecoder(log); ; {
		var line map[string]any
		if err := d.Decode(&line); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		delete(line, "time")
		if _, ok := line["stack"]; ok {
			line["stack"] = "..."
		}
		all = append(all, line)
	}
}

// A request is one line that tells what was asked of the server, and nothing of who asked or of what they wanted to know.
func TestNew_log(t *testing.T) {
	var log bytes.Buffer
	c := newClock()
	o := httpserver.Options{
		Logger: logTo(&log), Log: httpserver.LogAll, NewID: func() string { return "R1" },
		Version: func() (uint64, bool) { return 7, true },
		Now:     func() time.Time { defer c.forward(1500 * time.Microsecond); return c.now() },
	}
	const private = "secret-query"
	h := guarded(t, o)
	ask(h, "GET", "/graphql?query="+private, "peer", "192.0.2.1:99", "X-Request-Id", "forged", "User-Agent", private)
	ask(h, "HEAD", "/missing", "Referer", "http://example.com/"+private)
	ask(h, "POST", "/graphql", "Sec-Fetch-Site", "cross-site")
	ask(h, "SECRET-QUERY", "/missing")
	ask(h, "GET", "/"+private)
	if strings.Contains(strings.ToLower(log.String()), private) || strings.Contains(log.String(), "192.0.2") {
		t.Errorf("the log tells too much:\n%s", log.String())
	}
	line := func(level, method, route string, status, bytes float64) map[string]any {
		return map[string]any{
			"level": level, "msg": "request", "request_id": "R1", "method": method, "route": route, "status": status,
			"duration_ms": 1.5, "bytes": bytes,
		}
	}
	first := line("INFO", "GET", "/graphql", 200, 2200)
	first["graph_version"] = 7.0
	want := []map[string]any{
		first,
		line("WARN", "HEAD", "/missing", 404, 0),
		line("WARN", "POST", "/graphql", 403, 146),
		line("WARN", "OTHER", "/missing", 404, 19),
		line("WARN", "GET", "", 404, 19),
	}
	if diff := cmp.Diff(want, lines(t, &log)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	o.LogAddresses = true
	ask(guarded(t, o), "GET", "/small", "peer", "192.0.2.1:99")
	if got := lines(t, &log)[0]["address"]; got != "192.0.2.1" {
		t.Errorf("address %v, want 192.0.2.1", got)
	}
}

// The answer names the ID under which the log tells of it; an ID that the request brought is not used.
func TestNew_requestID(t *testing.T) {
	h := guarded(t, httpserver.Options{})
	first := ask(h, "GET", "/small", "X-Request-Id", "forged").Header.Values("X-Request-Id")
	second := ask(h, "GET", "/small").Header.Values("X-Request-Id")
	if len(first) != 1 || len(second) != 1 || first[0] == second[0] || first[0] == "forged" || len(first[0]) < 20 {
		t.Errorf("request IDs %q and %q", first, second)
	}
}

// Off logs nothing, errors what went wrong, all everything.
func TestNew_logSelection(t *testing.T) {
	for which, want := range map[httpserver.RequestLog][]any{
		httpserver.LogOff:    nil,
		httpserver.LogErrors: {404.0},
		httpserver.LogAll:    {200.0, 404.0},
	} {
		var log bytes.Buffer
		h := guarded(t, httpserver.Options{Logger: logTo(&log), Log: which})
		ask(h, "GET", "/small")
		ask(h, "GET", "/missing")
		var got []any
		for _, line := range lines(t, &log) {
			got = append(got, line["status"])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", which, diff)
		}
	}
}

// A client that asks too often fills the log with one line a second, which counts the others.
func TestNew_logThinning(t *testing.T) {
	var log bytes.Buffer
	c := newClock()
	h := guarded(t, httpserver.Options{Logger: logTo(&log), Log: httpserver.LogErrors, Now: c.now, Rate: 0.5})
	ask(h, "GET", "/small")
	for range 10 {
		ask(h, "GET", "/small")
	}
	c.forward(time.Second)
	ask(h, "GET", "/small")
	var got []any
	for _, line := range lines(t, &log) {
		got = append(got, line["passed_over"])
	}
	if diff := cmp.Diff([]any{nil, 9.0}, got); diff != "" {
		t.Errorf("passed over (-want +got):\n%s", diff)
	}
}

// A route that panics is a fault of the server: the log has the cause without the client's address, the client an answer
// that tells nothing, or, where part of another was sent, a connection that ends early.
func TestNew_panic(t *testing.T) {
	var log, serverLog bytes.Buffer
	o := httpserver.Options{Logger: logTo(&log), Log: httpserver.LogErrors, NewID: func() string { return "R1" }, Now: newClock().now}
	server := httptest.NewUnstartedServer(guarded(t, o))
	server.Config.ErrorLog = slog.NewLogLogger(slog.NewTextHandler(&serverLog, nil), slog.LevelWarn)
	server.Start()

	resp := send(t, server, "GET", "/panics")
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusInternalServerError || string(body) != "something went wrong on the server\n" {
		t.Errorf("%s: %s", resp.Status, body)
	}
	if resp := send(t, server, "GET", "/panics/begun", "Accept-Encoding", "gzip"); resp.StatusCode != http.StatusInternalServerError ||
		resp.Header.Get("Content-Encoding") != "" {
		t.Errorf("an answer of which nothing was sent: %s, %s", resp.Status, resp.Header)
	}
	if body, err := io.ReadAll(send(t, server, "GET", "/panics/late").Body); err == nil {
		t.Errorf("half an answer of %d bytes was taken for a whole", len(body))
	}
	server.Close() // everything is logged by then
	want := []map[string]any{
		{"level": "ERROR", "msg": "request panicked", "request_id": "R1", "error": "secret", "stack": "..."},
		{"level": "ERROR", "msg": "request", "request_id": "R1", "method": "GET", "route": "/panics", "status": 500.0, "duration_ms": 0.0, "bytes": 35.0},
		{"level": "ERROR", "msg": "request panicked", "request_id": "R1", "error": "secret", "stack": "..."},
		{"level": "ERROR", "msg": "request", "request_id": "R1", "method": "GET", "route": "/panics/begun", "status": 500.0, "duration_ms": 0.0, "bytes": 35.0},
		{"level": "ERROR", "msg": "request panicked", "request_id": "R1", "error": "secret", "stack": "..."},
		{"level": "ERROR", "msg": "request", "request_id": "R1", "method": "GET", "route": "/panics/late", "status": 200.0, "duration_ms": 0.0, "bytes": 9375744.0, "aborted": true},
	}
	if diff := cmp.Diff(want, lines(t, &log)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if serverLog.Len() > 0 {
		t.Errorf("net/http logged %s", serverLog.String())
	}
}

// Whoever counts requests is told of each, refused ones too, by its route.
func TestNew_answered(t *testing.T) {
	var got []httpserver.Answered
	h := guarded(t, httpserver.Options{Rate: 1, Now: newClock().now, Answered: func(a httpserver.Answered) { got = append(got, a) }})
	for range 3 {
		ask(h, "GET", "/small")
	}
	want := []httpserver.Answered{
		{Route: "/small", Status: 200, Bytes: 1023}, {Route: "/small", Status: 200, Bytes: 1023},
		{Route: "/small", Status: 429, Code: "RATE_LIMITED", Bytes: 36},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
