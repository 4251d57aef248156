package graph_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

const (
	plain = "application/json"
	typed = "application/graphql-response+json"
)

// The answer comes in the media type that the client likes best, of those that it takes.
func TestNewHandler_accept(t *testing.T) {
	h := newHandler(graph.Options{Store: example(t)})
	tests := []struct{ accept, want string }{
		{"", plain},
		{"*/*", plain},
		{"application/*", plain},
		{plain, plain},
		{typed, typed},
		{typed + "; charset=utf-8", typed},
		{typed + "; charset=UTF-8, " + plain, typed},
		{typed + ", " + plain, typed},
		{plain + ", " + typed, plain},
		{plain + ";q=0.9, " + typed, typed},
		{typed + ";q=0.5, " + plain + ";q=0.6", plain},
		{"text/html, " + typed + ";q=0.1", typed},
		{typed + ", */*;q=0.1", typed},
		{"*/*;q=0.9, " + plain + ";q=0.1", typed},
		{plain + ";q=0, */*", typed},
		{plain + ";q=0", ""},
		{"text/html", ""},
		{typed + ";charset=latin1", ""},
		{plain + ";q=x", ""},
		{plain + ";q=2", ""},
		{";;;", ""},
	}
	for _, tt := range tests {
		response, body := post(t, h, `{ __typename }`, "Accept", tt.accept)
		want, status := tt.want+"; charset=utf-8", http.StatusOK
		if tt.want == "" {
			want, status = plain+"; charset=utf-8", http.StatusNotAcceptable
		}
		if got := response.Header.Get("Content-Type"); got != want || response.StatusCode != status {
			t.Errorf("Accept %q: %s, %s; want %s, %d: %s", tt.accept, got, response.Status, want, status, body)
		}
	}
}

// For a client that takes application/graphql-response+json the status tells how the request went; for others it is 200
// for whatever is GraphQL. A request that did not run has no data, not even null.
func TestNewHandler_status(t *testing.T) {
	closed := memstore.New()
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	o := graph.Options{Store: example(t)}
	tests := []struct {
		name, body string
		change     func(*graph.Options)
		status     int
		data       bool
	}{
		{"answered", `{"query": "{ __typename }"}`, nil, 200, true},
		{"partly answered", `{"query": "{ __typename node(id: \"x\") { id } }"}`, nil, 294, true},
		{"no GraphQL", `{"query": "{"}`, nil, 400, false},
		{"invalid", `{"query": "{ wrong }"}`, nil, 400, false},
		{"over a limit", `{"query": "{ __typename` + strings.Repeat(" __typename", 30) + `}"}`, nil, 400, false},
		{"no such operation", `{"query": "{ __typename }", "operationName": "other"}`, nil, 400, false},
		{"wrong variable", `{"query": "query($id: ID!) { node(id: $id) { id } }", "variables": {"id": null}}`, nil, 400, false},
		{"too expensive", `{"query": "{ issues(first: 100) { nodes { statements(first: 100) { nodes { id } } } } }"}`, nil, 400, false},
		{"hidden", `{"query": "{ __schema { description } }"}`, func(o *graph.Options) { o.HideSchema = true }, 400, false},
		{"unknown hash", `{"documentId": "sha256:00"}`, nil, 404, false},
		{"not trusted", `{"query": "{ __typename }"}`, func(o *graph.Options) { o.TrustedOnly = true }, 403, false},
		{"out of time", `{"query": "{ __typename }"}`, func(o *graph.Options) { o.Timeout = 1 }, 503, false},
		{"closed", `{"query": "{ __typename }"}`, func(o *graph.Options) { o.Store = closed }, 503, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := o
			if tt.change != nil {
				tt.change(&o)
			}
			for media, want := range map[string]int{typed: tt.status, plain: 200} {
				response, body := send(t, newHandler(o), http.MethodPost, "/graphql", tt.body, "Accept", media)
				if response.StatusCode != want {
					t.Errorf("%s: %s, want %d: %s", media, response.Status, want, body)
				}
				if data := strings.Contains(body, `"data":`); data != tt.data {
					t.Errorf("%s: with data: %v: %s", media, data, body)
				}
				if got := response.Header.Get("Cache-Control"); got != "no-store" {
					t.Errorf("Cache-Control = %q", got)
				}
			}
		})
	}
}

// OPTIONS tells the methods, and HEAD is GET without a body for whoever asks.
func TestNewHandler_methods(t *testing.T) {
	h := newHandler(graph.Options{Store: example(t)})
	response, body := send(t, h, http.MethodOptions, "/graphql", "")
	if response.StatusCode != http.StatusNoContent || response.Header.Get("Allow") != "GET, HEAD, OPTIONS, POST" || body != "" {
		t.Errorf("OPTIONS: %s, Allow %q: %s", response.Status, response.Header.Get("Allow"), body)
	}
	address := "/graphql?query=" + url.QueryEscape(`{ __typename }`)
	get, _ := send(t, h, http.MethodGet, address, "")
	head, _ := send(t, h, http.MethodHead, address, "")
	if diff := cmp.Diff(get.Header, head.Header); diff != "" || head.StatusCode != http.StatusOK {
		t.Errorf("HEAD: %s (-GET +HEAD):\n%s", head.Status, diff)
	}
}

