package badgerstore

import (
	"bufio"
	"fmt"
	"iter"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
)

// applyLarge makes a change that does not fit a transaction: it writes the next generation, of the nodes as they will be.
// The change has been checked; w holds it and is used up. It costs as much as loading the whole graph.
func (s *Store) applyLarge(w *writer, g *generation, cs store.ChangeSet, put [][]byte, deleted []store.ID) error {
	more := int64(0)
	for _, record := range put {
		more += int64(len(record))
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
	l.log = func(out *stream) error { return w.writeLog(out, cs, put, deleted) }
	if err := l.readGraph(w); err != nil {
		return err
	}
	l.number()
	next := g.number + 1
	if _, err := s.writeGeneration(next, l.write); err != nil {
		return err
	}
	return s.use(next)
}

// readGraph is the first pass over the nodes as they will be after a change.
func (l *load) readGraph(w *writer) error {
	out := bufio.NewWriterSize(l.records, 1<<20)
	if err := inOrder(l.ctx, l.workers(), w.batches(), l.decodeRecords, l.keepAll(out)); err != nil {
		return err
	}
	return out.Flush()
}

// batches yields rows of the records of all nodes as they will be.
func (w *writer) batches() iter.Seq2[[][]byte, error] {
	return func(yield func([][]byte, error) bool) {
		var batch [][]byte
		stopped := false
		nodes := 0
		add := func(record []byte) bool {
			if batch = append(batch, record); len(batch) == batchRecords {
				stopped = !yield(batch, nil)
				batch = nil
			}
			return !stopped
		}
		err := w.scan(w.ctx, []byte{prefixNode}, nil, false, func(item *badger.Item, _ []byte) (more bool, err error) {
			err = valueOf(item, func(_ *badger.Item, b []byte) error {
				id, _, err := decodeID(b)
				nodes++
				if err == nil && w.changes[id] == nil {
					more = add(slices.Clone(b))
				} else {
					more = true
				}
				return err
			})
			return more, err
		})
		if stopped {
			return
		}
		if err == nil {
			err = w.allRead(nodes)
		}
		if err != nil {
			yield(nil, err)
			return
		}
		for _, c := range w.changes {
			if !stopped && c.new != nil {
				add(c.record)
			}
		}
		if !stopped && len(batch) > 0 {
			yield(batch, nil)
		}
	}
}

func (l *load) decodeRecords(records [][]byte) ([]readNode, error) {
	nodes := make([]readNode, len(records))
	for i, record := range records {
		l.yield()
		n, err := decodeNode(record)
		if err != nil {
			return nil, err
		}
		nodes[i] = readNode{node: n, record: record, names: nameKeys(n)}
	}
	return nodes, nil
}

// writeLog copies the log and adds the record of a large change, its nodes in parts.
func (w *writer) writeLog(out *stream, cs store.ChangeSet, put [][]byte, deleted []store.ID) error {
	var copied sweeper
	err := w.scan(w.ctx, []byte{prefixLog}, nil, false, func(item *badger.Item, key []byte) (bool, error) {
		return true, valueOf(item, func(_ *badger.Item, b []byte) error {
			if err := copied.record(key, b); err != nil {
				return err
			}
			return out.set(key, b)
		})
	})
	if err == nil {
		err = w.note(copied.partsComplete())
	}
	if before := w.state.Version - 1; err == nil && copied.version != before {
		err = w.note(corrupt("the log ends at version %d, and the graph is at version %d", copied.version, before))
	}
	if err != nil {
		return fmt.Errorf("copy the log: %w", err)
	}
	head, err := encodeLogHead(cs, len(put), deleted)
	if err != nil {
		return err
	}
	if err := out.set(logKey(w.state.Version), head); err != nil {
		return err
	}
	part := uint32(0)
	for records := range slices.Chunk(put, batchRecords) {
		b, err := encodeLogPart(records)
		if err != nil {
			return err
		}
		if err := out.set(logPartKey(w.state.Version, part), b); err != nil {
			return err
		}
		part++
	}
	return nil
}
