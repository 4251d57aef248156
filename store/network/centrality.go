package network

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/gonum/graph"
	gonum "gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/traverse"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// CentralityMeasure is a measure of how central a node is.
type CentralityMeasure string

// The measures. DEGREE and STRENGTH only count; the others use the whole network: PAGERANK with the weights of the
// edges, CLOSENESS and BETWEENNESS without.
const (
	Degree      CentralityMeasure = "DEGREE"
	Strength    CentralityMeasure = "STRENGTH"
	Closeness   CentralityMeasure = "CLOSENESS"
	Betweenness CentralityMeasure = "BETWEENNESS"
	PageRank    CentralityMeasure = "PAGERANK"
)

// CentralityMeasures returns every measure.
func CentralityMeasures() []CentralityMeasure {
	return []CentralityMeasure{Degree, Strength, Closeness, Betweenness, PageRank}
}

// Method returns the name and the parameters of the method.
func (m CentralityMeasure) Method() string {
	switch m {
	case Degree:
		return "degree, the number of neighbors"
	case Strength:
		return "strength, the sum of the weights of the edges"
	case Closeness:
		return "harmonic closeness, unweighted, the sum of 1/distance over the others, not normalized, " +
			gonumVersion + " traverse.BreadthFirst"
	case Betweenness:
		return "betweenness, unweighted, each pair counted once, not normalized, Brandes 2001, " + gonumVersion + " network.Betweenness"
	}
	return fmt.Sprintf("PageRank, weighted, damping %v, power iteration from equal parts until the sum of changes is below %v", damping, tolerance)
}

// The limits of a ranking.
const (
	DefaultScores = 30
	MaxScores     = 500
	// MaxNetworkWalk limits the work of CLOSENESS and BETWEENNESS: the number of nodes times nodes and edge ends.
	MaxNetworkWalk = 10_000_000
	// SignificantDigits is what a value is rounded to. Further digits depend on the order of additions and would order
	// equal nodes by chance.
	SignificantDigits = 9
)

const (
	damping   = 0.85
	tolerance = 1e-12
	mostTurns = 1000
)

// CentralityOptions says what to measure. NetworkOptions.Network must be set; the rest has a useful zero value.
type CentralityOptions struct {
	NetworkOptions
	// Measure is DEGREE if empty.
	Measure CentralityMeasure
	// First is the most scores returned, 1 to [MaxScores]; 0 means [DefaultScores].
	First int
}

// Centrality ranks the nodes of a network.
type Centrality struct {
	Version uint64
	Network Network
	Measure CentralityMeasure
	// Method names the method with its parameters, and Rule says what ties two nodes.
	Method, Rule string
	// Nodes is the number of nodes with an edge, Edges the number of edges. Isolated is the number of nodes without an
	// edge; they are not ranked.
	Nodes, Edges, Isolated int
	// Scores are ordered by value, larger first, then by ID.
	Scores []Score
	// Cut is how many scores were left out.
	Cut int
}

// Score is the value of one node, rounded to [SignificantDigits].
type Score struct {
	ID    store.ID
	Value float64
}

// CentralityOf ranks issues, organizations or recommendations. Persons and other voices are not ranked.
//
// Errors: [ErrPersons], which is an ErrInvalid; store.ErrInvalid for an option out of range or a network over the limits;
// the context's error.
func CentralityOf(ctx context.Context, t *topology.Topology, opts CentralityOptions) (*Centrality, error) {
	c, err := centralityOf(ctx, t, opts)
	if err != nil {
		return nil, fmt.Errorf("centrality: %w", err)
	}
	return c, nil
}

