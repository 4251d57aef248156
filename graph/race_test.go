package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"forumgraph/graph"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

// Many clients at once, who ask, send nonsense and hang up, while the graph changes: each answer is whole and of one
// version, and every snapshot is closed.
func TestNewHandler_concurrent(t *testing.T) {
	for _, cacheBytes := range []int{0, 1 << 20} {
		t.Run(fmt.Sprint(cacheBytes), func(t *testing.T) {
			s := filled(t, memstore.New(), bigGraph())
			c := &counting{Store: s, calls: make(map[string]int)}
			server := httptest.NewServer(newHandler(graph.Options{Store: c, CacheBytes: cacheBytes}))
			bodies := []string{
				`{"query": "{ issue(id: \"issue:0\") { raisedBy(first: 20) { edges { node { name } support { nodes { summary } } } } } overview { version } }"}`,
				`{"query": "{ statements(first: 50) { nodes { summary voices { voice { name } } } } overview { version } }"}`,
				`{"query": "{ overview { version } node(id: \"x\") { id } }"}`,
				`{"query": "{ wrong }"}`,
				`{"query": "{"}`,
				`nonsense`,
				`{"query": "{` + strings.Repeat(" __typename", 50) + `}"}`,
			}
			var wg sync.WaitGroup
			for client := range 50 {
				wg.Go(func() {
					for i := range 6 {
						ctx, hangUp := context.WithCancel(t.Context())
						body := bodies[(client+i)%len(bodies)]
						if (client+i)%5 == 0 {
							go hangUp()
						}
						check(ctx, t, server, body, i%2 == 0)
						hangUp()
					}
				})
			}
			for i := range 10 {
				change := store.ChangeSet{Author: "tester", Time: storetest.Example().Time, Reason: "a change", Put: []store.Node{
					&store.Source{Meta: store.Meta{ID: "source:first", Name: store.Text{EN: fmt.Sprint("First ", i)}}},
				}}
				if _, err := s.Apply(t.Context(), change); err != nil {
					t.Error(err)
				}
			}
			wg.Wait()
			server.Close() // waits for the requests of clients who hung up
			if c.opened != c.closed || c.opened == 0 {
				t.Errorf("opened %d snapshots and closed %d", c.opened, c.closed)
			}
		})
	}
}

// check sends one request and looks at the answer, if one comes.
func check(ctx context.Context, t *testing.T, server *httptest.Server, body string, byPOST bool) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL, strings.NewReader(body))
	if err != nil {
		t.Error(err)
		return
	}
	r.Header.Set("Content-Type", "application/json")
	var asked struct{ Query string }
	if json.Unmarshal([]byte(body), &asked) == nil && !byPOST {
		r, err = http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"?query="+url.QueryEscape(asked.Query), nil)
		if err != nil {
			t.Error(err)
			return
		}
	}
	response, err := server.Client().Do(r)
	if err != nil {
		if ctx.Err() == nil {
			t.Error(err)
		}
		return
	}
	defer response.Body.Close()
	b, err := io.ReadAll(response.Body)
	if err != nil {
		if ctx.Err() == nil {
			t.Error(err)
		}
		return
	}
	var answer struct {
		Data       struct{ Overview struct{ Version int } }
		Extensions struct{ Graph struct{ Version int } }
	}
	if err := json.Unmarshal(b, &answer); err != nil {
		t.Errorf("%v: %s", err, b)
	}
	if bytes.Contains(b, []byte(`"overview":{`)) && answer.Data.Overview.Version != answer.Extensions.Graph.Version {
		t.Errorf("an answer of two versions: %s", b)
	}
}
