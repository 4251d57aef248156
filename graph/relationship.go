package graph

import (
	"context"

	"forumgraph/store"
	"forumgraph/store/selection"
)

// Relationship is an edge of the graph as the API shows it.
type Relationship struct{ end *end }

// RelationshipEdge leads to a relationship of the node asked about.
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

// Rule returns the rule of a derived edge, nil for an asserted one.
func (r *Relationship) Rule() *string { return optional(store.RuleOf(r.end.Type)) }

// Weight returns the edge's weight.
func (r *Relationship) Weight() int { return r.end.Weight }

// Stance returns the stance of a POSITION edge, else nil.
func (r *Relationship) Stance() *store.Stance { return optional(r.end.Stance) }

// Role returns the printed role of an AFFILIATED_WITH edge, else nil.
func (r *Relationship) Role(ctx context.Context) (*string, error) {
	return fromEdge(ctx, r, func(e *store.Edge) *string { return optional(e.Role) })
}

// VoiceRole returns the role of the voice of a MADE edge, else nil.
func (r *Relationship) VoiceRole(ctx context.Context) (*store.VoiceRole, error) {
	return fromEdge(ctx, r, func(e *store.Edge) *store.VoiceRole { return optional(e.VoiceRole) })
}

// Quantifier returns the collective's quantifier on a MADE edge, else nil.
func (r *Relationship) Quantifier(ctx context.Context) (*store.Quantifier, error) {
	return fromEdge(ctx, r, func(e *store.Edge) *store.Quantifier { return optional(e.Quantifier) })
}

// Citations returns where the source says so.
func (r *Relationship) Citations(ctx context.Context) ([]store.Citation, error) {
	return fromEdge(ctx, r, func(e *store.Edge) []store.Citation { return e.Citations })
}

// Support returns a page of the statements behind a derived edge; it is empty for an asserted one.
func (r *Relationship) Support(_ context.Context, filter *selection.StatementFilter, orderBy *selection.Order,
	first *int, after *string, last *int, before *string) (*StatementConnection, error) {
	return connect(r.end.support(), byStatements(filter, orderBy), first, after, last, before)
}

// Through returns a page of the persons whose affiliation carries a derived edge.
func (r *Relationship) Through(_ context.Context, filter *selection.NodeFilter, orderBy *selection.Order,
	first *int, after *string, last *int, before *string) (*PersonConnection, error) {
	return connect(r.end.through(), byNodes(filter, orderBy), first, after, last, before)
}

func fromEdge[T any](ctx context.Context, r *Relationship, field func(*store.Edge) T) (T, error) {
	e, err := r.end.edge(ctx)
	if err != nil {
		var none T
		return none, err
	}
	return field(e), nil
}

// relationships returns the page of edges at id that the arguments ask for.
func relationships(id store.ID, types []store.EdgeType, direction store.Direction, kinds []store.Kind,
	first *int, after *string, last *int, before *string) (*RelationshipConnection, error) {
	l := endsAt(id, store.EdgeFilter{Types: types, Direction: direction, Kinds: kinds})
	node := func(e *end) *Relationship { return &Relationship{e} }
	edge := func(e *end, c store.Cursor) *RelationshipEdge {
		return &RelationshipEdge{Cursor: string(c), Node: node(e)}
	}
	return connectEdges(l, narrowing{}, node, edge, first, after, last, before)
}
