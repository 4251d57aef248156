package execution

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"forumgraph/store"
	"forumgraph/store/selection"
	"forumgraph/store/topology"
)

// end is one end of an edge, seen from the node at the other. It holds what the topology knows of the edge. The record
// is read, together with those of the other ends of the page, when a field needs more.
type end struct {
	store.Neighbor
	of      store.ID
	records *edgeRecords
	index   int // in records
}

// edge returns the record of the edge.
func (e *end) edge(ctx context.Context) (*store.Edge, error) {
	edges, err := e.records.read(ctx)
	if err != nil {
		return nil, err
	}
	return edges[e.index], nil
}

// name names the edge in cursors.
func (e *end) name() string {
	key := e.Key(e.of)
	return string(key.Source) + " " + string(key.Type) + " " + string(key.Target)
}

// support lists the statements behind a derived edge, by ID.
func (e *end) support() list[*store.Statement] {
	return listed[*store.Statement]("support/"+e.name(), func(ctx context.Context) ([]store.ID, error) {
		edge, err := e.edge(ctx)
		if err != nil {
			return nil, err
		}
		ids := make([]store.ID, len(edge.Support))
		for i, s := range edge.Support {
			ids[i] = s.Statement
		}
		return ids, nil
	})
}

// through lists the persons who carry a derived edge to an organization, by ID.
func (e *end) through() list[*store.Person] {
	return listed[*store.Person]("through/"+e.name(), func(ctx context.Context) ([]store.ID, error) {
		edge, err := e.edge(ctx)
		if err != nil {
			return nil, err
		}
		var ids []store.ID
		for _, s := range edge.Support {
			if s.Through != "" {
				ids = append(ids, s.Through)
			}
		}
		return distinct(ids), nil
	})
}

// direct returns how many statements behind a derived edge the voice made itself.
func (e *end) direct(ctx context.Context) (int, error) {
	edge, err := e.edge(ctx)
	if err != nil {
		return 0, err
	}
	own := 0
	for _, s := range edge.Support {
		if s.Through == "" {
			own++
		}
	}
	return own, nil
}

// edgeRecords are edge records that are read together, when the first of them is needed.
type edgeRecords struct {
	keys   []store.EdgeKey
	isRead bool
	edges  []*store.Edge
	err    error
}

func (r *edgeRecords) read(ctx context.Context) ([]*store.Edge, error) {
	if !r.isRead {
		r.isRead = true
		r.edges, r.err = r.fetch(ctx)
	}
	return r.edges, r.err
}

func (r *edgeRecords) fetch(ctx context.Context) ([]*store.Edge, error) {
	edges, err := snapshotOf(ctx).Edges(ctx, r.keys)
	if err != nil {
		return nil, err
	}
	loader := requestOf(ctx).loader
	for i, e := range edges {
		if e == nil {
			return nil, fmt.Errorf("read edge %v: listed but not stored: %w", r.keys[i], store.ErrCorrupt)
		}
		for _, s := range e.Support {
			loader.want(s.Statement)
			if s.Through != "" {
				loader.want(s.Through)
			}
		}
		for _, c := range e.Citations {
			loader.want(c.Passage)
		}
	}
	return edges, nil
}

// endsTo returns the ends of edges at id.
func endsTo(ctx context.Context, id store.ID, neighbors []store.Neighbor) []*end {
	records := &edgeRecords{keys: make([]store.EdgeKey, len(neighbors))}
	ends := make([]*end, len(neighbors))
	for i, n := range neighbors {
		records.keys[i] = n.Key(id)
		ends[i] = &end{Neighbor: n, of: id, records: records, index: i}
		requestOf(ctx).loader.want(n.ID)
	}
	return ends
}

// endsOf lists the edges of one type at id, by the ID of the node at the other end. Pass both directions only for types
// that never join two nodes in both directions.
func endsOf(id store.ID, typ store.EdgeType, directions ...store.Direction) list[*end] {
	l := list[*end]{
		name: string(typ) + "/" + string(id),
		nodes: func(_ context.Context, t *topology.Topology) (topology.Nodes, error) {
			return neighbors(t, id, typ, directions...), nil
		},
		items: func(ctx context.Context, t *topology.Topology, nodes []topology.Number) ([]*end, error) {
			of, ok := t.Find(id)
			if !ok {
				return nil, fmt.Errorf("edges at %s: %w", id, store.ErrNotFound)
			}
			neighbors := make([]store.Neighbor, len(nodes))
			for i, n := range nodes {
				neighbors[i] = neighborAt(t, of, n, typ, directions)
			}
			return endsTo(ctx, id, neighbors), nil
		},
	}
	l.cursors = selection.Cursors{Name: l.name}
	if len(directions) == 1 {
		l.cursors = edgesAt{id, []store.EdgeType{typ}, directions[0], nil}.cursors(typ, directions[0])
	}
	return l
}

// neighborAt returns the end at node of of the edge of a type to node n. If several directions have one, the last wins.
func neighborAt(t *topology.Topology, of, n topology.Number, typ store.EdgeType, directions []store.Direction) (end store.Neighbor) {
	for _, d := range directions {
		ends := t.Ends(of, typ, d)
		if at, found := slices.BinarySearch(ends.Nodes(), n); found {
			end = store.Neighbor{ID: t.ID(n), Type: typ, Direction: d, Weight: ends.Weight(at), Stance: ends.Stance(at)}
		}
	}
	return end
}

