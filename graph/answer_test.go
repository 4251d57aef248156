package graph_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/graph/protocol"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

const question = `{ issue(id: "issue:night-noise") { name } }`

// An answer without errors is read from the graph once for each version and language, however it is asked for.
func TestNewHandler_kept(t *testing.T) {
	s := filled(t, memstore.New(), storetest.Example())
	c := &counting{Store: s, calls: make(map[string]int)}
	h := newHandler(graph.Options{Store: c, CacheBytes: 1 << 20})
	reads := func(header ...string) (answer string, n int) {
		t.Helper()
		c.reset()
		_, byPOST := post(t, h, question, header...)
		_, byGET := send(t, h, http.MethodGet, "/graphql?query="+url.QueryEscape(question), "", header...)
		if byPOST != byGET {
			t.Errorf("by POST %s, by GET %s", byPOST, byGET)
		}
		return byPOST, c.reset()["Nodes"]
	}
	english, n := reads()
	if n != 1 || !strings.Contains(english, "Night noise") {
		t.Errorf("%d reads: %s", n, english)
	}
	if again, n := reads(); n != 0 || again != english {
		t.Errorf("again: %d reads: %s", n, again)
	}
	if _, n := reads("Accept", typed); n != 0 {
		t.Errorf("in another media type: %d reads", n)
	}
	if french, n := reads("Accept-Language", "fr"); n != 1 || !strings.Contains(french, "Bruit nocturne") {
		t.Errorf("in French: %d reads: %s", n, french)
	}
	change := store.ChangeSet{Author: "tester", Time: storetest.Example().Time, Reason: "a change", Put: []store.Node{
		&store.Source{Meta: store.Meta{ID: "source:other", Name: store.Text{EN: "Other"}}},
	}}
	if _, err := s.Apply(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	if next, n := reads(); n != 1 || !strings.Contains(next, `"version":2`) {
		t.Errorf("after a change: %d reads: %s", n, next)
	}
}

// What failed is asked of the graph again.
func TestNewHandler_keptErrors(t *testing.T) {
	f := &failing{Store: example(t), left: 1}
	h := newHandler(graph.Options{Store: f, CacheBytes: 1 << 20})
	if _, body := post(t, h, question); strings.Join(codes(t, body), " ") != protocol.CodeInternal {
		t.Errorf("first: %s", body)
	}
	if _, body := post(t, h, question); len(codes(t, body)) > 0 {
		t.Errorf("second: %s", body)
	}
}

// failing is a store whose first reads fail.
type failing struct {
	store.Store
	mu   sync.Mutex
	left int
}

func (f *failing) Snapshot() (store.Snapshot, error) {
	s, err := f.Store.Snapshot()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.left--
	if f.left >= 0 {
		return damagedSnapshot{s}, err
	}
	return s, err
}

// Requests that ask the same at the same time are answered by one of them; that its client goes away does not matter to
// the others.
func TestNewHandler_oneFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &blocking{Store: example(t), proceed: make(chan struct{})}
		h := newHandler(graph.Options{Store: b, CacheBytes: 1 << 20})
		ctx, leave := context.WithCancel(t.Context())
		ask := func(ctx context.Context) {
			_, body := sendIn(ctx, t, h, http.MethodPost, "/graphql", `{"query": "{ issue(id: \"issue:night-noise\") { name } }"}`)
			if len(codes(t, body)) > 0 {
				t.Errorf("answer: %s", body)
			}
		}
		go ask(ctx)
		synctest.Wait() // until it reads
		for range 10 {
			go ask(t.Context())
		}
		synctest.Wait() // until they wait for it
		leave()
		synctest.Wait()
		close(b.proceed)
		synctest.Wait()
		if n := b.reads.Load(); n != 1 {
			t.Errorf("the store was read %d times, want once", n)
		}
	})
}

// blocking is a store whose reads of nodes are counted and then wait.
type blocking struct {
	store.Store
	reads   atomic.Int32
	proceed chan struct{}
}

func (b *blocking) Snapshot() (store.Snapshot, error) {
	s, err := b.Store.Snapshot()
	return blockingSnapshot{s, b}, err
}

type blockingSnapshot struct {
	store.Snapshot
	b *blocking
}

func (s blockingSnapshot) Nodes(ctx context.Context, ids []store.ID) ([]store.Node, error) {
	s.b.reads.Add(1)
	<-s.b.proceed
	return s.Snapshot.Nodes(ctx, ids)
}

// An answer that grows too long is refused in a short one.
func TestNewHandler_tooLarge(t *testing.T) {
	h := newHandler(graph.Options{Store: example(t), Texts: talkative{}, CacheBytes: 64 << 20})
	const query = `{ passage(id: "passage:quay-report/1/1") { text } }`
	response, body := post(t, h, query, "Accept", typed)
	if response.StatusCode != http.StatusBadRequest || strings.Join(codes(t, body), " ") != protocol.CodeResponseTooLarge || len(body) > 400 {
		t.Errorf("%s, %d bytes: %.200s", response.Status, len(body), body)
	}
}

// talkative is a copy of the source with very long passages.
type talkative struct{ attached }

func (talkative) Text(store.ID) (string, bool) {
	return strings.Repeat("x", protocol.MaxResponse), true
}

// The handler tells what it keeps: a document once for all its requests, an answer for each that differs, and how often it
// had what was asked.
func TestHandler_Caches(t *testing.T) {
	h := newHandler(graph.Options{Store: example(t), CacheBytes: 1 << 20})
	for range 3 {
		post(t, h, question)
		post(t, h, question, "Accept-Language", "fr")
	}
	got := h.Caches()
	for i := range got {
		if got[i].Bytes <= 0 || got[i].Bytes > got[i].Limit {
			t.Errorf("%s: %d of %d bytes", got[i].Name, got[i].Bytes, got[i].Limit)
		}
		got[i].Bytes, got[i].Limit = 0, 0
	}
	want := []store.CacheUse{
		{Name: "documents", Entries: 1, Hits: 1, Misses: 1},
		{Name: "answers", Entries: 2, Hits: 4, Misses: 3},
		{Name: "requests", Entries: 1, Hits: 5, Misses: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("caches (-want +got):\n%s", diff)
	}
	if got := newHandler(graph.Options{Store: example(t)}).Caches(); len(got) != 1 || got[0].Name != "documents" {
		t.Errorf("without answers: %v", got)
	}
}

// What a client asked ends when the client goes away, also where answers are kept.
func TestNewHandler_clientLeaves(t *testing.T) {
	a := &abandoned{Store: example(t), reading: make(chan struct{})}
	h := newHandler(graph.Options{Store: a, CacheBytes: 1 << 20, Timeout: time.Hour})
	ctx, leave := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		sendIn(ctx, t, h, http.MethodPost, "/graphql", `{"query": "{ issue(id: \"issue:night-noise\") { name } }"}`)
	})
	<-a.reading
	leave()
	wg.Wait() // for an hour, if the read went on
}

// abandoned is a store whose reads announce themselves and go on until they are canceled.
type abandoned struct {
	store.Store
	reading chan struct{}
}

func (a *abandoned) Snapshot() (store.Snapshot, error) {
	s, err := a.Store.Snapshot()
	return abandonedSnapshot{s, a}, err
}

type abandonedSnapshot struct {
	store.Snapshot
	a *abandoned
}

func (s abandonedSnapshot) Nodes(ctx context.Context, _ []store.ID) ([]store.Node, error) {
	close(s.a.reading)
	<-ctx.Done()
	return nil, ctx.Err()
}
