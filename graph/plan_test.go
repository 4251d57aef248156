package graph_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

// Requests for one document share what was found out about it, and nothing else: each gets the answer to its own variables,
// also those that decide which fields there are, whichever came first and however many run at once.
func TestPlan(t *testing.T) {
	h := newHandler(bigOptions(t))
	const document = `query($id: ID!, $first: Int, $names: Boolean!) {
		node(id: $id) { __typename id ... on Issue { statements(first: $first) { nodes { id } } } ... on Voice { label } name: label @include(if: $names) }
		issues(first: 2) { nodes { id } }
	}`
	fixed := strings.NewReplacer(" @include(if: $names)", "", ", $names: Boolean!", "").Replace(document)
	answer := func(document, id string, first int, names bool) string {
		_, body := send(t, h, "POST", "/graphql",
			fmt.Sprintf(`{"query": %q, "variables": {"id": %q, "first": %d, "names": %t}}`, document, id, first, names))
		return body
	}
	want := func(id string, first int, names bool) string {
		members := `"__typename":"Person","id":"person:1","label":"person 1"`
		if id == "issue:0" {
			var nodes []string
			for _, i := range []string{"0", "1", "10"}[:first] {
				nodes = append(nodes, `{"id":"statement:`+i+`"}`)
			}
			members = `"__typename":"Issue","id":"issue:0","statements":{"nodes":[` + strings.Join(nodes, ",") + `]}`
		}
		if names {
			members += `,"name":"` + strings.Replace(id, ":", " ", 1) + `"`
		}
		return `{"data":{"node":{` + members + `},"issues":{"nodes":[{"id":"issue:0"},{"id":"issue:1"}]}},`
	}
	var wg sync.WaitGroup
	for i := range 64 {
		id, first, names := []string{"issue:0", "person:1"}[i%2], 1+i/2%3, i%5 < 2
		wg.Go(func() {
			if got, want := answer(document, id, first, names), want(id, first, names); !strings.HasPrefix(got, want) {
				t.Errorf("%s, %d, %t:\n%s\nwant\n%s", id, first, names, got, want)
			}
			if got, want := answer(fixed, id, first, false), want(id, first, true); !strings.HasPrefix(got, want) {
				t.Errorf("without a condition, %s, %d:\n%s\nwant\n%s", id, first, got, want)
			}
		})
	}
	wg.Wait()
}

// An operation that asks the same of nodes of many kinds is answered the same each time, though its plan is not kept.
func TestPlan_tooLarge(t *testing.T) {
	h := newHandler(bigOptions(t))
	var ids, fields []string
	for _, kind := range []string{"person", "organization", "collective", "session", "issue", "recommendation", "initiative",
		"publication", "population", "place", "figure", "statement"} {
		ids = append(ids, fmt.Sprintf("%q", kind+":1"))
	}
	for i := range 50 {
		fields = append(fields, fmt.Sprintf("a%d: label", i))
	}
	query := fmt.Sprintf(`{ nodes(ids: [%s]) { %s } }`, strings.Join(ids, ", "), strings.Join(fields, " "))
	_, first := post(t, h, query)
	if n := strings.Count(first, `"a49":`); n != len(ids) {
		t.Fatalf("%d nodes in %s", n, first)
	}
	for range 3 {
		if _, again := post(t, h, query); again != first {
			t.Errorf("then: %s\nfirst: %s", again, first)
		}
	}
}
