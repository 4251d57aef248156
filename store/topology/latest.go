package topology

import (
	"context"
	"log/slog"
	"sync"

	"forumgraph/store"
)

// Latest keeps the topology of the latest version of a store that was asked for, so that it is made once for all questions
// about that version. A later version follows the change log from there, and the file spares building at the start. Safe
// for concurrent use. Close it before the store.
type Latest struct {
	store  store.Store
	o      LatestOptions
	ctx    context.Context // ends with Close
	cancel context.CancelFunc
	work   sync.WaitGroup

	mu     sync.Mutex
	kept   *Topology
	made   map[uint64]*making
	loaded sync.Once

	saving  sync.Mutex
	unsaved int // nodes that changed since the file was written; guarded by mu
}

// LatestOptions says where a [Latest] keeps its topology. The zero value keeps it in memory alone.
type LatestOptions struct {
	// File is the path of a file that holds the topology from one run to the next. It is written in the background: after a
	// build, and when a sixteenth of the nodes changed since. One that is damaged, of another format, or of another graph is
	// passed over, with a line in the log, and written anew; losing it loses nothing.
	File string
	// Logger receives a warning for a file that is passed over and for one that cannot be written; nil discards it.
	Logger *slog.Logger
}

// making is a topology in the making. done is closed when topology or err is set.
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

// Close stops making, and waits until that has stopped and until the file is written. Questions that wait get the context's
// error.
func (l *Latest) Close() {
	l.cancel()
	l.work.Wait()
}

// Of returns the topology of the version that snap shows.
//
// The first to ask for a version sets the making off; it goes on when they give up, so that on a graph that takes longer
// than a question may, a later question finds it ready. A version that the store has left gets a topology of its own, made
// from snap and not kept.
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

// find returns the topology of a version, ready or in the making, or nil if the store has left that version.
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

// make makes the topology for everyone who waits for m, and keeps it.
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

// Keep keeps t, which shows the latest version of the store, as if it had been made for a question, and writes the file.
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

// produce makes the topology of a version: the one of the file, or one that follows from what is kept, or a new one. changed
// says by how many nodes it differs from the one that it follows, all of them if it follows none.
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
			l.o.Logger.Warn("the compact graph does not follow the log; it is built anew", "error", err)
		}
	}
	t, err = Build(ctx, snap)
	if err != nil {
		return nil, 0, err
	}
	return t, t.NodeCount() + 1, nil
}

// follow returns the topology of the version that snap shows, or nil if it is too far from last: to build it costs less then.
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
	// leastFar is how many changed nodes are always followed.
	leastFar = 256
)
