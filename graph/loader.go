package graph

import (
	"context"
	"fmt"
	"sync"

	"forumgraph/store"
)

// loader reads the nodes of one request, each once, and as many as it can foresee in one read; see the package's
// decisions. It is safe for concurrent use.
type loader struct {
	snapshot store.Snapshot

	mu    sync.Mutex
	nodes map[store.ID]store.Node // nil for an ID that no node has
	seen  []store.Node            // every node once, in the order of reading
	// searched[k] is how many of seen have been searched for references to nodes of kind k.
	searched map[store.Kind]int
	wanted   map[store.Kind][]store.ID
}

func newLoader(s store.Snapshot) *loader {
	return &loader{
		snapshot: s,
		nodes:    make(map[store.ID]store.Node),
		searched: make(map[store.Kind]int),
		wanted:   make(map[store.Kind][]store.ID),
	}
}

// want announces nodes that will probably be asked for.
func (l *loader) want(ids ...store.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, id := range ids {
		l.wanted[id.Kind()] = append(l.wanted[id.Kind()], id)
	}
}

// add hands over nodes that were read elsewhere.
func (l *loader) add(nodes ...store.Node) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, n := range nodes {
		l.keep(n.Base().ID, n)
	}
}

// get returns the nodes with ids in the same order; nil stands for an unknown one.
func (l *loader) get(ctx context.Context, ids []store.ID) ([]store.Node, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if missing := l.missing(ids); len(missing) > 0 {
		found, err := l.snapshot.Nodes(ctx, missing)
		if err != nil {
			return nil, err
		}
		for i, n := range found {
			l.keep(missing[i], n)
		}
	}
	nodes := make([]store.Node, len(ids))
	for i, id := range ids {
		nodes[i] = l.nodes[id]
	}
	return nodes, nil
}

func (l *loader) keep(id store.ID, n store.Node) {
	if _, known := l.nodes[id]; known {
		return
	}
	l.nodes[id] = n
	if n != nil {
		l.seen = append(l.seen, n)
	}
}

// missing returns those of ids that have not been read and, if there are any, what else to read with them, each once.
func (l *loader) missing(ids []store.ID) []store.ID {
	var missing []store.ID
	listed := make(map[store.ID]bool)
	add := func(id store.ID) {
		if _, known := l.nodes[id]; !known && !listed[id] {
			listed[id] = true
			missing = append(missing, id)
		}
	}
	for _, id := range ids {
		add(id)
	}
	for i, asked := 0, len(missing); i < asked; i++ {
		kind := missing[i].Kind()
		for _, id := range l.wanted[kind] {
			add(id)
		}
		delete(l.wanted, kind)
		for _, n := range l.seen[l.searched[kind]:] {
			for id := range references(n) {
				if id.Kind() == kind {
					add(id)
				}
			}
		}
		l.searched[kind] = len(l.seen)
	}
	return missing
}

// load returns the nodes with ids, in the same order. Errors: ErrCorrupt if there is no such node of type N, since the
// IDs come from the graph itself.
func load[N store.Node](ctx context.Context, ids []store.ID) ([]N, error) {
	nodes, err := requestOf(ctx).loader.get(ctx, ids)
	if err != nil {
		return nil, err
	}
	typed := make([]N, len(nodes))
	for i, n := range nodes {
		var ok bool
		if typed[i], ok = n.(N); !ok {
			return nil, fmt.Errorf("load %s: found %T: %w", ids[i], n, store.ErrCorrupt)
		}
	}
	return typed, nil
}

// loadOne is load for a single node.
func loadOne[N store.Node](ctx context.Context, id store.ID) (N, error) {
	nodes, err := load[N](ctx, []store.ID{id})
	if err != nil {
		var none N
		return none, err
	}
	return nodes[0], nil
}

// loadOptional is loadOne for a reference that may be absent; it then returns the zero N, which is nil.
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
