package execution

import (
	"context"

	"forumgraph/store"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// request is the state that the resolvers of one request share: one version of the graph, the nodes already read from
// it, and what is kept between requests.
type request struct {
	snapshot   store.Snapshot
	lang       store.Lang // the client's preference
	loader     *loader
	topologies *topology.Latest
	words      words
	memo       selection.Memo
	measures   *measures
}

type requestKey struct{}

func withRequest(ctx context.Context, r *request) context.Context {
	return context.WithValue(ctx, requestKey{}, r)
}

// requestOf returns the request of ctx; every resolver runs within one.
func requestOf(ctx context.Context) *request { return ctx.Value(requestKey{}).(*request) }

func snapshotOf(ctx context.Context) store.Snapshot { return requestOf(ctx).snapshot }

// langOf returns asked, or else the language that the request prefers.
func langOf(ctx context.Context, asked *store.Lang) store.Lang {
	if asked != nil {
		return *asked
	}
	return requestOf(ctx).lang
}
