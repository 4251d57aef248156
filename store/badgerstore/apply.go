package badgerstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/bulk"
	"forumgraph/store/badgerstore/internal/disk"
)

// Apply implements store.Store. Errors, besides those of the contract: store.ErrNoSpace.
func (s *Store) Apply(ctx context.Context, cs store.ChangeSet) (store.Commit, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	g, err := s.acquire()
	if err != nil {
		return store.Commit{}, fmt.Errorf("apply: %w", err)
	}
	defer s.release(g)
	w, err := g.newWriter(ctx)
	if err != nil {
		return store.Commit{}, fmt.Errorf("apply: %w", err)
	}
	defer w.discard()
	if v := w.state.Version; cs.Expect != nil && *cs.Expect != v {
		return store.Commit{}, fmt.Errorf("apply: made for version %d, the store is at %d: %w", *cs.Expect, v, store.ErrConflict)
	}
	if err := store.Validate(ctx, w, cs); err != nil {
		return store.Commit{}, err
	}
	done, err := s.apply(g, w, cs)
	if err != nil {
		return store.Commit{}, fmt.Errorf("apply: %w", s.noSpace(err))
	}
	return done, nil
}

// writer makes one change in one transaction. Its view is the graph before the change: reads never mix old and new.
type writer struct {
	view
	ctx    context.Context
	write  *badger.Txn
	space  *space
	state  disk.State
	growth growth

	changes map[store.ID]*change
	// numbers are those looked up and those of new nodes.
	numbers map[store.ID]disk.Number
	// edits are the changes of the edges at each node.
	edits map[disk.Number][]disk.Edit
	// cites counts, for each passage and kind, how many nodes begin (or, negative, cease) to cite it.
	cites map[store.ID]map[store.Kind]int
}

// change is a node before and after a change set; nil means that it does not exist.
type change struct {
	id       store.ID
	number   disk.Number
	old, new store.Node
	record   []byte // of new
}

func (g *generation) newWriter(ctx context.Context) (*writer, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if g.space.readOnly {
		return nil, g.space.readOnlyError()
	}
	w := &writer{
		view:    g.read(),
		ctx:     ctx,
		write:   g.db.NewTransaction(true),
		space:   g.space,
		changes: make(map[store.ID]*change),
		numbers: make(map[store.ID]disk.Number),
		edits:   make(map[disk.Number][]disk.Edit),
		cites:   make(map[store.ID]map[store.Kind]int),
	}
	var err error
	if w.state, err = w.view.state(); err != nil {
		w.discard()
		return nil, err
	}
	return w, nil
}

// discard drops what was not committed. It is safe to call after commit.
func (w *writer) discard() {
	w.txn.Discard()
	w.write.Discard()
}

// Nodes implements store.Lookup.
func (w *writer) Nodes(ctx context.Context, ids []store.ID) ([]store.Node, error) {
	return w.nodes(ctx, ids)
}

// Neighbors implements store.Lookup.
func (w *writer) Neighbors(ctx context.Context, id store.ID) ([]store.Neighbor, error) {
	return w.neighbors(ctx, id)
}

// apply makes the change, in one transaction if it fits, otherwise in a new generation.
func (s *Store) apply(g *generation, w *writer, cs store.ChangeSet) (store.Commit, error) {
	put, deleted, err := w.collect(cs)
	if err != nil {
		return store.Commit{}, err
	}
	if len(w.changes) == 0 {
		return store.Commit{Version: w.state.Version}, nil
	}
	w.state.Version++
	switch err := w.transact(cs, put, deleted); {
	case errors.Is(err, errTooBig):
		err := s.writeAnew(w, g, func(out *bulk.Stream) error { return writeLog(out, w.state.Version, cs, put, deleted) })
		if err != nil {
			return store.Commit{}, err
		}
	case err != nil:
		return store.Commit{}, err
	default:
		s.acknowledge(g)
	}
	return w.done(), nil
}

// done returns the counts of the change.
func (w *writer) done() store.Commit {
	done := store.Commit{Version: w.state.Version}
	for _, c := range w.changes {
		switch {
		case c.old == nil:
			done.Added++
		case c.new == nil:
			done.Deleted++
		default:
			done.Changed++
		}
	}
	return done
}

// transact makes the change in one transaction. Errors: errTooBig, in which case nothing is changed.
func (w *writer) transact(cs store.ChangeSet, put [][]byte, deleted []store.ID) error {
	record, err := disk.EncodeLog(cs, put, deleted)
	if err != nil {
		return err
	}
	if err := w.set(disk.LogKey(w.state.Version), record); err != nil {
		return err
	}
	for _, step := range []func() error{w.diffEdges, w.derive, w.cover, w.writeEdges, w.writeNodes} {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if err := step(); err != nil {
			return err
		}
	}
	return w.commit()
}

