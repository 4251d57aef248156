package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"forumgraph/store/badgerstore/internal/disk"
)

// RebuildDerived implements store.Store. It works out the records that follow from the nodes, and rewrites those that differ:
// in one transaction if they are of edges and fit, else in a new generation. It holds as much in memory as Check.
//
// Errors: store.ErrCorrupt, and then nothing is changed, if there is other damage than that.
func (s *Store) RebuildDerived(ctx context.Context) error {
	if err := s.rebuildDerived(ctx); err != nil {
		return fmt.Errorf("rebuild derived edges: %w", s.noSpace(err))
	}
	return nil
}

func (s *Store) rebuildDerived(ctx context.Context) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	g, err := s.acquire()
	if err != nil {
		return err
	}
	defer s.release(g)
	w, err := g.newWriter(ctx)
	if err != nil {
		return err
	}
	defer w.discard()
	c := newChecker(w.view)
	if err := c.readNodes(ctx); err != nil {
		return err
	}
	if err := w.allRead(len(c.nodes)); err != nil {
		return err
	}
	if err := w.note(c.err()); err != nil {
		return err
	}
	c.compareNodeCounts()
	if err := c.compareRecords(ctx); err != nil {
		return err
	}
	if err := c.err(); err != nil { // reads do not come to it, so they go on
		return err
	}
	// The cache may hold, under an ID, the node that a wrong index led to; a new generation has a new cache.
	if !c.onlyEdgesAreWrong() {
		return s.writeAnew(w, g, nil)
	}
	switch err := w.repair(c); {
	case errors.Is(err, errTooBig):
		return s.writeAnew(w, g, nil)
	case err != nil:
		return err
	}
	s.acknowledge(g)
	return nil
}

// repair writes the edges that a checker found wrong, in one transaction. Errors: errTooBig.
func (w *writer) repair(c *checker) error {
	w.state.Edges, w.state.Covered = c.counted.Edges, c.counted.Covered
	for key, value := range c.wrong {
		var err error
		if value == nil {
			err = w.delete([]byte(key))
		} else {
			err = w.set([]byte(key), value)
		}
		if err != nil {
			return err
		}
	}
	if w.growth == (growth{}) && maps.Equal(w.state.Edges, c.state.Edges) && w.state.Covered == c.state.Covered {
		return nil
	}
	return w.commit()
}

// allRead returns an error if fewer nodes were read than are stored: Badger leaves out what it cannot read. It compares
// with the stored counts, as the writer's may already be those of the change.
func (w *writer) allRead(nodes int) error {
	st, err := w.view.state()
	if want := disk.Sum(st.Nodes); err == nil && nodes != want {
		err = w.note(disk.Corrupt("%d of %d nodes can be read", nodes, want))
	}
	return err
}

// onlyEdgesAreWrong reports whether all that is wrong are edges and the support of derived ones.
func (c *checker) onlyEdgesAreWrong() bool {
	for key := range c.wrong {
		if key[0] != disk.PrefixEdges && key[0] != disk.PrefixDerived {
			return false
		}
	}
	return true
}
