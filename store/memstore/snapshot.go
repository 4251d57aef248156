package memstore

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync/atomic"

	"forumgraph/store"
	"forumgraph/store/internal/place"
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

// List implements store.Snapshot.
func (s *Snapshot) List(ctx context.Context, kind store.Kind, order store.ListOrder, page store.Page) (store.NodePage, error) {
	if err := s.ready(ctx); err != nil {
		return store.NodePage{}, fmt.Errorf("list %s: %w", kind, err)
	}
	list, err := place.NewList(kind, order)
	if err != nil {
		return store.NodePage{}, err
	}
	after, err := list.After(page.After)
	if err != nil {
		return store.NodePage{}, fmt.Errorf("list %s: %w", kind, err)
	}
	var rest []listed
	for _, l := range s.graph.lists[list] {
		if after == "" || page.Reverse && l.key < after || !page.Reverse && l.key > after {
			rest = append(rest, l)
		}
	}
	found := store.NodePage{Nodes: []store.Node{}, Cursors: []store.Cursor{}}
	rest, found.More = firstOf(rest, page)
	for _, l := range rest {
		found.Nodes = append(found.Nodes, l.node)
		found.Cursors = append(found.Cursors, list.Cursor(l.key))
	}
	return found, nil
}

// firstOf returns the page of all that follows a cursor, and whether there is more.
func firstOf[T any](rest []T, page store.Page) (first []T, more bool) {
	rest = slices.Clone(rest)
	if page.Reverse {
		slices.Reverse(rest)
	}
	n := min(len(rest), page.Size())
	return rest[:n], n < len(rest)
}

// Neighbors implements store.Snapshot.
func (s *Snapshot) Neighbors(ctx context.Context, id store.ID, filter store.EdgeFilter, page store.Page) (store.NeighborPage, error) {
	walk, ends, err := s.walk(ctx, id, filter)
	if err != nil {
		return store.NeighborPage{}, fmt.Errorf("neighbors of %.80s: %w", id, err)
	}
	after, resumed, err := walk.After(page.After)
	if err != nil {
		return store.NeighborPage{}, fmt.Errorf("neighbors of %.80s: %w", id, err)
	}
	var rest []store.Neighbor
	for _, end := range ends {
		at := place.Spot{Group: slices.Index(walk.Groups, groupOf(end)), ID: end.ID}
		if !resumed || page.Reverse && at.Compare(after) < 0 || !page.Reverse && at.Compare(after) > 0 {
			rest = append(rest, end)
		}
	}
	found := store.NeighborPage{Neighbors: []store.Neighbor{}, Cursors: []store.Cursor{}}
	rest, found.More = firstOf(rest, page)
	for _, end := range rest {
		found.Neighbors = append(found.Neighbors, end)
		found.Cursors = append(found.Cursors, walk.Cursor(end))
	}
	return found, nil
}

func groupOf(n store.Neighbor) place.Group { return place.Group{Type: n.Type, Direction: n.Direction} }

// walk returns the edge ends at id that the filter admits.
func (s *Snapshot) walk(ctx context.Context, id store.ID, filter store.EdgeFilter) (place.Walk, []store.Neighbor, error) {
	err := s.ready(ctx)
	if err == nil && s.graph.nodes[id] == nil {
		err = store.ErrNotFound
	}
	if err != nil {
		return place.Walk{}, nil, err
	}
	walk := place.NewWalk(id, filter)
	var ends []store.Neighbor
	for _, end := range s.graph.ends[id] {
		if walk.Admits(end.ID) && slices.Contains(walk.Groups, groupOf(end)) {
			ends = append(ends, end)
		}
	}
	return walk, ends, nil
}

// Degree implements store.Snapshot.
func (s *Snapshot) Degree(ctx context.Context, id store.ID, filter store.EdgeFilter) (int, error) {
	_, ends, err := s.walk(ctx, id, filter)
	if err != nil {
		return 0, fmt.Errorf("degree of %.80s: %w", id, err)
	}
	return len(ends), nil
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
