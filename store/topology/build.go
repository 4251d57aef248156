package topology

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"forumgraph/store"
)

// Build returns the topology of the graph that snap shows. It reads every node and every neighbor list once, page by page.
// The topology does not use snap afterwards.
//
// Errors: those of reading snap; store.ErrCorrupt if a neighbor is not among the listed nodes, or is of an unknown type or
// stance.
func Build(ctx context.Context, snap store.Snapshot) (*Topology, error) {
	b := builder{
		snap:     snap,
		Topology: &Topology{codes: newCodes(), version: snap.Version(), typeCode: make(map[store.EdgeType]uint8)},
		numbers:  make(map[store.ID]Number),
		columns:  newColumnsBuilder(),
		passages: make(map[store.ID]*store.Passage),
	}
	for code, t := range b.codes.types[:b.codes.sessionPartOf()] {
		b.typeCode[t] = uint8(code)
	}
	if err := b.grow(ctx); err != nil {
		return nil, fmt.Errorf("build topology: %w", err)
	}
	for class, kind := range b.codes.kinds[:b.codes.root()] {
		if err := b.nodes(ctx, kind, uint8(class)); err != nil {
			return nil, fmt.Errorf("build topology: %w", err)
		}
	}
	b.Topology.columns = b.columns.finish(len(b.ids), b.placesOfPassages(), b.numbers)
	b.first = make([]int, 1, len(b.ids)+1)
	for n := range b.ids {
		if err := b.ends(ctx, Number(n)); err != nil {
			return nil, fmt.Errorf("build topology: neighbors of %s: %w", b.ids[n], err)
		}
	}
	return b.Topology, nil
}

type builder struct {
	*Topology
	snap     store.Snapshot
	numbers  map[store.ID]Number
	columns  columnsBuilder
	passages map[store.ID]*store.Passage
}

// grow makes room for the whole graph, so that the long slices are not copied and need not be clipped.
func (b *builder) grow(ctx context.Context) error {
	stats, err := b.snap.Stats(ctx)
	if err != nil {
		return err
	}
	nodes, ends := 0, 0
	for _, n := range stats.Nodes {
		nodes += n
	}
	for _, n := range stats.Edges {
		ends += 2 * n
	}
	b.ids, b.classes = make([]store.ID, 0, nodes), make([]uint8, 0, nodes)
	b.targets, b.weights = make([]Number, 0, ends), make([]uint32, 0, ends)
	b.types, b.stances = make([]uint8, 0, ends), make([]uint8, 0, ends)
	return nil
}

// nodes numbers the nodes of one kind.
func (b *builder) nodes(ctx context.Context, kind store.Kind, class uint8) error {
	page := store.Page{First: store.MaxPage}
	for {
		found, err := b.snap.List(ctx, kind, store.ByID, page)
		if err != nil {
			return err
		}
		for _, n := range found.Nodes {
			// A copy, lest an ID keep alive the record that an engine cut it from.
			id := store.ID(strings.Clone(string(n.Base().ID)))
			b.numbers[id] = Number(len(b.ids))
			b.columns.add(Number(len(b.ids)), n)
			b.ids = append(b.ids, id)
			if p, ok := n.(*store.Passage); ok {
				b.passages[id] = p
			}
			if s, ok := n.(*store.Session); ok && s.Parent == "" {
				class := b.codes.root()
				b.classes = append(b.classes, uint8(class))
				continue
			}
			b.classes = append(b.classes, class)
		}
		if !found.More {
			return nil
		}
		page.After = found.Cursors[len(found.Cursors)-1]
	}
}

// placesOfPassages returns the place of each passage, as columnsBuilder.finish takes them.
func (b *builder) placesOfPassages() map[store.ID]Place {
	places := make(map[store.ID]Place, len(b.passages))
	for id, p := range b.passages {
		places[id] = Place{Source: b.numbers[p.Source], Order: uint32(p.Order)}
	}
	b.passages = nil
	return places
}

// ends appends the edge ends at the next node.
func (b *builder) ends(ctx context.Context, n Number) error {
	page := store.Page{First: store.MaxPage}
	for {
		found, err := b.snap.Neighbors(ctx, b.ids[n], store.EdgeFilter{}, page)
		if err != nil {
			return err
		}
		for _, end := range found.Neighbors {
			if err := b.end(n, end); err != nil {
				return err
			}
		}
		if !found.More {
			b.first = append(b.first, len(b.targets))
			return nil
		}
		page.After = found.Cursors[len(found.Cursors)-1]
	}
}

func (b *builder) end(n Number, end store.Neighbor) error {
	to, ok := b.numbers[end.ID]
	if !ok {
		return fmt.Errorf("%s is not stored: %w", end.ID, store.ErrCorrupt)
	}
	code, ok := b.typeCode[end.Type]
	if !ok {
		return fmt.Errorf("edge type %.40q: %w", end.Type, store.ErrCorrupt)
	}
	stance := slices.Index(b.codes.stances, end.Stance)
	if stance < 0 {
		return fmt.Errorf("stance %.40q: %w", end.Stance, store.ErrCorrupt)
	}
	if end.Type == store.PartOf && b.kind(n) == store.KindSession && b.kind(to) == store.KindSession {
		code = uint8(b.codes.sessionPartOf())
	}
	code <<= 1
	if end.Direction == store.In {
		code |= 1
	}
	b.targets = append(b.targets, to)
	b.types = append(b.types, code)
	b.weights = append(b.weights, uint32(min(uint64(end.Weight), math.MaxUint32)))
	b.stances = append(b.stances, uint8(stance))
	return nil
}
