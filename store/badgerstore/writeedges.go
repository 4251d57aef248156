package badgerstore

import (
	"slices"

	"forumgraph/store/badgerstore/internal/disk"
)

// writeEdges writes the edits of the edges at each node.
func (w *writer) writeEdges() error {
	for n, edits := range w.edits {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		slices.SortStableFunc(edits, func(a, b disk.Edit) int { return a.Compare(b.Spot) })
		if err := w.writeEdgesAt(n, edits); err != nil {
			return err
		}
	}
	return nil
}

// writeEdgesAt rewrites the head of a node and those of its blocks that edits, which are in order, affect.
func (w *writer) writeEdgesAt(n disk.Number, edits []disk.Edit) error {
	h, err := w.head(n)
	if err != nil {
		return err
	}
	if h.Counts == nil {
		h.Counts = make(map[disk.Group]int)
	}
	var later []disk.Spot
	if !h.Whole() {
		if later, err = w.separators(w.ctx, n); err != nil {
			return err
		}
	}
	runs, err := w.loadRuns(n, h, later, edits)
	if err != nil {
		return err
	}
	first := h.Entries
	for _, r := range runs {
		blocks := disk.Cut(disk.Merge(r.entries, r.edits, h.Counts), r.keeps)
		kept := make(map[disk.Spot]bool)
		for _, b := range blocks {
			if b.First == nil {
				first = b.Entries
				continue
			}
			kept[*b.First] = true
			if err := w.set(disk.BlockKey(n, *b.First), disk.AppendBlock(nil, b.Entries)); err != nil {
				return err
			}
		}
		for _, old := range r.blocks {
			if !kept[old] {
				if err := w.delete(disk.BlockKey(n, old)); err != nil {
					return err
				}
			}
		}
	}
	h.Entries = first
	if h.Total() == 0 {
		return w.delete(disk.HeadKey(n))
	}
	return w.set(disk.HeadKey(n), disk.EncodeHead(h))
}

// run is a sequence of neighboring blocks that are rewritten together.
type run struct {
	// keeps is the first entry of the run's first block, which stays its first; nil for the head.
	keeps   *disk.Spot
	blocks  []disk.Spot // those after the head
	entries []disk.Entry
	edits   []disk.Edit
}

// loadRuns reads the blocks that edits affect. A block whose first entry is removed is joined to the previous block,
// which is then read too. later are the first entries of the blocks after the head.
func (w *writer) loadRuns(n disk.Number, h disk.Head, later []disk.Spot, edits []disk.Edit) ([]run, error) {
	touched := make([]bool, len(later)+1) // 0 is the head
	place := make([]int, len(edits))
	for i, e := range edits {
		at, found := slices.BinarySearchFunc(later, e.Spot, disk.Spot.Compare)
		if found {
			at++
		}
		place[i], touched[at] = at, true
		if found && e.Remove {
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
			entries := h.Entries
			if i > 0 {
				var err error
				if entries, err = w.blockAt(n, later[i-1]); err != nil {
					return nil, err
				}
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
