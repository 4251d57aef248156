package network

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// Network is a network of nodes of one kind, tied by what they have in common. None is of persons: see [ErrPersons].
type Network string

// The networks, each with the rule of its edges and weights.
const (
	// Issues are tied by each statement about both: CO_RAISED.
	Issues Network = "ISSUES"
	// Organizations are tied by each issue that both raise and each recommendation that both back.
	Organizations Network = "ORGANIZATIONS"
	// Recommendations are tied by each voice that backs both.
	Recommendations Network = "RECOMMENDATIONS"
)

// Networks returns every network.
func Networks() []Network { return []Network{Issues, Organizations, Recommendations} }

// kind returns the kind of the network's nodes.
func (n Network) kind() store.Kind {
	switch n {
	case Issues:
		return store.KindIssue
	case Organizations:
		return store.KindOrganization
	}
	return store.KindRecommendation
}

// Rule says in a sentence what ties two nodes.
func (n Network) Rule(through bool) string {
	switch n {
	case Issues:
		return "two issues are tied by each statement about both"
	case Organizations:
		if through {
			return "two organizations are tied by each issue that both raise, themselves or through affiliated speakers, " +
				"and by each recommendation that both back themselves"
		}
		return "two organizations are tied by each issue that both raise and by each recommendation that both back, themselves"
	}
	return "two recommendations are tied by each voice that backs both"
}

// The limits of a network.
const (
	// MaxNetworkEdges limits the edges of a network.
	MaxNetworkEdges = 200_000
	// MaxNetworkPairs limits the pairs of nodes compared, counted once for each trait they have in common.
	MaxNetworkPairs = 50_000_000
)

// NetworkOptions says which network to measure. Network must be set; the rest has a useful zero value.
type NetworkOptions struct {
	Network Network
	// Through makes an organization raise what affiliated persons raised as SPEAKERs. Only for ORGANIZATIONS.
	Through bool
	// MinWeight drops lighter edges; 0 means 1, which drops none.
	MinWeight int
	// Statements are the statements that count; nil means all.
	Statements topology.Set
}

// ErrPersons is returned for a measure that would rank people.
var ErrPersons = fmt.Errorf("persons and other voices are not measured: what somebody says at a forum tells what they raised, "+
	"not how much they matter; measure %v instead, or read what the voice said: %w", Networks(), store.ErrInvalid)

// check refuses an unknown network. Errors: [ErrPersons] if it would be one of voices, store.ErrInvalid.
func (n Network) check() error {
	switch n {
	case "PERSON", "PERSONS", "PEOPLE", "VOICE", "VOICES", "COLLECTIVE", "COLLECTIVES":
		return fmt.Errorf("network %s: %w", n, ErrPersons)
	}
	if !slices.Contains(Networks(), n) {
		return fmt.Errorf("network is %.40q; use one of %v: %w", n, Networks(), store.ErrInvalid)
	}
	return nil
}

// projection is a network: the nodes that have an edge, by ID, and the neighbors of each, as indexes of nodes.
type projection struct {
	*question
	nodes     []topology.Number
	neighbors [][]neighbor
	edges     int
	// isolated is how many nodes of the kind have no edge.
	isolated int
}

type neighbor struct {
	node   int
	weight int
}

// trait is something that a node of a network has and that ties it to others.
type trait struct{ node, has topology.Number }

// project returns the network.
//
// Errors: ErrPersons, store.ErrInvalid for an option out of range or a network over its limits; the context's error.
func project(ctx context.Context, t *topology.Topology, opts NetworkOptions) (*projection, error) {
	if err := opts.Network.check(); err != nil {
		return nil, err
	}
	q, err := ask(ctx, t, opts.Statements)
	if err != nil {
		return nil, err
	}
	if opts.Through && opts.Network != Organizations {
		return nil, fmt.Errorf("through leads to organizations; ask for it with %s: %w", Organizations, store.ErrInvalid)
	}
	if opts.MinWeight < 0 {
		return nil, fmt.Errorf("minWeight is %d; it is 1 or larger: %w", opts.MinWeight, store.ErrInvalid)
	}
	traits, err := q.traits(opts)
	if err != nil {
		return nil, err
	}
	p := &projection{question: q}
	if err := p.tie(traits, max(1, opts.MinWeight)); err != nil {
		return nil, err
	}
	p.isolated = q.Count(opts.Network.kind()) - len(p.nodes)
	return p, nil
}

