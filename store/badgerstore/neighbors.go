package badgerstore

import (
	"context"
	"fmt"
	"slices"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
	"forumgraph/store/internal/place"
)

// Neighbors implements store.Snapshot.
func (s *Snapshot) Neighbors(ctx context.Context, id store.ID, filter store.EdgeFilter, page store.Page) (found store.NeighborPage, err error) {
	err = s.read(ctx, func() (err error) {
		found, err = s.neighbors(ctx, id, filter, page)
		return err
	})
	if err != nil {
		return store.NeighborPage{}, fmt.Errorf("neighbors of %.80s: %w", id, err)
	}
	return found, nil
}

func (s *Snapshot) neighbors(ctx context.Context, id store.ID, filter store.EdgeFilter, page store.Page) (store.NeighborPage, error) {
	n, err := s.known(id)
	if err != nil {
		return store.NeighborPage{}, err
	}
	walk := place.NewWalk(id, filter)
	after, resumed, err := walk.After(page.After)
	if err != nil {
		return store.NeighborPage{}, err
	}
	h, err := s.view.head(n)
	if err != nil {
		return store.NeighborPage{}, err
	}
	found := store.NeighborPage{Neighbors: []store.Neighbor{}, Cursors: []store.Cursor{}}
	groups := walk.Groups
	from := store.ID("") // in the first group
	if resumed {
		groups, from = groups[after.Group:], after.ID
		if page.Reverse {
			groups = walk.Groups[:after.Group+1]
		}
	}
	if page.Reverse {
		groups = slices.Clone(groups)
		slices.Reverse(groups)
	}
	for _, wg := range groups {
		g := disk.GroupOf(wg.Type, wg.Direction)
		if h.Counts[g] > 0 && !found.More {
			err = s.view.eachEntry(ctx, n, h, g, from, page.Reverse, func(e disk.Entry) bool {
				if !walk.Admits(e.ID) {
					return true
				}
				if len(found.Neighbors) == page.Size() {
					found.More = true
					return false
				}
				nb := e.Neighbor()
				found.Neighbors = append(found.Neighbors, nb)
				found.Cursors = append(found.Cursors, walk.Cursor(nb))
				return true
			})
		}
		if err != nil {
			return store.NeighborPage{}, err
		}
		from = ""
	}
	return found, nil
}

// known returns the number of a node that must be stored. Errors: store.ErrNotFound.
func (s *Snapshot) known(id store.ID) (disk.Number, error) {
	n, err := s.view.number(id)
	if err == nil && n == 0 {
		err = store.ErrNotFound
	}
	return n, err
}

// Degree implements store.Snapshot.
func (s *Snapshot) Degree(ctx context.Context, id store.ID, filter store.EdgeFilter) (degree int, err error) {
	err = s.read(ctx, func() (err error) {
		degree, err = s.degree(ctx, id, filter)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("degree of %.80s: %w", id, err)
	}
	return degree, nil
}

func (s *Snapshot) degree(ctx context.Context, id store.ID, filter store.EdgeFilter) (int, error) {
	n, err := s.known(id)
	if err != nil {
		return 0, err
	}
	walk := place.NewWalk(id, filter)
	degree := 0
	if !walk.ByKind() {
		counts, err := s.view.counts(n)
		for _, g := range walk.Groups {
			degree += counts[disk.GroupOf(g.Type, g.Direction)]
		}
		return degree, err
	}
	h, err := s.view.head(n)
	if err != nil {
		return 0, err
	}
	for _, wg := range walk.Groups {
		g := disk.GroupOf(wg.Type, wg.Direction)
		if h.Counts[g] == 0 {
			continue
		}
		err := s.view.eachEntry(ctx, n, h, g, "", false, func(e disk.Entry) bool {
			if walk.Admits(e.ID) {
				degree++
			}
			return true
		})
		if err != nil {
			return 0, err
		}
	}
	return degree, nil
}
