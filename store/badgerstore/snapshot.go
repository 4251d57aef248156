package badgerstore

import (
	"context"
	"fmt"
	"sync"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// Snapshot is a store.Snapshot over one Badger read transaction.
type Snapshot struct {
	state disk.State
	view  view
	store *Store
	files *generation

	// mu is held for reading while a method runs, so that Close waits for it.
	mu     sync.RWMutex
	closed bool
}

var _ store.Snapshot = (*Snapshot)(nil)

// Snapshot implements store.Store.
func (s *Store) Snapshot() (store.Snapshot, error) {
	g, err := s.acquire()
	if err != nil {
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	v := g.read()
	st, err := g.stateAt(v)
	if err == nil {
		err = g.faults.found()
	}
	if err != nil {
		v.txn.Discard()
		s.release(g)
		return nil, fmt.Errorf("snapshot: %w", err)
	}
	v.version = st.Version
	return &Snapshot{state: st, view: v, store: s, files: g}, nil
}

// knownState is the state that transactions with a read timestamp see. It is shared and must not change.
type knownState struct {
	readTs uint64
	state  disk.State
}

// stateAt is v.state, read once for all transactions between two commits: it would be most of the cost of a snapshot,
// and every request opens one.
func (g *generation) stateAt(v view) (disk.State, error) {
	at := v.txn.ReadTs()
	if known := g.known.Load(); known != nil && known.readTs == at {
		return known.state, nil
	}
	st, err := v.state()
	if err == nil {
		g.known.Store(&knownState{at, st})
	}
	return st, err
}

// Close implements store.Snapshot. It waits for running methods.
func (s *Snapshot) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	s.closed = true
	s.view.txn.Discard()
	s.store.release(s.files)
}

// read calls f unless the snapshot is closed or the store is damaged.
func (s *Snapshot) read(ctx context.Context, f func() error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed {
		return store.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.files.faults.found(); err != nil {
		return err
	}
	return f()
}

// Version implements store.Snapshot.
func (s *Snapshot) Version() uint64 { return s.state.Version }

// Node implements store.Snapshot.
func (s *Snapshot) Node(ctx context.Context, id store.ID) (n store.Node, err error) {
	err = s.read(ctx, func() (err error) {
		if n, err = s.view.node(id); err == nil && n == nil {
			err = store.ErrNotFound
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("node %.80s: %w", id, err)
	}
	return n, nil
}

// Nodes implements store.Snapshot.
func (s *Snapshot) Nodes(ctx context.Context, ids []store.ID) (nodes []store.Node, err error) {
	err = s.read(ctx, func() (err error) {
		nodes, err = s.view.nodes(ctx, ids)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("nodes: %w", err)
	}
	return nodes, nil
}

// Neighbors implements store.Snapshot.
func (s *Snapshot) Neighbors(ctx context.Context, id store.ID) (found []store.Neighbor, err error) {
	err = s.read(ctx, func() (err error) {
		found, err = s.view.neighbors(ctx, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("neighbors of %.80s: %w", id, err)
	}
	return found, nil
}

// Stats implements store.Snapshot.
func (s *Snapshot) Stats(ctx context.Context) (stats store.Stats, err error) {
	err = s.read(ctx, func() error {
		stats = s.state.Stats()
		return nil
	})
	if err != nil {
		return store.Stats{}, fmt.Errorf("stats: %w", err)
	}
	return stats, nil
}
