package graph_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"forumgraph/graph"
	"forumgraph/seed/seedtest"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
)

// benchClients is how many clients ask at the same time, each as soon as it has its answer.
const benchClients = 8

// BenchmarkHTTP compares the API over loopback with a bare handler of net/http that reads the same request and writes the
// same bytes: ratio is the share of the bare handler's requests per second that the API reaches. Cold answers run every
// time, with the document parsed before; warm ones are kept.
func BenchmarkHTTP(b *testing.B) {
	s := forum(b)
	queries := []struct{ name, query string }{
		{"organization", `{ organization(id: "organization:public-safety-canada") { name people { edges { role node { id name } } } } }`},
		{"raisedBy", `{ issue(id: "issue:collaboration") { raisedBy(first: 20) { edges { weight node { __typename name } support(first: 1) { nodes { id summary } } } } } }`},
	}
	for _, q := range queries {
		body, err := json.Marshal(map[string]any{"query": q.query})
		if err != nil {
			b.Fatal(err)
		}
		for name, cacheBytes := range map[string]int{"cold": 0, "warm": 16 << 20} {
			b.Run(q.name+"/"+name, func(b *testing.B) {
				api := httptest.NewServer(graph.NewHandler(graph.Options{Store: s, CacheBytes: cacheBytes}))
				defer api.Close()
				answer := exchange(b, api, body)
				bare := httptest.NewServer(bareHandler(answer))
				defer bare.Close()
				exchange(b, bare, body)

				b.ReportAllocs()
				b.SetBytes(int64(len(answer)))
				b.ResetTimer()
				took, latencies := load(b, api, benchClients, [][]byte{body})
				b.StopTimer()
				tookBare, _ := load(b, bare, benchClients, [][]byte{body})
				b.ReportMetric(float64(b.N)/took.Seconds(), "req/s")
				b.ReportMetric(float64(b.N)/tookBare.Seconds(), "bare-req/s")
				b.ReportMetric(tookBare.Seconds()/took.Seconds(), "ratio")
				slices.Sort(latencies)
				b.ReportMetric(float64(latencies[len(latencies)/2].Microseconds()), "p50-µs")
				b.ReportMetric(float64(latencies[len(latencies)*99/100].Microseconds()), "p99-µs")
			})
		}
	}
}

// forum returns the forum's graph in a store on disk.
func forum(b testing.TB) store.Store {
	b.Helper()
	st, err := badgerstore.Open(b.TempDir(), badgerstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	seedtest.Fill(b, st)
	return filled(b, st)
}

// bareHandler writes the answers in turn.
func bareHandler(answers ...[]byte) http.Handler {
	var next atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(answers[next.Add(1)%int64(len(answers))])
	})
}

// load sends b.N requests, by so many clients, each with the next body, and returns how long that took, and each of them.
func load(b *testing.B, server *httptest.Server, clients int, bodies [][]byte) (time.Duration, []time.Duration) {
	server.Client().Transport.(*http.Transport).MaxIdleConnsPerHost = clients
	latencies := make([]time.Duration, b.N)
	var next atomic.Int64
	var wg sync.WaitGroup
	start := time.Now()
	for range clients {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(b.N); i = next.Add(1) - 1 {
				sent := time.Now()
				exchange(b, server, bodies[i%int64(len(bodies))])
				latencies[i] = time.Since(sent)
			}
		})
	}
	wg.Wait()
	return time.Since(start), latencies
}

// exchange sends one request and returns the answer, which must have no errors.
func exchange(b *testing.B, server *httptest.Server, body []byte) []byte {
	response, err := server.Client().Post(server.URL, "application/json", bytes.NewReader(body))
	if err != nil {
		b.Error(err)
		return nil
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil || bytes.Contains(answer, []byte(`"errors"`)) {
		b.Errorf("%v: %s", err, answer)
	}
	return answer
}
