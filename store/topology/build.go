package topology

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"forumgraph/store"
)

// Build returns the topology of the graph that snap shows. It scans every node and every edge end once, both
// concurrently, since decoding nodes is most of the work. The topology does not use snap afterwards.
//
// Errors: those of reading snap; store.ErrCorrupt if a neighbor is not among the nodes, has an unknown type or stance,
// or if the numbers of nodes or edges differ from those of snap.
func Build(ctx context.Context, snap store.Snapshot) (*Topology, error) {
	b := builder{Topology: &Topology{version: snap.Version()}}
	if err := b.scan(ctx, snap); err != nil {
		return nil, fmt.Errorf("build topology: %w", err)
	}
	return b.Topology, nil
}

// builder makes a topology from nodes and edge ends in the engine's order.
type builder struct {
	*Topology
	records []record
	engine  []uint64 // by record: the engine's number of its node, ascending
	ends    scannedEnds
}

func (b *builder) scan(ctx context.Context, snap store.Snapshot) error {
	stats, err := snap.Stats(ctx)
	if err != nil {
		return err
	}
	nodes, edges := 0, 0
	for _, n := range stats.Nodes {
		nodes += n
	}
	for _, n := range stats.Edges {
		edges += n
	}
	if err := checkSize(nodes, edges); err != nil {
		return err
	}
	// With capacity for the whole graph, the long slices are not copied and need not be clipped.
	b.records, b.ends.endColumns = make([]record, 0, nodes), newEnds(2*edges)
	reading, ctx := errgroup.WithContext(ctx)
	reading.Go(func() error {
		var texts arena
		return snap.ScanNodes(ctx, func(number uint64, n store.Node) error {
			if last := len(b.engine) - 1; last >= 0 && number <= b.engine[last] {
				return fmt.Errorf("node number %d after %d: %w", number, b.engine[last], store.ErrCorrupt)
			}
			b.engine = append(b.engine, number)
			b.records = append(b.records, recordOf(n, &texts))
			return nil
		})
	})
	reading.Go(func() error { return snap.ScanEnds(ctx, b.ends.add) })
	if err := reading.Wait(); err != nil {
		return err
	}
	if len(b.records) != nodes {
		return fmt.Errorf("%d nodes, and the snapshot counts %d: %w", len(b.records), nodes, store.ErrCorrupt)
	}
	if b.ends.len() != 2*edges {
		return fmt.Errorf("%d edge ends, and the snapshot counts %d edges: %w", b.ends.len(), edges, store.ErrCorrupt)
	}
	return b.finish()
}

// checkSize refuses graphs with more nodes or edges than 32 bits can number.
func checkSize(nodes, edges int) error {
	if nodes > math.MaxUint32 || 2*edges > math.MaxUint32 {
		return fmt.Errorf("%d nodes and %d edges are too many for one topology", nodes, edges)
	}
	return nil
}

// finish fills in the topology from what was read.
//
// Errors: store.ErrCorrupt.
func (b *builder) finish() error {
	if b.ends.len()%2 != 0 {
		return fmt.Errorf("%d edge ends, and an edge has two: %w", b.ends.len(), store.ErrCorrupt)
	}
	numbers, err := b.number()
	if err != nil {
		return err
	}
	return b.arrange(newNumbering(b.engine, numbers))
}

// number numbers the nodes in the order of their IDs, makes the columns, and returns the numbers by record.
func (b *builder) number() ([]Number, error) {
	order := make([]uint32, len(b.records)) // records, in the order of numbers
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(i, j uint32) int { return b.records[i].compare(&b.records[j]) })
	sorted := make([]*record, len(order))
	numbers := make([]Number, len(order))
	b.ids, b.classes = make([]store.ID, len(order)), make([]uint8, len(order))
	for n, i := range order {
		r := &b.records[i]
		if n > 0 && r.id == sorted[n-1].id {
			return nil, fmt.Errorf("%s was read twice: %w", r.id, store.ErrCorrupt)
		}
		sorted[n], numbers[i], b.ids[n], b.classes[n] = r, Number(n), r.id, r.class
	}
	b.columns = columnsOf(sorted)
	b.setRanges()
	b.rankNames()
	b.records = nil
	return numbers, nil
}

// Builder makes the topology of a graph while other code reads or writes it, as store.LoadWatcher describes: call
// Nodes from several goroutines at once, then Ends from one. Topology returns the first error.
type Builder struct {
	of   builder
	mu   sync.Mutex
	read int // nodes
	err  error
}

// NewBuilder returns a builder for a graph with that many nodes.
func NewBuilder(nodes int) *Builder {
	b := &Builder{of: builder{Topology: new(Topology)}, err: checkSize(nodes, 0)}
	if b.err != nil {
		return b
	}
	b.of.records, b.of.engine = make([]record, nodes), make([]uint64, nodes)
	for i := range b.of.engine {
		b.of.engine[i] = uint64(i + 1)
	}
	return b
}

// Nodes adds nodes; first is the number of the first, from 1, and the others follow.
func (b *Builder) Nodes(first uint64, nodes []store.Node) {
	if b.err != nil {
		return
	}
	var texts arena
	for i, n := range nodes {
		b.of.records[int(first)-1+i] = recordOf(n, &texts)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.read += len(nodes)
}

// Ends adds a run of edge ends.
func (b *Builder) Ends(run store.EndRun) {
	if b.err == nil {
		b.err = b.of.ends.add(run)
	}
}

// Topology returns the topology of the nodes and ends received, as a given version. Call it once.
//
// Errors: store.ErrCorrupt if they are not the whole of one graph.
func (b *Builder) Topology(version uint64) (*Topology, error) {
	if b.err == nil && b.read != len(b.of.records) {
		b.err = fmt.Errorf("received %d of %d nodes: %w", b.read, len(b.of.records), store.ErrCorrupt)
	}
	if b.err == nil {
		b.err = checkSize(b.read, b.of.ends.len()/2)
	}
	if b.err == nil {
		b.err = b.of.finish()
	}
	if b.err != nil {
		return nil, fmt.Errorf("build topology: %w", b.err)
	}
	b.of.version = version
	return b.of.Topology, nil
}