// collect fills changes with the nodes that differ from the stored ones, and returns them in the order of the change
// set.
func (w *writer) collect(cs store.ChangeSet) (put [][]byte, deleted []store.ID, err error) {
	for _, n := range cs.Put {
		c := &change{id: n.Base().ID, new: n}
		if c.record, err = disk.EncodeNode(n); err != nil {
			return nil, nil, err
		}
		if err := w.load(c); err != nil {
			return nil, nil, err
		}
		if c.old != nil {
			old, err := disk.EncodeNode(c.old)
			if err != nil {
				return nil, nil, err
			}
			if bytes.Equal(old, c.record) {
				continue
			}
		}
		w.changes[c.id] = c
		put = append(put, c.record)
	}
	for _, id := range cs.Delete {
		if w.changes[id] != nil {
			continue // named twice
		}
		c := &change{id: id}
		if err := w.load(c); err != nil {
			return nil, nil, err
		}
		w.changes[id] = c
		deleted = append(deleted, id)
	}
	return put, deleted, nil
}

// load fills in the stored part of a change, and gives a new node its number.
func (w *writer) load(c *change) (err error) {
	if c.number, err = w.view.number(c.id); err != nil {
		return err
	}
	if c.number == 0 {
		c.number = w.state.Next
		w.state.Next++
	} else if c.old, err = w.nodeAt(c.number); err != nil {
		return err
	}
	w.numbers[c.id] = c.number
	return nil
}

// numberOf returns the number of a stored or new node.
func (w *writer) numberOf(id store.ID) (disk.Number, error) {
	if n := w.numbers[id]; n != 0 {
		return n, nil
	}
	n, err := w.view.number(id)
	if err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, disk.Corrupt("reference to %s, which is not stored", id)
	}
	w.numbers[id] = n
	return n, nil
}

// numbersOf returns the numbers of both ends of an edge.
func (w *writer) numbersOf(key store.EdgeKey) (source, target disk.Number, err error) {
	if source, err = w.numberOf(key.Source); err == nil {
		target, err = w.numberOf(key.Target)
	}
	return source, target, err
}

// edge edits both ends of an edge.
func (w *writer) edge(key store.EdgeKey, stance store.Stance, weight int, remove bool) error {
	source, target, err := w.numbersOf(key)
	if err != nil {
		return err
	}
	out, in := disk.EndsOf(key, source, target, stance, weight)
	w.edits[source] = append(w.edits[source], disk.Edit{Entry: out, Remove: remove})
	w.edits[target] = append(w.edits[target], disk.Edit{Entry: in, Remove: remove})
	return nil
}

// diffEdges edits the asserted edges that changed nodes no longer state, newly state, or state with another stance.
func (w *writer) diffEdges() error {
	for _, c := range w.changes {
		var before, after []store.Edge
		if c.old != nil {
			before = store.AssertedEdges(c.old)
		}
		if c.new != nil {
			after = store.AssertedEdges(c.new)
		}
		for len(before) > 0 || len(after) > 0 {
			var err error
			switch order := compareFirst(before, after); {
			case order < 0:
				err = w.assert(before[0], -1)
				before = before[1:]
			case order > 0:
				err = w.assert(after[0], +1)
				after = after[1:]
			default:
				if e := after[0]; e.Stance != before[0].Stance {
					err = w.edge(e.EdgeKey, e.Stance, 1, false)
				}
				before, after = before[1:], after[1:]
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// compareFirst compares the first edges of two lists; an empty list comes last.
func compareFirst(a, b []store.Edge) int {
	switch {
	case len(a) == 0:
		return 1
	case len(b) == 0:
		return -1
	}
	return a[0].Compare(b[0].EdgeKey)
}

// assert adds an asserted edge (by = 1) or removes it (by = -1).
func (w *writer) assert(e store.Edge, by int) error {
	disk.Count(w.state.Edges, disk.TypeCodes.Code[e.Type], by)
	if e.Type == store.Cites {
		if w.cites[e.Target] == nil {
			w.cites[e.Target] = make(map[store.Kind]int)
		}
		w.cites[e.Target][e.Source.Kind()] += by
	}
	return w.edge(e.EdgeKey, e.Stance, 1, by < 0)
}

// set writes one record. Errors: errTooBig.
func (w *writer) set(key, value []byte) error {
	w.growth.add(w.space, key, value)
	return writeError(w.write.Set(key, value))
}

func (w *writer) delete(key []byte) error {
	w.growth.add(w.space, key, nil)
	return writeError(w.write.Delete(key))
}

// commit writes the counts, and the format if the store has an older one, and makes the change visible.
func (w *writer) commit() error {
	if format, err := w.format(); err != nil {
		return err
	} else if format < disk.FormatVersion {
		if err := w.set(disk.MetaKey(disk.MetaFormat), disk.EncodeNumber(disk.FormatVersion)); err != nil {
			return err
		}
	}
	st, err := disk.Marshal(w.state)
	if err != nil {
		return err
	}
	if err := w.set(disk.MetaKey(disk.MetaState), st); err != nil {
		return err
	}
	if err := w.space.forChange(w.growth); err != nil {
		return err
	}
	return writeError(w.write.Commit())
}
