package storetest

import (
	"fmt"
	"testing"

	"forumgraph/store"
)

// benchStatements is how many statements the benchmarks' graph has; one issue is raised by all of them.
const benchStatements = 2000

// Bench measures one engine on the example graph with 2,000 more statements around a hub.
func Bench(b *testing.B, open Open) {
	s := begin(b, open, Example())
	hub := store.ID("issue:harbour-life")
	for i := 0; i < benchStatements; i += 500 {
		var cs store.ChangeSet
		for j := i; j < i+500; j++ {
			cs.Put = append(cs.Put, hubStatement(fmt.Sprintf("hub/%d", j), hub, nil))
		}
		apply(b, s, cs)
	}
	v := snapshot(b, s)
	ctx := b.Context()
	must := func(b *testing.B, err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	statement := func(i int) store.ID { return store.ID(fmt.Sprintf("statement:hub/%d", i%benchStatements)) }
	keys := make([]store.EdgeKey, 100)
	for i := range keys {
		keys[i] = store.EdgeKey{Source: statement(i), Type: store.About, Target: hub}
	}
	for _, bench := range []struct {
		name string
		run  func(b *testing.B, i int)
	}{
		{"snapshot", func(b *testing.B, _ int) {
			v, err := s.Snapshot()
			must(b, err)
			v.Close()
		}},
		{"node", func(b *testing.B, i int) {
			_, err := v.Node(ctx, statement(i))
			must(b, err)
		}},
		{"all_statements", func(b *testing.B, _ int) {
			for _, err := range v.AllOf(ctx, store.KindStatement) {
				must(b, err)
			}
		}},
		{"neighbors_of_hub", func(b *testing.B, _ int) {
			_, err := v.Neighbors(ctx, hub)
			must(b, err)
		}},
		{"neighbors_of_statement", func(b *testing.B, i int) {
			_, err := v.Neighbors(ctx, statement(i))
			must(b, err)
		}},
		{"edges_100", func(b *testing.B, _ int) {
			_, err := v.Edges(ctx, keys)
			must(b, err)
		}},
		{"edge_with_2000_supports", func(b *testing.B, _ int) {
			_, err := v.Edges(ctx, []store.EdgeKey{{Source: "person:ada", Type: store.Raised, Target: hub}})
			must(b, err)
		}},
		{"apply_one_statement", func(b *testing.B, i int) {
			_, err := s.Apply(ctx, put(hubStatement(fmt.Sprintf("new/%d", i%50), hub, []store.ID{"person:ben"}[:i/50%2])))
			must(b, err)
		}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				bench.run(b, i)
				i++
			}
		})
	}
}
