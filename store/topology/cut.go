package topology

import (
	"context"
	"fmt"

	"forumgraph/store"
)

// Cut counts, by kind, the nodes that a neighborhood left out although an admitted edge within the allowed depth leads
// to them from one of its nodes. It is empty if nothing was left out. Nodes behind those left out are not counted. sub
// is what [Topology.Neighborhood] returned for opts.
//
// Cut reads the neighbors of all nodes, including hubs, and takes many times as long as finding the neighborhood.
//
// Errors: those of Neighborhood.
func (t *Topology) Cut(ctx context.Context, sub *Subgraph, opts NeighborhoodOptions) (map[store.Kind]int, error) {
	cut, err := t.cut(ctx, sub, opts)
	if err != nil {
		return nil, fmt.Errorf("cut of the neighborhood of %.80s: %w", sub.Nodes[0].ID, err)
	}
	return cut, nil
}

func (t *Topology) cut(ctx context.Context, sub *Subgraph, opts NeighborhoodOptions) (map[store.Kind]int, error) {
	depth, _, f, err := t.bounds(ctx, opts)
	if err != nil {
		return nil, err
	}
	s, err := t.borrow(ctx)
	if err != nil {
		return nil, err
	}
	defer t.giveBack(s)
	s.ahead.clear()
	chosen := make([]Number, len(sub.Nodes))
	for i, node := range sub.Nodes {
		if chosen[i], err = t.number(node.ID); err != nil {
			return nil, err
		}
		s.ahead.set(chosen[i], 0)
	}
	watch := newWatch(ctx)
	byClass := make([]int, len(classes))
	for i, n := range chosen {
		if sub.Nodes[i].Depth == depth {
			break // nodes are ordered by depth
		}
		if err := watch.spend(t.degree(n)); err != nil {
			return nil, err
		}
		for from, end := range t.followed(n, f) {
			for _, to := range t.targets[from:end] {
				if t.enters(f, to) && !s.ahead.has(to) {
					s.ahead.set(to, 0)
					byClass[t.classes[to]]++
				}
			}
		}
	}
	cut := make(map[store.Kind]int)
	for class, n := range byClass {
		if n > 0 {
			cut[classes[class]] += n
		}
	}
	return cut, nil
}
