package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"forumgraph/store"
	"forumgraph/store/layout"
	"forumgraph/store/search"
	"forumgraph/store/topology"
)

// loadIndexer is a store.LoadWatcher that builds what the first start would otherwise build before it can answer: the
// text index, the topology and the layout. It builds them during the load, from nodes the loader already holds. The
// layout, which takes one processor, is computed while the rest of the graph is written.
//
// A graph without indexes is better than none, so a failure here does not fail the load: finish reports it.
type loadIndexer struct {
	ctx    context.Context
	store  store.Store
	memory int64
	x      *indexes

	text    *search.Bulk
	compact *topology.Builder // nil if memory is short during the load; then it is built afterwards
	version uint64
	made    *topology.Topology
	laying  sync.WaitGroup

	mu  sync.Mutex
	err error
	// unkept is why a built index could not be written to its file.
	unkept error
}

// unwritten is a log handler that notes index files that cannot be written; the indexes continue without them.
type unwritten struct{ of *loadIndexer }

// Enabled implements slog.Handler.
func (unwritten) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelWarn }

// Handle implements slog.Handler.
func (u unwritten) Handle(_ context.Context, r slog.Record) error {
	r.Attrs(func(a slog.Attr) bool {
		if err, ok := a.Value.Any().(error); ok && isWriteError(err) {
			u.of.mu.Lock()
			defer u.of.mu.Unlock()
			u.of.unkept = cmp.Or(u.of.unkept, err)
		}
		return true
	})
	return nil
}

// WithAttrs implements slog.Handler.
func (u unwritten) WithAttrs([]slog.Attr) slog.Handler { return u }

// WithGroup implements slog.Handler.
func (u unwritten) WithGroup(string) slog.Handler { return u }

// compactBytes is the approximate memory per node for building a topology.
const compactBytes = 500

func newLoadIndexer(ctx context.Context, dir string, st store.Store, memory int64) *loadIndexer {
	l := &loadIndexer{ctx: ctx, store: st, memory: memory}
	l.x = openIndexes(dir, st, nil, layout.Options{Processors: runtime.GOMAXPROCS(0)}, slog.New(unwritten{l}))
	return l
}

// fail keeps the first error.
func (l *loadIndexer) fail(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err == nil {
		l.err = err
	}
}

func (l *loadIndexer) failed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err != nil
}

// Begin implements store.LoadWatcher.
func (l *loadIndexer) Begin(version uint64, nodes int) {
	if l.failed() {
		return
	}
	if l.text != nil {
		if err := l.text.Discard(); err != nil {
			l.fail(err)
			return
		}
	}
	l.version, l.text, l.compact = version, l.x.search.NewBulk(), nil
	if int64(nodes)*compactBytes <= l.memory/4 {
		l.compact = topology.NewBuilder(nodes)
	}
}

// Nodes implements store.LoadWatcher.
func (l *loadIndexer) Nodes(first uint64, nodes []store.Node) {
	if l.failed() {
		return
	}
	if err := l.text.Add(l.ctx, nodes); err != nil {
		l.fail(err)
	}
	if l.compact != nil {
		l.compact.Nodes(first, nodes)
	}
}

// Ends implements store.LoadWatcher.
func (l *loadIndexer) Ends(run store.EndRun) {
	if l.compact != nil {
		l.compact.Ends(run)
	}
}

// Written implements store.LoadWatcher.
func (l *loadIndexer) Written() {
	if l.compact == nil || l.failed() {
		return
	}
	l.laying.Go(func() {
		var err error
		if l.made, err = l.compact.Topology(l.version); err == nil {
			_, err = l.x.layouts.Of(l.ctx, l.made)
		}
		if err != nil {
			l.fail(err)
		}
	})
}

// finish builds the remaining indexes of the loaded graph, and closes them. It returns their errors.
func (l *loadIndexer) finish(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		if l.text == nil || l.failed() {
			return nil
		}
		return l.text.Use(ctx, l.store)
	})
	group.Go(func() error {
		l.laying.Wait()
		if l.made == nil {
			return l.x.place(ctx)
		}
		l.x.topologies.Keep(l.made)
		return nil
	})
	if err := group.Wait(); err != nil {
		l.fail(err)
	}
	if l.err != nil && l.text != nil {
		l.err = errors.Join(l.err, l.text.Discard())
	}
	err := errors.Join(l.err, l.x.Close())
	return cmp.Or(err, l.unkept)
}

// discard drops the indexes.
func (l *loadIndexer) discard() error {
	l.laying.Wait()
	var err error
	if l.text != nil {
		err = l.text.Discard()
	}
	return errors.Join(err, l.x.Close())
}
