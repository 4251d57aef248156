package graph

import (
	"cmp"
	"context"
	"slices"

	"forumgraph/store"
)

// allSessions lists the sessions of all events in their order, one event after the other. There are as many as an
// event's program has entries, so they are read whole.
func allSessions() list[*store.Session] {
	stored := nodesOf[*store.Session](store.KindSession)
	l := list[*store.Session]{
		page: func(ctx context.Context, page store.Page) (listPage[*store.Session], error) {
			sessions, err := stored.all(ctx)
			if err != nil {
				return listPage[*store.Session]{}, err
			}
			parents := make(map[store.ID]store.ID, len(sessions))
			for _, s := range sessions {
				parents[s.ID] = s.Parent
			}
			event := func(id store.ID) store.ID {
				for parents[id] != "" {
					id = parents[id]
				}
				return id
			}
			read := func(context.Context) ([]*store.Session, error) { return sessions, nil }
			key := func(s *store.Session) string { return string(event(s.ID)) + " " + byPlace(s.Order, s.ID) }
			return sorted("sessions", read, key).page(ctx, page)
		},
		count: stored.count,
	}
	return l
}

// inEventOrder returns all of l in the order of the event.
func inEventOrder(ctx context.Context, l list[*store.Session]) ([]*store.Session, error) {
	sessions, err := l.all(ctx)
	slices.SortFunc(sessions, func(a, b *store.Session) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	return sessions, err
}
