package search

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"

	index "github.com/blevesearch/bleve_index_api"

	"forumgraph/store"
)

// watermark says which graph, and how much of it, an index shows.
type watermark struct {
	// Version is the graph's version; 0 is the empty graph.
	Version uint64 `json:"version"`
	// Record is the digest of the log record that made the version, zero for version 0. Another graph with as many
	// versions has another record there.
	Record store.Hash `json:"record"`
}

// watermarkOf returns the watermark of an index to which a record was applied last.
func watermarkOf(rec store.LogRecord) (watermark, error) {
	h := sha256.New()
	head := struct {
		Version        uint64
		Author, Reason string
		Seconds        int64
		Nanoseconds    int
		Delete         []store.ID
	}{rec.Version, rec.Author, rec.Reason, rec.Time.Unix(), rec.Time.Nanosecond(), rec.Delete}
	// Neither a hash nor JSON of these types fails.
	_ = json.NewEncoder(h).Encode(head)
	for _, n := range rec.Put {
		b, err := store.EncodeCBOR(n)
		if err != nil {
			return watermark{}, err
		}
		_, _ = h.Write(b)
	}
	return watermark{rec.Version, store.Hash(h.Sum(nil))}, nil
}

// isOf reports whether a store's graph was at the watermark.
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

// Sync brings the index to the latest version of a store. It returns at once if the index is there; else it reads the
// changes since from the log; and if the index is new, or of another graph, it reads the whole graph. Meanwhile searches
// answer from the version before, or ErrUnsynced if the index shows none of this graph. Only one Sync works at a time, the
// others wait for it. One that fails, or whose context ends, leaves the index to the next.
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
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.closed {
		return false, fmt.Errorf("sync search index: %w", store.ErrClosed)
	}
	return ix.follows(st) && ix.at.Version >= version, nil
}

// follows reports whether the last Sync was with st.
func (ix *Index) follows(st store.Store) bool {
	return ix.of != nil && reflect.TypeOf(st).Comparable() && ix.of == st
}

// follow does the work of Sync. Nobody else writes to the index meanwhile.
func (ix *Index) follow(ctx context.Context, st store.Store, snap store.Snapshot) error {
	if ix.at.Version == 0 || ix.folder == nil && ix.batches >= maxBatches {
		return ix.rebuild(ctx, st, snap)
	}
	if !ix.follows(st) {
		same, err := ix.at.isOf(ctx, st)
		if err != nil {
			return err
		}
		if !same {
			ix.logger.Warn("search index is of another graph; it is made anew", "version", ix.at.Version)
			return ix.rebuild(ctx, st, snap)
		}
	}
	w := ix.newWriter(ix.engine)
	if !ix.follows(st) {
		if err := ix.attach(ctx, w, snap); err != nil {
			return err
		}
	}
	at, err := w.catchUp(ctx, st, ix.at, snap.Version())
	if err != nil {
		return err
	}
	ix.batches++
	return ix.use(ix.engine, at, st)
}

// catchUp applies the log from a watermark to a version, or beyond, and returns the watermark reached. Applying a part of the
// log twice does no harm, so the index may be ahead of its watermark when this fails.
func (w *writer) catchUp(ctx context.Context, st store.Store, at watermark, to uint64) (watermark, error) {
	for at.Version < to {
		records, err := st.Log(ctx, at.Version, 0)
		if err != nil {
			return at, err
		}
		if len(records) == 0 {
			return at, fmt.Errorf("the log ends after version %d: %w", at.Version, store.ErrCorrupt)
		}
		for _, rec := range records {
			if err := w.apply(ctx, rec); err != nil {
				return at, err
			}
		}
		if at, err = watermarkOf(records[len(records)-1]); err != nil {
			return at, err
		}
	}
	return at, w.flush(ctx)
}

func (w *writer) apply(ctx context.Context, rec store.LogRecord) error {
	for _, n := range rec.Put {
		if err := w.put(ctx, n); err != nil {
			return err
		}
	}
	for _, id := range rec.Delete {
		if err := w.delete(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// attach indexes the passages again of which the index holds a text and none is attached, or the reverse.
func (ix *Index) attach(ctx context.Context, w *writer, snap store.Snapshot) (err error) {
	reader, err := ix.engine.Reader()
	if err != nil {
		return err
	}
	defer func() { err = joinClose(err, reader) }()
	r := &ranking{reader: reader}
	held := make(map[store.ID]bool)
	for _, term := range []struct{ field, term string }{{kindField, string(store.KindPassage)}, {attachedField, "yes"}} {
		var found []candidate
		err := postings(ctx, reader, term.field, term.term, false, func(doc uint64, _ *index.TermFieldDoc) {
			found = append(found, candidate{doc: doc})
		})
		if err != nil {
			return err
		}
		entries, err := r.entries(found)
		if err != nil {
			return err
		}
		for _, e := range entries {
			held[e.id] = term.field == attachedField
		}
	}
	var changed []store.ID
	for id, has := range held {
		if _, ok := ix.passage(id); ok != has {
			changed = append(changed, id)
		}
	}
	nodes, err := snap.Nodes(ctx, changed)
	if err != nil {
		return err
	}
	for _, n := range nodes {
		if n == nil {
			continue // deleted since, as the log will tell
		}
		if err := w.put(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// maxBatches is how often an index in memory is written to before it is made anew: bleve merges segments on disk alone.
const maxBatches = 64

// rebuild makes the index anew from a snapshot, beside the one in use.
func (ix *Index) rebuild(ctx context.Context, st store.Store, snap store.Snapshot) (err error) {
	if !ix.follows(st) {
		ix.mu.Lock()
		ix.of = nil
		ix.mu.Unlock()
	}
	at := watermark{}
	if v := snap.Version(); v > 0 {
		records, err := st.Log(ctx, v-1, 1)
		if err != nil {
			return err
		}
		if len(records) == 0 {
			return fmt.Errorf("the log has no version %d: %w", v, store.ErrCorrupt)
		}
		if at, err = watermarkOf(records[0]); err != nil {
			return err
		}
	}
	dir := ""
	if ix.folder != nil {
		if dir, err = ix.folder.next(); err != nil {
			return err
		}
	}
	fresh, err := newEngine(dir)
	if err != nil {
		return err
	}
	if err := ix.newWriter(fresh).everything(ctx, snap); err != nil {
		return errors.Join(err, fresh.close(), removeAll(dir))
	}
	ix.batches = 0
	return ix.use(fresh, at, st)
}

// everything indexes all nodes.
func (w *writer) everything(ctx context.Context, snap store.Snapshot) error {
	for _, kind := range store.Kinds() {
		for page := (store.Page{First: store.MaxPage}); ; {
			found, err := snap.List(ctx, kind, store.ByID, page)
			if err != nil {
				return err
			}
			for _, n := range found.Nodes {
				if err := w.put(ctx, n); err != nil {
					return err
				}
			}
			if !found.More {
				break
			}
			page.After = found.Cursors[len(found.Cursors)-1]
		}
	}
	return w.flush(ctx)
}

// use lets searches answer from an engine. Another one that they used is closed and removed.
func (ix *Index) use(e *engine, at watermark, st store.Store) error {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	old := ix.engine
	ix.engine, ix.at, ix.of = e, at, st
	if old == nil || old == e {
		return nil
	}
	return errors.Join(old.close(), removeAll(old.dir))
}

// removeAll removes the folder of an engine; "" is one in memory.
func removeAll(dir string) error {
	if dir == "" {
		return nil
	}
	return os.RemoveAll(dir)
}
