package execution

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"sort"
	"strings"

	"forumgraph/store"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// edgesAt lists the edges at a node, by type in the order of [store.EdgeTypes], then direction (out before in), then
// the ID of the other end. Without types it lists edges of all types; without kinds, edges to nodes of all kinds.
type edgesAt struct {
	id        store.ID
	types     []store.EdgeType
	direction store.Direction
	kinds     []store.Kind
}

// run holds the edges at the node that share a type and direction.
type run struct {
	typ       store.EdgeType
	direction store.Direction
	ends      topology.Ends
	others    topology.Nodes // of the admitted kinds, indexed
}

// runs returns the non-empty runs in order, and the total number of their edges.
func (l edgesAt) runs(ctx context.Context) (t *topology.Topology, runs []run, edges int, err error) {
	if t, err = topologyOf(ctx); err != nil {
		return nil, nil, 0, err
	}
	n, ok := t.Find(l.id)
	if !ok {
		return nil, nil, 0, fmt.Errorf("edges at %.80s: %w", l.id, store.ErrNotFound)
	}
	for _, typ := range store.EdgeTypes() {
		if len(l.types) > 0 && !slices.Contains(l.types, typ) {
			continue
		}
		for _, d := range []store.Direction{store.Out, store.In} {
			if l.direction != store.Both && l.direction != d {
				continue
			}
			r := run{typ: typ, direction: d, ends: t.Ends(n, typ, d)}
			r.others = topology.Listed(r.ends.Nodes())
			if len(l.kinds) > 0 {
				r.others = t.OfKinds(r.others, l.kinds...)
			}
			if r.others.Len() > 0 {
				runs = append(runs, r)
				edges += r.others.Len()
			}
		}
	}
	return t, runs, edges, nil
}

func (l edgesAt) count(ctx context.Context) (int, error) {
	_, _, edges, err := l.runs(ctx)
	return edges, err
}

func (l edgesAt) page(ctx context.Context, page store.Page) (listPage[*end], error) {
	t, runs, edges, err := l.runs(ctx)
	if err != nil {
		return listPage[*end]{}, err
	}
	at, seen := 0, false
	if page.After != "" {
		if at, seen, err = l.find(t, runs, page.After); err != nil {
			return listPage[*end]{}, err
		}
	}
	from, to, more := page.Range(edges, at, seen)
	found := make([]store.Neighbor, 0, to-from)
	before := 0 // edges in earlier runs
	for _, r := range runs {
		for i := max(from-before, 0); i < min(to-before, r.others.Len()); i++ {
			other := r.others.At(i)
			at, _ := slices.BinarySearch(r.ends.Nodes(), other)
			found = append(found, store.Neighbor{
				ID: t.ID(other), Type: r.typ, Direction: r.direction, Weight: r.ends.Weight(at), Stance: r.ends.Stance(at),
			})
		}
		before += r.others.Len()
	}
	if page.Reverse {
		slices.Reverse(found)
	}
	cursor := func(i int) store.Cursor {
		c := l.cursors(found[i].Type, found[i].Direction)
		return store.NewCursor(c.Name, c.Prefix+string(found[i].ID))
	}
	return listPage[*end]{
		elements: elements{len(found), cursor, more},
		items:    func(ctx context.Context) ([]*end, error) { return endsTo(ctx, l.id, found), nil },
	}, nil
}

// find returns the index of the edge that a cursor names, and whether that edge still exists.
//
// Errors: store.ErrInvalidCursor.
func (l edgesAt) find(t *topology.Topology, runs []run, c store.Cursor) (int, bool, error) {
	key, err := c.Key(l.name())
	if err != nil {
		return 0, false, err
	}
	parts := strings.Split(key, "\x00")
	if len(parts) != 3 || !slices.Contains(store.EdgeTypes(), store.EdgeType(parts[0])) || parts[1] != "in" && parts[1] != "out" {
		return 0, false, fmt.Errorf("cursor %.60q: no edge in it: %w", c, store.ErrInvalidCursor)
	}
	id, err := store.ParseID(parts[2])
	if err != nil {
		return 0, false, fmt.Errorf("cursor %.60q: no edge in it: %w", c, store.ErrInvalidCursor)
	}
	place := func(typ store.EdgeType, d store.Direction) int {
		return 2*slices.Index(store.EdgeTypes(), typ) + int(d)
	}
	direction := store.Out
	if parts[1] == "in" {
		direction = store.In
	}
	want, before := place(store.EdgeType(parts[0]), direction), 0
	for _, r := range runs {
		switch at := place(r.typ, r.direction); {
		case at < want:
			before += r.others.Len()
		case at > want:
			return before, false, nil
		default:
			i, seen := sort.Find(r.others.Len(), func(i int) int { return strings.Compare(string(id), string(t.ID(r.others.At(i)))) })
			return before + i, seen, nil
		}
	}
	return before, false, nil
}

// cursors returns the cursors of the list at edges of one type and direction.
func (l edgesAt) cursors(typ store.EdgeType, d store.Direction) selection.Cursors {
	way := "out"
	if d == store.In {
		way = "in"
	}
	return selection.Cursors{Name: l.name(), Prefix: string(typ) + "\x00" + way + "\x00"}
}

// name names the list in cursors. It holds a hash of the types, direction and kinds, independent of their order.
func (l edgesAt) name() string {
	types, kinds := slices.Sorted(slices.Values(l.types)), slices.Sorted(slices.Values(l.kinds))
	h := fnv.New32a()
	_, _ = fmt.Fprint(h, slices.Compact(types), l.direction, slices.Compact(kinds)) // writing to a hash never fails
	return fmt.Sprintf("neighbors/%s/%x", l.id, h.Sum32())
}