func centralityOf(ctx context.Context, t *topology.Topology, opts CentralityOptions) (*Centrality, error) {
	measure, err := oneOf("measure", opts.Measure, Degree, CentralityMeasures())
	if err != nil {
		return nil, err
	}
	most, err := inRange("first", opts.First, DefaultScores, MaxScores)
	if err != nil {
		return nil, err
	}
	p, err := project(ctx, t, opts.NetworkOptions)
	if err != nil {
		return nil, err
	}
	values, err := p.measure(measure)
	if err != nil {
		return nil, err
	}
	c := &Centrality{
		Version: t.Version(), Network: opts.Network, Measure: measure, Method: measure.Method(), Rule: opts.Network.Rule(opts.Through),
		Nodes: len(p.nodes), Edges: p.edges, Isolated: p.isolated, Scores: make([]Score, len(p.nodes)),
	}
	for i, n := range p.nodes {
		c.Scores[i] = Score{t.ID(n), rounded(values[i])}
	}
	slices.SortStableFunc(c.Scores, func(a, b Score) int { return cmp.Compare(b.Value, a.Value) }) // ties stay by ID
	c.Cut = max(0, len(c.Scores)-most)
	c.Scores = c.Scores[:len(c.Scores)-c.Cut]
	return c, nil
}

// rounded returns v to [SignificantDigits].
func rounded(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', SignificantDigits-1, 64), 64)
	if err != nil {
		panic(err) // the string was just formatted
	}
	return r
}

// measure returns the value of each node.
func (p *projection) measure(m CentralityMeasure) ([]float64, error) {
	values := make([]float64, len(p.nodes))
	switch m {
	case Degree:
		for i, neighbors := range p.neighbors {
			values[i] = float64(len(neighbors))
		}
		return values, nil
	case Strength:
		for i, neighbors := range p.neighbors {
			values[i] = float64(strength(neighbors))
		}
		return values, nil
	case PageRank:
		return p.pageRank()
	}
	if walk := len(p.nodes) * (len(p.nodes) + 2*p.edges); walk > MaxNetworkWalk {
		return nil, fmt.Errorf("%s of %d nodes with %d edges is too long a walk; choose fewer statements or a larger minWeight: %w",
			m, len(p.nodes), p.edges, store.ErrInvalid)
	}
	if m == Closeness {
		return values, p.closeness(values)
	}
	return values, p.betweenness(values)
}

func strength(neighbors []neighbor) int {
	sum := 0
	for _, n := range neighbors {
		sum += n.weight
	}
	return sum
}

func (p *projection) closeness(values []float64) (err error) {
	defer rescue(&err)
	g := newWeighted(p)
	for i := range values {
		var at []int // at[d] is the number of nodes at distance d
		var walk traverse.BreadthFirst
		walk.Walk(g, vertex(i), func(_ graph.Node, distance int) bool {
			if distance == len(at) {
				at = append(at, 0)
			}
			at[distance]++
			return false
		})
		for distance, count := range at[1:] {
			values[i] += float64(count) / float64(distance+1)
		}
	}
	return nil
}

func (p *projection) betweenness(values []float64) (err error) {
	defer rescue(&err)
	for i, v := range gonum.Betweenness(newWeighted(p)) {
		values[i] = v / 2 // gonum counts each pair twice
	}
	return nil
}

// pageRank returns the share of each node in all walks; the shares sum to 1. gonum's version starts from a random
// vector, so its last digits differ on each run. Every node has an edge, so no walk gets stuck.
func (p *projection) pageRank() ([]float64, error) {
	n := float64(len(p.nodes))
	rank, next := make([]float64, len(p.nodes)), make([]float64, len(p.nodes))
	total := make([]float64, len(p.nodes))
	for i, neighbors := range p.neighbors {
		rank[i], total[i] = 1/n, float64(strength(neighbors))
	}
	for range mostTurns {
		change := 0.0
		for i, neighbors := range p.neighbors {
			if err := p.spend(len(neighbors) + 1); err != nil {
				return nil, err
			}
			sum := 0.0
			for _, from := range neighbors {
				sum += rank[from.node] * float64(from.weight) / total[from.node]
			}
			next[i] = (1-damping)/n + damping*sum
			change += math.Abs(next[i] - rank[i])
		}
		rank, next = next, rank
		if change < tolerance {
			break
		}
	}
	return rank, nil
}
