package topology

import (
	"context"
	"sync"

	"forumgraph/store"
)

// Latest keeps the topology of the latest version of a store that was asked for, so that it is built once for all
// questions about that version. Safe for concurrent use. Close it before the store.
type Latest struct {
	store  store.Store
	ctx    context.Context // ends with Close
	cancel context.CancelFunc
	work   sync.WaitGroup

	mu    sync.Mutex
	kept  *Topology
	built map[uint64]*building
}

// building is a topology in the making. done is closed when topology or err is set.
type building struct {
	done     chan struct{}
	topology *Topology
	err      error
}

// NewLatest returns a Latest over st. It reads nothing yet.
func NewLatest(st store.Store) *Latest {
	ctx, cancel := context.WithCancel(context.Background())
	return &Latest{store: st, ctx: ctx, cancel: cancel, built: make(map[uint64]*building)}
}

// Close stops building and waits until it has stopped. Questions that wait get the context's error.
func (l *Latest) Close() {
	l.cancel()
	l.work.Wait()
}

// Of returns the topology of the version that snap shows.
//
// The first to ask for a version sets the building off; it goes on when they give up, so that on a graph that takes
// longer than a question may, a later question finds it ready. A version that the store has left gets a topology of its
// own, built from snap and not kept.
//
// Errors: those of [Build], and the context's error when it ends first.
func (l *Latest) Of(ctx context.Context, snap store.Snapshot) (*Topology, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b, err := l.find(snap.Version())
	if err != nil {
		return nil, err
	}
	if b == nil {
		return Build(ctx, snap)
	}
	select {
	case <-b.done:
		return b.topology, b.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// find returns the topology of a version, ready or in the making, or nil if the store has left that version.
func (l *Latest) find(version uint64) (*building, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.kept != nil && l.kept.version == version {
		done := make(chan struct{})
		close(done)
		return &building{done: done, topology: l.kept}, nil
	}
	if b, underWay := l.built[version]; underWay {
		return b, nil
	}
	own, err := l.store.Snapshot()
	if err != nil {
		return nil, err
	}
	if own.Version() != version {
		own.Close()
		return nil, nil
	}
	b := &building{done: make(chan struct{})}
	l.built[version] = b
	l.work.Go(func() {
		defer own.Close()
		l.build(own, b)
	})
	return b, nil
}

// build builds for everyone who waits for b.
func (l *Latest) build(snap store.Snapshot, b *building) {
	defer close(b.done)
	b.topology, b.err = Build(l.ctx, snap)
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.built, snap.Version())
	if b.err == nil && (l.kept == nil || l.kept.version < b.topology.version) {
		l.kept = b.topology
	}
}
