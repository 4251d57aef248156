package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"forumgraph/graph"
	"forumgraph/seed/synth"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/search"
	"forumgraph/store/topology"
)

// BenchmarkScale asks a made-up corpus of FORUMGRAPH_BENCH_REPORTS reports (20) over loopback, without the answer cache,
// each time for another node: one after the other (clients=1), for latencies, and by 8 clients at once, for throughput.
// ratio is the share of what a bare handler reaches that writes one of the answers. kept asks with an answer cache for what
// was asked before.
func BenchmarkScale(b *testing.B) {
	s := synthetic(b)
	persons, sources := listed(b, s, store.KindPerson), listed(b, s, store.KindSource)[1:]
	issues, organizations := hottest(b, s, store.KindIssue), hottest(b, s, store.KindOrganization)
	topologies := topology.NewLatest(s)
	b.Cleanup(topologies.Close)
	words := search.New(search.Options{})
	b.Cleanup(func() {
		if err := words.Close(); err != nil {
			b.Error(err)
		}
	})
	if err := words.Sync(b.Context(), s); err != nil {
		b.Fatal(err)
	}
	for _, q := range []struct {
		name, query string
		// variables returns those of the i-th request. The first nodes are the hot ones.
		variables func(i int) map[string]any
	}{
		{"W1_person", `query($id: ID!) { person(id: $id) { name affiliations { role organization { id name } } } }`, func(i int) map[string]any {
			return map[string]any{"id": persons[i*7%len(persons)]}
		}},
		{"W2_raisedBy", `query($id: ID!) { issue(id: $id) { raisedBy(first: 20, orderBy: NAME, filter: { kind: [ORGANIZATION] }) { totalCount nodes { id name } } } }`, func(i int) map[string]any {
			return map[string]any{"id": issues[i%len(issues)]}
		}},
		{"W3_raised", `query($id: ID!) { organization(id: $id) { raised(first: 25, orderBy: NAME) { nodes { id label recommendations(first: 5, orderBy: ID) { nodes { id label } } } } } }`, func(i int) map[string]any {
			return map[string]any{"id": organizations[i%len(organizations)]}
		}},
		{"W4_path", `query($from: ID!, $to: ID!) { paths(from: $from, to: $to, maxLength: 6, first: 1) { length nodes { id } } }`, func(i int) map[string]any {
			return map[string]any{"from": persons[i*7%len(persons)], "to": persons[(i*11+5)%len(persons)]}
		}},
		{"W5_search", `query($text: String!) { search(text: $text, first: 10) { totalCount nodes { id } } }`, func(i int) map[string]any {
			return map[string]any{"text": searchWords[i%len(searchWords)]}
		}},
		{"W6_neighborhood", `query($id: ID!) { neighborhood(id: $id, depth: 2, first: 100) { nodes { depth node { id } } relationships { type source { id } target { id } weight } } }`, func(i int) map[string]any {
			return map[string]any{"id": organizations[i%len(organizations)]}
		}},
		{"W6_graphology", `query($id: ID!) { neighborhood(id: $id, depth: 2, first: 100) { graphology } }`, func(i int) map[string]any {
			return map[string]any{"id": organizations[i%len(organizations)]}
		}},
		{"W7_matrix", `query($sources: [ID!]) { matrix(rows: ORGANIZATION, columns: ISSUE, maxRows: 30, maxColumns: 30, filter: { source: $sources }) { count cells { row column count } } }`, func(i int) map[string]any {
			var some []store.ID
			for j := range min(100, len(sources)) {
				some = append(some, sources[(i+j)%len(sources)])
			}
			return map[string]any{"sources": some}
		}},
	} {
		bodies := make([][]byte, 997)
		for i := range bodies {
			var err error
			if bodies[i], err = json.Marshal(map[string]any{"query": q.query, "variables": q.variables(i)}); err != nil {
				b.Fatal(err)
			}
		}
		for _, clients := range []int{1, benchClients} {
			b.Run(fmt.Sprintf("%s/clients=%d", q.name, clients), func(b *testing.B) {
				api := httptest.NewServer(graph.NewHandler(graph.Options{Store: s, Topologies: topologies, Search: words}))
				defer api.Close()
				answer := exchange(b, api, bodies[0])
				bare := httptest.NewServer(bareHandler(answer))
				defer bare.Close()
				exchange(b, bare, bodies[0])
				b.ResetTimer()
				took, latencies := load(b, api, clients, bodies)
				b.StopTimer()
				tookBare, _ := load(b, bare, clients, bodies)
				b.ReportMetric(float64(b.N)/took.Seconds(), "req/s")
				b.ReportMetric(tookBare.Seconds()/took.Seconds(), "ratio")
				b.ReportMetric(float64(len(answer)), "bytes")
				slices.Sort(latencies)
				b.ReportMetric(float64(latencies[len(latencies)/2].Microseconds()), "p50-µs")
				b.ReportMetric(float64(latencies[len(latencies)*99/100].Microseconds()), "p99-µs")
			})
		}
		b.Run(q.name+"/kept", func(b *testing.B) {
			benchmarkKept(b, graph.Options{
				Store: s, Topologies: topologies, Search: words, CacheBytes: 1 << 30, Timeout: time.Minute,
			}, bodies)
		})
	}
}

