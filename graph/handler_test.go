package graph_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
	"forumgraph/store"
	"forumgraph/store/memstore"
)

// The same query gives the same answer by POST, by GET and in the process.
func TestNewHandler(t *testing.T) {
	o := graph.Options{Store: example(t)}
	h := newHandler(o)
	const query = `{ issue(id: "issue:night-noise") { name } }`
	const want = `{"data":{"issue":{"name":"Night noise"}},"extensions":{"cost":{"limit":10000,"requested":2},"graph":{"version":1}}}`

	response, got := post(t, h, query)
	if got != want || response.StatusCode != http.StatusOK {
		t.Errorf("POST: %s: %s", response.Status, got)
	}
	if got, want := response.Header.Get("Vary"), "Accept, Accept-Language"; got != want {
		t.Errorf("Vary = %q, want %q", got, want)
	}
	if response, got = send(t, h, http.MethodGet, "/graphql?query="+url.QueryEscape(query), ""); got != want || response.StatusCode != http.StatusOK {
		t.Errorf("GET: %s: %s", response.Status, got)
	}
	b, err := json.Marshal(execute(t.Context(), o, query, nil))
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(want, string(b)); diff != "" {
		t.Errorf("Execute (-want +got):\n%s", diff)
	}
}

// Labels come in the language that the request prefers, unless the query asks for one.
func TestNewHandler_language(t *testing.T) {
	h := newHandler(graph.Options{Store: example(t)})
	tests := []struct{ header, want string }{
		{"", "Night noise"},
		{"en", "Night noise"},
		{"fr", "Bruit nocturne"},
		{"fr-CA,fr;q=0.9,en;q=0.8", "Bruit nocturne"},
		{"de, fr;q=0.5, en;q=0.4", "Bruit nocturne"},
		{"de", "Night noise"},
		{";;;", "Night noise"},
	}
	for _, tt := range tests {
		_, got := post(t, h, `{ issue(id: "issue:night-noise") { name } }`, "Accept-Language", tt.header)
		if !strings.Contains(got, `"name":"`+tt.want+`"`) {
			t.Errorf("Accept-Language %q: %s, want %q", tt.header, got, tt.want)
		}
	}
}

