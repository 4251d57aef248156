package topology_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// zipfGraph returns a made-up graph of 20,000 nodes: statements by persons about issues, both of which recur as Zipf has it,
// and the persons' organizations. The same seed gives the same graph.
func zipfGraph(seed uint64) *graph {
	const persons, organizations, issues, statements = 3000, 1000, 1000, 15_000
	rnd := rand.New(rand.NewPCG(seed, 0))
	who := rand.NewZipf(rnd, 1.1, 8, persons-1)
	what := rand.NewZipf(rnd, 1.1, 4, issues-1)
	where := rand.NewZipf(rnd, 1.1, 4, organizations-1)
	person := func(n uint64) store.ID { return store.ID(fmt.Sprintf("person:%d", n)) }
	issue := func(n uint64) store.ID { return store.ID(fmt.Sprintf("issue:%d", n)) }
	weights := map[store.EdgeKey]int{}
	for n := range uint64(persons) {
		weights[store.EdgeKey{Source: person(n), Type: store.AffiliatedWith, Target: store.ID(fmt.Sprintf("organization:%d", where.Uint64()))}] = 1
	}
	for n := range statements {
		id := store.ID(fmt.Sprintf("statement:%d", n))
		voice := person(who.Uint64())
		weights[store.EdgeKey{Source: voice, Type: store.Made, Target: id}] = 1
		for range 2 {
			about := issue(what.Uint64())
			weights[store.EdgeKey{Source: id, Type: store.About, Target: about}] = 1
			weights[store.EdgeKey{Source: voice, Type: store.Raised, Target: about}]++
		}
	}
	var edges []topology.Edge
	for key, weight := range weights {
		edges = append(edges, edge(key.Source, key.Type, key.Target, weight))
	}
	var more []store.ID // those that nobody drew
	for n := range uint64(issues) {
		more = append(more, issue(n), store.ID(fmt.Sprintf("organization:%d", n)))
	}
	return newGraph(edges, more...)
}

func BenchmarkTopology(b *testing.B) {
	g := zipfGraph(1)
	top := build(b, g)
	b.Logf("%d nodes, %d edges", top.NodeCount(), top.EdgeCount())
	b.Run("build", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			build(b, g)
		}
	})
	neighborhood := func(from store.ID, depth, first int) func(*testing.B) {
		return func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := top.Neighborhood(b.Context(), from, topology.NeighborhoodOptions{Depth: depth, First: first}); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	b.Run("neighborhood_of_hub_100", neighborhood("issue:0", 1, 100))
	b.Run("neighborhood_of_hub_depth_3_500", neighborhood("issue:0", 3, 500))
	b.Run("neighborhood_of_person_depth_2_100", neighborhood("person:2500", 2, 100))
	// The same pairs of persons for each number of paths, so that the rows compare.
	for _, first := range []int{1, 5, 50} {
		b.Run(fmt.Sprintf("paths_%d", first), func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				from, to := store.ID(fmt.Sprintf("person:%d", i%1500)), store.ID(fmt.Sprintf("person:%d", 1500+i*7%1500))
				if _, err := top.Paths(b.Context(), from, to, topology.PathOptions{First: first}); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}
