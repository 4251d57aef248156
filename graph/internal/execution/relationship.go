package execution

import (
	"context"

	"forumgraph/store"
)

// Relationship is an edge of the graph as the API shows it.
type Relationship struct{ end *end }

// RelationshipEdge leads to a relationship of the node above.
type RelationshipEdge struct {
	Cursor string
	Node   *Relationship
}

// Neighbor returns the node at the other end.
func (e *RelationshipEdge) Neighbor(ctx context.Context) (store.Node, error) {
	return loadOne[store.Node](ctx, e.Node.end.ID)
}

func (r *Relationship) key() store.EdgeKey { return r.end.Key(r.end.of) }

// Type returns the type of the edge.
func (r *Relationship) Type() store.EdgeType { return r.end.Type }

// Source returns the node that the edge leaves.
func (r *Relationship) Source(ctx context.Context) (store.Node, error) {
	return loadOne[store.Node](ctx, r.key().Source)
}

// Target returns the node that the edge reaches.
func (r *Relationship) Target(ctx context.Context) (store.Node, error) {
	return loadOne[store.Node](ctx, r.key().Target)
}

// Derived reports whether the edge follows from statements by a rule.
func (r *Relationship) Derived() bool { return r.end.Type.IsDerived() }

// Rule returns the rule of a derived edge, empty for an asserted one.
func (r *Relationship) Rule() string { return store.RuleOf(r.end.Type) }

// Weight returns the edge's weight.
func (r *Relationship) Weight() int { return r.end.Weight }

// Stance returns the stance of a POSITION edge, empty for another.
func (r *Relationship) Stance() store.Stance { return r.end.Stance }

// Role returns the printed role of an AFFILIATED_WITH edge, empty for another.
func (r *Relationship) Role(ctx context.Context) (string, error) {
	return fromEdge(ctx, r, func(e *store.Edge) string { return e.Role })
}

// VoiceRole returns the role of the voice of a MADE edge, empty for another.
func (r *Relationship) VoiceRole(ctx context.Context) (store.VoiceRole, error) {
	return fromEdge(ctx, r, func(e *store.Edge) store.VoiceRole { return e.VoiceRole })
}

// Quantifier returns the collective's quantifier on a MADE edge, empty for another.
func (r *Relationship) Quantifier(ctx context.Context) (store.Quantifier, error) {
	return fromEdge(ctx, r, func(e *store.Edge) store.Quantifier { return e.Quantifier })
}

// Citations returns the citations that support the edge.
func (r *Relationship) Citations(ctx context.Context) ([]store.Citation, error) {
	return fromEdge(ctx, r, func(e *store.Edge) []store.Citation { return e.Citations })
}

func fromEdge[T any](ctx context.Context, r *Relationship, field func(*store.Edge) T) (T, error) {
	e, err := r.end.edge(ctx)
	if err != nil {
		var none T
		return none, err
	}
	return field(e), nil
}

// relationships returns the page of edges at id that the arguments select.
func relationships(id store.ID, types []store.EdgeType, direction store.Direction, kinds []store.Kind, args pageArgs) (*RelationshipConnection, error) {
	node := func(e *end) *Relationship { return &Relationship{e} }
	edge := func(e *end, c store.Cursor) *RelationshipEdge {
		return &RelationshipEdge{Cursor: string(c), Node: node(e)}
	}
	return connectPages(edgesAt{id, types, direction, kinds}, args, node, edge)
}
