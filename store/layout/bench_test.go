package layout_test

import (
	"testing"

	"forumgraph/store/layout"
	"forumgraph/store/storetest"
	"forumgraph/store/topology"
)

func bench(b *testing.B, top *topology.Topology, nodes int) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := layout.Of(b.Context(), top, layout.Options{Nodes: nodes}); err != nil {
			b.Fatal(err)
		}
	}
}

// The forum's own graph.
func BenchmarkOf_forum(b *testing.B) { bench(b, corpus(b), 0) }

// Made up: 10,000 nodes.
func BenchmarkOf_10k(b *testing.B) { bench(b, topologyOf(b, storetest.Crowd(10_000, 1)), 0) }

// Made up: 100,000 nodes.
func BenchmarkOf_100k(b *testing.B) { bench(b, topologyOf(b, storetest.Crowd(100_000, 1)), 100_000) }
