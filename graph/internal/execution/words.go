package execution

import (
	"context"

	"forumgraph/store"
	"forumgraph/store/search"
)

// words finds nodes by words. It syncs the index with the store before each search, which costs almost nothing if the
// graph has not changed.
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
