package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph/protocol"
	"forumgraph/web"
	"forumgraph/web/pages"
)

// running is a server in this process.
type running struct {
	URL    string
	data   string
	stop   context.CancelFunc
	ended  chan error
	stderr bytes.Buffer // to be read after wait
}

// wait returns the error with which the server ended.
func (s *running) wait() error { return <-s.ended }

// startServing runs serve with args, on a port of its own and a fresh store, and waits until it answers.
func startServing(t *testing.T, args ...string) *running {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	s := &running{data: filepath.Join(t.TempDir(), "data"), stop: stop, ended: make(chan error, 1)}
	lines, stdout := io.Pipe()
	args = append([]string{"serve", "--data", s.data, "--addr", "127.0.0.1:0"}, args...)
	go func() {
		err := run(ctx, args, strings.NewReader(""), stdout, &s.stderr)
		s.ended <- errors.Join(err, stdout.Close())
	}()
	line, err := bufio.NewReader(lines).ReadString('\n')
	if err != nil {
		t.Fatalf("the server did not start: %v", errors.Join(err, s.wait()))
	}
	s.URL = strings.TrimSuffix(strings.TrimSpace(strings.TrimPrefix(line, "forumgraph: listening on ")), "/")
	return s
}

// Fifty clients ask as fast as they can while the server is told to end. Each of their questions has a whole answer, or is
// refused without one: by 503 with the time to come back, or because nobody listens any more.
func TestServe_shutdownUnderLoad(t *testing.T) {
	const clients, before = 50, 300 // answers before the end
	s := startServing(t, "--log-requests", "all", "--rate-limit", "0", "--rate-limit-cost", "0", "--timeout", "1m")
	query := s.URL + "/graphql?query=" + url.QueryEscape("{ issues(first: 20) { nodes { id name } } overview { version } }")
	want := fetch(http.DefaultClient, query)
	if want.refused || want.err != nil {
		t.Fatalf("the first question is not answered: %+v", want)
	}

	var whole, refused, unheard atomic.Int64
	var wg sync.WaitGroup
	for range clients {
		wg.Go(func() {
			transport := new(http.Transport)
			defer transport.CloseIdleConnections()
			client := &http.Client{Transport: transport}
			for {
				switch got := fetch(client, query); {
				case errors.Is(got.err, errUnheard):
					unheard.Add(1)
					return
				case got.err != nil:
					t.Error(got.err)
					return
				case got.refused:
					refused.Add(1)
				case got.body != want.body:
					t.Errorf("the answer is %s, want %s", got.body, want.body)
					return
				default:
					if whole.Add(1) == before {
						s.stop()
					}
				}
			}
		})
	}
	wg.Wait()
	if err := s.wait(); err != nil {
		t.Errorf("the server ended with %v", err)
	}
	t.Logf("%d whole answers, %d refusals, %d clients unheard in the end", whole.Load(), refused.Load(), unheard.Load())
	if whole.Load() < before || unheard.Load() != clients {
		t.Errorf("%d whole answers, want %d or more; %d clients unheard in the end, want %d", whole.Load(), before, unheard.Load(), clients)
	}
	// Every answer is one line of the log, and nobody's address is in it.
	exchanges := int(whole.Load()+refused.Load()) + 1
	if got := strings.Count(s.stderr.String(), "msg=request "); got != exchanges {
		t.Errorf("%d requests are logged, want %d", got, exchanges)
	}
	if strings.Contains(s.stderr.String(), "127.0.0.1") || strings.Contains(s.stderr.String(), "issues") {
		t.Error("the log tells who asked, or what")
	}
}

// errUnheard is for a question that the server sent nothing in return for.
var errUnheard = errors.New("the question was not heard")

type fetched struct {
	body    string
	refused bool
	err     error
}

// fetch asks one question. Half an answer, and a refusal that does not say when to come back, are errors.
func fetch(client *http.Client, query string) fetched {
	resp, err := client.Get(query)
	if err != nil {
		return fetched{err: fmt.Errorf("%w: %w", errUnheard, err)}
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return fetched{err: fmt.Errorf("half an answer, %s, %d bytes: %w", resp.Status, len(body), err)}
	}
	if !json.Valid(body) {
		return fetched{err: fmt.Errorf("half an answer, %s: %s", resp.Status, body)}
	}
	switch resp.StatusCode {
	case http.StatusOK:
		return fetched{body: string(body)}
	case http.StatusServiceUnavailable:
		if after, err := strconv.Atoi(resp.Header.Get("Retry-After")); err != nil || after < 1 {
			return fetched{err: fmt.Errorf("refused until %q: %s", resp.Header.Get("Retry-After"), body)}
		}
		return fetched{refused: true}
	}
	return fetched{err: fmt.Errorf("%s: %s", resp.Status, body)}
}

// A query in the URL may be as long as one in a body. A little beyond, the API says what the limit is; far beyond, the
// server does not read on.
func TestServe_longQuery(t *testing.T) {
	s := startServing(t)
	var got []int
	for _, length := range []int{protocol.MaxRequest, protocol.MaxRequest + 1, 2 * protocol.MaxRequest} {
		query := "query={__typename}"
		resp, err := http.Get(s.URL + "/graphql?" + query + strings.Repeat("+", length-len(query)))
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, resp.StatusCode)
		_ = resp.Body.Close()
	}
	s.stop()
	if err := s.wait(); err != nil {
		t.Error(err)
	}
	want := []int{http.StatusOK, http.StatusRequestURITooLong, http.StatusRequestHeaderFieldsTooLarge}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

// A server that listens on a loopback address answers for this machine's names and its public host. Whoever lets another
// name point here gets no word, neither of the pages nor of the API.
func TestServe_hosts(t *testing.T) {
	s := startServing(t, "--public-url", "https://forum.example.org")
	status := func(host, path string) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if host != "" {
			r.Host = host
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		return resp.StatusCode
	}
	got := make(map[string]int)
	for _, host := range []string{"", "localhost", "forum.example.org", "evil.example", "192.168.1.5:8080"} {
		got[host] = status(host, "/en/about")
		if api := status(host, "/graphql?query={__typename}"); api != got[host] {
			t.Errorf("host %q: the API answers %d, a page %d", host, api, got[host])
		}
	}
	want := map[string]int{"": 200, "localhost": 200, "forum.example.org": 200, "evil.example": 421, "192.168.1.5:8080": 421}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
	s.stop()
	if err := s.wait(); err != nil {
		t.Error(err)
	}
}

// A server that answers trusted documents alone trusts all that its own pages and view ask, without being told; it refuses
// any other.
func TestServe_trustedOnly(t *testing.T) {
	s := startServing(t, "--trusted-only")
	refused := func(document string) bool {
		body, err := json.Marshal(map[string]any{"query": document})
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.Post(s.URL+"/graphql", "application/json", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		answer, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Contains(answer, []byte(protocol.CodeTrustedOnly))
	}
	own, err := pages.Documents()
	if err != nil {
		t.Fatal(err)
	}
	for _, document := range slices.Concat(own, web.Documents()) {
		if refused(document) {
			t.Errorf("this document is not trusted:\n%s", document)
		}
	}
	if !refused("{ overview { version } }") {
		t.Error("a document that nobody named is trusted")
	}
	s.stop()
	if err := s.wait(); err != nil {
		t.Error(err)
	}
}
