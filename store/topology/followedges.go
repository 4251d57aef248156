package topology

import (
	"cmp"
	"fmt"
	"slices"

	"forumgraph/store"
)

// endEdit changes one edge end. The ends of all nodes are one long list, and so are the edits: applying them is a
// merge.
type endEdit struct {
	place  int    // index in the last topology's list: of the end, or of the one that a new end precedes
	isNew  bool   // otherwise the end at place changes or is removed
	node   Number // in the next topology; gone if deleted
	way    Way
	target Number // likewise
	state  edgeState
}

func (e endEdit) compare(o endEdit) int {
	if e.place != o.place {
		return cmp.Compare(e.place, o.place)
	}
	if e.isNew != o.isNew {
		if e.isNew {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(e.node, o.node), compareEnds(e.way, e.target, o.way, o.target))
}

// applyEdits makes the ends of the next topology.
//
// Errors: store.ErrCorrupt if an edge to a deleted node would remain.
func (f *follower) applyEdits() error {
	last, next := f.last, f.next
	all := make([]endEdit, 0, 2*len(f.edits))
	growth := make(map[Number]int) // by the next topology's numbers
	count := last.endColumns.len()
	for key, state := range f.edits {
		for _, direction := range []store.Direction{store.Out, store.In} {
			e, err := f.endEdit(key, direction, state)
			if err != nil {
				return err
			}
			by := 0
			if e.isNew {
				by++
			}
			if state.weight == 0 {
				by--
			}
			count += by
			if e.node != gone {
				growth[e.node] += by
			}
			all = append(all, e)
		}
	}
	slices.SortFunc(all, endEdit.compare)
	next.endColumns = newEnds(count)
	from := 0
	for _, e := range all {
		next.endColumns.copy(&last.endColumns, from, e.place)
		if from = e.place; !e.isNew {
			from++
		}
		if e.state.weight == 0 {
			continue
		}
		stance, err := stanceCode(e.state.stance)
		if err != nil {
			return err
		}
		// All targets are renumbered together below.
		next.endColumns.add(0, next.between(e.node, e.target, e.way), e.state.weight, stance)
	}
	next.endColumns.copy(&last.endColumns, from, last.endColumns.len())
	if err := f.targets(all); err != nil {
		return err
	}
	next.first = make([]int, 1, len(next.ids)+1)
	sum := 0
	for n, was := range f.origin {
		if was != gone {
			sum += last.degree(was)
		}
		sum += growth[Number(n)]
		next.first = append(next.first, sum)
	}
	if sum != count {
		return fmt.Errorf("%d edge ends in the place of %d: %w", sum, count, store.ErrCorrupt)
	}
	return nil
}

// targets fills in the targets of the next topology's ends, in its numbers.
func (f *follower) targets(edits []endEdit) error {
	last, targets := f.last.targets, f.next.targets
	at, from := 0, 0
	copyTo := func(to int) bool {
		moved := targets[at : at+to-from]
		lost := false
		for i, old := range last[from:to] {
			moved[i] = f.renumber[old]
			lost = lost || moved[i] == gone
		}
		at, from = at+to-from, to
		return !lost
	}
	ok := true
	for _, e := range edits {
		ok = copyTo(e.place) && ok
		if !e.isNew {
			from++
		}
		if e.state.weight > 0 {
			targets[at] = e.target
			at++
		}
	}
	if ok = copyTo(len(last)) && ok; !ok {
		return fmt.Errorf("an edge leads to a node that is gone: %w", store.ErrCorrupt)
	}
	return nil
}

// endEdit returns the edit of one end of an edge.
func (f *follower) endEdit(key store.EdgeKey, direction store.Direction, state edgeState) (endEdit, error) {
	node, other := key.Source, key.Target
	if direction == store.In {
		node, other = other, node
	}
	way, ok := WayOf(key.Type, direction)
	if !ok {
		return endEdit{}, fmt.Errorf("edge type %.40q: %w", key.Type, store.ErrCorrupt)
	}
	e := endEdit{node: gone, target: gone, way: way, state: state}
	if n, ok := f.next.Find(node); ok {
		e.node = n
	}
	if n, ok := f.next.Find(other); ok {
		e.target = n
	}
	if state.weight > 0 && (e.node == gone || e.target == gone) {
		return endEdit{}, fmt.Errorf("edge %s %s %s: not between nodes: %w", key.Source, key.Type, key.Target, store.ErrCorrupt)
	}
	// Where the two nodes are, or would be, in the last topology.
	n, stored := slices.BinarySearch(f.last.ids, node)
	target, known := slices.BinarySearch(f.last.ids, other)
	if e.place, e.isNew = f.last.first[n], true; !stored {
		return e, nil
	}
	ends := f.last.bisect(Number(n), way)
	i, found := slices.BinarySearch(ends.Nodes(), Number(target))
	e.place, e.isNew = ends.from+i, !(found && known)
	if e.isNew && state.weight == 0 {
		return endEdit{}, fmt.Errorf("edge %s %s %s: it has one end: %w", key.Source, key.Type, key.Target, store.ErrCorrupt)
	}
	return e, nil
}
