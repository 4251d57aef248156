package topology

import (
	"context"
	"log/slog"
	"sync"

	"forumgraph/store"
)

// Latest shares one topology of a store's latest version among all queries. A later version follows the change log from
// there, and the file saves building at the start. Safe for concurrent use. Close it before the store.
type Latest struct {
	store  store.Store
	o      LatestOptions
	ctx    context.Context // canceled by Close
	cancel context.CancelFunc
	work   sync.WaitGroup

	mu     sync.Mutex
	kept   *Topology
	made   map[uint64]*making
	loaded sync.Once

	saving  sync.Mutex
	unsaved int // nodes changed since the file was written; guarded by mu
}

// LatestOptions says where a [Latest] keeps its topology. The zero value keeps it in memory alone.
type LatestOptions struct {
	// File is the path of a file that keeps the topology from one run to the next. It is written in the background:
	// after a build, and when a sixteenth of the nodes changed since. A file that is damaged, of another format, or of
	// another graph is ignored, logged and rewritten; losing it loses nothing.
	File string
	// Logger receives a warning for a file that is ignored or cannot be written; nil discards it.
	Logger *slog.Logger
}

// making is a topology in progress. done is closed when topology or err is set.
type making struct {
	done     chan struct{}
	topology *Topology
	err      error
}

// NewLatest returns a Latest over st that keeps its topology in memory. It reads nothing yet.
func NewLatest(st store.Store) *Latest { return OpenLatest(st, LatestOptions{}) }

// OpenLatest returns a Latest over st. It reads nothing yet, not even its file.
func OpenLatest(st store.Store, o LatestOptions) *Latest {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	ctx, cancel := context.WithCancel(context.Background())
	return &Latest{store: st, o: o, ctx: ctx, cancel: cancel, made: make(map[uint64]*making)}
}

// Close cancels work in progress and waits until that has stopped and the file is written. Waiting queries get the
// context's error.
func (l *Latest) Close() {
	l.cancel()
	l.work.Wait()
}

// Of returns the topology of the version that snap shows.
//
// The first call for a version starts the work, which goes on if the caller gives up, so that a later query finds the
// topology ready even if it takes longer than a query may. A version older than the latest gets a topology of its own,
// made from snap and not kept.
//
// Errors: those of [Build], and the context's error when it ends first.
func (l *Latest) Of(ctx context.Context, snap store.Snapshot) (*Topology, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m, err := l.find(snap.Version())
	if err != nil {
		return nil, err
	}
	if m == nil {
		t, _, err := l.produce(ctx, snap)
		return t, err
	}
	select {
	case <-m.done:
		return m.topology, m.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// find returns the topology of a version, ready or in progress, or nil if a later version has replaced it.
func (l *Latest) find(version uint64) (*making, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.kept != nil && l.kept.version == version {
		done := make(chan struct{})
		close(done)
		return &making{done: done, topology: l.kept}, nil
	}
	if m, underWay := l.made[version]; underWay {
		return m, nil
	}
	own, err := l.store.Snapshot()
	if err != nil {
		return nil, err
	}
	if own.Version() != version {
		own.Close()
		return nil, nil
	}
	m := &making{done: make(chan struct{})}
	l.made[version] = m
	l.work.Go(func() {
		defer own.Close()
		l.make(own, m)
	})
	return m, nil
}

// make makes the topology for all who wait for m, and keeps it.
func (l *Latest) make(snap store.Snapshot, m *making) {
	defer close(m.done)
	var changed int
	m.topology, changed, m.err = l.produce(l.ctx, snap)
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.made, snap.Version())
	if m.err != nil || l.kept != nil && l.kept.version >= m.topology.version {
		return
	}
	l.kept = m.topology
	if l.unsaved += changed; l.o.File != "" && l.unsaved > m.topology.NodeCount()/16 {
		l.unsaved = 0
		l.work.Go(func() { l.save(m.topology) })
	}
}

// Keep keeps t, which must show the latest version of the store, as if a query had made it, and writes the file.
func (l *Latest) Keep(t *Topology) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.kept != nil && l.kept.version >= t.version && l.kept.version > 0 {
		return
	}
	l.kept, l.unsaved = t, 0
	if l.o.File != "" {
		l.work.Go(func() { l.save(t) })
	}
}

// produce makes the topology of a version: it reads the file, follows the log from what is kept, or builds. changed is
// the number of nodes by which it differs from the one it follows, or all of them.
func (l *Latest) produce(ctx context.Context, snap store.Snapshot) (t *Topology, changed int, err error) {
	l.loaded.Do(func() { l.load(ctx) })
	l.mu.Lock()
	last := l.kept
	l.mu.Unlock()
	if last != nil && last.version == snap.Version() {
		return last, 0, nil
	}
	if last != nil && last.version < snap.Version() {
		t, changed, err := l.follow(ctx, last, snap)
		if t != nil || ctx.Err() != nil {
			return t, changed, err
		}
		if err != nil {
			l.o.Logger.Warn("the topology does not follow the log; it is built anew", "error", err)
		}
	}
	t, err = Build(ctx, snap)
	if err != nil {
		return nil, 0, err
	}
	return t, t.NodeCount() + 1, nil
}

// follow returns the topology of the version that snap shows, or nil if it is so far from last that building costs
// less.
func (l *Latest) follow(ctx context.Context, last *Topology, snap store.Snapshot) (*Topology, int, error) {
	var records []store.LogRecord
	changed := 0
	for at := last.version; at < snap.Version(); {
		found, err := l.store.Log(ctx, at, int(min(snap.Version()-at, logBatch)))
		if err != nil || len(found) == 0 {
			return nil, 0, err
		}
		for _, rec := range found {
			changed += len(rec.Put) + len(rec.Delete) + rec.Left
		}
		if changed > max(leastFar, last.NodeCount()/8) {
			return nil, 0, nil
		}
		records = append(records, found...)
		at = found[len(found)-1].Version
	}
	t, err := last.Follow(ctx, records, snap)
	return t, changed, err
}

const (
	// logBatch is how many records are read at a time.
	logBatch = 64
	// leastFar is the number of changed nodes up to which following is always chosen.
	leastFar = 256
)
