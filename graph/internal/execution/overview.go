package execution

import (
	"context"

	"forumgraph/store"
)

// Overview is the graph as a whole, in numbers.
type Overview struct {
	Version        int
	Counts         []KindCount
	EdgeCounts     []EdgeCount
	Coverage       store.Coverage
	SourceAttached *SourceAttachment
}

// KindCount is the number of nodes of a kind.
type KindCount struct {
	Kind  store.Kind
	Count int
}

// EdgeCount is the number of edges of a type.
type EdgeCount struct {
	Type    store.EdgeType
	Derived bool
	Count   int
}

// SourceAttachment reports how many of the graph's passages the attached copy of the source matches.
type SourceAttachment struct{ Matched, Total int }

// overview counts the graph: every kind and every type, in their usual order.
func (r *Resolver) overview(ctx context.Context) (*Overview, error) {
	snapshot := snapshotOf(ctx)
	stats, err := snapshot.Stats(ctx)
	if err != nil {
		return nil, err
	}
	o := &Overview{Version: int(snapshot.Version()), Coverage: stats.Coverage}
	for _, k := range store.Kinds() {
		o.Counts = append(o.Counts, KindCount{k, stats.Nodes[k]})
	}
	for _, t := range store.EdgeTypes() {
		o.EdgeCounts = append(o.EdgeCounts, EdgeCount{t, t.IsDerived(), stats.Edges[t]})
	}
	if r.texts != nil {
		matched, total := r.texts.Attached()
		o.SourceAttached = &SourceAttachment{matched, total}
	}
	return o, nil
}

// Sources returns every source, by ID.
func (*Overview) Sources(ctx context.Context) ([]*store.Source, error) {
	return nodesOf[*store.Source](store.KindSource).all(ctx)
}
