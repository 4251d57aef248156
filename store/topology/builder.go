package topology

import (
	"fmt"
	"math"
	"sync"

	"forumgraph/store"
)

// Builder makes the topology of a graph that somebody else reads or writes and tells it of, as store.LoadWatcher describes:
// Nodes from several goroutines at once, then Ends from one. Topology returns their first error.
type Builder struct {
	of    builder
	found scanned
	mu    sync.Mutex
	read  int // nodes
	err   error
}

// NewBuilder returns a builder for a graph of so many nodes.
func NewBuilder(nodes int) *Builder {
	b := &Builder{of: builder{Topology: newTopology(0), nodes: nodes}}
	if nodes > math.MaxUint32 {
		b.err = fmt.Errorf("%d nodes are too many for one topology", nodes)
		return b
	}
	b.of.records = make([]record, nodes)
	return b
}

// Nodes takes nodes, of which first is the number of the first, from 1, and the others follow.
func (b *Builder) Nodes(first uint64, nodes []store.Node) {
	if b.err != nil {
		return
	}
	var texts arena
	for i, n := range nodes {
		b.of.records[int(first)-1+i] = b.of.codes.recordOf(n, &texts)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.read += len(nodes)
}

// Ends takes a run of edge ends.
func (b *Builder) Ends(run store.EndRun) {
	if b.err == nil {
		b.err = b.found.add(b.of.Topology, run)
	}
}

// Topology returns the topology of the nodes and ends received, as that of a version. It is called once.
//
// Errors: store.ErrCorrupt if they are not the whole of one graph.
func (b *Builder) Topology(version uint64) (*Topology, error) {
	if err := b.finish(); err != nil {
		return nil, fmt.Errorf("build topology: %w", err)
	}
	b.of.version = version
	return b.of.Topology, nil
}

func (b *Builder) finish() error {
	if b.err != nil {
		return b.err
	}
	if b.read != b.of.nodes {
		return fmt.Errorf("received %d of %d nodes: %w", b.read, b.of.nodes, store.ErrCorrupt)
	}
	if b.of.edges = b.found.len() / 2; 2*b.of.edges > math.MaxUint32 {
		return fmt.Errorf("%d edges are too many for one topology", b.of.edges)
	}
	numbers, err := b.of.number()
	if err != nil {
		return err
	}
	engine := make([]uint64, b.of.nodes)
	for i := range engine {
		engine[i] = uint64(i + 1)
	}
	err = b.of.arrange(&b.found, newNumbering(engine, numbers))
	b.found = scanned{}
	return err
}

// Keep keeps t, which shows the latest version of the store, as if it had been made for a question, and writes the file.
func (l *Latest) Keep(t *Topology) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.kept != nil && l.kept.version >= t.version && l.kept.version > 0 {
		return
	}
	l.kept, l.unsaved = t, 0
	if l.o.File != "" {
		l.work.Go(func() { l.save(t) })
	}
}
