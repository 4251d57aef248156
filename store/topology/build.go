package topology

import (
	"context"
	"fmt"
	"math"
	"slices"

	"forumgraph/store"
)

// Build returns the topology of the graph that snap shows. It reads every node and every edge end once: in the engine's
// order if snap is a [store.Scanner], else page by page, with equal results. The topology does not use snap afterwards.
//
// Errors: those of reading snap; store.ErrCorrupt if a neighbor is not among the nodes, or is of an unknown type or stance,
// or if there are other numbers of nodes or edges than snap says.
func Build(ctx context.Context, snap store.Snapshot) (*Topology, error) {
	b := builder{Topology: newTopology(snap.Version())}
	if err := b.grow(ctx, snap); err != nil {
		return nil, fmt.Errorf("build topology: %w", err)
	}
	read := b.pages
	if s, ok := snap.(store.Scanner); ok {
		read = func(ctx context.Context, _ store.Snapshot) error { return b.scan(ctx, s) }
	}
	if err := read(ctx, snap); err != nil {
		return nil, fmt.Errorf("build topology: %w", err)
	}
	return b.Topology, nil
}

func newTopology(version uint64) *Topology {
	t := &Topology{codes: newCodes(), version: version}
	for code, typ := range t.codes.types[:t.codes.sessionPartOf()] {
		t.typeCodes.add(typ, uint8(code))
	}
	t.partOf, _ = t.typeCodes.of(store.PartOf)
	t.made = t.Way(store.Made, store.In)
	return t
}

type builder struct {
	*Topology
	nodes, edges int // as the snapshot counts them
	texts        arena
	records      []record
}

// grow makes room for the whole graph, so that the long slices are not copied and need not be clipped.
func (b *builder) grow(ctx context.Context, snap store.Snapshot) error {
	stats, err := snap.Stats(ctx)
	if err != nil {
		return err
	}
	for _, n := range stats.Nodes {
		b.nodes += n
	}
	for _, n := range stats.Edges {
		b.edges += n
	}
	if b.nodes > math.MaxUint32 || 2*b.edges > math.MaxUint32 {
		return fmt.Errorf("%d nodes and %d edges are too many for one topology", b.nodes, b.edges)
	}
	b.records = make([]record, 0, b.nodes)
	return nil
}

// number gives the nodes that were read their numbers and makes the columns. It returns the numbers by the order in which
// the nodes were read.
func (b *builder) number() ([]Number, error) {
	if len(b.records) != b.nodes {
		return nil, fmt.Errorf("%d nodes, and the snapshot counts %d: %w", len(b.records), b.nodes, store.ErrCorrupt)
	}
	order := make([]uint32, len(b.records)) // what was read, in the order of numbers
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(i, j uint32) int { return b.records[i].compare(&b.records[j]) })
	sorted := make([]*record, len(order))
	numbers := make([]Number, len(order))
	b.ids, b.classes = make([]store.ID, len(order)), make([]uint8, len(order))
	for n, i := range order {
		r := &b.records[i]
		if n > 0 && r.id == sorted[n-1].id {
			return nil, fmt.Errorf("%s was read twice: %w", r.id, store.ErrCorrupt)
		}
		sorted[n], numbers[i], b.ids[n], b.classes[n] = r, Number(n), r.id, r.class
	}
	b.columns = columnsOf(&b.codes, sorted)
	b.setRanges()
	b.rankNames()
	b.records = nil
	return numbers, nil
}
