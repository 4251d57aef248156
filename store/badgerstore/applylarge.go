package badgerstore

import (
	"fmt"
	"iter"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
)

// writeAnew makes a change that does not fit a transaction: it writes the next generation, of the nodes as they will be, and
// its log, to which logged adds the record of the change; nil adds none. The change has been checked; w holds it and is used
// up. It costs as much as loading the whole graph.
func (s *Store) writeAnew(w *writer, g *generation, logged func(out *stream) error) error {
	w.write.Discard()
	more := int64(0)
	for _, c := range w.changes {
		more += int64(len(c.record))
	}
	if err := g.space.forCopy(more); err != nil {
		return err
	}
	l, err := newLoad(w.ctx, s.dir, store.Load{})
	if err != nil {
		return err
	}
	defer l.close()
	l.trusted, l.beside, l.version = true, true, w.state.Version
	l.log = func(out *stream) error {
		if err := w.copyLog(out); err != nil || logged == nil {
			return err
		}
		return logged(out)
	}
	if err := l.read(w.records()); err != nil {
		return err
	}
	l.number()
	next := g.number + 1
	if _, err := s.writeGeneration(next, l.write); err != nil {
		return err
	}
	return s.use(next)
}

// records yields the records of all nodes as they will be.
func (w *writer) records() iter.Seq2[store.Record, error] {
	return func(yield func(store.Record, error) bool) {
		nodes, more := 0, true
		err := w.scan(w.ctx, []byte{prefixNode}, nil, false, func(item *badger.Item, _ []byte) (bool, error) {
			err := valueOf(item, func(_ *badger.Item, b []byte) error {
				id, _, err := decodeID(b)
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

// copyLog copies the log as it is stored.
func (w *writer) copyLog(out *stream) error {
	st, err := w.view.state()
	if err != nil {
		return err
	}
	var copied sweeper
	err = w.eachRaw(w.ctx, []byte{prefixLog}, func(key, value []byte) error {
		if err := copied.record(key, value); err != nil {
			return err
		}
		return out.set(key, value)
	})
	if err == nil {
		err = w.note(copied.partsComplete())
	}
	if err == nil && copied.version != st.Version {
		err = w.note(corrupt("the log ends at version %d, and the graph is at version %d", copied.version, st.Version))
	}
	if err != nil {
		return fmt.Errorf("copy the log: %w", err)
	}
	return nil
}

// writeLog writes the log record of a change, its nodes in parts.
func writeLog(out *stream, version uint64, cs store.ChangeSet, put [][]byte, deleted []store.ID) error {
	head, err := encodeLogHead(cs, len(put), deleted)
	if err != nil {
		return err
	}
	if err := out.set(logKey(version), head); err != nil {
		return err
	}
	part := uint32(0)
	for records := range slices.Chunk(put, batchRecords) {
		b, err := encodeLogPart(records)
		if err != nil {
			return err
		}
		if err := out.set(logPartKey(version, part), b); err != nil {
			return err
		}
		part++
	}
	return nil
}
