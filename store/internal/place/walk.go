package place

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"forumgraph/store"
)

// Group is the edge ends at a node that share type and direction.
type Group struct {
	Type      store.EdgeType
	Direction store.Direction
}

// Walk goes over the edge ends at a node that a filter admits, in the order that store.Snapshot promises.
type Walk struct {
	// Groups are the groups the filter admits, in order.
	Groups []Group
	kinds  []store.Kind
	list   string
}

// NewWalk returns the walk over the edges at id. An unknown type, direction or kind admits nothing.
func NewWalk(id store.ID, f store.EdgeFilter) Walk {
	var w Walk
	for _, t := range store.EdgeTypes() {
		if len(f.Types) > 0 && !slices.Contains(f.Types, t) {
			continue
		}
		if f.Direction == store.Both || f.Direction == store.Out {
			w.Groups = append(w.Groups, Group{t, store.Out})
		}
		if f.Direction == store.Both || f.Direction == store.In {
			w.Groups = append(w.Groups, Group{t, store.In})
		}
	}
	w.kinds = f.Kinds
	w.list = fmt.Sprintf("neighbors/%s/%x", id, fingerprint(f))
	return w
}

// fingerprint returns a hash of a filter that does not depend on the order of its parts.
func fingerprint(f store.EdgeFilter) uint32 {
	types, kinds := slices.Sorted(slices.Values(f.Types)), slices.Sorted(slices.Values(f.Kinds))
	h := fnv.New32a()
	// Writing to a hash never fails.
	_, _ = fmt.Fprint(h, slices.Compact(types), f.Direction, slices.Compact(kinds))
	return h.Sum32()
}

// ByKind reports whether the walk leaves out some kinds of neighbors.
func (w Walk) ByKind() bool { return len(w.kinds) > 0 }

// Admits reports whether the filter admits a neighbor, which must be of one of the walk's groups.
func (w Walk) Admits(neighbor store.ID) bool {
	return len(w.kinds) == 0 || slices.Contains(w.kinds, neighbor.Kind())
}

// Spot is a place in a walk: at the neighbor with ID in the group Walk.Groups[Group].
type Spot struct {
	Group int
	ID    store.ID
}

// Compare orders spots as the walk goes.
func (s Spot) Compare(o Spot) int {
	return cmp.Or(cmp.Compare(s.Group, o.Group), cmp.Compare(s.ID, o.ID))
}

// Cursor returns the cursor of a neighbor.
func (w Walk) Cursor(n store.Neighbor) store.Cursor {
	dir := "out"
	if n.Direction == store.In {
		dir = "in"
	}
	return store.NewCursor(w.list, strings.Join([]string{string(n.Type), dir, string(n.ID)}, "\x00"))
}

// After returns the spot that a cursor of this walk names; ok is false for the empty cursor.
//
// Errors: store.ErrInvalidCursor.
func (w Walk) After(c store.Cursor) (spot Spot, ok bool, err error) {
	key, err := c.Key(w.list)
	if err != nil || key == "" {
		return Spot{}, false, err
	}
	parts := strings.Split(key, "\x00")
	if len(parts) == 3 {
		g := Group{store.EdgeType(parts[0]), store.Out}
		if parts[1] == "in" {
			g.Direction = store.In
		}
		id, err := store.ParseID(parts[2])
		if i := slices.Index(w.Groups, g); i >= 0 && err == nil && (parts[1] == "in" || parts[1] == "out") {
			return Spot{i, id}, true, nil
		}
	}
	return Spot{}, false, fmt.Errorf("cursor %.60q: no edge in it: %w", c, store.ErrInvalidCursor)
}
