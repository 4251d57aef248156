package graph_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"forumgraph/graph"
)

const longQuestion = `{ __schema { types { name description } } }`

// A kept answer is given compressed to whoever reads gzip, by POST and by GET, also the first time; it is the same answer.
func TestOptions_Compress(t *testing.T) {
	o := graph.Options{Store: example(t), CacheBytes: 1 << 24}
	_, plain := post(t, newHandler(o), longQuestion, "Accept-Encoding", "gzip")
	o.Compress = true
	h := newHandler(o)
	for i := range 2 {
		response, body := post(t, h, longQuestion, "Accept-Encoding", "br, gzip")
		if got := unzipped(t, response, body); got != plain || len(body) > len(plain)/2 {
			t.Errorf("time %d: %d bytes are\n%s\nwant\n%s", i, len(body), got, plain)
		}
		response, body = send(t, h, http.MethodGet, "/graphql?query="+url.QueryEscape(longQuestion), "", "Accept-Encoding", "*;q=0.5")
		if got := unzipped(t, response, body); got != plain {
			t.Errorf("by GET: %s\nwant\n%s", got, plain)
		}
		if got := response.Header.Get("Vary"); !strings.Contains(got, "Accept-Encoding") {
			t.Errorf("Vary: %s", got)
		}
	}
}

// Everything else is given as it is: to who does not read gzip, what is short, what is not kept.
func TestOptions_Compress_not(t *testing.T) {
	o := graph.Options{Store: example(t), CacheBytes: 1 << 24, Compress: true}
	kept := newHandler(o)
	o.CacheBytes = 0
	unkept := newHandler(o)
	for _, tt := range []struct {
		name, query, accept string
		h                   http.Handler
	}{
		{"none_named", longQuestion, "", kept},
		{"others_named", longQuestion, "br, deflate", kept},
		{"refused", longQuestion, "*, gzip;q=0", kept},
		{"wrong_weight", longQuestion, "gzip;q=x", kept},
		{"short", question, "gzip", kept},
		{"refused_request", "{", "gzip", kept},
		{"not_kept", longQuestion, "gzip", unkept},
	} {
		t.Run(tt.name, func(t *testing.T) {
			response, body := post(t, tt.h, tt.query, "Accept-Encoding", tt.accept)
			if got := response.Header.Get("Content-Encoding"); got != "" || !strings.HasPrefix(body, "{") {
				t.Errorf("Content-Encoding %q: %.80s", got, body)
			}
		})
	}
}

func unzipped(t *testing.T, response *http.Response, body string) string {
	t.Helper()
	if got := response.Header.Get("Content-Encoding"); got != "gzip" {
		t.Fatalf("Content-Encoding %q: %.80s", got, body)
	}
	r, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}
