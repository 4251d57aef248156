package topology

import (
	"context"
	"sync"

	"forumgraph/store"
)

// Latest keeps the topology of the latest version asked for, so that it is built once for all questions about that
// version. The zero value is ready. Safe for concurrent use.
type Latest struct {
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

// Of returns the topology of the version that snap shows. The first to ask for a version builds it from its snapshot, and
// the others wait for it; if it fails, one of those tries again with its own. A question about an older version than the
// latest gets a topology of its own, which is not kept.
//
// Errors: those of [Build], and the context's error when it ends first.
func (l *Latest) Of(ctx context.Context, snap store.Snapshot) (*Topology, error) {
	for {
		l.mu.Lock()
		if l.kept != nil && l.kept.version == snap.Version() {
			defer l.mu.Unlock()
			return l.kept, nil
		}
		b, underWay := l.built[snap.Version()]
		if !underWay {
			b = &building{done: make(chan struct{})}
			if l.built == nil {
				l.built = make(map[uint64]*building)
			}
			l.built[snap.Version()] = b
		}
		l.mu.Unlock()
		if !underWay {
			l.build(ctx, snap, b)
			return b.topology, b.err
		}
		select {
		case <-b.done:
			if b.err == nil {
				return b.topology, nil
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// build builds for everyone who waits for b.
func (l *Latest) build(ctx context.Context, snap store.Snapshot, b *building) {
	defer close(b.done)
	b.topology, b.err = Build(ctx, snap)
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.built, snap.Version())
	if b.err == nil && (l.kept == nil || l.kept.version < b.topology.version) {
		l.kept = b.topology
	}
}
