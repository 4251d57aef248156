package execution

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"forumgraph/store"
)

// loader reads the nodes of one request, each once, and as many in one read as it can foresee; see the decisions in
// doc.go. Not safe for concurrent use: fields are resolved in turn.
type loader struct {
	snapshot store.Snapshot

	nodes    map[store.ID]store.Node // nil for an ID that no node has
	seen     []store.Node            // every node once, in read order
	searched []searched
	wanted   []store.ID
	missing  []store.ID // in the current read
	referred []store.ID // by the current node
}

// searched records how many of the nodes seen were searched for references that begin with a prefix.
type searched struct {
	prefix string
	nodes  int
}

func newLoader() *loader { return &loader{nodes: make(map[store.ID]store.Node)} }

// keptNodes is the number of nodes read above which a loader is not reused.
const keptNodes = 1000

// reset prepares for another request, or for none if s is nil. It keeps the memory.
func (l *loader) reset(s store.Snapshot) {
	l.snapshot = s
	if len(l.nodes) > keptNodes {
		*l = loader{snapshot: s, nodes: make(map[store.ID]store.Node)}
		return
	}
	clear(l.nodes)
	clear(l.seen)
	l.seen, l.searched, l.wanted = l.seen[:0], l.searched[:0], l.wanted[:0]
}

// want announces nodes that fields will probably need.
func (l *loader) want(ids ...store.ID) {
	l.wanted = append(l.wanted, ids...)
}

// get returns the nodes with ids, in the same order; nil for an unknown one.
func (l *loader) get(ctx context.Context, ids []store.ID) ([]store.Node, error) {
	if err := l.read(ctx, ids); err != nil {
		return nil, err
	}
	nodes := make([]store.Node, len(ids))
	for i, id := range ids {
		nodes[i] = l.nodes[id]
	}
	return nodes, nil
}

// getOne returns the node with id, or nil if there is none.
func (l *loader) getOne(ctx context.Context, id store.ID) (store.Node, error) {
	if n, known := l.nodes[id]; known {
		return n, nil
	}
	err := l.read(ctx, []store.ID{id})
	return l.nodes[id], err
}

// read loads those of ids that nodes does not hold yet. If there are any, the same read loads the foreseeable nodes of
// their kinds.
func (l *loader) read(ctx context.Context, ids []store.ID) error {
	l.missing = l.missing[:0]
	for _, id := range ids {
		l.miss(id)
	}
	for i, asked := 0, len(l.missing); i < asked; i++ {
		l.foresee(l.missing[i])
	}
	if len(l.missing) == 0 {
		return nil
	}
	found, err := l.snapshot.Nodes(ctx, l.missing)
	if err != nil {
		for _, id := range l.missing {
			delete(l.nodes, id)
		}
		return err
	}
	for i, n := range found {
		if n != nil {
			l.nodes[l.missing[i]] = n
			l.seen = append(l.seen, n)
		}
	}
	return nil
}

// miss adds id to the missing IDs, once, unless its node was read.
func (l *loader) miss(id store.ID) {
	if _, known := l.nodes[id]; !known {
		l.nodes[id] = nil
		l.missing = append(l.missing, id)
	}
}

// foresee adds the nodes of id's kind that were announced, or that nodes seen refer to.
func (l *loader) foresee(id store.ID) {
	prefix := string(id[:strings.IndexByte(string(id), ':')+1])
	if prefix == "" {
		return // not an ID of the graph; those all begin this way
	}
	others := l.wanted[:0]
	for _, w := range l.wanted {
		if strings.HasPrefix(string(w), prefix) {
			l.miss(w)
		} else {
			others = append(others, w)
		}
	}
	l.wanted = others
	at := slices.IndexFunc(l.searched, func(s searched) bool { return s.prefix == prefix })
	if at < 0 {
		at = len(l.searched)
		l.searched = append(l.searched, searched{prefix: prefix})
	}
	for _, n := range l.seen[l.searched[at].nodes:] {
		l.referred = references(l.referred[:0], n, prefix)
		for _, id := range l.referred {
			l.miss(id)
		}
	}
	l.searched[at].nodes = len(l.seen)
}

// load returns the nodes with ids, in the same order. Errors: ErrCorrupt if an ID has no node of type N, since the IDs
// come from the graph itself.
func load[N store.Node](ctx context.Context, ids []store.ID) ([]N, error) {
	l := requestOf(ctx).loader
	if err := l.read(ctx, ids); err != nil {
		return nil, err
	}
	nodes := make([]N, len(ids))
	for i, id := range ids {
		var err error
		if nodes[i], err = typed[N](id, l.nodes[id]); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

func typed[N store.Node](id store.ID, n store.Node) (N, error) {
	of, ok := n.(N)
	if !ok {
		return of, fmt.Errorf("load %s: found %T: %w", id, n, store.ErrCorrupt)
	}
	return of, nil
}

// loadOne is load for a single node.
func loadOne[N store.Node](ctx context.Context, id store.ID) (N, error) {
	n, err := requestOf(ctx).loader.getOne(ctx, id)
	if err != nil {
		var none N
		return none, err
	}
	return typed[N](id, n)
}

// loadOptional is loadOne for an optional reference; if it is absent, it returns the zero N, which is nil.
func loadOptional[N store.Node](ctx context.Context, id store.ID) (N, error) {
	if id == "" {
		var none N
		return none, nil
	}
	return loadOne[N](ctx, id)
}

// loadRefs is load for the references of a record.
func loadRefs[N store.Node](ctx context.Context, refs []store.Ref) ([]N, error) {
	ids := make([]store.ID, len(refs))
	for i, r := range refs {
		ids[i] = r.ID
	}
	return load[N](ctx, ids)
}
