package network_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"forumgraph/store"
	"forumgraph/store/network"
	"forumgraph/store/topology"
)

// hot returns a forum in which each of n organizations backs one recommendation, and one of a hundred others.
func hot(n int) *forum {
	var lines []string
	for from := 0; from < n; from += 100 {
		var voices, others strings.Builder
		for i := from; i < min(n, from+100); i++ {
			fmt.Fprintf(&voices, " organization:p%d", i)
		}
		fmt.Fprintf(&others, " recommendation:r%d+", from/100%100)
		lines = append(lines, fmt.Sprintf("s%d recommendation:hot+%s%s", from, voices.String(), others.String()))
	}
	return newForum(lines...)
}

// mesh returns a forum whose issues are all tied to each other: a statement about all of them.
func mesh(n int) *forum {
	var issues strings.Builder
	for i := range n {
		fmt.Fprintf(&issues, " issue:i%d", i)
	}
	return newForum("s person:ann" + issues.String())
}

// A network too large to compute is refused before it is, with what to do; one that is large is cut, and says by how much.
func TestLimits(t *testing.T) {
	top := hot(3000).topology(t)
	c := coalitionsOf(t, top, network.CoalitionOptions{First: 10})
	if pairs := 3000 * 2999 / 2; len(c.Edges) != 10 || c.EdgesCut != pairs-10 || len(c.Positions) != network.MaxPositions || c.PositionsCut != 1000 {
		t.Errorf("%d edges, %d cut; %d positions, %d cut", len(c.Edges), c.EdgesCut, len(c.Positions), c.PositionsCut)
	}
	issues := network.NetworkOptions{Network: network.Issues}
	crowd, large, huge, long := hot(10_001).topology(t), mesh(220).topology(t), mesh(640).topology(t), newForum(ringLines(network.MaxCommunityNodes+1, 1)...).topology(t)
	for want, ask := range map[string]func() error{
		"coalitions: 50500100 pairs of voices share a recommendation; at most 50000000 are compared; choose fewer statements or voice kinds: invalid": func() error {
			_, err := network.CoalitionsOf(t.Context(), crowd, network.CoalitionOptions{})
			return err
		},
		"centrality: 50500100 pairs have something in common; at most 50000000 are compared; choose fewer statements: invalid": func() error {
			_, err := network.CentralityOf(t.Context(), crowd, network.CentralityOptions{NetworkOptions: network.NetworkOptions{Network: network.Organizations}})
			return err
		},
		"communities: the network has 2001 nodes; at most 2000 are divided; choose fewer statements or a larger minWeight: invalid": func() error {
			_, err := network.CommunitiesOf(t.Context(), long, network.CommunityOptions{NetworkOptions: issues})
			return err
		},
		"centrality: CLOSENESS of 220 nodes with 24090 edges is too long a walk; choose fewer statements or a larger minWeight: invalid": func() error {
			_, err := network.CentralityOf(t.Context(), large, network.CentralityOptions{NetworkOptions: issues, Measure: network.Closeness})
			return err
		},
		"communities: the network has more than 200000 edges; choose fewer statements or a larger minWeight: invalid": func() error {
			_, err := network.CommunitiesOf(t.Context(), huge, network.CommunityOptions{NetworkOptions: issues})
			return err
		},
	} {
		if err := ask(); !errors.Is(err, store.ErrInvalid) || err.Error() != want {
			t.Errorf("got %v; want %s", err, want)
		}
	}
}

func BenchmarkScale(b *testing.B) {
	run := func(name string, top *topology.Topology, ask func(*topology.Topology) error) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := ask(top); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, n := range []int{1000, 3000, 9000} {
		run(fmt.Sprintf("coalitions_of_%d_voices_on_one_recommendation", n), hot(n).topology(b), func(top *topology.Topology) error {
			_, err := network.CoalitionsOf(b.Context(), top, network.CoalitionOptions{Normalization: network.Jaccard})
			return err
		})
	}
	issues := network.NetworkOptions{Network: network.Issues}
	run("betweenness_of_200_nodes_all_tied", mesh(200).topology(b), func(top *topology.Topology) error {
		_, err := network.CentralityOf(b.Context(), top, network.CentralityOptions{NetworkOptions: issues, Measure: network.Betweenness})
		return err
	})
	run("communities_of_600_nodes_all_tied", mesh(600).topology(b), func(top *topology.Topology) error {
		_, err := network.CommunitiesOf(b.Context(), top, network.CommunityOptions{NetworkOptions: issues})
		return err
	})
	run("communities_of_2000_nodes_in_a_ring", newForum(ringLines(network.MaxCommunityNodes, 5)...).topology(b), func(top *topology.Topology) error {
		_, err := network.CommunitiesOf(b.Context(), top, network.CommunityOptions{NetworkOptions: issues})
		return err
	})
	run("betweenness_of_900_nodes_in_a_ring", newForum(ringLines(900, 5)...).topology(b), func(top *topology.Topology) error {
		_, err := network.CentralityOf(b.Context(), top, network.CentralityOptions{NetworkOptions: issues, Measure: network.Betweenness})
		return err
	})
}

// ringLines ties each of n issues to the next ones.
func ringLines(n, following int) []string {
	var lines []string
	for i := range n {
		for j := 1; j <= following; j++ {
			lines = append(lines, fmt.Sprintf("s%d.%d person:ann issue:i%d issue:i%d", i, j, i, (i+j)%n))
		}
	}
	return lines
}
