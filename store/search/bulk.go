package search

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"forumgraph/store"
)

// Bulk indexes a whole graph from nodes that the caller already holds, such as those a load writes. It ends with
// [Bulk.Use] or [Bulk.Discard]; until then the index shows what it showed before. Several goroutines may call Add at
// once.
type Bulk struct {
	ix *Index

	mu     sync.Mutex
	free   []*builder // not in use
	lent   int        // builders in use
	chunks []*part    // not merged yet
	parts  []*part
}

// chunkSize is roughly how many nodes one builder takes: enough that merging is a small part of the work, few enough
// that a builder needs only a few megabytes.
const chunkSize = 1 << 14

// segmentSize is how many documents are merged into one segment when the whole index is rebuilt.
const segmentSize = 1 << 18

// NewBulk starts indexing a whole graph.
func (ix *Index) NewBulk() *Bulk { return &Bulk{ix: ix} }

// Add indexes nodes, in any order. Each node may be added only once.
//
// Errors: those of the file system; the context's error.
func (b *Bulk) Add(ctx context.Context, nodes []store.Node) error {
	if len(nodes) == 0 {
		return nil
	}
	to := b.borrow(nodes[0].Base().ID)
	for _, n := range nodes {
		to.add(n)
	}
	if !b.give(to) {
		return nil
	}
	b.keep(to)
	return b.merge(ctx, b.take(false))
}

// borrow returns a builder for exclusive use. It prefers one whose last node is before id, because nodes added in the
// order of their IDs need not be sorted.
func (b *Bulk) borrow(id store.ID) *builder {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lent++
	at := slices.IndexFunc(b.free, func(f *builder) bool { return f.docs[len(f.docs)-1].id < id })
	if at < 0 {
		if at = len(b.free) - 1; at < 0 || len(b.free)+b.lent <= runtime.GOMAXPROCS(0) {
			return b.ix.newBuilder()
		}
	}
	to := b.free[at]
	b.free = slices.Delete(b.free, at, at+1)
	return to
}

// give returns a builder for others to use, unless it is full. It reports whether the builder is full; if so, the
// caller keeps it.
func (b *Bulk) give(from *builder) (isFull bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lent--
	if len(from.docs) >= chunkSize {
		return true
	}
	b.free = append(b.free, from)
	return false
}

// keep makes a chunk from a builder's content.
func (b *Bulk) keep(from *builder) {
	p := partOf(from.segment())
	b.mu.Lock()
	defer b.mu.Unlock()
	b.chunks = append(b.chunks, p)
}

// take removes and returns the chunks to make a segment from. It returns none if they are too few, unless they are the
// last.
func (b *Bulk) take(last bool) []*part {
	b.mu.Lock()
	defer b.mu.Unlock()
	if sizeOf(b.chunks) < segmentSize && !last {
		return nil
	}
	chunks := b.chunks
	b.chunks = nil
	return chunks
}

// merge makes a segment from chunks.
func (b *Bulk) merge(ctx context.Context, chunks []*part) error {
	if len(chunks) == 0 {
		return nil
	}
	s, err := merged(ctx, chunks)
	if err != nil {
		return err
	}
	p := b.ix.keep(s, false)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.parts = append(b.parts, p)
	return nil
}

// finish makes segments of the remaining chunks and returns all segments. If it fails, it removes everything.
func (b *Bulk) finish(ctx context.Context) ([]*part, error) {
	for _, from := range b.free {
		b.keep(from)
	}
	b.free = nil
	if err := b.merge(ctx, b.take(true)); err != nil {
		return nil, errors.Join(err, b.Discard())
	}
	parts := b.parts
	b.parts = nil
	return parts, nil
}

// Use makes the index show the latest version of st. The nodes added must be all nodes of that version. If Use fails,
// the bulk is discarded.
//
// Errors: those of reading the log of st; those of the file system; store.ErrClosed; the context's error.
func (b *Bulk) Use(ctx context.Context, st store.Store) error {
	if err := b.use(ctx, st); err != nil {
		return fmt.Errorf("index the whole graph: %w", err)
	}
	return nil
}

func (b *Bulk) use(ctx context.Context, st store.Store) error {
	snap, err := st.Snapshot()
	if err != nil {
		return errors.Join(err, b.Discard())
	}
	defer snap.Close()
	select {
	case b.ix.turn <- struct{}{}:
		defer func() { <-b.ix.turn }()
	case <-ctx.Done():
		return errors.Join(ctx.Err(), b.Discard())
	}
	if b.ix.closed.Load() {
		return errors.Join(store.ErrClosed, b.Discard())
	}
	return b.ix.show(ctx, st, snap.Version(), b)
}

// Discard drops what was indexed, unless it is in use. No node may be added afterwards.
func (b *Bulk) Discard() error {
	parts := b.parts
	b.free, b.chunks, b.parts = nil, nil, nil
	return b.ix.giveUp(parts)
}
