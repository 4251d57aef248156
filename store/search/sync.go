package search

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"forumgraph/store"
)

// watermark says which graph an index shows, and up to which version.
type watermark struct {
	// Version is the graph's version; 0 is the empty graph.
	Version uint64 `json:"version"`
	// Record is the digest of the log record that made the version, zero for version 0. Another graph with as many
	// versions has another record there.
	Record store.Hash `json:"record"`
}

// watermarkOf returns the watermark of an index whose last applied record is rec.
func watermarkOf(rec store.LogRecord) (watermark, error) {
	digest, err := rec.Digest()
	return watermark{rec.Version, digest}, err
}

// isOf reports whether a store's graph has been at the watermark.
func (w watermark) isOf(ctx context.Context, st store.Store) (bool, error) {
	if w.Version == 0 {
		return w == watermark{}, nil
	}
	records, err := st.Log(ctx, w.Version-1, 1)
	if err != nil || len(records) == 0 {
		return false, err
	}
	found, err := watermarkOf(records[0])
	return found == w, err
}

// Sync brings the index to the latest version of a store. If the index is current, Sync returns at once; if it is
// behind, Sync reads the changes from the log; if it is new, or of another graph, Sync reads the whole graph. Meanwhile
// searches answer from the version before, or ErrUnsynced if the index shows none of this graph. Only one Sync works at
// a time; the others wait for it. If it fails, or its context ends, the next Sync does the work.
//
// Errors: those of reading st; store.ErrClosed; those of the file system; the context's error.
func (ix *Index) Sync(ctx context.Context, st store.Store) error {
	snap, err := st.Snapshot()
	if err != nil {
		return fmt.Errorf("sync search index: %w", err)
	}
	defer snap.Close()
	if done, err := ix.shows(st, snap.Version()); done || err != nil {
		return err
	}
	select {
	case ix.turn <- struct{}{}:
		defer func() { <-ix.turn }()
	case <-ctx.Done():
		return fmt.Errorf("sync search index: %w", ctx.Err())
	}
	if done, err := ix.shows(st, snap.Version()); done || err != nil {
		return err
	}
	if err := ix.follow(ctx, st, snap); err != nil {
		return fmt.Errorf("sync search index to version %d: %w", snap.Version(), err)
	}
	return nil
}

// shows reports whether the index shows a version of a store's graph, or a later one.
func (ix *Index) shows(st store.Store, version uint64) (bool, error) {
	if ix.closed.Load() {
		return false, fmt.Errorf("sync search index: %w", store.ErrClosed)
	}
	v := ix.view.Load()
	return v.follows(st) && v.at.Version >= version, nil
}

// follows reports whether the last Sync was with st.
func (v *view) follows(st store.Store) bool {
	return v.of != nil && reflect.TypeOf(st).Comparable() && v.of == st
}

// follow does the work of Sync. No other goroutine changes the view meanwhile.
func (ix *Index) follow(ctx context.Context, st store.Store, snap store.Snapshot) error {
	v := ix.view.Load()
	if v.at.Version == 0 {
		return ix.rebuild(ctx, st, snap)
	}
	to := &view{at: v.at, of: st, parts: v.parts}
	if !v.follows(st) {
		same, err := v.at.isOf(ctx, st)
		if err != nil {
			return err
		}
		if !same {
			ix.logger.Warn("search index is of another graph; it is made anew", "version", v.at.Version)
			return ix.rebuild(ctx, st, snap)
		}
		attached, err := ix.attach(ctx, to, snap)
		if err != nil {
			return err
		}
		if attached {
			// The log does not record attached texts, so this must not be lost with the parts in memory.
			if to, err = ix.persist(to, true); err != nil {
				return err
			}
		}
	}
	err := ix.catchUp(ctx, to, snap)
	if errors.Is(err, errFar) {
		return ix.rebuild(ctx, st, snap)
	}
	if err != nil {
		return err
	}
	return ix.use(ctx, to)
}

// errFar means that so much of the graph changed that reading all of it is less work.
var errFar = errors.New("too far from the graph")

