package topology

import (
	"fmt"
	"math"

	"forumgraph/store"
)

// scannedEnds holds edge ends in the order of a scan. Their targets are the engine's numbers.
type scannedEnds struct {
	endColumns
	nodes []uint64 // each node once
	first []int    // where its ends begin
}

// add adds a run of ends.
//
// Errors: store.ErrCorrupt.
func (s *scannedEnds) add(run store.EndRun) error {
	way, ok := WayOf(run.Type, run.Direction)
	if !ok {
		return fmt.Errorf("edges of node number %d: edge type %.40q: %w", run.Node, run.Type, store.ErrCorrupt)
	}
	if last := len(s.nodes) - 1; last < 0 || s.nodes[last] != run.Node {
		s.nodes, s.first = append(s.nodes, run.Node), append(s.first, s.len())
	}
	for _, end := range run.Ends {
		stance := uint8(0)
		if end.Stance != "" {
			var err error
			if stance, err = stanceCode(end.Stance); err != nil {
				return fmt.Errorf("edges of node number %d: %w", run.Node, err)
			}
		}
		if end.Other > math.MaxUint32 {
			return fmt.Errorf("edges of node number %d: no node has number %d: %w", run.Node, end.Other, store.ErrCorrupt)
		}
		s.endColumns.add(Number(end.Other), way, weightOf(end.Weight), stance)
	}
	return nil
}

// arrange assigns the ends to their nodes. It sorts the ends of a node that are not in the order of Neighbors.
//
// Errors: store.ErrCorrupt.
func (b *builder) arrange(all numbering) error {
	s := &b.ends
	runs := make([]span, len(b.ids)) // by node: its ends in s
	for i, number := range s.nodes {
		n, ok := all.of(number)
		if !ok {
			return fmt.Errorf("edges of node number %d, which is not stored: %w", number, store.ErrCorrupt)
		}
		end := s.len()
		if i+1 < len(s.first) {
			end = s.first[i+1]
		}
		if runs[n].end > 0 {
			return fmt.Errorf("the edges of %s come in two places: %w", b.ids[n], store.ErrCorrupt)
		}
		runs[n] = span{Number(s.first[i]), Number(end)}
	}
	b.first, b.endColumns = make([]int, 1, len(b.ids)+1), newEnds(s.len())
	for n, run := range runs {
		from := b.endColumns.len()
		b.endColumns.copy(&s.endColumns, int(run.first), int(run.end))
		sorted := true
		for i := from; i < b.endColumns.len(); i++ {
			other, ok := all.of(uint64(b.targets[i]))
			if !ok {
				return fmt.Errorf("neighbors of %s: node number %d is not stored: %w", b.ids[n], b.targets[i], store.ErrCorrupt)
			}
			b.targets[i] = other
			b.ways[i] = uint8(b.between(Number(n), other, Way(b.ways[i])))
			sorted = sorted && (i == from || b.endColumns.compare(i-1, i) <= 0)
		}
		if !sorted {
			b.endColumns.sort(from)
		}
		b.first = append(b.first, b.endColumns.len())
	}
	b.ends = scannedEnds{}
	return nil
}

// numbering maps an engine's numbers to a topology's. It is a list, or a map if most of the list would be empty.
type numbering struct {
	list []Number // the number plus 1; 0 for none
	few  map[uint64]Number
}

func newNumbering(engine []uint64, numbers []Number) numbering {
	const spare = 8
	var all numbering
	if last := len(engine) - 1; last < 0 || engine[last] < uint64(spare*len(engine)+1<<16) {
		if last >= 0 {
			all.list = make([]Number, engine[last]+1)
		}
		for i, number := range engine {
			all.list[number] = numbers[i] + 1
		}
		return all
	}
	all.few = make(map[uint64]Number, len(engine))
	for i, number := range engine {
		all.few[number] = numbers[i]
	}
	return all
}

func (a *numbering) of(number uint64) (Number, bool) {
	if a.few != nil {
		n, ok := a.few[number]
		return n, ok
	}
	if number >= uint64(len(a.list)) || a.list[number] == 0 {
		return 0, false
	}
	return a.list[number] - 1, true
}