// derivedEnds is endsOf for derived edges: a node's statements are those that tie it to id.
func derivedEnds(id store.ID, typ store.EdgeType, directions ...store.Direction) list[*end] {
	l := endsOf(id, typ, directions...)
	l.among = func(t *topology.Topology) topology.Set { return tying(t, id, typ) }
	l.through = typ == store.Raised
	l.weight = func(t *topology.Topology) func(topology.Number) int {
		of, ok := t.Find(id)
		if !ok {
			return func(topology.Number) int { return 0 } // no node has a weight
		}
		return func(n topology.Number) int { return neighborAt(t, of, n, typ, directions).Weight }
	}
	return l
}

// raised lists the RAISED edges of one direction at id. Without through, it omits those that hold only through members.
func raised(id store.ID, d store.Direction, through bool) list[*end] {
	l := derivedEnds(id, store.Raised, d)
	if through {
		return l
	}
	l.name += "/own"
	l.cursors = selection.Cursors{}
	l.through = false
	l.among = func(t *topology.Topology) topology.Set {
		if id.Kind() == store.KindIssue {
			return tying(t, id, store.Raised)
		}
		return t.SetOfNodes(neighbors(t, id, store.Made, store.Out))
	}
	l.nodes = func(_ context.Context, t *topology.Topology) (topology.Nodes, error) {
		set := t.NewSet()
		step, direction := store.About, store.Out
		if id.Kind() == store.KindIssue {
			step, direction = store.Made, store.In
		}
		for statement := range l.among(t).All() {
			for _, n := range t.Ends(statement, step, direction).Nodes() {
				set.Add(n)
			}
		}
		return set.Nodes(), nil
	}
	l.weight = nil
	return l
}

// coRaised lists the CO_RAISED edges of an issue. Each leads from the smaller ID to the larger, so incoming edges lead
// to smaller IDs.
func coRaised(issue store.ID) list[*end] {
	l := derivedEnds(issue, store.CoRaised, store.In, store.Out)
	l.former = func(c store.Cursor) (string, bool) {
		for i, d := range []store.Direction{store.In, store.Out} {
			of := edgesAt{issue, []store.EdgeType{store.CoRaised}, d, nil}.cursors(store.CoRaised, d)
			if key, ok := inTurn(c, i, of.Name); ok {
				return strings.CutPrefix(key, of.Prefix)
			}
		}
		return "", false
	}
	return l
}

// positionsOn lists the positions on a recommendation by statement ID; with a stance, only those that take it.
func positionsOn(recommendation store.ID, stance *store.Stance) list[*end] {
	l := endsOf(recommendation, store.PositionOn, store.In)
	if stance == nil {
		return l
	}
	l.name += "/" + string(*stance)
	l.cursors = selection.Cursors{}
	l.nodes = func(_ context.Context, t *topology.Topology) (topology.Nodes, error) {
		return ofStance(t, recommendation, store.In, *stance), nil
	}
	return l
}

// NeighborEdge is a connection edge that leads to a neighbor, of type N, of the node above. It shows what the graph's
// edge between the two holds.
type NeighborEdge[N any] struct {
	Cursor string
	Node   N
	end    *end
}

// Type returns the type of the edge.
func (e *NeighborEdge[N]) Type() store.EdgeType { return e.end.Type }

// Weight returns the number of distinct statements that support a derived edge.
func (e *NeighborEdge[N]) Weight() int { return e.end.Weight }

// Direct returns how many of those statements the voice made itself.
func (e *NeighborEdge[N]) Direct(ctx context.Context) (int, error) { return e.end.direct(ctx) }

// Rule returns the rule that derives the edge, with its version; empty for an asserted edge.
func (e *NeighborEdge[N]) Rule() string { return store.RuleOf(e.end.Type) }

// Stance returns the stance of a POSITION edge, empty for another.
func (e *NeighborEdge[N]) Stance() store.Stance { return e.end.Stance }

// Role returns the role of an AFFILIATED_WITH edge as printed, empty if the source gives none.
func (e *NeighborEdge[N]) Role(ctx context.Context) (string, error) {
	edge, err := e.end.edge(ctx)
	if err != nil {
		return "", err
	}
	return edge.Role, nil
}

// Citations returns the citations that support the edge.
func (e *NeighborEdge[N]) Citations(ctx context.Context) ([]store.Citation, error) {
	edge, err := e.end.edge(ctx)
	if err != nil {
		return nil, err
	}
	return edge.Citations, nil
}

// DerivedEdge is a [NeighborEdge] of a derived type to a node of any type.
type DerivedEdge interface {
	Type() store.EdgeType
	Weight() int
	Direct(context.Context) (int, error)
	Rule() string
}

// connectNeighbors returns the page of l that the arguments select.
func connectNeighbors[N store.Node](l list[*end], c criteria, args pageArgs) (*Connection[N, *NeighborEdge[N]], error) {
	edges := mapped(l, func(ctx context.Context, ends []*end) ([]*NeighborEdge[N], error) {
		ids := make([]store.ID, len(ends))
		for i, e := range ends {
			ids[i] = e.ID
		}
		nodes, err := load[N](ctx, ids)
		if err != nil {
			return nil, err
		}
		all := make([]*NeighborEdge[N], len(ends))
		for i, e := range ends {
			all[i] = &NeighborEdge[N]{Node: nodes[i], end: e}
		}
		return all, nil
	})
	return connectEdges(edges, c, args, func(e *NeighborEdge[N]) N { return e.Node },
		func(e *NeighborEdge[N], c store.Cursor) *NeighborEdge[N] {
			e.Cursor = string(c)
			return e
		})
}
