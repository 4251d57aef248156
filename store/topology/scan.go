package topology

import (
	"context"
	"fmt"
	"math"
	"sort"

	"golang.org/x/sync/errgroup"

	"forumgraph/store"
)

// scan reads nodes and edge ends at the same time: decoding nodes is most of the work.
func (b *builder) scan(ctx context.Context, s store.Scanner) error {
	var engine []uint64 // the engine's numbers of the nodes, ascending
	found := scanned{endColumns: newEnds(2 * b.edges)}
	reading, ctx := errgroup.WithContext(ctx)
	reading.Go(func() error {
		return s.ScanNodes(ctx, func(number uint64, n store.Node) error {
			if last := len(engine) - 1; last >= 0 && number <= engine[last] {
				return fmt.Errorf("node number %d after %d: %w", number, engine[last], store.ErrCorrupt)
			}
			engine = append(engine, number)
			b.records = append(b.records, b.codes.recordOf(n, &b.texts))
			return nil
		})
	})
	reading.Go(func() error {
		return s.ScanEnds(ctx, func(run store.EndRun) error { return found.add(b.Topology, run) })
	})
	if err := reading.Wait(); err != nil {
		return err
	}
	numbers, err := b.number()
	if err != nil {
		return err
	}
	return b.arrange(&found, newNumbering(engine, numbers))
}

// scanned are the edge ends as a scan yields them: by the engine's numbers, of which the targets are.
type scanned struct {
	endColumns
	nodes []uint64 // each node once
	first []int    // where its ends begin
}

// add takes a run of ends.
//
// Errors: store.ErrCorrupt.
func (s *scanned) add(t *Topology, run store.EndRun) error {
	code, err := t.endCode(run.Type, run.Direction)
	if err != nil {
		return fmt.Errorf("edges of node number %d: %w", run.Node, err)
	}
	if last := len(s.nodes) - 1; last < 0 || s.nodes[last] != run.Node {
		s.nodes, s.first = append(s.nodes, run.Node), append(s.first, s.len())
	}
	for _, end := range run.Ends {
		stance := uint8(0)
		if end.Stance != "" {
			if stance, err = t.codes.stance(end.Stance); err != nil {
				return fmt.Errorf("edges of node number %d: %w", run.Node, err)
			}
		}
		if end.Other > math.MaxUint32 {
			return fmt.Errorf("edges of node number %d: no node has number %d: %w", run.Node, end.Other, store.ErrCorrupt)
		}
		s.endColumns.add(Number(end.Other), code, weightOf(end.Weight), stance)
	}
	return nil
}

// arrange puts the ends at their nodes.
//
// Errors: store.ErrCorrupt.
func (b *builder) arrange(s *scanned, all numbering) error {
	if s.len() != 2*b.edges {
		return fmt.Errorf("%d edge ends, and the snapshot counts %d edges: %w", s.len(), b.edges, store.ErrCorrupt)
	}
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
		for i := from; i < b.endColumns.len(); i++ {
			other, ok := all.of(uint64(b.targets[i]))
			if !ok {
				return fmt.Errorf("neighbors of %s: node number %d is not stored: %w", b.ids[n], b.targets[i], store.ErrCorrupt)
			}
			b.targets[i] = other
			b.types[i] = b.between(Number(n), other, b.types[i])
		}
		if at := (endsAt{b.Topology, from}); !sort.IsSorted(at) {
			sort.Sort(at)
		}
		b.first = append(b.first, b.endColumns.len())
	}
	return nil
}

// endsAt sorts the last ends of a topology that is being built. An engine whose order of types is another one than
// Neighbors has leaves that to do.
type endsAt struct {
	t    *Topology
	from int
}

// Len implements sort.Interface.
func (a endsAt) Len() int { return a.t.endColumns.len() - a.from }

// Less implements sort.Interface.
func (a endsAt) Less(i, j int) bool {
	i, j = i+a.from, j+a.from
	return compareEnds(a.t.endKey(i), a.t.targets[i], a.t.endKey(j), a.t.targets[j]) < 0
}

// Swap implements sort.Interface.
func (a endsAt) Swap(i, j int) {
	i, j = i+a.from, j+a.from
	e := &a.t.endColumns
	e.targets[i], e.targets[j] = e.targets[j], e.targets[i]
	e.types[i], e.types[j] = e.types[j], e.types[i]
	e.weights[i], e.weights[j] = e.weights[j], e.weights[i]
	e.stances[i], e.stances[j] = e.stances[j], e.stances[i]
}

// numbering turns an engine's numbers into a topology's. They are looked up in a list, unless most places in it would be
// empty.
type numbering struct {
	list []Number // one more than the number; 0 for none
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
