package network_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"forumgraph/store"
	"forumgraph/store/network"
)

// Two triangles and one edge between them are two communities. Of 7 edges, 6 are within; the degrees of each side sum to 7:
// Q = 6/7 - 2 (7/14)² = 0.357142857.
func TestCommunitiesOf(t *testing.T) {
	top := newForum(
		"a person:ann issue:a issue:b", "b person:ann issue:b issue:c", "c person:ann issue:a issue:c",
		"d person:ann issue:x issue:y", "e person:ann issue:y issue:z", "f person:ann issue:x issue:z",
		"g person:ann issue:c issue:x", "h person:ann issue:alone",
	).topology(t)
	want := &network.Communities{
		Version: 1, Network: network.Issues, Rule: "two issues are tied by each statement about both", Resolution: 1, Modularity: 0.357142857,
		Method: "Louvain 2008, modularity, weighted, resolution 1, seed 1, gonum v0.17.0 community.Modularize",
		Nodes:  6, Edges: 7, Isolated: 1,
		Communities: []network.Community{
			{Members: []store.ID{"issue:a", "issue:b", "issue:c"}, Within: 3, Across: 1},
			{Members: []store.ID{"issue:x", "issue:y", "issue:z"}, Within: 3, Across: 1},
		},
	}
	got, err := network.CommunitiesOf(t.Context(), top, network.CommunityOptions{NetworkOptions: network.NetworkOptions{Network: network.Issues}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	fine, err := network.CommunitiesOf(t.Context(), top, network.CommunityOptions{NetworkOptions: network.NetworkOptions{Network: network.Issues}, Resolution: 50})
	if err != nil || len(fine.Communities) != 6 {
		t.Errorf("at a high resolution: %+v, %v", fine, err)
	}
	none, err := network.CommunitiesOf(t.Context(), top, network.CommunityOptions{NetworkOptions: network.NetworkOptions{Network: network.Organizations}})
	if err != nil || none.Nodes != 0 || len(none.Communities) != 0 || none.Modularity != 0 {
		t.Errorf("of nothing: %+v, %v", none, err)
	}
	for _, resolution := range []float64{-1, 101, math.NaN(), math.Inf(1)} {
		opts := network.CommunityOptions{NetworkOptions: network.NetworkOptions{Network: network.Issues}, Resolution: resolution}
		want := fmt.Sprintf("communities: resolution is %v; it goes from 0 to 100: invalid", resolution)
		if _, err := network.CommunitiesOf(t.Context(), top, opts); !errors.Is(err, store.ErrInvalid) || err.Error() != want {
			t.Errorf("got %v; want %s", err, want)
		}
	}
}

// Communities of random networks share out the nodes that have an edge, count each edge once, and have the modularity of
// the formula; asked again, they are the same.
func TestCommunitiesOf_model(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g := drawNetwork(r)
		top := g.topology(r)
		opts := network.CommunityOptions{
			NetworkOptions: network.NetworkOptions{Network: network.Issues}, Resolution: rapid.SampledFrom([]float64{0.5, 1, 2}).Draw(r, "resolution"),
		}
		c, err := network.CommunitiesOf(r.Context(), top, opts)
		if err != nil {
			r.Fatal(err)
		}
		again, err := network.CommunitiesOf(r.Context(), top, opts)
		if err != nil || !cmp.Equal(c, again) {
			r.Fatalf("asked again: %v %s", err, cmp.Diff(c, again))
		}
		of := map[store.ID]int{}
		for i, community := range c.Communities {
			if !slices.IsSorted(community.Members) || len(community.Members) == 0 {
				r.Fatalf("members %v", community.Members)
			}
			for _, m := range community.Members {
				if _, twice := of[m]; twice {
					r.Fatalf("%s is in two communities", m)
				}
				of[m] = i
			}
		}
		within, across, degree := make([]int, len(c.Communities)), make([]int, len(c.Communities)), make([]int, len(c.Communities))
		for _, e := range g.edges {
			a, okA := of[store.ID("issue:"+g.nodes[e[0]])]
			b, okB := of[store.ID("issue:"+g.nodes[e[1]])]
			if !okA || !okB {
				r.Fatal("a node with an edge is in no community")
			}
			degree[a]++
			degree[b]++
			if a == b {
				within[a]++
			} else {
				across[a]++
				across[b]++
			}
		}
		q, m := 0.0, float64(len(g.edges))
		for i, community := range c.Communities {
			if community.Within != within[i] || community.Across != across[i] {
				r.Fatalf("%v: %d within, %d across; want %d, %d", community.Members, community.Within, community.Across, within[i], across[i])
			}
			q += float64(within[i])/m - opts.Resolution*math.Pow(float64(degree[i])/(2*m), 2)
		}
		if math.Abs(q-c.Modularity) > 1e-8 {
			r.Fatalf("modularity %v, want %v", c.Modularity, q)
		}
	})
}
