package badgerstore

import (
	"context"
	"fmt"
	"slices"

	"forumgraph/store"
	"forumgraph/store/internal/place"
)

// Neighbors implements store.Snapshot.
func (s *Snapshot) Neighbors(ctx context.Context, id store.ID, filter store.EdgeFilter, page store.Page) (store.NeighborPage, error) {
	if err := s.begin(ctx); err != nil {
		return store.NeighborPage{}, fmt.Errorf("neighbors of %.80s: %w", id, err)
	}
	defer s.end()
	found, err := s.neighbors(ctx, id, filter, page)
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
	for _, i := range order(len(walk.Groups), page.Reverse) {
		from := store.ID("")
		if resumed {
			if i != after.Group && i < after.Group != page.Reverse {
				continue
			}
			if i == after.Group {
				from = after.ID
			}
		}
		g := groupOf(walk.Groups[i].Type, walk.Groups[i].Direction)
		if h.counts[g] == 0 {
			continue
		}
		err := s.view.eachEntry(ctx, n, h, g, from, page.Reverse, func(e entry) bool {
			if !walk.Admits(e.id) {
				return true
			}
			if len(found.Neighbors) == page.Size() {
				found.More = true
				return false
			}
			nb := e.neighbor()
			found.Neighbors = append(found.Neighbors, nb)
			found.Cursors = append(found.Cursors, walk.Cursor(nb))
			return true
		})
		if err != nil {
			return store.NeighborPage{}, err
		}
		if found.More {
			break
		}
	}
	return found, nil
}

// order returns 0 to n-1, or n-1 to 0.
func order(n int, reverse bool) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	if reverse {
		slices.Reverse(all)
	}
	return all
}

// known returns the number of a node that must be stored. Errors: store.ErrNotFound.
func (s *Snapshot) known(id store.ID) (number, error) {
	n, err := s.view.number(id)
	if err == nil && n == 0 {
		err = store.ErrNotFound
	}
	return n, err
}

// Degree implements store.Snapshot.
func (s *Snapshot) Degree(ctx context.Context, id store.ID, filter store.EdgeFilter) (int, error) {
	if err := s.begin(ctx); err != nil {
		return 0, fmt.Errorf("degree of %.80s: %w", id, err)
	}
	defer s.end()
	degree, err := s.degree(ctx, id, filter)
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
			degree += counts[groupOf(g.Type, g.Direction)]
		}
		return degree, err
	}
	h, err := s.view.head(n)
	if err != nil {
		return 0, err
	}
	for _, wg := range walk.Groups {
		g := groupOf(wg.Type, wg.Direction)
		if h.counts[g] == 0 {
			continue
		}
		err := s.view.eachEntry(ctx, n, h, g, "", false, func(e entry) bool {
			if walk.Admits(e.id) {
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
