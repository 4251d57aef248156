package execution

import (
	"context"

	"forumgraph/store"
	"forumgraph/store/search"
)

// SearchEdge leads to a node that a search found.
type SearchEdge struct {
	Cursor string
	Node   store.Node
	words  words
	text   string
}

// Matches returns what matched in the node.
func (e *SearchEdge) Matches(ctx context.Context) ([]search.Match, error) {
	return e.words.index.Matches(ctx, snapshotOf(ctx), e.Node, e.text)
}

// SearchConnection is a page of what a search finds.
type SearchConnection struct {
	*Connection[store.Node, *SearchEdge]
	words words
	query search.Query
	list  *searchList
}

// TotalCount returns how many nodes are found. It reads the page first: the page comes with the count, most queries
// need both, and searching twice takes twice as long.
func (c *SearchConnection) TotalCount(ctx context.Context) (int, error) {
	if _, err := c.Nodes(ctx); err != nil {
		return 0, err
	}
	return c.Connection.TotalCount(ctx)
}

// SearchedFor returns the words that are searched for, nil if they are all of the text.
func (c *SearchConnection) SearchedFor(ctx context.Context) (*string, error) {
	if _, err := c.Nodes(ctx); err != nil || c.list.searched == "" {
		return nil, err
	}
	return &c.list.searched, nil
}

// Kinds returns how many nodes of each kind are found, in the order of [store.Kinds].
func (c *SearchConnection) Kinds(ctx context.Context) ([]KindCount, error) {
	found, err := c.words.kinds(ctx, c.query)
	if err != nil {
		return nil, err
	}
	counts := make([]KindCount, 0, len(found))
	for _, k := range store.Kinds() {
		if n := found[k]; n > 0 {
			counts = append(counts, KindCount{k, n})
		}
	}
	return counts, nil
}

// Suggestions returns searches that find something, if this one finds nothing.
func (c *SearchConnection) Suggestions(ctx context.Context) ([]search.Suggestion, error) {
	if err := c.words.sync(ctx); err != nil {
		return nil, err
	}
	return c.words.index.Suggest(ctx, snapshotOf(ctx), c.query)
}

// connectSearch returns the page of search results that the arguments select.
func connectSearch(ctx context.Context, q search.Query, args pageArgs) (*SearchConnection, error) {
	found := &searchList{words: requestOf(ctx).words, query: q}
	node := func(e *SearchEdge) store.Node { return e.Node }
	edge := func(e *SearchEdge, c store.Cursor) *SearchEdge {
		e.Cursor = string(c)
		return e
	}
	c, err := connectPages(found, args, node, edge)
	return &SearchConnection{c, found.words, q, found}, err
}

// searchList lists the nodes that the words find, best first.
type searchList struct {
	words   words
	query   search.Query
	counted *int // set by page, which also counts
	// searched is set by page; see [search.Result].
	searched string
}

func (l *searchList) page(ctx context.Context, page store.Page) (listPage[*SearchEdge], error) {
	q := l.query
	q.Page = page
	edges, result, err := l.words.page(ctx, q)
	if err == nil {
		l.counted, l.searched = &result.Count, result.Searched
	}
	return edges, err
}

func (l *searchList) count(ctx context.Context) (int, error) {
	if l.counted != nil {
		return *l.counted, nil
	}
	return l.words.count(ctx, l.query)
}

// page reads one page of search results, with the nodes.
func (w words) page(ctx context.Context, q search.Query) (found listPage[*SearchEdge], result search.Result, err error) {
	if err := w.sync(ctx); err != nil {
		return found, result, err
	}
	q.Bare = true // matches are found only if a field needs them
	result, err = w.index.Search(ctx, snapshotOf(ctx), q)
	if err != nil {
		return found, result, err
	}
	ids := make([]store.ID, len(result.Hits))
	for i, hit := range result.Hits {
		ids[i] = hit.ID
	}
	nodes, err := load[store.Node](ctx, ids)
	if err != nil {
		return found, result, err
	}
	edges := make([]*SearchEdge, len(nodes))
	for i, n := range nodes {
		edges[i] = &SearchEdge{Node: n, words: w, text: q.Text}
	}
	return listPage[*SearchEdge]{
		elements: elements{len(edges), func(i int) store.Cursor { return result.Cursors[i] }, result.More},
		items:    func(context.Context) ([]*SearchEdge, error) { return edges, nil },
	}, result, nil
}
