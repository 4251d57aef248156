package badgerstore

import (
	"context"
	"errors"
	"fmt"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// ScanNodes implements store.Snapshot with one iterator over the node records. It bypasses the cache, which it would
// only displace.
func (s *Snapshot) ScanNodes(ctx context.Context, f func(number uint64, n store.Node) error) error {
	found := 0
	err := s.each(ctx, disk.PrefixNode, func(rawKey, value []byte) error {
		k, err := disk.ParseKey(rawKey)
		if err != nil {
			return err
		}
		n, err := disk.DecodeNode(value)
		if err != nil {
			return fmt.Errorf("read node number %d: %w", k.Number, err)
		}
		found++
		return f(uint64(k.Number), n)
	})
	return s.complete(err, "nodes", found, disk.Sum(s.state.Nodes))
}

// complete returns err, or an error if a full scan found another number than the graph holds: Badger leaves out what it
// cannot read.
func (s *Snapshot) complete(err error, what string, found, want int) error {
	if err == nil && found != want {
		return s.view.note(disk.Corrupt("%d of %d %s can be read", found, want, what))
	}
	return err
}

// ScanEnds implements store.Snapshot with one iterator over the edges at all nodes.
func (s *Snapshot) ScanEnds(ctx context.Context, f func(run store.EndRun) error) error {
	var buffer []store.End
	found := 0
	err := s.each(ctx, disk.PrefixEdges, func(rawKey, value []byte) error {
		n, isHead, err := disk.EdgesAt(rawKey)
		if err != nil {
			return err
		}
		err = disk.EachRun(value, isHead, &buffer, func(run store.EndRun) error {
			run.Node = uint64(n)
			found += len(run.Ends)
			return f(run)
		})
		if errors.Is(err, store.ErrCorrupt) {
			return fmt.Errorf("edges of node number %d: %w", n, err)
		}
		return err
	})
	return s.complete(err, "edge ends", found, 2*disk.Sum(s.state.Edges))
}

// each is view.eachRaw for all records with a prefix.
func (s *Snapshot) each(ctx context.Context, prefix byte, f func(rawKey, value []byte) error) error {
	err := s.read(ctx, func() error { return s.view.eachRaw(ctx, []byte{prefix}, f) })
	if err != nil {
		return fmt.Errorf("scan: %w", err)
	}
	return nil
}
