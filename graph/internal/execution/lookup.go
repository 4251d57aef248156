package execution

import (
	"context"
	"fmt"
	"strings"

	"forumgraph/graph/protocol"
	"forumgraph/store"
)

// maxIDs is the maximum number of IDs that one field accepts.
const maxIDs = 100

// lookup returns the nodes with ids, in the same order; nil for an unknown one. Errors: an argument error for too many
// IDs, or for a malformed one.
func lookup(ctx context.Context, ids ...store.ID) ([]store.Node, error) {
	if len(ids) > maxIDs {
		return nil, protocol.ArgumentErrorf("ids: %d are too many; ask for at most %d at a time", len(ids), maxIDs)
	}
	for _, id := range ids {
		if _, err := store.ParseID(string(id)); err != nil {
			return nil, err
		}
	}
	return requestOf(ctx).loader.get(ctx, ids)
}

// lookupOne returns the node of type N, which must match kind, or the zero N, which is nil, if id is unknown. Errors:
// an argument error if id is malformed or of another kind.
func lookupOne[N store.Node](ctx context.Context, kind store.Kind, id store.ID) (N, error) {
	var none N
	if id.Kind() != kind {
		field := kind.Prefix()
		return none, protocol.ArgumentErrorf("%s(id:) wants an ID that begins with %s:, not %q", field, field, clip(id))
	}
	nodes, err := lookup(ctx, id)
	if err != nil || nodes[0] == nil {
		return none, err
	}
	n, ok := nodes[0].(N)
	if !ok {
		return none, fmt.Errorf("look up %s: found %T: %w", id, nodes[0], store.ErrCorrupt)
	}
	return n, nil
}

// clip shortens a client's ID for a message.
func clip(id store.ID) string {
	const most = 60
	if len(id) <= most {
		return string(id)
	}
	return strings.ToValidUTF8(string(id[:most]), "") + "…"
}
