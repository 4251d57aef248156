package badgerstore

import (
	"context"
	"fmt"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// counts returns the number of edge ends in each group at a node.
func (v view) counts(n disk.Number) (counts map[disk.Group]int, err error) {
	_, err = v.get(disk.HeadKey(n), func(_ *badger.Item, b []byte) error {
		counts, _, err = disk.DecodeCounts(b)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("edges of node number %d: %w", n, err)
	}
	return counts, nil
}

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

// neighborsIn returns the neighbors of one group at a node, in order.
func (v view) neighborsIn(ctx context.Context, n disk.Number, g disk.Group) (ids []store.ID, err error) {
	h, err := v.head(n)
	if err == nil && h.Counts[g] > 0 {
		err = v.eachEntry(ctx, n, h, g, "", false, func(e disk.Entry) bool {
			ids = append(ids, e.ID)
			return true
		})
	}
	return ids, err
}

// eachEntry calls f for the edge ends of one group at a node, in order of the neighbor's ID or in reverse. It begins
// after the ID after, or at the start of the group (in reverse, its end) if after is "". f returns false to stop.
func (v view) eachEntry(ctx context.Context, n disk.Number, h disk.Head, g disk.Group, after store.ID, reverse bool, f func(disk.Entry) bool) error {
	low, high := disk.Spot{Group: g}, disk.Spot{Group: g + 1} // low is excluded if it is after
	if reverse && after != "" {
		high.Group, high.ID = g, after
	} else {
		low.ID = after
	}
	more, stopped, visited := true, false, 0
	visit := func(entries []disk.Entry) {
		lo, found := slices.BinarySearchFunc(entries, low, disk.CompareEntry)
		if found {
			lo++
		}
		hi, _ := slices.BinarySearchFunc(entries, high, disk.CompareEntry)
		for i := range hi - lo {
			at := lo + i
			if reverse {
				at = hi - 1 - i
			}
			visited++
			if !f(entries[at]) {
				more, stopped = false, true
				return
			}
		}
		if reverse {
			more = lo == 0
		} else {
			more = hi == len(entries)
		}
	}
	if h.Whole() {
		visit(h.Entries)
		return nil
	}
	from := low
	if reverse {
		from = high
	}
	err := v.blocks(ctx, n, h, from, reverse, func(b disk.Block) bool { visit(b.Entries); return more })
	if err == nil && after == "" && !stopped && visited != h.Counts[g] {
		err = v.note(disk.Corrupt("edges of node number %d: %d of %d can be read", n, visited, h.Counts[g]))
	}
	return err
}

// blocks calls f for the blocks of a node, beginning with the one that holds from or would hold it.
func (v view) blocks(ctx context.Context, n disk.Number, h disk.Head, from disk.Spot, reverse bool, f func(disk.Block) bool) error {
	prefix, start := disk.HeadKey(n), disk.BlockKey(n, from)
	if !reverse {
		// The block that holds an entry has the last key that is not after the entry.
		err := v.scan(ctx, prefix, start, true, func(_ *badger.Item, key []byte) (bool, error) {
			start = slices.Clone(key)
			return false, nil
		})
		if err != nil {
			return err
		}
	}
	return v.scan(ctx, prefix, start, reverse, func(item *badger.Item, key []byte) (bool, error) {
		b := disk.Block{Entries: h.Entries}
		if len(key) > len(prefix) {
			var err error
			if b, err = decodeKeyedBlock(item, key); err != nil {
				return false, fmt.Errorf("edges of node number %d: %w", n, err)
			}
		}
		return f(b), nil
	})
}

// decodeKeyedBlock decodes a block that is not in a head.
func decodeKeyedBlock(item *badger.Item, rawKey []byte) (b disk.Block, err error) {
	k, err := disk.ParseKey(rawKey)
	if err != nil {
		return disk.Block{}, err
	}
	err = valueOf(item, func(_ *badger.Item, value []byte) error {
		b.First = k.Block
		b.Entries, err = disk.DecodeBlock(value)
		return err
	})
	if err == nil && (len(b.Entries) == 0 || b.First == nil || b.Entries[0].Spot != *b.First) {
		err = disk.Corrupt("edge block %s: begins with another entry", k.Block)
	}
	return b, err
}

// separators returns the first entries of the blocks after the head, in order, reading keys only.
func (v view) separators(ctx context.Context, n disk.Number) ([]disk.Spot, error) {
	var all []disk.Spot
	prefix := disk.HeadKey(n)
	err := v.scan(ctx, prefix, nil, false, func(_ *badger.Item, rawKey []byte) (bool, error) {
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

// blockAt returns the block of a node that begins with first.
func (v view) blockAt(n disk.Number, first disk.Spot) (b disk.Block, err error) {
	key := disk.BlockKey(n, first)
	found, err := v.get(key, func(item *badger.Item, _ []byte) error {
		b, err = decodeKeyedBlock(item, key)
		return err
	})
	if err == nil && !found {
		err = disk.Corrupt("edges of node number %d: no block %s", n, first)
	}
	return b, err
}

// entriesOf returns all edge ends at a node in stored order.
func (v view) entriesOf(ctx context.Context, n disk.Number) ([]disk.Entry, error) {
	h, err := v.head(n)
	if err != nil || h.Whole() {
		return h.Entries, err
	}
	all := slices.Clone(h.Entries)
	later, err := v.separators(ctx, n)
	if err != nil {
		return nil, err
	}
	for _, first := range later {
		b, err := v.blockAt(n, first)
		if err != nil {
			return nil, err
		}
		all = append(all, b.Entries...)
	}
	return all, nil
}
