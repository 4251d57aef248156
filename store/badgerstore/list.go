package badgerstore

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// AllOf implements store.Snapshot. It reads store.MaxPage nodes at a time, so that the caller may use the snapshot between them.
func (s *Snapshot) AllOf(ctx context.Context, kind store.Kind) iter.Seq2[store.Node, error] {
	return func(yield func(store.Node, error) bool) {
		found, from := 0, disk.IDPrefix(kind)
		for from != nil {
			nodes, next, err := s.nodesFrom(ctx, kind, from)
			if found += len(nodes); err == nil && next == nil {
				err = s.complete(nil, string(kind), found, s.state.Nodes[disk.KindCodes.Code[kind]])
			}
			if err != nil {
				yield(nil, fmt.Errorf("list %s: %w", kind, err))
				return
			}
			for _, n := range nodes {
				if !yield(n, nil) {
					return
				}
			}
			from = next
		}
	}
}

// nodesFrom returns nodes of a kind by ID, beginning at the key from, and where the next ones begin; nil if there are none.
func (s *Snapshot) nodesFrom(ctx context.Context, kind store.Kind, from []byte) (nodes []store.Node, next []byte, err error) {
	err = s.read(ctx, func() error {
		return s.view.scan(ctx, disk.IDPrefix(kind), from, func(item *badger.Item, key []byte) (bool, error) {
			if len(nodes) == store.MaxPage {
				next = slices.Clone(key)
				return false, nil
			}
			n, err := s.view.nodeOf(item)
			nodes = append(nodes, n)
			return true, err
		})
	})
	return nodes, next, err
}

// nodeOf returns the node whose number is the item's value.
func (v view) nodeOf(item *badger.Item) (store.Node, error) {
	var n disk.Number
	err := valueOf(item, func(_ *badger.Item, b []byte) (err error) {
		n, err = disk.DecodeNumber(b)
		return err
	})
	if err != nil {
		return nil, err
	}
	return v.nodeAt(n)
}
