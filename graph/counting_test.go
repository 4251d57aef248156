package graph_test

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/search"
	"forumgraph/store/topology"
)

// counting is a store that counts the reads of its snapshots, by method, and the snapshots themselves.
type counting struct {
	store.Store

	mu     sync.Mutex
	calls  map[string]int
	opened int
	closed int
}

func (c *counting) Snapshot() (store.Snapshot, error) {
	s, err := c.Store.Snapshot()
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.opened++
	return &countingSnapshot{s, c}, nil
}

// reset returns the calls since the last reset.
func (c *counting) reset() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	calls := c.calls
	c.calls = make(map[string]int)
	return calls
}

func (c *counting) called(method string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls[method]++
}

type countingSnapshot struct {
	store.Snapshot
	counting *counting
}

func (s *countingSnapshot) Node(ctx context.Context, id store.ID) (store.Node, error) {
	s.counting.called("Node")
	return s.Snapshot.Node(ctx, id)
}

func (s *countingSnapshot) Nodes(ctx context.Context, ids []store.ID) ([]store.Node, error) {
	s.counting.called("Nodes")
	return s.Snapshot.Nodes(ctx, ids)
}

func (s *countingSnapshot) AllOf(ctx context.Context, kind store.Kind) iter.Seq2[store.Node, error] {
	s.counting.called("AllOf")
	return s.Snapshot.AllOf(ctx, kind)
}

func (s *countingSnapshot) Neighbors(ctx context.Context, id store.ID) ([]store.Neighbor, error) {
	s.counting.called("Neighbors")
	return s.Snapshot.Neighbors(ctx, id)
}

func (s *countingSnapshot) Edges(ctx context.Context, keys []store.EdgeKey) ([]*store.Edge, error) {
	s.counting.called("Edges")
	return s.Snapshot.Edges(ctx, keys)
}

func (s *countingSnapshot) Stats(ctx context.Context) (store.Stats, error) {
	s.counting.called("Stats")
	return s.Snapshot.Stats(ctx)
}

func (s *countingSnapshot) Close() {
	s.counting.mu.Lock()
	defer s.counting.mu.Unlock()
	s.counting.closed++
	s.Snapshot.Close()
}