// benchmarkKept asks what was asked before, and kept, by 8 clients at once. ratio is the share of what a bare handler reaches
// that writes the same bytes; the two take turns, since the machine is not always equally quick.
func benchmarkKept(b *testing.B, o graph.Options, bodies [][]byte) {
	api := httptest.NewServer(graph.NewHandler(o))
	defer api.Close()
	answers := make([][]byte, len(bodies))
	for i, body := range bodies {
		answers[i] = exchange(b, api, body)
	}
	bare := httptest.NewServer(bareHandler(answers...))
	defer bare.Close()
	const turns = 8
	var took, tookBare time.Duration
	b.ResetTimer()
	for range turns {
		b.StopTimer()
		once, _ := load(b, bare, benchClients, bodies)
		tookBare += once
		b.StartTimer()
		once, _ = load(b, api, benchClients, bodies)
		took += once
	}
	b.StopTimer()
	b.ReportMetric(turns*float64(b.N)/took.Seconds(), "req/s")
	b.ReportMetric(tookBare.Seconds()/took.Seconds(), "ratio")
}

// searchWords come up from nearly everywhere to hardly anywhere.
var searchWords = []string{"made", "report", "made report", "question", "housing", "youth", "housing youth", "table made"}

// synthetic returns a made-up corpus in a store on disk.
func synthetic(b *testing.B) store.Store {
	b.Helper()
	reports := 20
	if s := os.Getenv("FORUMGRAPH_BENCH_REPORTS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			b.Fatalf("FORUMGRAPH_BENCH_REPORTS is %q, want a number above 0", s)
		}
		reports = n
	}
	s, err := badgerstore.Open(b.TempDir(), badgerstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	records := func(yield func(store.Record, error) bool) {
		line := 1
		for d := range synth.New(1).Documents(reports) {
			for _, n := range d.Nodes {
				text, err := store.EncodeJSON(n)
				if line++; !yield(store.Record{Line: line, JSON: text}, err) || err != nil {
					return
				}
			}
		}
	}
	if _, err := s.Load(b.Context(), store.Load{Author: "synth", Records: records}); err != nil {
		b.Fatal(err)
	}
	return s
}

// listed returns the IDs of all nodes of a kind, in order.
func listed(b *testing.B, s store.Store, kind store.Kind) []store.ID {
	b.Helper()
	snap, err := s.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	defer snap.Close()
	var ids []store.ID
	page := store.Page{First: store.MaxPage}
	for {
		found, err := snap.List(b.Context(), kind, store.ByID, page)
		if err != nil {
			b.Fatal(err)
		}
		for _, n := range found.Nodes {
			ids = append(ids, n.Base().ID)
		}
		if !found.More {
			return ids
		}
		page.After = found.Cursors[len(found.Cursors)-1]
	}
}

// hottest returns the 40 nodes of a kind with the most edges.
func hottest(b *testing.B, s store.Store, kind store.Kind) []store.ID {
	b.Helper()
	ids := listed(b, s, kind)
	snap, err := s.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	defer snap.Close()
	degrees := make(map[store.ID]int, len(ids))
	for _, id := range ids {
		if degrees[id], err = snap.Degree(b.Context(), id, store.EdgeFilter{}); err != nil {
			b.Fatal(err)
		}
	}
	slices.SortStableFunc(ids, func(x, y store.ID) int { return degrees[y] - degrees[x] })
	return ids[:min(40, len(ids))]
}
