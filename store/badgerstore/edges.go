package badgerstore

import (
	"context"
	"fmt"
	"slices"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// Edges implements store.Snapshot. It reads an asserted edge from the node that states it, a derived one from its
// support.
func (s *Snapshot) Edges(ctx context.Context, keys []store.EdgeKey) ([]*store.Edge, error) {
	edges := make([]*store.Edge, len(keys))
	err := s.read(ctx, func() error {
		owned := make(map[store.ID][]store.Edge) // by owner, read once for all its edges
		numbers := make(map[store.ID]disk.Number)
		for i, key := range keys {
			err := ctx.Err()
			switch {
			case err != nil:
				return err
			case key.Type.IsDerived():
				edges[i], err = s.view.derivedEdge(key, numbers)
			default:
				edges[i], err = s.view.assertedEdge(key, owned)
			}
			if err != nil {
				return fmt.Errorf("%.80s %.20s %.80s: %w", key.Source, key.Type, key.Target, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("edges: %w", err)
	}
	return edges, nil
}

func (v view) assertedEdge(key store.EdgeKey, owned map[store.ID][]store.Edge) (*store.Edge, error) {
	owner := key.Source
	if key.Type.IsStatedByTarget() {
		owner = key.Target
	}
	all, ok := owned[owner]
	if !ok {
		n, err := v.node(owner)
		if err != nil {
			return nil, err
		}
		if n != nil {
			all = store.AssertedEdges(n)
		}
		owned[owner] = all
	}
	i, found := slices.BinarySearchFunc(all, key, func(e store.Edge, k store.EdgeKey) int { return e.Compare(k) })
	if !found {
		return nil, nil
	}
	e := all[i]
	return &e, nil
}

func (v view) derivedEdge(key store.EdgeKey, numbers map[store.ID]disk.Number) (*store.Edge, error) {
	source, err := v.numberOnce(key.Source, numbers)
	if err != nil || source == 0 {
		return nil, err
	}
	target, err := v.numberOnce(key.Target, numbers)
	if err != nil || target == 0 {
		return nil, err
	}
	shares, err := v.support(source, key.Type, target)
	if err != nil || len(shares) == 0 {
		return nil, err
	}
	e := &store.Edge{EdgeKey: key, Rule: store.RuleOf(key.Type), Support: make([]store.Support, len(shares))}
	for i, sh := range shares {
		if e.Support[i].Statement, err = v.idAt(sh.Statement); err != nil {
			return nil, err
		}
		if sh.Through == 0 {
			continue
		}
		if e.Support[i].Through, err = v.idAt(sh.Through); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(e.Support, store.Support.Compare)
	return e, nil
}

// numberOnce is number for edges that are read together and often share an end.
func (v view) numberOnce(id store.ID, known map[store.ID]disk.Number) (disk.Number, error) {
	if n, ok := known[id]; ok {
		return n, nil
	}
	n, err := v.number(id)
	if err == nil {
		known[id] = n
	}
	return n, err
}
