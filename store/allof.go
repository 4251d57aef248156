package store

import (
	"context"
	"fmt"
)

// AllOf calls f with every node of a kind, by ID, a page at a time: a page is not empty and is only valid during the call.
//
// It compares what it saw with [Snapshot.Stats], since an engine may leave out what it cannot read and say nothing.
//
// Errors: ErrCorrupt if there are more or fewer nodes than the snapshot counts; those of f and of the snapshot.
func AllOf(ctx context.Context, s Snapshot, kind Kind, f func(nodes []Node) error) error {
	stats, err := s.Stats(ctx)
	if err != nil {
		return fmt.Errorf("list %s: %w", kind, err)
	}
	seen := 0
	for page := (Page{First: MaxPage}); ; {
		found, err := s.List(ctx, kind, ByID, page)
		if err != nil {
			return err
		}
		if seen += len(found.Nodes); len(found.Nodes) > 0 {
			if err := f(found.Nodes); err != nil {
				return err
			}
		}
		if !found.More {
			break
		}
		page.After = found.Cursors[len(found.Cursors)-1]
	}
	if seen != stats.Nodes[kind] {
		return fmt.Errorf("list %s: %d of %d can be read: %w", kind, seen, stats.Nodes[kind], ErrCorrupt)
	}
	return nil
}
