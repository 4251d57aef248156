package graph_test

import (
	"net/http"
	"testing"

	"forumgraph/graph"
	"forumgraph/store/memstore"
)

// BenchmarkNewHandler answers the questions that the API is made for on the big graph, through the whole handler but
// without a network.
func BenchmarkNewHandler(b *testing.B) {
	h := graph.NewHandler(graph.Options{Store: filled(b, memstore.New(), bigGraph())})
	queries := []struct{ name, query string }{
		{"issue", `{ issue(id: "issue:0") { name raisedBy(first: 20) { totalCount edges { weight node { __typename id name }
			support { nodes { id summary citations { passage { id path } } } } } } } }`},
		{"organization", `{ organization(id: "organization:0") { name aliases raised { edges { node { id name } } } people { id name } } }`},
		{"person", `{ person(id: "person:1") { sessions { id name } statements { totalCount nodes { summary } } } }`},
		{"overview", `{ overview { version counts { kind count } edgeCounts { type count } coverage { passages cited setAside open } } }`},
		{"affiliations", `{ person(id: "person:1") { name affiliations { role organization { id name } } } }`},
	}
	for _, q := range queries {
		b.Run(q.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if response, body := post(b, h, q.query); response.StatusCode != http.StatusOK {
					b.Fatal(body)
				}
			}
		})
	}
}
