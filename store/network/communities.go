package network

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"

	"forumgraph/store"
	"forumgraph/store/topology"
)

const (
	// DefaultResolution is the resolution of modularity as first defined.
	DefaultResolution = 1
	// MaxResolution is the largest resolution; each node is alone at far smaller ones.
	MaxResolution = 100
	// MaxCommunityNodes limits the nodes to divide: the work grows with their square.
	MaxCommunityNodes = 2000
	// CommunitySeed determines the random order in which Louvain's method visits the nodes. It is the same for all
	// networks.
	CommunitySeed = 1
)

// CommunityOptions says what to divide. NetworkOptions.Network must be set; the rest has a useful zero value.
type CommunityOptions struct {
	NetworkOptions
	// Resolution is above 0 and at most [MaxResolution]: larger values give more and smaller communities; 0 means
	// [DefaultResolution].
	Resolution float64
}

// Communities is a division of a network into groups with many edges within them and few between them.
type Communities struct {
	Version uint64
	Network Network
	// Method names the method with its parameters, and Rule says what ties two nodes.
	Method, Rule string
	Resolution   float64
	// Modularity is Q at the resolution, rounded to [SignificantDigits]; 0 for a network without edges.
	Modularity float64
	// Nodes is the number of nodes with an edge, Edges the number of edges. Isolated is the number of nodes without an
	// edge; they are in no community.
	Nodes, Edges, Isolated int
	// Communities are ordered by size, larger first, then by their first ID. Each node is in one.
	Communities []Community
}

// Community is a group of nodes.
type Community struct {
	// Members are ordered by ID; there is at least one.
	Members []store.ID
	// Within is the sum of the weights of the edges between members, Across that of the edges to other communities.
	Within, Across int
}

// Size returns the number of members.
func (c *Community) Size() int { return len(c.Members) }

// CommunitiesOf divides issues, organizations or recommendations by the Louvain method. Persons and other voices are
// not divided.
//
// The method is a heuristic: another division may have the same modularity, or a larger one. A community is a proposal
// of what to look at together, not a finding.
//
// Errors: [ErrPersons], which is an ErrInvalid; store.ErrInvalid for an option out of range or a network over the
// limits; the context's error.
func CommunitiesOf(ctx context.Context, t *topology.Topology, opts CommunityOptions) (*Communities, error) {
	c, err := communitiesOf(ctx, t, opts)
	if err != nil {
		return nil, fmt.Errorf("communities: %w", err)
	}
	return c, nil
}

func communitiesOf(ctx context.Context, t *topology.Topology, opts CommunityOptions) (*Communities, error) {
	resolution := opts.Resolution
	if !(resolution >= 0 && resolution <= MaxResolution) {
		return nil, fmt.Errorf("resolution is %v; it goes from 0 to %d: %w", resolution, MaxResolution, store.ErrInvalid)
	}
	if resolution == 0 {
		resolution = DefaultResolution
	}
	p, err := project(ctx, t, opts.NetworkOptions)
	if err != nil {
		return nil, err
	}
	if len(p.nodes) > MaxCommunityNodes {
		return nil, fmt.Errorf("the network has %d nodes; at most %d are divided; choose fewer statements or a larger minWeight: %w",
			len(p.nodes), MaxCommunityNodes, store.ErrInvalid)
	}
	c := &Communities{
		Version: t.Version(), Network: opts.Network, Rule: opts.Network.Rule(opts.Through), Resolution: resolution,
		Method: fmt.Sprintf("Louvain 2008, modularity, weighted, resolution %v, seed %d, %s community.Modularize",
			resolution, CommunitySeed, gonumVersion),
		Nodes: len(p.nodes), Edges: p.edges, Isolated: p.isolated, Communities: []Community{},
	}
	if len(p.nodes) == 0 {
		return c, nil
	}
	return c, p.divide(c)
}

// divide fills in the communities and the modularity.
func (p *projection) divide(c *Communities) (err error) {
	defer rescue(&err)
	g := newWeighted(p)
	divided := community.Modularize(g, c.Resolution, &patientSource{rand.NewPCG(CommunitySeed, 0), p.question}).Communities()
	divided = slices.DeleteFunc(divided, func(members []graph.Node) bool { return len(members) == 0 })
	for _, members := range divided {
		slices.SortFunc(members, func(a, b graph.Node) int { return cmp.Compare(a.ID(), b.ID()) })
	}
	slices.SortFunc(divided, func(a, b []graph.Node) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0].ID(), b[0].ID()))
	})
	c.Modularity = rounded(community.Q(g, divided, c.Resolution))
	for _, members := range divided {
		c.Communities = append(c.Communities, p.community(members))
	}
	return nil
}

func (p *projection) community(members []graph.Node) Community {
	var c Community
	twice := 0
	for _, m := range members {
		c.Members = append(c.Members, p.ID(p.nodes[m.ID()]))
		for _, n := range p.neighbors[m.ID()] {
			if _, ok := slices.BinarySearchFunc(members, n.node, func(m graph.Node, n int) int { return cmp.Compare(m.ID(), int64(n)) }); ok {
				twice += n.weight
			} else {
				c.Across += n.weight
			}
		}
	}
	c.Within = twice / 2
	return c
}

// patientSource is a source of random numbers that checks the context. Louvain's method draws a number before each of
// its passes and has no other place to stop it.
type patientSource struct {
	rand.Source
	*question
}

// Uint64 spends the steps of the pass that the number is drawn for: the square of the number of nodes.
func (s *patientSource) Uint64() uint64 {
	s.pay(MaxCommunityNodes)
	return s.Source.Uint64()
}
