package badgerstore

import (
	"context"
	"fmt"
	"sync"

	"forumgraph/store"
)

// Snapshot is a store.Snapshot over one Badger read transaction.
type Snapshot struct {
	state state
	view  view
	store *Store
	files *generation

	// mu is held for reading while a method runs, so that Close waits for them.
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

// knownState is the state that transactions with a read timestamp see. It is shared: do not change it.
type knownState struct {
	readTs uint64
	state  state
}

// stateAt is v.state, read once for all transactions between two commits: every request opens a snapshot, and the state was
// most of what that took.
func (g *generation) stateAt(v view) (state, error) {
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

// Close implements store.Snapshot. It waits for methods that still run.
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

// begin is called first by every method that reads; end must follow if it returns no error.
func (s *Snapshot) begin(ctx context.Context) error {
	s.mu.RLock()
	err := ctx.Err()
	if err == nil {
		err = s.files.faults.found()
	}
	if s.closed {
		err = store.ErrClosed
	}
	if err != nil {
		s.mu.RUnlock()
	}
	return err
}

func (s *Snapshot) end() { s.mu.RUnlock() }

// Version implements store.Snapshot.
func (s *Snapshot) Version() uint64 { return s.state.Version }

// Node implements store.Snapshot.
func (s *Snapshot) Node(ctx context.Context, id store.ID) (store.Node, error) {
	if err := s.begin(ctx); err != nil {
		return nil, fmt.Errorf("node %.80s: %w", id, err)
	}
	defer s.end()
	n, err := s.view.node(id)
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
	if err := s.begin(ctx); err != nil {
		return nil, fmt.Errorf("nodes: %w", err)
	}
	defer s.end()
	return s.view.nodes(ctx, ids)
}

// Stats implements store.Snapshot.
func (s *Snapshot) Stats(ctx context.Context) (store.Stats, error) {
	if err := s.begin(ctx); err != nil {
		return store.Stats{}, fmt.Errorf("stats: %w", err)
	}
	defer s.end()
	return s.state.stats(), nil
}
