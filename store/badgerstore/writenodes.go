package badgerstore

import (
	"errors"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// writeNodes writes the changed nodes and the index of IDs.
func (w *writer) writeNodes() error {
	for _, c := range w.changes {
		kind := disk.KindCodes.Code[c.id.Kind()]
		var err error
		switch {
		case c.new == nil:
			disk.Count(w.state.Nodes, kind, -1)
			err = errors.Join(w.delete(disk.NodeKey(c.number)), w.delete(disk.IDKey(c.id)))
		case c.old == nil:
			disk.Count(w.state.Nodes, kind, +1)
			err = errors.Join(w.set(disk.NodeKey(c.number), c.record), w.set(disk.IDKey(c.id), disk.EncodeNumber(c.number)))
		default:
			err = w.set(disk.NodeKey(c.number), c.record)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// cover recounts the passages that changed or whose citations changed.
func (w *writer) cover() error {
	for id, c := range w.changes {
		if id.Kind() == store.KindPassage && w.cites[c.id] == nil {
			w.cites[id] = nil
		}
	}
	for id, delta := range w.cites {
		if err := w.coverPassage(id, delta); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) coverPassage(id store.ID, delta map[store.Kind]int) error {
	before, after, err := w.beforeAndAfter(id)
	if err != nil {
		return err
	}
	n, err := w.numberOf(id)
	if err != nil {
		return err
	}
	ids, err := w.neighborsIn(w.ctx, n, disk.GroupOf(store.Cites, store.In))
	if err != nil {
		return err
	}
	citing := make(map[store.Kind]int)
	for _, id := range ids {
		citing[id.Kind()]++
	}
	if p, ok := before.(*store.Passage); ok {
		w.state.Covered.Add(p, present(citing), -1)
	}
	for kind, by := range delta {
		citing[kind] += by
	}
	if p, ok := after.(*store.Passage); ok {
		w.state.Covered.Add(p, present(citing), +1)
	}
	return nil
}

// beforeAndAfter returns a node as stored and as changed.
func (w *writer) beforeAndAfter(id store.ID) (before, after store.Node, err error) {
	if c := w.changes[id]; c != nil {
		return c.old, c.new, nil
	}
	n, err := w.node(id)
	return n, n, err
}

// present returns the kinds with a count above zero.
func present(counts map[store.Kind]int) []store.Kind {
	var kinds []store.Kind
	for kind, n := range counts {
		if n > 0 {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}
