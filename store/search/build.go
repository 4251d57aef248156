package search

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"forumgraph/store"
)

// chunkSize is about how many nodes one builder takes: enough that merging is a small part of the work, few enough that what
// it gathers takes a few megabytes.
const chunkSize = 1 << 14

// segmentSize is how many documents are merged into one segment when all is made anew.
const segmentSize = 1 << 18

// rebuild makes the index anew from a snapshot. Unless it is of the same store, the index shows nothing meanwhile.
func (ix *Index) rebuild(ctx context.Context, st store.Store, snap store.Snapshot) error {
	if !ix.view.Load().follows(st) {
		ix.view.Store(new(view))
	}
	v := &view{of: st}
	if version := snap.Version(); version > 0 {
		records, err := st.Log(ctx, version-1, 1)
		if err != nil {
			return err
		}
		if len(records) == 0 {
			return fmt.Errorf("the log has no version %d: %w", version, store.ErrCorrupt)
		}
		if v.at, err = watermarkOf(records[0]); err != nil {
			return err
		}
	}
	parts, err := ix.everything(ctx, snap)
	if err != nil {
		return err
	}
	v.parts = parts
	return ix.use(ctx, v)
}

// everything indexes all nodes of a snapshot. Kinds are read at once, as many as there are processors, for reading takes
// longer than indexing; the largest first, lest it be the last.
func (ix *Index) everything(ctx context.Context, snap store.Snapshot) ([]*part, error) {
	stats, err := snap.Stats(ctx)
	if err != nil {
		return nil, err
	}
	kinds := store.Kinds()
	slices.SortStableFunc(kinds, func(a, b store.Kind) int { return stats.Nodes[b] - stats.Nodes[a] })
	b := &bulk{ix: ix}
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, kind := range kinds {
		group.Go(func() error { return b.kind(groupCtx, snap, kind) })
	}
	err = group.Wait()
	if err == nil {
		err = b.merge(ctx, b.take(true))
	}
	if err != nil {
		return nil, errors.Join(err, ix.giveUp(b.parts))
	}
	return b.parts, nil
}

// bulk gathers what several builders make.
type bulk struct {
	ix *Index

	mu     sync.Mutex
	chunks []*part // not merged yet
	parts  []*part
}

// kind indexes the nodes of one kind.
func (b *bulk) kind(ctx context.Context, snap store.Snapshot, kind store.Kind) error {
	page := store.Page{First: store.MaxPage}
	for more := true; more; {
		to := b.ix.newBuilder()
		for more && to.docs.count < chunkSize {
			found, err := snap.List(ctx, kind, store.ByID, page)
			if err != nil {
				return err
			}
			for _, n := range found.Nodes {
				to.add(n)
			}
			if more = found.More; more {
				page.After = found.Cursors[len(found.Cursors)-1]
			}
		}
		if to.docs.count == 0 {
			break
		}
		s := to.segment()
		b.mu.Lock()
		b.chunks = append(b.chunks, partOf(s))
		b.mu.Unlock()
		if err := b.merge(ctx, b.take(false)); err != nil {
			return err
		}
	}
	return nil
}

// take takes away the chunks to make a segment of; none if they are too few and not the last ones.
func (b *bulk) take(last bool) []*part {
	b.mu.Lock()
	defer b.mu.Unlock()
	if sizeOf(b.chunks) < segmentSize && !last {
		return nil
	}
	chunks := b.chunks
	b.chunks = nil
	return chunks
}

// merge makes a segment of chunks.
func (b *bulk) merge(ctx context.Context, chunks []*part) error {
	if len(chunks) == 0 {
		return nil
	}
	s, err := merged(ctx, chunks)
	if err != nil {
		return err
	}
	p, err := b.ix.keep(s, false)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.parts = append(b.parts, p)
	return nil
}

// keep returns a segment as a part: in a file, if the index has a folder, and the segment is not small or has to be there.
func (ix *Index) keep(s *segment, inFile bool) (*part, error) {
	if ix.folder == nil || s.count < keptSize && !inFile {
		return partOf(s), nil
	}
	return ix.folder.keep(s)
}

// giveUp removes the files of parts that will not be used.
func (ix *Index) giveUp(parts []*part) (err error) {
	for _, p := range parts {
		if p.file != "" {
			err = errors.Join(err, ix.folder.giveUp(p.file))
		}
	}
	return err
}
