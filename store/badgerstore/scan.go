package badgerstore

import (
	"context"
	"errors"
	"fmt"

	"forumgraph/store"
)

var _ store.Scanner = (*Snapshot)(nil)

// ScanNodes implements store.Scanner: one iterator over the node records, past the cache, which it would only displace.
func (s *Snapshot) ScanNodes(ctx context.Context, f func(number uint64, n store.Node) error) error {
	found := 0
	err := s.each(ctx, prefixNode, func(rawKey, value []byte) error {
		k, err := parseKey(rawKey)
		if err != nil {
			return err
		}
		n, err := decodeNode(value)
		if err != nil {
			return fmt.Errorf("read node number %d: %w", k.number, err)
		}
		found++
		return f(uint64(k.number), n)
	})
	return s.complete(err, "nodes", found, sum(s.state.Nodes))
}

// complete returns err, or an error if a walk over all of something found another number than the graph holds: Badger leaves
// out what it cannot read.
func (s *Snapshot) complete(err error, what string, found, want int) error {
	if err == nil && found != want {
		return s.view.note(corrupt("%d of %d %s can be read", found, want, what))
	}
	return err
}

// ScanEnds implements store.Scanner: one iterator over the edges at all nodes.
func (s *Snapshot) ScanEnds(ctx context.Context, f func(run store.EndRun) error) error {
	var buffer []store.End
	found := 0
	err := s.each(ctx, prefixEdges, func(rawKey, value []byte) error {
		n, isHead, err := edgesAt(rawKey)
		if err != nil {
			return err
		}
		err = eachRun(value, isHead, &buffer, func(run store.EndRun) error {
			run.Node = uint64(n)
			found += len(run.Ends)
			return f(run)
		})
		if errors.Is(err, store.ErrCorrupt) {
			return fmt.Errorf("edges of node number %d: %w", n, err)
		}
		return err
	})
	return s.complete(err, "edge ends", found, 2*sum(s.state.Edges))
}

// each calls f for each record with a prefix, in the order of keys; key and value are only valid during the call.
func (s *Snapshot) each(ctx context.Context, prefix byte, f func(key, value []byte) error) error {
	if err := s.begin(ctx); err != nil {
		return fmt.Errorf("scan: %w", err)
	}
	defer s.end()
	if err := s.view.eachRaw(ctx, []byte{prefix}, f); err != nil {
		return fmt.Errorf("scan: %w", err)
	}
	return nil
}
