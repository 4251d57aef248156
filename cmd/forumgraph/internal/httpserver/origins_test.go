package httpserver_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/cmd/forumgraph/internal/httpserver"
)

// An origin is what browsers send, or is refused with what is wrong: one that is never sent would allow nobody.
func TestParseOrigin(t *testing.T) {
	for _, tt := range []struct{ in, want, err string }{
		{in: "*", want: "*"},
		{in: "https://example.org", want: "https://example.org"},
		{in: "https://Example.org", want: "https://example.org"},
		{in: "http://localhost:5173", want: "http://localhost:5173"},
		{in: "http://[::1]:5173", want: "http://[::1]:5173"},
		{in: "", err: "an origin begins with http:// or https://"},
		{in: "example.org", err: "an origin begins with http:// or https://"},
		{in: "null", err: "an origin begins with http:// or https://"},
		{in: "file:///x", err: "an origin begins with http:// or https://"},
		{in: "https://", err: "this names no host"},
		{in: "https://example.org:", err: "this names no host"},
		{in: "https://me@example.org", err: "this names no host"},
		{in: "https://exa mple.org", err: "this is no origin"},
		{in: "https://*.example.org", err: "origins are exact; there are no patterns"},
		{in: "https://forêt.example", err: "browsers send the host in ASCII, as punycode, xn-- and so on"},
		{in: "https://example.org:443", err: "browsers leave out port 443 of https"},
		{in: "http://example.org:80", err: "browsers leave out port 80 of http"},
		{in: "https://example.org/", err: "an origin ends with its host; this is a page of https://example.org"},
		{in: "https://example.org/a?b#c", err: "an origin ends with its host; this is a page of https://example.org"},
	} {
		got, err := httpserver.ParseOrigin(tt.in)
		if tt.err == "" && (err != nil || got != tt.want) {
			t.Errorf("%q: %q, %v; want %q", tt.in, got, err, tt.want)
		}
		if tt.err != "" && (err == nil || err.Error() != tt.err) {
			t.Errorf("%q: error %v, want %s", tt.in, err, tt.err)
		}
	}
}

// Pages of the origins that are allowed read the API and send it queries; pages of others do neither, and no page of
// another origin has anything but the API. A browser may send any of it before and after it knows of Sec-Fetch-Site.
func TestNew_origins(t *testing.T) {
	const friend, stranger = "https://friend.example", "https://stranger.example"
	none, one, all := []string(nil), []string{friend}, []string{httpserver.AnyOrigin}
	for _, tt := range []struct {
		name         string
		allowed      []string
		method, path string
		origin, site string // Origin and Sec-Fetch-Site
		status       int
		shared       string // Access-Control-Allow-Origin
	}{
		{"none, stranger posts", none, "POST", "/graphql", stranger, "cross-site", 403, ""},
		{"none, stranger posts from an old browser", none, "POST", "/graphql", stranger, "", 403, ""},
		{"none, stranger gets", none, "GET", "/graphql", stranger, "cross-site", 200, ""},
		{"none, own page posts", none, "POST", "/graphql", "http://example.com", "same-origin", 200, ""},
		{"none, no browser posts", none, "POST", "/graphql", "", "", 200, ""},
		{"one, friend posts", one, "POST", "/graphql", friend, "cross-site", 200, friend},
		{"one, friend posts from an old browser", one, "POST", "/graphql", friend, "", 200, friend},
		{"one, friend gets", one, "GET", "/graphql", friend, "cross-site", 200, friend},
		{"one, friend gets a page", one, "GET", "/small", friend, "cross-site", 200, ""},
		{"one, stranger posts", one, "POST", "/graphql", stranger, "cross-site", 403, ""},
		{"one, stranger gets", one, "GET", "/graphql", stranger, "cross-site", 200, ""},
		{"one, own page posts", one, "POST", "/graphql", "http://example.com", "same-origin", 200, ""},
		{"all, stranger posts", all, "POST", "/graphql", stranger, "cross-site", 200, "*"},
		{"all, a page without origin posts", all, "POST", "/graphql", "null", "cross-site", 200, "*"},
		{"all, stranger gets a page", all, "GET", "/small", stranger, "cross-site", 200, ""},
		{"all, stranger posts to a page", all, "POST", "/small", stranger, "cross-site", 403, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			header := []string{}
			if tt.origin != "" {
				header = append(header, "Origin", tt.origin)
			}
			if tt.site != "" {
				header = append(header, "Sec-Fetch-Site", tt.site)
			}
			resp := ask(guarded(t, httpserver.Options{Origins: tt.allowed}), tt.method, tt.path, header...)
			if resp.StatusCode != tt.status || resp.Header.Get("Access-Control-Allow-Origin") != tt.shared {
				t.Errorf("%s, shared with %q; want %d, %q", resp.Status, resp.Header.Get("Access-Control-Allow-Origin"), tt.status, tt.shared)
			}
			if got := resp.Header.Get("Access-Control-Allow-Credentials"); got != "" {
				t.Errorf("credentials are allowed: %q", got)
			}
		})
	}
}

// A preflight is answered for the origins, methods and headers that are allowed, and does not use up the client's share.
func TestNew_origins_preflight(t *testing.T) {
	const friend = "https://friend.example"
	h := guarded(t, httpserver.Options{Origins: []string{friend}, Rate: 0.5, Now: newClock().now})
	for _, tt := range []struct {
		name, origin, method, headers string
		want                          http.Header
	}{
		{"allowed", friend, "POST", "content-type,if-none-match", http.Header{
			"Access-Control-Allow-Origin":  {friend},
			"Access-Control-Allow-Methods": {"POST"},
			"Access-Control-Allow-Headers": {"content-type,if-none-match"},
			"Access-Control-Max-Age":       {"600"},
		}},
		{"another origin", "https://stranger.example", "POST", "content-type", http.Header{}},
		{"another method", friend, "DELETE", "content-type", http.Header{}},
		{"another header", friend, "POST", "authorization", http.Header{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			resp := ask(h, "OPTIONS", "/graphql", "Origin", tt.origin, "Access-Control-Request-Method", tt.method,
				"Access-Control-Request-Headers", tt.headers)
			got := http.Header{}
			for name, values := range resp.Header {
				if strings.HasPrefix(name, "Access-Control-") {
					got[name] = values
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" || resp.StatusCode != http.StatusNoContent {
				t.Errorf("%s (-want +got):\n%s", resp.Status, diff)
			}
		})
	}
}

// Pages that may ask can also read why they are refused, and when to come back.
func TestNew_origins_refusal(t *testing.T) {
	const friend = "https://friend.example"
	h := guarded(t, httpserver.Options{Origins: []string{friend}, Rate: 0.5, Now: newClock().now})
	ask(h, "GET", "/graphql")
	resp := ask(h, "GET", "/graphql", "Origin", friend)
	got := []any{
		resp.StatusCode, resp.Header.Get("Access-Control-Allow-Origin"), resp.Header.Get("Access-Control-Expose-Headers"),
		resp.Header.Get("Retry-After"),
	}
	if diff := cmp.Diff([]any{http.StatusTooManyRequests, friend, "Etag, Retry-After, X-Request-Id", "2"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
