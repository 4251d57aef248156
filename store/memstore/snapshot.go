package memstore

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync/atomic"

	"forumgraph/store"
)

// Snapshot is a store.Snapshot of one graph.
type Snapshot struct {
	graph  *graph
	closed atomic.Bool
}

var _ store.Snapshot = (*Snapshot)(nil)

// Version implements store.Snapshot.
func (s *Snapshot) Version() uint64 { return s.graph.version }

// Close implements store.Snapshot.
func (s *Snapshot) Close() { s.closed.Store(true) }

func (s *Snapshot) ready(ctx context.Context) error {
	if s.closed.Load() {
		return store.ErrClosed
	}
	return ctx.Err()
}

// Node implements store.Snapshot.
func (s *Snapshot) Node(ctx context.Context, id store.ID) (store.Node, error) {
	err := s.ready(ctx)
	n := s.graph.nodes[id]
	if err == nil && n == nil {
		err = store.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("node %.80s: %w", id, err)
	}
	return n, nil
}

// Nodes implements store.Snapshot.
func (s *Snapshot) Nodes(ctx context.Context, ids []store.ID) ([]store.Node, error) {
	if err := s.ready(ctx); err != nil {
		return nil, fmt.Errorf("nodes: %w", err)
	}
	return s.graph.Nodes(ctx, ids)
}

// AllOf implements store.Snapshot.
func (s *Snapshot) AllOf(ctx context.Context, kind store.Kind) iter.Seq2[store.Node, error] {
	return func(yield func(store.Node, error) bool) {
		nodes := s.graph.kinds[kind]
		for i := 0; ; i++ {
			if err := s.ready(ctx); err != nil {
				yield(nil, fmt.Errorf("list %s: %w", kind, err))
				return
			}
			if i == len(nodes) || !yield(nodes[i], nil) {
				return
			}
		}
	}
}

// Neighbors implements store.Snapshot.
func (s *Snapshot) Neighbors(ctx context.Context, id store.ID) ([]store.Neighbor, error) {
	err := s.ready(ctx)
	var ends []store.Neighbor
	if err == nil {
		ends, err = s.graph.Neighbors(ctx, id)
	}
	if err != nil {
		return nil, fmt.Errorf("neighbors of %.80s: %w", id, err)
	}
	return slices.Clone(ends), nil
}

// Edges implements store.Snapshot.
func (s *Snapshot) Edges(ctx context.Context, keys []store.EdgeKey) ([]*store.Edge, error) {
	if err := s.ready(ctx); err != nil {
		return nil, fmt.Errorf("edges: %w", err)
	}
	edges := make([]*store.Edge, len(keys))
	for i, key := range keys {
		if e := s.graph.edges[key]; e != nil {
			own := *e
			edges[i] = &own
		}
	}
	return edges, nil
}

// Stats implements store.Snapshot.
func (s *Snapshot) Stats(ctx context.Context) (store.Stats, error) {
	if err := s.ready(ctx); err != nil {
		return store.Stats{}, fmt.Errorf("stats: %w", err)
	}
	stats := s.graph.stats
	stats.Nodes, stats.Edges = maps.Clone(stats.Nodes), maps.Clone(stats.Edges)
	return stats, nil
}
