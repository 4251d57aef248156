package search

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"forumgraph/store"
)

// chunkSize is how many nodes one builder takes at most: enough that a word is looked up in dictionaries seldom, few enough
// that they and their texts take some ten megabytes.
const chunkSize = 1 << 14

// chunksInSegment is how many chunks are merged into one segment when all is made anew.
const chunksInSegment = 16

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
	all := newNodeReader(snap)
	for !all.done() {
		p, err := ix.build(ctx, all)
		if err != nil {
			return errors.Join(err, ix.giveUp(v.parts))
		}
		if p.count > 0 {
			v.parts = append(v.parts, p)
		}
	}
	return ix.use(ctx, v)
}

// build makes a segment of the next nodes, on as many processors as there are.
func (ix *Index) build(ctx context.Context, from *nodeReader) (*part, error) {
	chunks := make([]*part, chunksInSegment)
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	var err error
	for i := range chunks {
		var nodes []store.Node
		if nodes, err = from.read(groupCtx, chunkSize); err != nil || len(nodes) == 0 {
			break
		}
		group.Go(func() error {
			b := ix.newBuilder()
			for _, n := range nodes {
				b.add(n)
			}
			chunks[i] = partOf(b.segment())
			return groupCtx.Err()
		})
	}
	if waited := group.Wait(); err == nil {
		err = waited
	}
	if err != nil {
		return nil, err
	}
	chunks = slices.DeleteFunc(chunks, func(p *part) bool { return p == nil })
	s, err := merged(ctx, chunks)
	if err != nil {
		return nil, err
	}
	return ix.keep(s)
}

// keep returns a segment as a part: in a file, if the index has a folder and the segment is not small.
func (ix *Index) keep(s *segment) (*part, error) {
	if ix.folder == nil || s.count < keptSize {
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

// nodeReader reads all nodes of a snapshot in the order of their IDs.
type nodeReader struct {
	snap  store.Snapshot
	kinds []store.Kind // those not read to their end
	after store.Cursor
}

func newNodeReader(snap store.Snapshot) *nodeReader {
	kinds := store.Kinds()
	slices.SortFunc(kinds, func(a, b store.Kind) int { return strings.Compare(a.Prefix()+":", b.Prefix()+":") })
	return &nodeReader{snap: snap, kinds: kinds}
}

func (r *nodeReader) done() bool { return len(r.kinds) == 0 }

// read returns the next nodes, n at most if n is a multiple of a page; none at the end.
func (r *nodeReader) read(ctx context.Context, n int) ([]store.Node, error) {
	var nodes []store.Node
	for len(nodes) < n && !r.done() {
		page, err := r.snap.List(ctx, r.kinds[0], store.ByID, store.Page{First: min(store.MaxPage, n-len(nodes)), After: r.after})
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, page.Nodes...)
		if page.More {
			r.after = page.Cursors[len(page.Cursors)-1]
			continue
		}
		r.kinds, r.after = r.kinds[1:], ""
	}
	return nodes, nil
}
