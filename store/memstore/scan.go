package memstore

import (
	"context"
	"fmt"

	"forumgraph/store"
)

// scanEvery is how many nodes are read between two looks at the context.
const scanEvery = 1 << 10

// scanned returns the nodes by number, less one, and the number of each ID. The order is that of a map, once for a graph.
func (g *graph) scanned() ([]store.ID, map[store.ID]uint64) {
	g.numberOnce.Do(func() {
		g.numbers = make(map[store.ID]uint64, len(g.nodes))
		for id := range g.nodes {
			g.numbered = append(g.numbered, id)
			g.numbers[id] = uint64(len(g.numbered))
		}
	})
	return g.numbered, g.numbers
}

// ScanNodes implements store.Snapshot.
func (s *Snapshot) ScanNodes(ctx context.Context, f func(number uint64, n store.Node) error) error {
	ids, _ := s.graph.scanned()
	for i, id := range ids {
		if i%scanEvery == 0 {
			if err := s.ready(ctx); err != nil {
				return fmt.Errorf("scan nodes: %w", err)
			}
		}
		if err := f(uint64(i+1), s.graph.nodes[id]); err != nil {
			return err
		}
	}
	return s.ready(ctx)
}

// ScanEnds implements store.Snapshot.
func (s *Snapshot) ScanEnds(ctx context.Context, f func(run store.EndRun) error) error {
	ids, numbers := s.graph.scanned()
	var buffer []store.End
	for i, id := range ids {
		if i%scanEvery == 0 {
			if err := s.ready(ctx); err != nil {
				return fmt.Errorf("scan edges: %w", err)
			}
		}
		for rest := s.graph.ends[id]; len(rest) > 0; {
			run := store.EndRun{Node: uint64(i + 1), Type: rest[0].Type, Direction: rest[0].Direction, Ends: buffer[:0]}
			for len(rest) > 0 && rest[0].Type == run.Type && rest[0].Direction == run.Direction {
				run.Ends = append(run.Ends, store.End{Other: numbers[rest[0].ID], Weight: rest[0].Weight, Stance: rest[0].Stance})
				rest = rest[1:]
			}
			if err := f(run); err != nil {
				return err
			}
			buffer = run.Ends
		}
	}
	return s.ready(ctx)
}
