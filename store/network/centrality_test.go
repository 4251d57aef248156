package network_test

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"forumgraph/store"
	"forumgraph/store/network"
	"forumgraph/store/topology"
)

func centralityOf(t failer, top *topology.Topology, opts network.CentralityOptions) *network.Centrality {
	t.Helper()
	c, err := network.CentralityOf(t.Context(), top, opts)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Scores are those worked out by hand on rent =2= noise -1- fares, beside an issue that nothing ties.
//
// PageRank: with p(noise) = 0.05 + 0.85 (p(rent) + p(fares)), p(rent) = 0.05 + 0.85 2/3 p(noise) and p(fares) = 0.05 +
// 0.85 1/3 p(noise), p(noise) = 0.135 / 0.2775.
func TestCentralityOf(t *testing.T) {
	top := newForum(
		"a person:ann issue:rent issue:noise", "b person:bob issue:rent issue:noise", "c person:ann issue:noise issue:fares", "d person:ann issue:water",
	).topology(t)
	score := func(id store.ID, value float64) network.Score { return network.Score{ID: id, Value: value} }
	for measure, want := range map[network.CentralityMeasure][]network.Score{
		network.Degree:      {score("issue:noise", 2), score("issue:fares", 1), score("issue:rent", 1)},
		network.Strength:    {score("issue:noise", 3), score("issue:rent", 2), score("issue:fares", 1)},
		network.Closeness:   {score("issue:noise", 2), score("issue:fares", 1.5), score("issue:rent", 1.5)},
		network.Betweenness: {score("issue:noise", 1), score("issue:fares", 0), score("issue:rent", 0)},
		network.PageRank:    {score("issue:noise", 0.486486486), score("issue:rent", 0.325675676), score("issue:fares", 0.187837838)},
	} {
		got := centralityOf(t, top, network.CentralityOptions{NetworkOptions: network.NetworkOptions{Network: network.Issues}, Measure: measure})
		whole := &network.Centrality{
			Version: 1, Network: network.Issues, Measure: measure, Method: measure.Method(), Rule: "two issues are tied by each statement about both",
			Nodes: 3, Edges: 2, Isolated: 1, Scores: want,
		}
		if diff := gocmp.Diff(whole, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", measure, diff)
		}
	}
	one := centralityOf(t, top, network.CentralityOptions{NetworkOptions: network.NetworkOptions{Network: network.Issues}, First: 1})
	if len(one.Scores) != 1 || one.Cut != 2 {
		t.Errorf("the first of three: %+v", one)
	}
}

// Each network has the edges that its rule says: what is tied through persons only if asked for, backing but not opposing.
func TestCentralityOf_networks(t *testing.T) {
	top := newForum(
		"person:ann > organization:guild",
		"a person:ann issue:rent recommendation:cap+ recommendation:lamp+",
		"b organization:union issue:rent issue:noise recommendation:cap+ recommendation:lamp-",
		"c organization:league issue:noise recommendation:cap+ recommendation:ban+",
		"d organization:guild issue:fares recommendation:cap~",
	).topology(t)
	for name, test := range map[string]struct {
		opts network.NetworkOptions
		want map[store.ID]float64
	}{
		// Union and league share noise and cap.
		"organizations": {network.NetworkOptions{Network: network.Organizations},
			map[store.ID]float64{"organization:union": 2, "organization:league": 2}},
		// The guild raises rent through ann, but does not back cap through her.
		"organizations_through": {network.NetworkOptions{Network: network.Organizations, Through: true},
			map[store.ID]float64{"organization:union": 3, "organization:league": 2, "organization:guild": 1}},
		"organizations_heavy": {network.NetworkOptions{Network: network.Organizations, Through: true, MinWeight: 2},
			map[store.ID]float64{"organization:union": 2, "organization:league": 2}},
		// Ann backs cap and lamp, the league cap and ban.
		"recommendations": {network.NetworkOptions{Network: network.Recommendations},
			map[store.ID]float64{"recommendation:cap": 2, "recommendation:lamp": 1, "recommendation:ban": 1}},
		"of_one_statement": {network.NetworkOptions{Network: network.Recommendations, Statements: only(t, top, "a", "b", "d")},
			map[store.ID]float64{"recommendation:cap": 1, "recommendation:lamp": 1}},
	} {
		t.Run(name, func(t *testing.T) {
			got := map[store.ID]float64{}
			for _, s := range centralityOf(t, top, network.CentralityOptions{NetworkOptions: test.opts, Measure: network.Strength}).Scores {
				got[s.ID] = s.Value
			}
			if diff := gocmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// People are not measured, whatever they are called, and the refusal says why; other nonsense is refused, too.
func TestCentralityOf_refuses(t *testing.T) {
	top := fair().topology(t)
	const reason = "persons and other voices are not measured: what somebody says at a forum tells what they raised, not how much they matter; " +
		"measure [ISSUES ORGANIZATIONS RECOMMENDATIONS] instead, or read what the voice said: invalid"
	for _, people := range []network.Network{"PERSON", "PERSONS", "PEOPLE", "VOICE", "VOICES", "COLLECTIVE", "COLLECTIVES"} {
		want := fmt.Sprintf("network %s: %s", people, reason)
		_, err := network.CentralityOf(t.Context(), top, network.CentralityOptions{NetworkOptions: network.NetworkOptions{Network: people}})
		if !errors.Is(err, network.ErrPersons) || !errors.Is(err, store.ErrInvalid) || err.Error() != "centrality: "+want {
			t.Errorf("centrality: %v; want %s", err, want)
		}
		_, err = network.CommunitiesOf(t.Context(), top, network.CommunityOptions{NetworkOptions: network.NetworkOptions{Network: people}})
		if !errors.Is(err, network.ErrPersons) || err.Error() != "communities: "+want {
			t.Errorf("communities: %v; want %s", err, want)
		}
	}
	for want, opts := range map[string]network.CentralityOptions{
		`centrality: network is ""; use one of [ISSUES ORGANIZATIONS RECOMMENDATIONS]: invalid`: {},
		`centrality: measure is "FAME"; use one of [DEGREE STRENGTH CLOSENESS BETWEENNESS PAGERANK]: invalid`: {
			NetworkOptions: network.NetworkOptions{Network: network.Issues}, Measure: "FAME"},
		"centrality: first is -1; it goes from 1 to 500: invalid": {NetworkOptions: network.NetworkOptions{Network: network.Issues}, First: -1},
		"centrality: through leads to organizations; ask for it with ORGANIZATIONS: invalid": {
			NetworkOptions: network.NetworkOptions{Network: network.Issues, Through: true}},
		"centrality: minWeight is -1; it is 1 or larger: invalid": {NetworkOptions: network.NetworkOptions{Network: network.Issues, MinWeight: -1}},
	} {
		if _, err := network.CentralityOf(t.Context(), top, opts); !errors.Is(err, store.ErrInvalid) || err.Error() != want {
			t.Errorf("got %v; want %s", err, want)
		}
	}
}

// The version of gonum that answers name is the one that computed them.
func TestCentralityMeasure_Method(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	_, version, _ := strings.Cut(string(mod), "gonum.org/v1/gonum ")
	version, _, _ = strings.Cut(version, "\n")
	for _, m := range []network.CentralityMeasure{network.Closeness, network.Betweenness} {
		if !strings.Contains(m.Method(), "gonum "+version+" ") {
			t.Errorf("%s is told as %q; go.mod has gonum %s", m, m.Method(), version)
		}
	}
}

// drawnNetwork is a network of issues, each edge one statement.
type drawnNetwork struct {
	nodes []string
	edges [][2]int
}

func drawNetwork(r *rapid.T) drawnNetwork {
	g := drawnNetwork{nodes: []string{"a", "b", "c", "d", "e", "f", "g"}}
	for i := range g.nodes {
		for j := range i {
			if rapid.IntRange(0, 2).Draw(r, "edge") == 0 {
				g.edges = append(g.edges, [2]int{j, i})
			}
		}
	}
	return g
}

func (g drawnNetwork) topology(t failer) *topology.Topology {
	lines := []string{"alone person:ann issue:alone"}
	for i, e := range g.edges {
		lines = append(lines, fmt.Sprintf("s%d person:ann issue:%s issue:%s", i, g.nodes[e[0]], g.nodes[e[1]]))
	}
	return newForum(lines...).topology(t)
}

// paths returns the lengths and the numbers of shortest paths between all nodes; -1 where there is none.
func (g drawnNetwork) paths() (length, count [][]int) {
	n := len(g.nodes)
	length, count = make([][]int, n), make([][]int, n)
	for s := range n {
		length[s], count[s] = slices.Repeat([]int{-1}, n), make([]int, n)
		length[s][s], count[s][s] = 0, 1
		for d := range n {
			for _, e := range g.edges {
				for _, e := range [][2]int{{e[0], e[1]}, {e[1], e[0]}} {
					if length[s][e[0]] == d && (length[s][e[1]] < 0 || length[s][e[1]] == d+1) {
						length[s][e[1]] = d + 1
						count[s][e[1]] += count[s][e[0]]
					}
				}
			}
		}
	}
	return length, count
}

// Closeness and betweenness in random networks are their definitions, and equal values come in the order of IDs.
func TestCentralityOf_model(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		g := drawNetwork(r)
		top := g.topology(r)
		length, count := g.paths()
		tied := map[int]bool{}
		for _, e := range g.edges {
			tied[e[0]], tied[e[1]] = true, true
		}
		want := map[network.CentralityMeasure][]network.Score{}
		for v := range g.nodes {
			if !tied[v] {
				continue
			}
			closeness, betweenness := 0.0, 0.0
			for s := range g.nodes {
				if length[v][s] > 0 {
					closeness += 1 / float64(length[v][s])
				}
				for u := range s {
					if s != v && u != v && length[s][v] > 0 && length[v][u] > 0 && length[s][v]+length[v][u] == length[s][u] {
						betweenness += float64(count[s][v]*count[v][u]) / float64(count[s][u])
					}
				}
			}
			id := store.ID("issue:" + g.nodes[v])
			want[network.Closeness] = append(want[network.Closeness], network.Score{ID: id, Value: closeness})
			want[network.Betweenness] = append(want[network.Betweenness], network.Score{ID: id, Value: betweenness})
		}
		for measure, scores := range want {
			got := centralityOf(r, top, network.CentralityOptions{NetworkOptions: network.NetworkOptions{Network: network.Issues}, Measure: measure})
			slices.SortFunc(scores, func(a, b network.Score) int {
				if math.Abs(a.Value-b.Value) > 1e-6 {
					return cmp.Compare(b.Value, a.Value)
				}
				return cmp.Compare(a.ID, b.ID)
			})
			for i, s := range scores {
				if got.Scores[i].ID != s.ID || math.Abs(got.Scores[i].Value-s.Value) > 1e-8 {
					r.Fatalf("%s: got %v, want %v", measure, got.Scores, scores)
				}
			}
		}
	})
}
