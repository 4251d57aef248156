package httpserver_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// Answers of 1 KiB and above are compressed for those who can read it, and differ in nothing else.
func TestNew_compression(t *testing.T) {
	server := httptest.NewServer(guarded(t, httpserver.Options{}))
	defer server.Close()
	for _, tt := range []struct {
		method, path, accept string
		encoding             string
		length               int // of the body that is read
	}{
		{"GET", "/small", "gzip", "", 1023},
		{"GET", "/large", "gzip", "gzip", 1024},
		{"GET", "/large", "br, gzip;q=0.8", "gzip", 1024},
		{"GET", "/large", "zstd", "", 1024},
		{"GET", "/large", "gzip;q=0", "", 1024},
		{"GET", "/large", "", "", 1024},
		{"HEAD", "/large", "gzip", "", 0},
		{"POST", "/graphql", "gzip", "gzip", 2200},
	} {
		t.Run(tt.method+" "+tt.path+" "+tt.accept, func(t *testing.T) {
			resp := send(t, server, tt.method, tt.path, "Accept-Encoding", tt.accept)
			body := io.Reader(resp.Body)
			if resp.Header.Get("Content-Encoding") == "gzip" {
				z, err := gzip.NewReader(body)
				if err != nil {
					t.Fatal(err)
				}
				body = z
			}
			b, err := io.ReadAll(body)
			if err != nil {
				t.Fatal(err)
			}
			got := []any{resp.StatusCode, resp.Header.Get("Content-Encoding"), len(b)}
			if diff := cmp.Diff([]any{http.StatusOK, tt.encoding, tt.length}, got); diff != "" {
				t.Errorf("status, encoding, length (-want +got):\n%s", diff)
			}
			if !slices.Contains(resp.Header.Values("Vary"), "Accept-Encoding") {
				t.Errorf("Vary is %q", resp.Header.Values("Vary"))
			}
		})
	}
}

// A weak ETag stands for the answer in every encoding; Vary tells of each header that counted, the route's own included,
// with and without a body.
func TestNew_validators(t *testing.T) {
	server := httptest.NewServer(guarded(t, httpserver.Options{Origins: []string{"https://friend.example"}}))
	defer server.Close()
	want := []any{`W/"v1"`, []string{"Accept", "Accept-Encoding", "Accept-Language", "Origin"}}
	for _, tt := range []struct {
		name, encoding, match string
		status                int
	}{
		{"plain", "", "", http.StatusOK},
		{"compressed", "gzip", "", http.StatusOK},
		{"plain, known", "", `W/"v1"`, http.StatusNotModified},
		{"compressed, known", "gzip", `W/"v1"`, http.StatusNotModified},
	} {
		t.Run(tt.name, func(t *testing.T) {
			resp := send(t, server, "GET", "/graphql", "Accept-Encoding", tt.encoding, "If-None-Match", tt.match)
			vary := strings.Split(strings.Join(resp.Header.Values("Vary"), ", "), ", ")
			slices.Sort(vary)
			if diff := cmp.Diff(want, []any{resp.Header.Get("ETag"), vary}); diff != "" || resp.StatusCode != tt.status {
				t.Errorf("%s, ETag and Vary (-want +got):\n%s", resp.Status, diff)
			}
		})
	}
}