// catchUp applies the log to v, up to a snapshot's version or beyond. Applying a part of the log twice is harmless, so
// v may hold later changes already.
func (ix *Index) catchUp(ctx context.Context, v *view, snap store.Snapshot) error {
	if v.at.Version >= snap.Version() {
		return nil
	}
	stats, err := snap.Stats(ctx)
	if err != nil {
		return err
	}
	far := 0
	for _, n := range stats.Nodes {
		far += n
	}
	changed := make(map[store.ID]store.Node)
	for seen := 0; v.at.Version < snap.Version(); {
		records, err := v.of.Log(ctx, v.at.Version, 0)
		if err != nil {
			return err
		}
		if len(records) == 0 {
			return fmt.Errorf("the log ends after version %d: %w", v.at.Version, store.ErrCorrupt)
		}
		for _, rec := range records {
			if seen += len(rec.Put) + rec.Left; seen > far {
				return errFar
			}
			if err := ix.apply(ctx, v, changed, rec); err != nil {
				return err
			}
		}
		if v.at, err = watermarkOf(records[len(records)-1]); err != nil {
			return err
		}
	}
	return ix.flush(ctx, v, changed)
}

// apply adds what a record changed, with nil for deleted nodes. It calls flush whenever enough changes have
// accumulated.
func (ix *Index) apply(ctx context.Context, v *view, changed map[store.ID]store.Node, rec store.LogRecord) error {
	put := func(n store.Node) error {
		changed[n.Base().ID] = n
		if len(changed) < chunkSize {
			return nil
		}
		return ix.flush(ctx, v, changed)
	}
	for _, n := range rec.Put {
		if err := put(n); err != nil {
			return err
		}
	}
	if rec.Left > 0 {
		for n, err := range v.of.LogNodes(ctx, rec.Version) {
			if err == nil {
				err = put(n)
			}
			if err != nil {
				return err
			}
		}
	}
	for _, id := range rec.Delete {
		changed[id] = nil
	}
	return nil
}

// flush indexes changes in a segment of their own, deletes what they replace, and clears changed.
func (ix *Index) flush(ctx context.Context, v *view, changed map[store.ID]store.Node) error {
	if err := ctx.Err(); err != nil || len(changed) == 0 {
		return err
	}
	ids := slices.Sorted(maps.Keys(changed))
	var parts []*part
	for _, p := range v.parts {
		var gone []uint32
		for _, id := range ids {
			if doc, ok := p.from(id); ok && !p.deleted.has(uint32(doc)) {
				gone = append(gone, uint32(doc))
			}
		}
		if len(gone) > 0 {
			p = p.without(gone)
		}
		if p.live > 0 {
			parts = append(parts, p)
		}
	}
	b := ix.newBuilder()
	for _, id := range ids {
		if n := changed[id]; n != nil {
			b.add(n)
		}
	}
	if len(b.docs) > 0 {
		parts = append(parts, partOf(b.segment()))
	}
	v.parts = parts
	clear(changed)
	return nil
}

// use makes searches answer from a view, after the merges that are due.
func (ix *Index) use(ctx context.Context, v *view) error {
	v, err := ix.compact(ctx, v)
	if err != nil {
		return err
	}
	if v, err = ix.persist(v, false); err != nil {
		return err
	}
	ix.view.Store(v)
	ix.compactLater()
	return nil
}

// attach indexes again the passages whose attached text appeared or disappeared since they were indexed, and reports
// whether there were any.
func (ix *Index) attach(ctx context.Context, v *view, snap store.Snapshot) (bool, error) {
	var differ []store.ID
	for _, p := range v.parts {
		passages := p.ofKind(store.KindPassage)
		docs := p.cursor()
		for doc := passages.start; doc < passages.end; doc++ {
			docs.seek(int(doc))
			id := store.ID(docs.id)
			// A passage has only the slot of its text.
			if _, ok := ix.passage(id); ok != (len(docs.lengths) > 0) && !p.deleted.has(doc) {
				differ = append(differ, id)
			}
		}
	}
	for some := range slices.Chunk(differ, chunkSize) {
		nodes, err := snap.Nodes(ctx, some)
		if err != nil {
			return false, err
		}
		changed := make(map[store.ID]store.Node)
		for _, n := range nodes {
			if n != nil { // else deleted since, as the log shows
				changed[n.Base().ID] = n
			}
		}
		if err := ix.flush(ctx, v, changed); err != nil {
			return false, err
		}
	}
	return len(differ) > 0, nil
}
