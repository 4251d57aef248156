package execution

import (
	"context"
	"strings"

	"forumgraph/graph/protocol"
	"forumgraph/store"
	"forumgraph/store/topology"
)

// NodeRef names a node in one of three ways; exactly one field is set.
type NodeRef struct {
	ID    *store.ID
	Name  *string
	Alias *string
}

// maxName is the longest name that find looks up, in bytes.
const maxName = 500

// mostNamed is the maximum number of nodes of one name that an error lists.
const mostNamed = 10

// find returns the node that ref names, or nil if there is none. A name that no node has is looked up among the aliases, and an
// alias among the names: readers cannot know which of the two "SALCO" is.
func find(ctx context.Context, ref NodeRef) (store.Node, error) {
	if ref.ID != nil {
		nodes, err := lookup(ctx, *ref.ID)
		if err != nil {
			return nil, err
		}
		return nodes[0], nil
	}
	t, err := topologyOf(ctx)
	if err != nil {
		return nil, err
	}
	field, name := "name", ref.Name
	if name == nil {
		field, name = "alias", ref.Alias
	}
	if len(*name) > maxName {
		return nil, protocol.ArgumentErrorf("%s: names have at most %d bytes", field, maxName)
	}
	found := t.Named(*name, ref.Name == nil)
	if len(found) == 0 {
		found = t.Named(*name, ref.Name != nil)
	}
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return loadOne[store.Node](ctx, t.ID(found[0]))
	default:
		return nil, protocol.ArgumentErrorf("%s: %d nodes have it: %s; ask by id", field, len(found), firstOf(t, found))
	}
}

// firstOf returns the IDs of the first nodes.
func firstOf(t *topology.Topology, nodes []topology.Number) string {
	var ids []string
	for _, id := range idsOf(t, nodes[:min(len(nodes), mostNamed)]) {
		ids = append(ids, string(id))
	}
	if len(nodes) > mostNamed {
		ids = append(ids, "…")
	}
	return strings.Join(ids, ", ")
}
