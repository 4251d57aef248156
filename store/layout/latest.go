package layout

import (
	"context"
	"sync"

	"forumgraph/store/topology"
)

// Latest keeps the layout of the latest version of one store's graph that was asked for, so that it is computed once for
// all who draw that version. Safe for concurrent use.
type Latest struct {
	ctx    context.Context // ends with Close
	cancel context.CancelFunc
	work   sync.WaitGroup
	core   sync.Mutex // held by the computation under way: together they take one core

	mu      sync.Mutex
	kept    *Layout
	pending map[uint64]*computation
}

// computation is a layout in the making. done is closed when layout or err is set.
type computation struct {
	done   chan struct{}
	layout *Layout
	err    error
}

// NewLatest returns a Latest that keeps nothing yet.
func NewLatest() *Latest {
	ctx, cancel := context.WithCancel(context.Background())
	return &Latest{ctx: ctx, cancel: cancel, pending: make(map[uint64]*computation)}
}

// Close stops computing and waits until it has stopped. Those who wait for a layout get the context's error.
func (l *Latest) Close() {
	l.cancel()
	l.work.Wait()
}

// Of returns the layout of t, a topology of the one store.
//
// The first to ask for a version sets the computation off; it goes on when they give up, so that a later request finds it
// ready. A layout of another version never stands in for it: see the package comment.
//
// Errors: the context's error when it ends first, or that of Close.
func (l *Latest) Of(ctx context.Context, t *topology.Topology) (*Layout, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c := l.find(t)
	select {
	case <-c.done:
		return c.layout, c.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// find returns the layout of t, ready or in the making.
func (l *Latest) find(t *topology.Topology) *computation {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := &computation{done: make(chan struct{})}
	if l.kept != nil && l.kept.version == t.Version() {
		c.layout = l.kept
		close(c.done)
		return c
	}
	if underWay, ok := l.pending[t.Version()]; ok {
		return underWay
	}
	if err := l.ctx.Err(); err != nil {
		c.err = err
		close(c.done)
		return c
	}
	l.pending[t.Version()] = c
	l.work.Go(func() { l.compute(t, c) })
	return c
}

// compute computes for everyone who waits for c.
func (l *Latest) compute(t *topology.Topology, c *computation) {
	defer close(c.done)
	l.core.Lock()
	defer l.core.Unlock()
	c.layout, c.err = Of(l.ctx, t, Options{})
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.pending, t.Version())
	if c.err == nil && (l.kept == nil || l.kept.version < c.layout.version) {
		l.kept = c.layout
	}
}
