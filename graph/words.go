package graph

import (
	"context"

	"forumgraph/store"
	"forumgraph/store/search"
)

// words finds nodes by words. It brings the index up to the store before each question; that costs next to nothing while
// the graph stays as it is.
type words struct {
	index *search.Index
	store store.Store
}

func (w words) sync(ctx context.Context) error { return w.index.Sync(ctx, w.store) }

// match is a selection.Matcher.
func (w words) match(ctx context.Context, text string, kinds []store.Kind) ([]store.ID, error) {
	if err := w.sync(ctx); err != nil {
		return nil, err
	}
	return w.index.Match(ctx, text, kinds)
}

func (w words) count(ctx context.Context, q search.Query) (int, error) {
	if err := w.sync(ctx); err != nil {
		return 0, err
	}
	return w.index.Count(ctx, q)
}

func (w words) kinds(ctx context.Context, q search.Query) (map[store.Kind]int, error) {
	if err := w.sync(ctx); err != nil {
		return nil, err
	}
	return w.index.Facets(ctx, q)
}