// The number of reads is bounded by the shape of a query, however long its pages are: no field causes one read for each
// element. Fields that run side by side may ask for several kinds of nodes at once, so there may be fewer reads.
func TestLoader(t *testing.T) {
	c := &counting{Store: filled(t, memstore.New(), bigGraph()), calls: make(map[string]int)}
	tests := []struct {
		name, query string // with a gap for the size of the page
		sizes       []int
		most        map[string]int
	}{
		{
			name: "who raised an issue",
			query: `{ issue(id: "issue:0") { name raisedBy(last: %d) { totalCount edges { weight direct node { __typename id name }
				support(first: 5) { nodes { id summary citations { passage { id path section { name source { name } } } } } } through { nodes { name } } } } } }`,
			sizes: []int{10, 20, 30},
			// Nodes: the issue; the voices; statements; passages; sections; sources; persons in through.
			most: map[string]int{"Nodes": 7, "Edges": 1},
		},
		{
			name: "statements in full",
			query: `{ statements(first: %d) { nodes { voices { voice { name } } session { name section { name } } issues { name }
				positions { recommendation { name } } populations { name } places { name } figures { name } mentions { label }
				quotes { name } citations { passage { path } } } } }`,
			sizes: []int{20, 40, 100},
			// Nodes: the statements; one read for each kind that they refer to, and one for sections.
			most: map[string]int{"Nodes": 14},
		},
		{
			name: "edges with citations",
			query: `{ node(id: "organization:0") { relationships(types: [AFFILIATED_WITH, MADE, RAISED], first: %d) { nodes {
				type role source { label } target { label } citations { passage { path } } support { nodes { summary } } } } } }`,
			sizes: []int{20, 40, 80},
			// Nodes: the organization; persons; statements; issues; passages; statements once more where the targets of
			// MADE are asked for before the edges are read, which name the statements in support.
			most: map[string]int{"Nodes": 6, "Edges": 1},
		},
		{
			name:  "length of a list alone",
			query: `{ statements(first: %d) { totalCount } issue(id: "issue:0") { statements { totalCount } } }`,
			sizes: []int{1, 100},
			most:  map[string]int{"Nodes": 1},
		},
		{
			name: "a list with a filter, an order and facets",
			query: `{ statements(first: %d, filter: { voiceKind: [PERSON, COLLECTIVE] }, orderBy: DOCUMENT_ORDER) { totalCount
				facets(by: [VOICE, ISSUE, SESSION]) { values { count node { label } } } nodes { summary voices { voice { name } } } } }`,
			sizes: []int{5, 20, 60},
			// Nodes: the voices of each kind, the issues and the sessions that the facets name; the statements; their other
			// voices of each kind.
			most: map[string]int{"Nodes": 9},
		},
		{
			name:  "a neighborhood with its edges in words",
			query: `{ neighborhood(id: "organization:0", first: %d) { nodes { depth node { label } } relationships { sentence } } }`,
			sizes: []int{5, 20, 60},
			// Nodes: one read for each kind of neighbor. Edges: all together.
			most: map[string]int{"Nodes": 13, "Edges": 1},
		},
		{
			name:  "paths with their statements",
			query: `{ paths(from: "person:1", to: "person:2", first: %d) { sentence hops { statements(first: 3) { nodes { summary } } } } }`,
			sizes: []int{1, 3, 6},
			// Nodes: one read for each kind on the way, and the statements. Edges: those of all hops together.
			most: map[string]int{"Nodes": 6, "Edges": 1},
		},
		{
			name:  "a matrix with its nodes",
			query: `{ matrix(rows: VOICE, columns: ISSUE, maxRows: %d) { rows { node { label } } columns { node { label } } cells { count } } }`,
			sizes: []int{3, 12, 30},
			most:  map[string]int{"Nodes": 4},
		},
		{
			name:  "what words find",
			query: `{ search(text: "claim", first: %d) { totalCount edges { node { label } matches { field } } } }`,
			sizes: []int{5, 20, 100},
			// Nodes: what is found, once for the search and once for the answer.
			most: map[string]int{"Nodes": 2},
		},
	}
	o := graph.Options{Store: c, Topologies: topology.NewLatest(c), Search: search.New(search.Options{})}
	t.Cleanup(o.Topologies.Close)
	var ready any
	query(t, newHandler(o), &ready, `{ statements(orderBy: VOICES) { totalCount } search(text: "claim") { totalCount } }`, nil)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, size := range tt.sizes {
				c.reset()
				var data any
				query(t, newHandler(o), &data, fmt.Sprintf(tt.query, size), nil)
				for method, got := range c.reset() {
					if got > tt.most[method] {
						t.Errorf("a page of %d calls %s %d times; want at most %d", size, method, got, tt.most[method])
					}
				}
			}
		})
	}
}

// One request sees one snapshot and closes it, also when the request is refused or fails.
func TestExecute_snapshot(t *testing.T) {
	version := map[string]any{"version": uint64(1)}
	for query, cost := range map[string]int{
		`{ issues { nodes { id statements { nodes { id } } } } overview { version } }`: 464,
		`{ issue(id: "person:ada") { id } }`:                                           2,
		`{ nonsense }`:                                                                 0,
		`{ issue(`:                                                                     0,
	} {
		c := &counting{Store: example(t), calls: make(map[string]int)}
		topologies := topology.NewLatest(c.Store) // built from snapshots of its own
		response := execute(t.Context(), graph.Options{Store: c, Topologies: topologies}, query, nil)
		topologies.Close()
		if c.opened != 1 || c.closed != 1 {
			t.Errorf("%s: opened %d snapshots and closed %d; want one", query, c.opened, c.closed)
		}
		want := map[string]any{"graph": version}
		if cost > 0 { // it got as far as being counted
			want["cost"] = map[string]any{"requested": cost, "limit": 10000}
		}
		if diff := cmp.Diff(want, response.Extensions); diff != "" {
			t.Errorf("%s: extensions (-want +got):\n%s", query, diff)
		}
	}
}