// Every answer carries the headers that keep browsers careful, errors and refusals too, and none that names the software.
// Browsers are held to TLS only where the operator says so. What is about documents is not sent with data.
func TestNew_headers(t *testing.T) {
	for _, tt := range []struct {
		path           string
		behindTLS      bool
		hsts           string
		opener, refers string
		policy         string
	}{
		{"/large", false, "", "same-origin", "no-referrer", "of pages"},
		{"/missing", false, "", "same-origin", "no-referrer", "of pages"},
		{"/panics", false, "", "same-origin", "no-referrer", "of pages"},
		{"/large", true, "max-age=31536000", "same-origin", "no-referrer", "of pages"},
		{"/graphql", true, "max-age=31536000", "", "", "of data"},
	} {
		server := httptest.NewServer(guarded(t, httpserver.Options{
			BehindTLS: tt.behindTLS, API: []string{"/graphql"}, PagePolicy: "of pages", DataPolicy: "of data",
		}))
		got := send(t, server, "GET", tt.path).Header
		server.Close()
		want := map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": tt.refers,
			"Cross-Origin-Opener-Policy": tt.opener, "Cross-Origin-Resource-Policy": "same-origin",
			"Strict-Transport-Security": tt.hsts, "Server": "", "X-Powered-By": "",
			"Content-Security-Policy": tt.policy,
		}
		for name, value := range want {
			if got.Get(name) != value {
				t.Errorf("%s: %s is %q, want %q", tt.path, name, got.Get(name), value)
			}
		}
		for _, sensor := range []string{"accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone"} {
			if denied := strings.Contains(got.Get("Permissions-Policy"), sensor+"=()"); denied != (tt.opener != "") {
				t.Errorf("%s: %s is denied: %s", tt.path, sensor, got.Get("Permissions-Policy"))
			}
		}
	}
}

// A path names its methods when asked, and when another is used; it never gets to see that one.
func TestMethods(t *testing.T) {
	h := httpserver.Methods(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { httpserver.Plain(w, http.StatusOK, "answer") }), "GET", "HEAD")
	for method, want := range map[string][]any{
		"GET":     {http.StatusOK, "", "answer\n"},
		"OPTIONS": {http.StatusNoContent, "GET, HEAD, OPTIONS", ""},
		"POST":    {http.StatusMethodNotAllowed, "GET, HEAD, OPTIONS", "this path takes GET, HEAD, OPTIONS; questions go to /graphql\n"},
		"BREW":    {http.StatusMethodNotAllowed, "GET, HEAD, OPTIONS", "this path takes GET, HEAD, OPTIONS; questions go to /graphql\n"},
	} {
		resp := ask(h, method, "/")
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, []any{resp.StatusCode, resp.Header.Get("Allow"), string(body)}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", method, diff)
		}
	}
}

// send asks a server, with pairs of header names and values; an empty value leaves the header out. It does not decompress.
func send(t *testing.T, server *httptest.Server, method, path string, header ...string) *http.Response {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		if header[i+1] != "" {
			r.Header.Set(header[i], header[i+1])
		}
	}
	client := &http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	return resp
}

// A page can be framed only where it is asked for to be embedded, and only by the origins that the operator names; data never.
func TestNew_embedders(t *testing.T) {
	policy := "default-src 'self'; frame-ancestors 'none'"
	for _, tt := range []struct {
		embedders            []string
		path, options, frame string
	}{
		{nil, "/large?embed=1", "DENY", "frame-ancestors 'none'"},
		{[]string{"https://friend.example", "https://other.example"}, "/large?embed=1", "", "frame-ancestors https://friend.example https://other.example"},
		{[]string{"*"}, "/large?show=all&embed=1", "", "frame-ancestors *"},
		{[]string{"*"}, "/large", "DENY", "frame-ancestors 'none'"},
		{[]string{"*"}, "/large?embed=10", "DENY", "frame-ancestors 'none'"},
		{[]string{"*"}, "/graphql?embed=1", "DENY", "frame-ancestors 'none'"},
	} {
		server := httptest.NewServer(guarded(t, httpserver.Options{
			API: []string{"/graphql"}, PagePolicy: policy, DataPolicy: policy, Embedders: tt.embedders,
		}))
		got := send(t, server, "GET", tt.path).Header
		server.Close()
		if got.Get("X-Frame-Options") != tt.options || !strings.HasSuffix(got.Get("Content-Security-Policy"), tt.frame) {
			t.Errorf("%v, %s: X-Frame-Options %q, Content-Security-Policy %q", tt.embedders, tt.path, got.Get("X-Frame-Options"), got.Get("Content-Security-Policy"))
		}
	}
}
