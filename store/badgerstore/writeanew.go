package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/bulk"
	"forumgraph/store/badgerstore/internal/disk"
)

// tableBytes is the approximate size of the tables of a generation that is written at once.
const tableBytes = 2 << 20

var _ store.Loader = (*Store)(nil)

// Load implements store.Loader. Errors, besides those of the contract: store.ErrNoSpace.
func (s *Store) Load(ctx context.Context, l store.Load) (store.Commit, error) {
	done, err := s.load(ctx, l)
	if err != nil {
		return store.Commit{}, fmt.Errorf("load: %w", s.noSpace(err))
	}
	return done, nil
}

func (s *Store) load(ctx context.Context, l store.Load) (store.Commit, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	g, err := s.acquire()
	if err != nil {
		return store.Commit{}, err
	}
	defer s.release(g)
	before, err := g.describe()
	if err != nil {
		return store.Commit{}, err
	}
	if before.Version != 0 {
		return store.Commit{}, fmt.Errorf("only an empty store is loaded, this one is at version %d: %w", before.Version, store.ErrConflict)
	}
	if problems := store.ValidateReason(l.Author, l.Reason); len(problems) > 0 {
		return store.Commit{}, &store.InvalidError{Problems: problems}
	}
	made, normalized, err := s.writeNext(ctx, g, bulk.Source{Load: l})
	if err != nil || made.Next == 1 { // no node, no version
		return store.Commit{}, err
	}
	return store.Commit{Version: made.Version, Added: int(made.Next - 1), Normalized: normalized}, nil
}

// writeAnew makes a change that does not fit a transaction. It writes the next generation from the changed nodes and
// the log, to which logged adds the record of the change; nil adds none. The change has been checked; w holds it and is
// consumed. It costs as much as loading the whole graph.
func (s *Store) writeAnew(w *writer, g *generation, logged func(out *bulk.Stream) error) error {
	w.write.Discard()
	more := int64(0)
	for _, c := range w.changes {
		more += int64(len(c.record))
	}
	if err := g.space.forCopy(more); err != nil {
		return err
	}
	_, _, err := s.writeNext(w.ctx, g, bulk.Source{Load: store.Load{Records: w.records()}, Version: w.state.Version, Log: func(out *bulk.Stream) error {
		if err := w.copyLog(out); err != nil || logged == nil {
			return err
		}
		return logged(out)
	}})
	return err
}

// writeNext writes the generation after g and switches to it. A load without nodes makes no version and changes
// nothing.
func (s *Store) writeNext(ctx context.Context, g *generation, from bulk.Source) (made disk.State, normalized int, err error) {
	scratch, err := os.MkdirTemp(s.dir, loadFolder)
	if err != nil {
		return disk.State{}, 0, err
	}
	defer os.RemoveAll(scratch) // what stays of it, the next Open removes
	writing := false
	made, normalized, err = bulk.Write(ctx, scratch, from, func(write func(*bulk.Tables) (disk.State, error)) (disk.State, error) {
		writing = true
		return s.writeGeneration(g.number+1, write)
	})
	if from.Log != nil && !writing { // it comes of the stored records
		err = g.faults.note(err)
	}
	if empty := made.Next == 1 && from.Log == nil; err == nil && !empty {
		err = s.use(ctx, g.number+1)
	}
	return made, normalized, err
}

// writeGeneration makes the database of a generation; write writes its records. If it fails, it leaves nothing behind.
// When it returns, the files are on disk.
func (s *Store) writeGeneration(number int, write func(*bulk.Tables) (disk.State, error)) (made disk.State, err error) {
	folder := filepath.Join(s.dir, folderOf(number))
	if err := makeFolder(folder, newGeneration); err != nil {
		return disk.State{}, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, removeGeneration(folder))
		}
	}()
	// No transaction follows, so memory for one is not needed. A stream fills tables of 32 times the base size. Until a
	// table is full it is in memory, both uncompressed and compressed, and Badger keeps the memory of eight for the
	// next ones. The data must be on disk only after the last table.
	opts := s.opts
	opts.MaxChangeBytes = 512 << 10
	space := newSpace(folder, opts)
	engine, err := space.forOpen(badgerOptions(folder, opts))
	if err != nil {
		return disk.State{}, err
	}
	db, err := badger.Open(engine.WithBaseTableSize(tableBytes / 32).WithSyncWrites(false))
	if err != nil {
		return disk.State{}, openError(folder, err)
	}
	out := &bulk.Tables{Writer: db.NewStreamWriter(), Room: space.forStream}
	if err := out.Writer.Prepare(); err != nil {
		return disk.State{}, errors.Join(err, db.Close())
	}
	if made, err = write(out); err != nil {
		out.Writer.Cancel()
		return disk.State{}, errors.Join(err, db.Close())
	}
	if err := errors.Join(out.Writer.Flush(), db.Close()); err != nil {
		return disk.State{}, fmt.Errorf("write tables: %w", err)
	}
	return made, syncFolder(folder)
}

// records yields the records of all nodes after the change.
func (w *writer) records() iter.Seq2[store.Record, error] {
	return func(yield func(store.Record, error) bool) {
		nodes, more := 0, true
		err := w.scan(w.ctx, []byte{disk.PrefixNode}, nil, func(item *badger.Item, _ []byte) (bool, error) {
			err := valueOf(item, func(_ *badger.Item, b []byte) error {
				id, _, err := disk.DecodeID(b)
				nodes++
				if err == nil && w.changes[id] == nil {
					more = yield(store.Record{JSON: b}, nil)
				}
				return err
			})
			return more, err
		})
		if err == nil && more {
			err = w.allRead(nodes)
		}
		if err != nil {
			yield(store.Record{}, err)
			return
		}
		for _, c := range w.changes {
			if more && c.new != nil {
				more = yield(store.Record{JSON: c.record}, nil)
			}
		}
	}
}

// copyLog copies the stored log.
func (w *writer) copyLog(out *bulk.Stream) error {
	st, err := w.view.state()
	if err != nil {
		return err
	}
	var log logWalk
	err = w.eachRaw(w.ctx, []byte{disk.PrefixLog}, func(rawKey, value []byte) error {
		if _, _, err := log.next(rawKey, value); err != nil {
			return err
		}
		return out.Set(rawKey, value)
	})
	if err == nil {
		err = w.note(log.end(st.Version))
	}
	if err != nil {
		return fmt.Errorf("copy the log: %w", err)
	}
	return nil
}

// writeLog writes the log record of a change, its nodes in parts.
func writeLog(out *bulk.Stream, version uint64, cs store.ChangeSet, put [][]byte, deleted []store.ID) error {
	head, err := disk.EncodeLogHead(cs, len(put), deleted)
	if err != nil {
		return err
	}
	if err := out.Set(disk.LogKey(version), head); err != nil {
		return err
	}
	part := uint32(0)
	for records := range slices.Chunk(put, bulk.BatchRecords) {
		b, err := disk.EncodeLogPart(records)
		if err != nil {
			return err
		}
		if err := out.Set(disk.LogPartKey(version, part), b); err != nil {
			return err
		}
		part++
	}
	return nil
}
