package search

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"forumgraph/store"
)

// rebuild makes a new index from a snapshot. If the index showed another store, it shows nothing until then.
func (ix *Index) rebuild(ctx context.Context, st store.Store, snap store.Snapshot) error {
	if !ix.view.Load().follows(st) {
		ix.view.Store(new(view))
	}
	b := ix.NewBulk()
	if err := b.scan(ctx, snap); err != nil {
		return errors.Join(err, b.Discard())
	}
	return ix.show(ctx, st, snap.Version(), b)
}

// show makes the index show a version of a store; b holds all its nodes. No other goroutine changes the view meanwhile.
func (ix *Index) show(ctx context.Context, st store.Store, version uint64, b *Bulk) error {
	v := &view{of: st}
	if version > 0 {
		records, err := st.Log(ctx, version-1, 1)
		if err == nil && len(records) == 0 {
			err = fmt.Errorf("the log has no version %d: %w", version, store.ErrCorrupt)
		}
		if err == nil {
			v.at, err = watermarkOf(records[0])
		}
		if err != nil {
			return errors.Join(err, b.Discard())
		}
	}
	var err error
	if v.parts, err = b.finish(ctx); err != nil {
		return err
	}
	return ix.use(ctx, v)
}

// scanned is how many nodes of a scan are indexed at a time.
const scanned = 512

// scan reads all nodes in the engine's order. Reading takes about as long as indexing.
func (b *Bulk) scan(ctx context.Context, snap store.Snapshot) error {
	group, ctx := errgroup.WithContext(ctx)
	rows := make(chan []store.Node, 2)
	group.Go(func() error {
		defer close(rows)
		var row []store.Node
		send := func() error {
			select {
			case rows <- row:
				row = nil
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		err := snap.ScanNodes(ctx, func(_ uint64, n store.Node) error {
			if row = append(row, n); len(row) < scanned {
				return nil
			}
			return send()
		})
		if err == nil && len(row) > 0 {
			err = send()
		}
		return err
	})
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			for row := range rows {
				if err := b.Add(ctx, row); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// keep returns a segment as a part. The part is a file if the index has a folder and the segment is not small or inFile
// is set.
func (ix *Index) keep(s *segment, inFile bool) *part {
	if ix.detached() || s.count < keptSize && !inFile {
		return partOf(s)
	}
	p, err := ix.folder.keep(s)
	if err != nil {
		ix.detach(err)
		return partOf(s)
	}
	return p
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
