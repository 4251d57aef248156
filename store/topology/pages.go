package topology

import (
	"context"
	"fmt"

	"forumgraph/store"
)

// pages reads a snapshot page by page.
func (b *builder) pages(ctx context.Context, snap store.Snapshot) error {
	for _, kind := range b.codes.kinds[:b.codes.root()] {
		if err := b.pagesOf(ctx, snap, kind); err != nil {
			return err
		}
	}
	if _, err := b.number(); err != nil {
		return err
	}
	numbers := make(map[store.ID]Number, len(b.ids))
	for n, id := range b.ids {
		numbers[id] = Number(n)
	}
	b.first, b.endColumns = make([]int, 1, len(b.ids)+1), newEnds(2*b.edges)
	for n := range b.ids {
		if err := b.neighbors(ctx, snap, Number(n), numbers); err != nil {
			return fmt.Errorf("neighbors of %s: %w", b.ids[n], err)
		}
	}
	if b.endColumns.len() != 2*b.edges {
		return fmt.Errorf("%d edge ends, and the snapshot counts %d edges: %w", b.endColumns.len(), b.edges, store.ErrCorrupt)
	}
	return nil
}

// pagesOf reads the nodes of one kind.
func (b *builder) pagesOf(ctx context.Context, snap store.Snapshot, kind store.Kind) error {
	return store.AllOf(ctx, snap, kind, func(nodes []store.Node) error {
		for _, n := range nodes {
			b.records = append(b.records, b.codes.recordOf(n, &b.texts))
		}
		return nil
	})
}

// neighbors appends the edge ends at the next node.
func (b *builder) neighbors(ctx context.Context, snap store.Snapshot, n Number, numbers map[store.ID]Number) error {
	page := store.Page{First: store.MaxPage}
	for {
		found, err := snap.Neighbors(ctx, b.ids[n], store.EdgeFilter{}, page)
		if err != nil {
			return err
		}
		for _, end := range found.Neighbors {
			to, ok := numbers[end.ID]
			if !ok {
				return fmt.Errorf("%s is not stored: %w", end.ID, store.ErrCorrupt)
			}
			code, err := b.endCode(end.Type, end.Direction)
			if err != nil {
				return err
			}
			stance, err := b.codes.stance(end.Stance)
			if err != nil {
				return err
			}
			b.endColumns.add(to, b.between(n, to, code), weightOf(end.Weight), stance)
		}
		if !found.More {
			b.first = append(b.first, b.endColumns.len())
			return nil
		}
		page.After = found.Cursors[len(found.Cursors)-1]
	}
}
