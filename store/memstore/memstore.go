package memstore

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"forumgraph/store"
)

// Store is a store.Store in memory.
type Store struct {
	mu     sync.RWMutex
	graph  *graph // replaced whole by every change, never written to
	log    []store.LogRecord
	closed bool
}

var _ store.Store = (*Store)(nil)

// New returns an empty store.
func New() *Store { return &Store{graph: newGraph(0, nil)} }

// Snapshot implements store.Store.
func (s *Store) Snapshot() (store.Snapshot, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed {
		return nil, fmt.Errorf("snapshot: %w", store.ErrClosed)
	}
	return &Snapshot{graph: s.graph}, nil
}

// Apply implements store.Store.
func (s *Store) Apply(ctx context.Context, cs store.ChangeSet) (store.Commit, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ready(ctx); err != nil {
		return store.Commit{}, fmt.Errorf("apply: %w", err)
	}
	if v := s.graph.version; cs.Expect != nil && *cs.Expect != v {
		return store.Commit{}, fmt.Errorf("apply: made for version %d, the store is at %d: %w", *cs.Expect, v, store.ErrConflict)
	}
	if err := store.Validate(ctx, s.graph, cs); err != nil {
		return store.Commit{}, err
	}
	nodes := s.graph.cloneNodes()
	rec := store.LogRecord{Version: s.graph.version + 1, Author: cs.Author, Time: cs.Time.Round(0).UTC(), Reason: cs.Reason}
	done := store.Commit{Version: s.graph.version}
	for _, n := range cs.Put {
		id := n.Base().ID
		old := nodes[id]
		if old != nil && store.Equal(old, n) {
			continue
		}
		own, err := clone(n)
		if err != nil {
			return store.Commit{}, fmt.Errorf("apply: %w", err)
		}
		if old == nil {
			done.Added++
		} else {
			done.Changed++
		}
		nodes[id] = own
		rec.Put = append(rec.Put, own)
	}
	for _, id := range cs.Delete {
		if nodes[id] == nil {
			continue // named twice
		}
		done.Deleted++
		delete(nodes, id)
		rec.Delete = append(rec.Delete, id)
	}
	if len(rec.Put)+len(rec.Delete) == 0 {
		return done, nil
	}
	done.Version = rec.Version
	s.graph = newGraph(rec.Version, nodes)
	s.log = append(s.log, rec)
	return done, nil
}

// clone returns a copy of n that shares nothing with it.
func clone(n store.Node) (store.Node, error) {
	b, err := store.EncodeCBOR(n)
	if err != nil {
		return nil, err
	}
	return store.DecodeCBOR(n.Base().ID.Kind(), b)
}

// ready returns why the store cannot be used, or nil.
func (s *Store) ready(ctx context.Context) error {
	if s.closed {
		return store.ErrClosed
	}
	return ctx.Err()
}

// Log implements store.Store.
func (s *Store) Log(ctx context.Context, after uint64, limit int) ([]store.LogRecord, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if err := s.ready(ctx); err != nil {
		return nil, fmt.Errorf("log after %d: %w", after, err)
	}
	const defaultLimit, maxLimit = 100, 1000
	if limit <= 0 {
		limit = defaultLimit
	}
	// The record of version v stands at v-1.
	from := min(after, uint64(len(s.log)))
	to := min(from+uint64(min(limit, maxLimit)), uint64(len(s.log)))
	return append([]store.LogRecord{}, s.log[from:to]...), nil
}

// LogNodes implements store.Store.
func (s *Store) LogNodes(ctx context.Context, version uint64) iter.Seq2[store.Node, error] {
	return func(yield func(store.Node, error) bool) {
		records, err := s.Log(ctx, max(version, 1)-1, 1)
		if err == nil && (version == 0 || len(records) == 0) {
			err = store.ErrNotFound
		}
		if err != nil {
			yield(nil, fmt.Errorf("nodes of version %d: %w", version, err))
			return
		}
		for _, n := range records[0].Put {
			if !yield(n, nil) {
				return
			}
		}
	}
}

// RebuildDerived implements store.Store. Every change derives all edges, so there is never anything to repair.
func (s *Store) RebuildDerived(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.ready(ctx); err != nil {
		return fmt.Errorf("rebuild derived edges: %w", err)
	}
	s.graph = newGraph(s.graph.version, s.graph.nodes)
	return nil
}

// Check implements store.Store. The indexes are made from the nodes, so what can break is a reference or the log.
func (s *Store) Check(ctx context.Context) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if err := s.ready(ctx); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	for key := range s.graph.edges {
		for _, id := range []store.ID{key.Source, key.Target} {
			if s.graph.nodes[id] == nil {
				return fmt.Errorf("check: edge %s %s %s: %s is not stored: %w", key.Source, key.Type, key.Target, id, store.ErrCorrupt)
			}
		}
	}
	replayed := make(map[store.ID]store.Node)
	for i, rec := range s.log {
		if rec.Version != uint64(i+1) {
			return fmt.Errorf("check: log record %d is of version %d: %w", i+1, rec.Version, store.ErrCorrupt)
		}
		for _, n := range rec.Put {
			replayed[n.Base().ID] = n
		}
		for _, id := range rec.Delete {
			delete(replayed, id)
		}
	}
	if len(replayed) != len(s.graph.nodes) || uint64(len(s.log)) != s.graph.version {
		return fmt.Errorf("check: the log leads to another graph: %w", store.ErrCorrupt)
	}
	for id, n := range s.graph.nodes {
		if replayed[id] == nil || !store.Equal(replayed[id], n) {
			return fmt.Errorf("check: %s: the log leads to another record: %w", id, store.ErrCorrupt)
		}
	}
	return nil
}

// Close implements store.Store.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return nil
}
