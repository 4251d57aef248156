package layout

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"

	"forumgraph/store/internal/wholefile"
	"forumgraph/store/topology"
)

// Latest computes the layout of a store's latest version once and shares it among all requests. Safe for concurrent
// use.
type Latest struct {
	o      LatestOptions
	ctx    context.Context // canceled by Close
	cancel context.CancelFunc
	work   sync.WaitGroup
	core   sync.Mutex // held by the running computation: one at a time

	mu      sync.Mutex
	kept    *Layout
	pending map[uint64]*computation
}

// computation is a layout in progress. done is closed when layout or err is set.
type computation struct {
	done   chan struct{}
	layout *Layout
	err    error
}

// LatestOptions says where a [Latest] keeps its layout. The zero value keeps it in memory alone.
type LatestOptions struct {
	// File is the path of a file that keeps the layout from one run to the next. A file that is damaged, or of another
	// graph, method or size, is ignored and rewritten; losing it loses nothing.
	File string
	// Layout says how to compute layouts.
	Layout Options
	// Logger receives a warning for a damaged file and for one that cannot be written; nil discards it.
	Logger *slog.Logger
}

// NewLatest returns a Latest that keeps its layout in memory. It computes nothing yet.
func NewLatest() *Latest { return OpenLatest(LatestOptions{}) }

// OpenLatest returns a Latest. It reads nothing yet, not even its file.
func OpenLatest(o LatestOptions) *Latest {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	ctx, cancel := context.WithCancel(context.Background())
	return &Latest{o: o, ctx: ctx, cancel: cancel, pending: make(map[uint64]*computation)}
}

// Close cancels computations, and waits until they have stopped and the file is written. Callers that wait for a layout
// get the context's error.
func (l *Latest) Close() {
	l.cancel()
	l.work.Wait()
}

// Of returns the layout of t, which must be a topology of the Latest's store.
//
// The first call for a version starts the computation, which goes on if the caller gives up, so that a later request
// finds it ready. A layout of another version is never returned instead: see the package comment.
//
// One computation runs at a time. Of those waiting, only that of the latest version will run: when versions come faster
// than layouts, those in between get none, and their callers get an error that is a context.Canceled.
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

// find returns the layout of t, ready or in progress.
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

// errPassed means that a later version came before this one's turn.
var errPassed = fmt.Errorf("a later version was asked for: %w", context.Canceled)

// compute computes the layout for all who wait for c.
func (l *Latest) compute(t *topology.Topology, c *computation) {
	defer close(c.done)
	l.core.Lock()
	defer l.core.Unlock()
	if c.err = l.passed(t.Version()); c.err == nil {
		c.layout, c.err = l.produce(t)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.pending, t.Version())
	if c.err == nil && (l.kept == nil || l.kept.version < c.layout.version) {
		l.kept = c.layout
	}
}

// passed returns errPassed if a later version is waiting too.
func (l *Latest) passed(version uint64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for other := range l.pending {
		if other > version {
			return errPassed
		}
	}
	return nil
}

// produce returns the layout of t: from the file, or a new one, which it writes there.
func (l *Latest) produce(t *topology.Topology) (*Layout, error) {
	if kept := l.load(t); kept != nil {
		return kept, nil
	}
	made, err := Of(l.ctx, t, l.o.Layout)
	if err != nil || l.o.File == "" {
		return made, err
	}
	err = wholefile.Replace(l.o.File, func(f *os.File) error {
		_, err := f.Write(made.encode(t.Fingerprint()))
		return err
	})
	if err != nil {
		l.o.Logger.Warn("the layout file cannot be written; the next start computes it anew", "file", l.o.File, "error", err)
	}
	return made, nil
}

// load returns the layout of the file if it is t's.
func (l *Latest) load(t *topology.Topology) *Layout {
	if l.o.File == "" {
		return nil
	}
	b, err := os.ReadFile(l.o.File)
	if err == nil {
		var kept *Layout
		if kept, err = decode(b, t, l.o.Layout); err == nil {
			return kept
		}
	}
	if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errOther) {
		l.o.Logger.Warn("the layout file is ignored", "file", l.o.File, "error", err)
	}
	return nil
}
