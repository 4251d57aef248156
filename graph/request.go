package graph

import (
	"context"

	"golang.org/x/text/language"

	"forumgraph/store"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// request is what the resolvers of one request share: one version of the graph, the nodes already read from it, and what
// is kept between requests.
type request struct {
	snapshot   store.Snapshot
	lang       store.Lang // that the client prefers
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

// requestOf returns the request that ctx belongs to; every resolver runs inside of one.
func requestOf(ctx context.Context) *request { return ctx.Value(requestKey{}).(*request) }

func snapshotOf(ctx context.Context) store.Snapshot { return requestOf(ctx).snapshot }

// langOf returns the language asked for, or else the one that the request prefers.
func langOf(ctx context.Context, asked *store.Lang) store.Lang {
	if asked != nil {
		return *asked
	}
	return requestOf(ctx).lang
}

// preferredLang returns the language of labels that suits an Accept-Language header best; English suits any other.
func preferredLang(header string) store.Lang {
	if header == "" {
		return store.EN
	}
	matcher := language.NewMatcher([]language.Tag{language.English, language.French})
	if _, i := language.MatchStrings(matcher, header); i == 1 {
		return store.FR
	}
	return store.EN
}
