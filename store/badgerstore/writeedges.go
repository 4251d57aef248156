package badgerstore

import "slices"

// writeEdges writes the edits of the edges at each node.
func (w *writer) writeEdges() error {
	for n, edits := range w.edits {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		slices.SortStableFunc(edits, func(a, b edit) int { return a.compare(b.spot) })
		if err := w.writeEdgesAt(n, edits); err != nil {
			return err
		}
	}
	return nil
}

// writeEdgesAt rewrites the head of a node and those of its blocks that edits, which are in order, fall into.
func (w *writer) writeEdgesAt(n number, edits []edit) error {
	h, err := w.head(n)
	if err != nil {
		return err
	}
	if h.counts == nil {
		h.counts = make(map[group]int)
	}
	var later []spot
	if !h.whole() {
		if later, err = w.separators(w.ctx, n); err != nil {
			return err
		}
	}
	runs, err := w.loadRuns(n, h, later, edits)
	if err != nil {
		return err
	}
	first := h.entries
	for _, r := range runs {
		blocks := cut(merge(r.entries, r.edits, h.counts), r.keeps)
		kept := make(map[spot]bool)
		for _, b := range blocks {
			if b.first == nil {
				first = b.entries
				continue
			}
			kept[*b.first] = true
			if err := w.set(blockKey(n, *b.first), appendBlock(nil, b.entries)); err != nil {
				return err
			}
		}
		for _, old := range r.blocks {
			if !kept[old] {
				if err := w.delete(blockKey(n, old)); err != nil {
					return err
				}
			}
		}
	}
	h.entries = first
	if h.total() == 0 {
		return w.delete(headKey(n))
	}
	return w.set(headKey(n), encodeHead(h))
}

// run is a row of neighboring blocks that are rewritten together.
type run struct {
	// keeps is the first entry of the run's first block, which stays its first; nil for the head.
	keeps   *spot
	blocks  []spot // those after the head
	entries []entry
	edits   []edit
}

// loadRuns reads the blocks that edits fall into. A block whose first entry is removed is joined to the block before it,
// so that one is read too. later are the first entries of the blocks after the head.
func (w *writer) loadRuns(n number, h head, later []spot, edits []edit) ([]run, error) {
	touched := make([]bool, len(later)+1) // 0 is the head
	place := make([]int, len(edits))
	for i, e := range edits {
		at, found := slices.BinarySearchFunc(later, e.spot, spot.compare)
		if found {
			at++
		}
		place[i], touched[at] = at, true
		if found && e.remove {
			touched[at-1] = true
		}
	}
	var runs []run
	next := 0
	for i := 0; i < len(touched); i++ {
		if !touched[i] {
			continue
		}
		var r run
		if i > 0 {
			r.keeps = &later[i-1]
		}
		for ; i < len(touched) && touched[i]; i++ {
			entries := h.entries
			if i > 0 {
				b, err := w.blockAt(n, later[i-1])
				if err != nil {
					return nil, err
				}
				entries = b.entries
				r.blocks = append(r.blocks, later[i-1])
			}
			r.entries = append(r.entries, entries...)
			for ; next < len(edits) && place[next] == i; next++ {
				r.edits = append(r.edits, edits[next])
			}
		}
		runs = append(runs, r)
	}
	return runs, nil
}
