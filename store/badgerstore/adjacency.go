package badgerstore

import (
	"context"
	"fmt"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
)

// counts returns the number of edge ends in each group at a node.
func (v view) counts(n number) (counts map[group]int, err error) {
	_, err = v.get(headKey(n), func(_ *badger.Item, b []byte) error {
		counts, _, err = decodeCounts(b)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("edges of node number %d: %w", n, err)
	}
	return counts, nil
}

// head returns the counts and first block of the edges at a node; a node without edges has an empty one.
func (v view) head(n number) (h head, err error) {
	_, err = v.get(headKey(n), func(_ *badger.Item, b []byte) error {
		h, err = decodeHead(b)
		return err
	})
	if err != nil {
		return head{}, fmt.Errorf("edges of node number %d: %w", n, err)
	}
	return h, nil
}

// eachEntry calls f for the edge ends of one group at a node, in order of the neighbor's ID or in reverse. It begins after
// the ID after, or at the group's beginning (in reverse, its end) if after is "". f returns false to stop.
func (v view) eachEntry(ctx context.Context, n number, h head, g group, after store.ID, reverse bool, f func(entry) bool) error {
	more, stopped, visited := true, false, 0
	each := func(e entry) {
		visited++
		more = f(e)
		stopped = !more
	}
	visit := func(entries []entry) {
		lo, _ := slices.BinarySearchFunc(entries, spot{group: g}, compareEntry)
		hi, _ := slices.BinarySearchFunc(entries, spot{group: g + 1}, compareEntry)
		if reverse {
			if after != "" {
				hi, _ = slices.BinarySearchFunc(entries, spot{g, after}, compareEntry)
			}
			for i := hi - 1; i >= lo && more; i-- {
				each(entries[i])
			}
			more = more && lo == 0
			return
		}
		if after != "" {
			at, found := slices.BinarySearchFunc(entries, spot{g, after}, compareEntry)
			if lo = at; found {
				lo++
			}
		}
		for i := lo; i < hi && more; i++ {
			each(entries[i])
		}
		more = more && hi == len(entries)
	}
	if h.whole() {
		visit(h.entries)
		return nil
	}
	from := spot{g, after}
	if reverse && after == "" {
		from = spot{group: g + 1}
	}
	err := v.blocks(ctx, n, h, from, reverse, func(b block) bool { visit(b.entries); return more })
	if err == nil && after == "" && !stopped && visited != h.counts[g] {
		err = v.note(corrupt("edges of node number %d: %d of %d can be read", n, visited, h.counts[g]))
	}
	return err
}

// blocks calls f for the blocks of a node, beginning with the one that holds from or would hold it.
func (v view) blocks(ctx context.Context, n number, h head, from spot, reverse bool, f func(block) bool) error {
	prefix, start := headKey(n), blockKey(n, from)
	if !reverse {
		// The block that holds an entry has the last key that is not after it.
		err := v.scan(ctx, prefix, start, true, func(_ *badger.Item, key []byte) (bool, error) {
			start = slices.Clone(key)
			return false, nil
		})
		if err != nil {
			return err
		}
	}
	return v.scan(ctx, prefix, start, reverse, func(item *badger.Item, key []byte) (bool, error) {
		b := block{entries: h.entries}
		if len(key) > len(prefix) {
			var err error
			if b, err = decodeKeyedBlock(item, key); err != nil {
				return false, fmt.Errorf("edges of node number %d: %w", n, err)
			}
		}
		return f(b), nil
	})
}

// decodeKeyedBlock reads a block that is not in a head.
func decodeKeyedBlock(item *badger.Item, rawKey []byte) (b block, err error) {
	k, err := parseKey(rawKey)
	if err != nil {
		return block{}, err
	}
	err = valueOf(item, func(_ *badger.Item, value []byte) error {
		b.first = k.block
		b.entries, err = decodeBlock(value)
		return err
	})
	if err == nil && (len(b.entries) == 0 || b.first == nil || b.entries[0].spot != *b.first) {
		err = corrupt("edge block %s: begins with another entry", k.block)
	}
	return b, err
}

// separators returns the first entries of the blocks after the head, in order, reading keys only.
func (v view) separators(ctx context.Context, n number) ([]spot, error) {
	var all []spot
	prefix := headKey(n)
	err := v.scan(ctx, prefix, nil, false, func(_ *badger.Item, rawKey []byte) (bool, error) {
		if len(rawKey) == len(prefix) {
			return true, nil
		}
		k, err := parseKey(rawKey)
		if err == nil {
			all = append(all, *k.block)
		}
		return true, err
	})
	return all, err
}

// blockAt returns the block of a node that begins with first.
func (v view) blockAt(n number, first spot) (b block, err error) {
	key := blockKey(n, first)
	found, err := v.get(key, func(item *badger.Item, _ []byte) error {
		b, err = decodeKeyedBlock(item, key)
		return err
	})
	if err == nil && !found {
		err = corrupt("edges of node number %d: no block %s", n, first)
	}
	return b, err
}

// entriesOf returns all edge ends at a node in the order in which they are stored.
func (v view) entriesOf(ctx context.Context, n number) ([]entry, error) {
	h, err := v.head(n)
	if err != nil || h.whole() {
		return h.entries, err
	}
	all := slices.Clone(h.entries)
	later, err := v.separators(ctx, n)
	if err != nil {
		return nil, err
	}
	for _, first := range later {
		b, err := v.blockAt(n, first)
		if err != nil {
			return nil, err
		}
		all = append(all, b.entries...)
	}
	return all, nil
}