// A request that is not GraphQL over HTTP is refused in one short answer with a code, which repeats nothing of it.
func TestNewHandler_refused(t *testing.T) {
	h := newHandler(graph.Options{Store: example(t)})
	long := strings.Repeat("marker ", protocol.MaxRequest/7+1)
	query := "/graphql?query=" + url.QueryEscape("{ __typename }")
	tests := []struct {
		name, method, url, body string
		header                  [2]string
		status                  int
		code                    string
		says                    string
	}{
		{name: "broken JSON", body: `{"query": "marker`, status: 400, code: protocol.CodeBadRequest},
		{name: "broken long JSON", body: strings.Repeat(`{"marker`, 3<<17), status: 413, code: protocol.CodeTooLarge},
		{name: "not an object", body: `["marker"]`, status: 400, code: protocol.CodeBadRequest},
		{name: "a batch", body: ` [{"query": "{ __typename }"}]`, status: 400, code: protocol.CodeBadRequest, says: "send one operation in each request"},
		{name: "more than JSON", body: `{"query": "{ __typename }"} marker`, status: 400, code: protocol.CodeBadRequest},
		{name: "Latin-1", body: "{\"query\": \"{ __typename } #\xe9\"}", status: 400, code: protocol.CodeBadRequest},
		{name: "no body", status: 400, code: protocol.CodeBadRequest},
		{name: "no query", body: `{}`, status: 400, code: protocol.CodeBadRequest},
		{name: "query of spaces", body: `{"query": " "}`, status: 400, code: protocol.CodeBadRequest},
		{name: "query no string", body: `{"query": ["marker"]}`, status: 400, code: protocol.CodeBadRequest},
		{name: "variables no object", body: `{"query": "{ __typename }", "variables": "marker"}`, status: 400, code: protocol.CodeBadRequest},
		{name: "extensions no object", body: `{"query": "{ __typename }", "extensions": 1}`, status: 400, code: protocol.CodeBadRequest},
		{name: "documentId of another form", body: `{"documentId": "marker"}`, status: 400, code: protocol.CodeBadRequest},
		{name: "documentId and query", body: `{"documentId": "sha256:00", "query": "{ marker }"}`, status: 400, code: protocol.CodeBadRequest},
		{name: "long body", body: `{"query": "` + long + `"}`, status: 413, code: protocol.CodeTooLarge},
		{name: "no media type", body: `{"query": "{ __typename }"}`, header: [2]string{"Content-Type", ""}, status: 415, code: protocol.CodeUnsupportedMediaType},
		{name: "form", body: `query=marker`, header: [2]string{"Content-Type", "application/x-www-form-urlencoded"}, status: 415, code: protocol.CodeUnsupportedMediaType},
		{name: "other encoding", body: `{"query": "{ __typename }"}`, header: [2]string{"Content-Type", "application/json; charset=utf-16"}, status: 415, code: protocol.CodeUnsupportedMediaType},
		{name: "compressed", body: `marker`, header: [2]string{"Content-Encoding", "gzip"}, status: 415, code: protocol.CodeUnsupportedMediaType},
		{name: "unknown Accept", body: `{"query": "{ __typename }"}`, header: [2]string{"Accept", "text/html"}, status: 406, code: protocol.CodeNotAcceptable},
		{name: "other method", method: http.MethodPut, body: `{"query": "{ marker }"}`, status: 405, code: protocol.CodeMethodNotAllowed},
		{name: "long query string", method: http.MethodGet, url: "/graphql?query=" + url.QueryEscape(long), status: 414, code: protocol.CodeTooLarge},
		{name: "no query string", method: http.MethodGet, url: "/graphql", status: 400, code: protocol.CodeBadRequest},
		{name: "query string of another encoding", method: http.MethodGet, url: query + "&marker=%zz", status: 400, code: protocol.CodeBadRequest},
		{name: "query twice", method: http.MethodGet, url: query + "&query=marker", status: 400, code: protocol.CodeBadRequest},
		{name: "variables no JSON", method: http.MethodGet, url: query + "&variables=marker", status: 400, code: protocol.CodeBadRequest},
		{name: "variables a list", method: http.MethodGet, url: query + "&variables=[]", status: 400, code: protocol.CodeBadRequest},
		{name: "extensions no JSON", method: http.MethodGet, url: query + "&extensions=marker", status: 400, code: protocol.CodeBadRequest},
		{name: "mutation by GET", method: http.MethodGet, url: "/graphql?query=mutation{marker}", status: 405, code: protocol.CodeMethodNotAllowed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			header := tt.header[:]
			if header[0] == "" {
				header = nil
			}
			response, body := send(t, h, cmp.Or(tt.method, http.MethodPost), cmp.Or(tt.url, "/graphql"), tt.body, header...)
			if response.StatusCode != tt.status {
				t.Errorf("status = %d, want %d", response.StatusCode, tt.status)
			}
			if got := codes(t, body); len(got) != 1 || got[0] != tt.code {
				t.Errorf("codes = %v, want %s: %s", got, tt.code, body)
			}
			if !strings.Contains(body, tt.says) {
				t.Errorf("does not say %q: %s", tt.says, body)
			}
			if len(body) > 300 || strings.Contains(body, "marker") {
				t.Errorf("the answer repeats the request: %d bytes", len(body))
			}
			if allow := response.Header.Get("Allow"); (allow != "") != (tt.status == 405) {
				t.Errorf("Allow = %q", allow)
			}
			if got := response.Header.Get("Cache-Control"); got != "no-store" {
				t.Errorf("Cache-Control = %q", got)
			}
		})
	}
}