// The parameters of a GET request mean what they mean in a body.
func TestNewHandler_get(t *testing.T) {
	h := newHandler(graph.Options{Store: example(t)})
	values := url.Values{
		"query":         {`query a { __typename } query b($id: ID!) { issue(id: $id) { name } }`},
		"operationName": {"b"},
		"variables":     {`{"id": "issue:night-noise"}`},
		"extensions":    {`{"any": "thing"}`},
	}
	response, body := send(t, h, http.MethodGet, "/graphql?"+values.Encode(), "")
	if response.StatusCode != http.StatusOK || !strings.Contains(body, `{"data":{"issue":{"name":"Night noise"}}`) {
		t.Errorf("%s: %s", response.Status, body)
	}
	values.Set("variables", "")
	values.Set("extensions", "null")
	values.Set("operationName", "a")
	if response, body = send(t, h, http.MethodGet, "/graphql?"+values.Encode(), ""); response.StatusCode != http.StatusOK {
		t.Errorf("%s: %s", response.Status, body)
	}
}

// What a client got by GET it may use again as long as the answer is the same, without the query running again.
func TestNewHandler_conditional(t *testing.T) {
	s := filled(t, memstore.New(), storetest.Example())
	c := &counting{Store: s, calls: make(map[string]int)}
	h := newHandler(graph.Options{Store: c})
	address := "/graphql?query=" + url.QueryEscape(`query($id: ID!) { issue(id: $id) { name } }`) + `&variables={"id":"issue:night-noise"}`
	response, body := send(t, h, http.MethodGet, address, "")
	tag := response.Header.Get("ETag")
	if !strings.HasPrefix(tag, `W/"`) || response.Header.Get("Cache-Control") != "no-cache" {
		t.Fatalf("ETag %s, Cache-Control %s: %s", tag, response.Header.Get("Cache-Control"), body)
	}
	c.reset()
	for _, condition := range []string{tag, strings.TrimPrefix(tag, "W/"), `"other", ` + tag, "*"} {
		response, body := send(t, h, http.MethodGet, address, "", "If-None-Match", condition)
		if response.StatusCode != http.StatusNotModified || body != "" || response.Header.Get("ETag") != tag || response.Header.Get("Vary") == "" {
			t.Errorf("If-None-Match %s: %s, %v: %s", condition, response.Status, response.Header, body)
		}
	}
	if calls := c.reset(); len(calls) > 0 {
		t.Errorf("304 reads the graph: %v", calls)
	}

	others := []struct{ name, url, header, value string }{
		{"another operation", address + "&operationName=x", "", ""},
		{"another document", strings.Replace(address, "name", "id", 1), "", ""},
		{"other variables", strings.Replace(address, "night-noise", "litter", 1), "", ""},
		{"another language", address, "Accept-Language", "fr"},
		{"another media type", address, "Accept", typed},
	}
	for _, tt := range others {
		header := []string{"If-None-Match", tag}
		if tt.header != "" {
			header = append(header, tt.header, tt.value)
		}
		if response, _ := send(t, h, http.MethodGet, tt.url, "", header...); response.StatusCode == http.StatusNotModified || response.Header.Get("ETag") == tag {
			t.Errorf("%s: %s, ETag %s", tt.name, response.Status, response.Header.Get("ETag"))
		}
	}
	// The order of variables is not a difference.
	const two = `/graphql?query=query($a:ID!,$b:ID!){a:node(id:$a){id}b:node(id:$b){id}}&variables=`
	first, _ := send(t, h, http.MethodGet, two+url.QueryEscape(`{"a":"issue:x","b":"issue:y"}`), "")
	second, _ := send(t, h, http.MethodGet, two+url.QueryEscape(`{ "b": "issue:y", "a": "issue:x" }`), "")
	if a, b := first.Header.Get("ETag"), second.Header.Get("ETag"); a == "" || a != b {
		t.Errorf("ETag %q and %q", a, b)
	}

	change := store.ChangeSet{Author: "tester", Time: storetest.Example().Time, Reason: "a change", Put: []store.Node{
		&store.Source{Meta: store.Meta{ID: "source:other", Name: store.Text{EN: "Other"}}},
	}}
	if _, err := s.Apply(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	if response, _ := send(t, h, http.MethodGet, address, "", "If-None-Match", tag); response.StatusCode != http.StatusOK {
		t.Errorf("after a change: %s", response.Status)
	}
}

// Answers with errors, and all those by POST, are nothing to keep; the reader's own copy of the source keeps answers out
// of shared caches.
func TestNewHandler_uncacheable(t *testing.T) {
	o := graph.Options{Store: example(t)}
	h := newHandler(o)
	responses := map[string]*http.Response{}
	responses["error"], _ = send(t, h, http.MethodGet, `/graphql?query={node(id:"x"){id}}`, "")
	responses["refused"], _ = send(t, h, http.MethodGet, `/graphql?query={wrong}`, "")
	responses["POST"], _ = post(t, h, `{ __typename }`)
	for name, response := range responses {
		if response.Header.Get("ETag") != "" || response.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", name, response.Header)
		}
	}
	o.Texts = attached{}
	response, _ := send(t, newHandler(o), http.MethodGet, `/graphql?query={__typename}`, "")
	if got := response.Header.Get("Cache-Control"); got != "private, no-cache" {
		t.Errorf("with a copy of the source: Cache-Control = %q", got)
	}
}
