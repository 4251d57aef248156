package badgerstore

import (
	"context"
	"fmt"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// head returns the counts and first block of the edges at a node; it is empty for a node without edges.
func (v view) head(n disk.Number) (h disk.Head, err error) {
	_, err = v.get(disk.HeadKey(n), func(_ *badger.Item, b []byte) error {
		h, err = disk.DecodeHead(b)
		return err
	})
	if err != nil {
		return disk.Head{}, fmt.Errorf("edges of node number %d: %w", n, err)
	}
	return h, nil
}

// neighbors returns the edge ends at the node with id, in stored order. Errors: store.ErrNotFound.
func (v view) neighbors(ctx context.Context, id store.ID) ([]store.Neighbor, error) {
	n, err := v.number(id)
	if err == nil && n == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	var found []store.Neighbor
	err = v.eachEnd(ctx, n, func(e disk.Entry) { found = append(found, e.Neighbor()) })
	return found, err
}

// neighborsIn returns the neighbors of one group at a node, in order.
func (v view) neighborsIn(ctx context.Context, n disk.Number, g disk.Group) (ids []store.ID, err error) {
	err = v.eachEnd(ctx, n, func(e disk.Entry) {
		if e.Group == g {
			ids = append(ids, e.ID)
		}
	})
	return ids, err
}

// eachEnd calls f for every edge end at a node, in stored order. Errors: store.ErrCorrupt if there are not as many as counted.
func (v view) eachEnd(ctx context.Context, n disk.Number, f func(disk.Entry)) error {
	h, err := v.head(n)
	if err != nil {
		return err
	}
	found := 0
	err = v.eachBlock(ctx, n, h, func(entries []disk.Entry) {
		found += len(entries)
		for _, e := range entries {
			f(e)
		}
	})
	if err == nil && found != h.Total() {
		err = v.note(disk.Corrupt("edges of node number %d: %d of %d can be read", n, found, h.Total()))
	}
	return err
}

// eachBlock calls f for the entries of each block of a node, the head first.
func (v view) eachBlock(ctx context.Context, n disk.Number, h disk.Head, f func([]disk.Entry)) error {
	f(h.Entries)
	if h.Whole() {
		return nil
	}
	prefix := disk.HeadKey(n)
	err := v.scan(ctx, prefix, nil, func(item *badger.Item, key []byte) (bool, error) {
		if len(key) == len(prefix) {
			return true, nil
		}
		entries, err := decodeKeyedBlock(item, key)
		f(entries)
		return true, err
	})
	if err != nil {
		return fmt.Errorf("edges of node number %d: %w", n, err)
	}
	return nil
}

// decodeKeyedBlock decodes a block that is not in a head.
func decodeKeyedBlock(item *badger.Item, rawKey []byte) (entries []disk.Entry, err error) {
	k, err := disk.ParseKey(rawKey)
	if err != nil {
		return nil, err
	}
	err = valueOf(item, func(_ *badger.Item, value []byte) error {
		entries, err = disk.DecodeBlock(value)
		return err
	})
	if err == nil && (len(entries) == 0 || k.Block == nil || entries[0].Spot != *k.Block) {
		err = disk.Corrupt("edge block %s: begins with another entry", k.Block)
	}
	return entries, err
}

// separators returns the first entries of the blocks after the head, in order, reading keys only.
func (v view) separators(ctx context.Context, n disk.Number) ([]disk.Spot, error) {
	var all []disk.Spot
	prefix := disk.HeadKey(n)
	err := v.scan(ctx, prefix, nil, func(_ *badger.Item, rawKey []byte) (bool, error) {
		if len(rawKey) == len(prefix) {
			return true, nil
		}
		k, err := disk.ParseKey(rawKey)
		if err == nil {
			all = append(all, *k.Block)
		}
		return true, err
	})
	return all, err
}

// blockAt returns the entries of the block of a node that begins with first.
func (v view) blockAt(n disk.Number, first disk.Spot) (entries []disk.Entry, err error) {
	key := disk.BlockKey(n, first)
	found, err := v.get(key, func(item *badger.Item, _ []byte) error {
		entries, err = decodeKeyedBlock(item, key)
		return err
	})
	if err == nil && !found {
		err = disk.Corrupt("edges of node number %d: no block %s", n, first)
	}
	return entries, err
}