// A body of exactly the greatest length is read.
func TestNewHandler_longest(t *testing.T) {
	h := newHandler(graph.Options{Store: example(t)})
	body := `{"query": "{ __typename }"}`
	body += strings.Repeat(" ", protocol.MaxRequest-len(body))
	if response, got := send(t, h, http.MethodPost, "/graphql", body); response.StatusCode != http.StatusOK {
		t.Errorf("%s: %s", response.Status, got)
	}
}

// What goes wrong inside is logged in full under an ID; the client sees the ID and nothing else.
func TestNewHandler_internal(t *testing.T) {
	const query = `{ passage(id: "passage:quay-report/1/1") { id text } }`
	var log bytes.Buffer
	o := graph.Options{
		Store:  example(t),
		Logger: slog.New(slog.NewTextHandler(&log, nil)),
		NewID:  func() string { return "R123" },
	}
	tests := []struct {
		name   string
		change func(*graph.Options)
	}{
		{"panic", func(o *graph.Options) { o.Texts = panicking{} }},
		{"damaged store", func(o *graph.Options) { o.Store = damaged{o.Store} }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			log.Reset()
			o := o
			tt.change(&o)
			_, body := post(t, newHandler(o), query)
			if got := codes(t, body); len(got) != 1 || got[0] != protocol.CodeInternal {
				t.Errorf("codes = %v, want %s", got, protocol.CodeInternal)
			}
			if !strings.Contains(body, "R123") || strings.Contains(body, "secret") {
				t.Errorf("answer: %s", body)
			}
			if !strings.Contains(log.String(), "R123") || !strings.Contains(log.String(), "secret") {
				t.Errorf("log: %s", log.String())
			}
		})
	}
}

type panicking struct{ attached }

func (panicking) Text(store.ID) (string, bool) { panic("secret") }

type damaged struct{ store.Store }

func (d damaged) Snapshot() (store.Snapshot, error) {
	s, err := d.Store.Snapshot()
	return damagedSnapshot{s}, err
}

type damagedSnapshot struct{ store.Snapshot }

func (damagedSnapshot) Nodes(context.Context, []store.ID) ([]store.Node, error) {
	return nil, &secretError{}
}

type secretError struct{}

func (*secretError) Error() string { return "secret" }

// A request that runs out of time is told so, and one to a closed store that the server is going away.
func TestNewHandler_unavailable(t *testing.T) {
	// A nanosecond is over before the request begins.
	for _, timeout := range []time.Duration{time.Nanosecond, 5 * time.Millisecond} {
		slow := newHandler(graph.Options{Store: waiting{example(t)}, Timeout: timeout})
		_, body := post(t, slow, `{ issue(id: "issue:night-noise") { name } }`)
		if got := codes(t, body); len(got) != 1 || got[0] != protocol.CodeTimeout {
			t.Errorf("timeout of %v: codes = %v, want %s", timeout, got, protocol.CodeTimeout)
		}
	}

	s := memstore.New()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, body := post(t, newHandler(graph.Options{Store: s}), `{ overview { version } }`)
	if got := codes(t, body); len(got) != 1 || got[0] != protocol.CodeUnavailable {
		t.Errorf("closed store: codes = %v, want %s", got, protocol.CodeUnavailable)
	}
}

// waiting is a store whose reads last until their context ends.
type waiting struct{ store.Store }

func (w waiting) Snapshot() (store.Snapshot, error) {
	s, err := w.Store.Snapshot()
	return waitingSnapshot{s}, err
}

type waitingSnapshot struct{ store.Snapshot }

func (waitingSnapshot) Nodes(ctx context.Context, _ []store.ID) ([]store.Node, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// codes returns extensions.code of each error in an answer.
func codes(t *testing.T, body string) []string {
	t.Helper()
	var answer struct {
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	var all []string
	for _, e := range answer.Errors {
		if e.Message == "" {
			t.Errorf("an error without a message: %s", body)
		}
		all = append(all, e.Extensions.Code)
	}
	return all
}