// traits returns what ties the nodes of a network, by node, then trait, each once.
func (q *question) traits(opts NetworkOptions) ([]trait, error) {
	organizations, err := newAxis(q, "network", AxisOrganization, nil, opts.Through)
	if err != nil {
		return nil, err
	}
	var all []trait
	for s := range q.all() {
		issues, positions := q.Along(s, topology.AboutOut).Nodes(), q.positions(s)
		var backed []topology.Number
		for i := range positions.Len() {
			if positions.Stance(i) == store.For {
				backed = append(backed, positions.Node(i))
			}
		}
		before := len(all)
		switch opts.Network {
		case Issues:
			for _, n := range issues {
				all = append(all, trait{n, s})
			}
		case Organizations:
			for _, v := range organizations.values(s) {
				for _, n := range issues {
					all = append(all, trait{v.node, n})
				}
				for _, n := range backed {
					if !v.through { // positions are never passed on
						all = append(all, trait{v.node, n})
					}
				}
			}
		default:
			for _, v := range q.Voices(s).Nodes() {
				for _, n := range backed {
					all = append(all, trait{n, v})
				}
			}
		}
		if err := q.spend(1 + len(all) - before); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b trait) int { return cmp.Or(cmp.Compare(a.node, b.node), cmp.Compare(a.has, b.has)) })
	return slices.Compact(all), nil
}

// tie makes an edge between any two nodes that have at least least traits in common.
func (p *projection) tie(traits []trait, least int) error {
	var nodes []topology.Number // by index, including those without an edge
	var has [][]topology.Number // by index
	shared := make(map[topology.Number][]int)
	for _, t := range traits {
		if len(nodes) == 0 || nodes[len(nodes)-1] != t.node {
			nodes, has = append(nodes, t.node), append(has, nil)
		}
		at := len(nodes) - 1
		has[at] = append(has[at], t.has)
		shared[t.has] = append(shared[t.has], at)
	}
	pairs := 0
	for _, with := range shared {
		pairs += len(with) * (len(with) - 1) / 2
	}
	if pairs > MaxNetworkPairs {
		return fmt.Errorf("%d pairs have something in common; at most %d are compared; choose fewer statements: %w",
			pairs, MaxNetworkPairs, store.ErrInvalid)
	}
	all := make([][]neighbor, len(nodes))
	weights := make([]int, len(nodes))
	var met []int
	for a := range nodes {
		met = met[:0]
		for _, t := range has[a] {
			with := shared[t]
			if err := p.spend(len(with) + 1); err != nil {
				return err
			}
			for _, b := range with {
				if b > a {
					if weights[b] == 0 {
						met = append(met, b)
					}
					weights[b]++
				}
			}
		}
		slices.Sort(met)
		for _, b := range met {
			if weights[b] >= least {
				all[a] = append(all[a], neighbor{b, weights[b]})
				all[b] = append(all[b], neighbor{a, weights[b]})
				p.edges++
			}
			weights[b] = 0
		}
		if p.edges > MaxNetworkEdges {
			return fmt.Errorf("the network has more than %d edges; choose fewer statements or a larger minWeight: %w",
				MaxNetworkEdges, store.ErrInvalid)
		}
	}
	p.compact(nodes, all)
	return nil
}

// compact keeps the nodes that have an edge. Neighbors are ascending: each row met those before it, in order, and then
// those after it.
func (p *projection) compact(nodes []topology.Number, all [][]neighbor) {
	at := make([]int, len(nodes))
	for i, n := range nodes {
		if len(all[i]) > 0 {
			at[i] = len(p.nodes)
			p.nodes, p.neighbors = append(p.nodes, n), append(p.neighbors, all[i])
		}
	}
	for _, neighbors := range p.neighbors {
		for i := range neighbors {
			neighbors[i].node = at[neighbors[i].node]
		}
	}
}
