package badgerstore

import (
	"context"
	"errors"
	"fmt"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// view reads one version of the graph through one Badger transaction. Bytes that Badger owns never leave its methods.
type view struct {
	txn   *badger.Txn
	cache *nodeCache
	// version is the version of the graph in a snapshot; 0 if records may be between versions.
	version uint64
	// files is the generation of the transaction, for reads only. If it is nil, damage is not recorded.
	files *generation
}

// note calls faults.note, unless damage is not recorded.
func (v view) note(err error) error {
	if v.files == nil {
		return err
	}
	return v.files.faults.note(err)
}

// get calls f with the value at key, which is only valid during the call; found is false if the key does not exist.
func (v view) get(key []byte, f func(item *badger.Item, value []byte) error) (found bool, err error) {
	var item *badger.Item
	err = inEngine(func(*bool) error {
		item, err = v.txn.Get(key)
		return err
	})
	switch {
	case errors.Is(err, badger.ErrKeyNotFound) && v.files != nil:
		return false, v.note(v.files.absent.check(v.files, v.txn, key))
	case errors.Is(err, badger.ErrKeyNotFound):
		return false, nil
	case err != nil:
		return false, v.note(readError(err))
	}
	return true, v.note(valueOf(item, f))
}

// valueOf calls f with an item's value and keeps f's errors apart from those of reading it.
func valueOf(item *badger.Item, f func(item *badger.Item, value []byte) error) error {
	var inner error
	err := inEngine(func(ours *bool) error {
		return item.Value(func(b []byte) error {
			*ours = true
			inner = f(item, b)
			*ours = false
			return nil
		})
	})
	if err != nil {
		return readError(err)
	}
	return inner
}

// scan calls f for each key with prefix, in order; it begins at from, or at the first key if from is nil. f returns false
// to stop. The key is only valid during the call.
func (v view) scan(ctx context.Context, prefix, from []byte, f func(item *badger.Item, key []byte) (bool, error)) error {
	if from == nil {
		from = prefix
	}
	return v.note(inEngine(func(ours *bool) error {
		it := v.txn.NewIterator(badger.IteratorOptions{Prefix: prefix})
		defer it.Close()
		for it.Seek(from); it.ValidForPrefix(prefix); it.Next() {
			if err := ctx.Err(); err != nil {
				return err
			}
			*ours = true
			more, err := f(it.Item(), it.Item().Key())
			*ours = false
			if err != nil || !more {
				return err
			}
		}
		return nil
	}))
}

// eachRaw calls f for each record whose key begins with prefix, in the order of keys. Key and value are only valid during the
// call.
func (v view) eachRaw(ctx context.Context, prefix []byte, f func(rawKey, value []byte) error) error {
	return v.scan(ctx, prefix, nil, func(item *badger.Item, rawKey []byte) (bool, error) {
		return true, valueOf(item, func(_ *badger.Item, value []byte) error { return f(rawKey, value) })
	})
}

// state returns the counts of the whole graph.
func (v view) state() (disk.State, error) {
	s := disk.NewState()
	found, err := v.get(disk.MetaKey(disk.MetaState), func(_ *badger.Item, b []byte) error { return disk.Unmarshal(b, &s) })
	if err == nil && !found {
		err = disk.Corrupt("no state record")
	}
	if err != nil {
		return disk.State{}, fmt.Errorf("read the store's state: %w", err)
	}
	return s, nil
}

// number returns the number of id, or 0 if id is not stored.
func (v view) number(id store.ID) (n disk.Number, err error) {
	if len(id) > store.MaxIDLength {
		return 0, nil
	}
	_, err = v.get(disk.IDKey(id), func(_ *badger.Item, b []byte) error {
		n, err = disk.DecodeNumber(b)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("read %s: %w", id, err)
	}
	return n, nil
}

// node returns the node with id, or nil if it is not stored.
func (v view) node(id store.ID) (store.Node, error) {
	if node := v.cache.at(id, v.version); node != nil {
		return node, nil
	}
	n, err := v.number(id)
	if err != nil || n == 0 {
		return nil, err
	}
	node, err := v.nodeAt(n)
	if err == nil {
		v.cache.putAt(id, v.version, node)
	}
	return node, err
}

// nodeAt returns the node with a number, which must be stored.
func (v view) nodeAt(n disk.Number) (node store.Node, err error) {
	found, err := v.get(disk.NodeKey(n), func(item *badger.Item, b []byte) error {
		// The version is that of the last write, so a changed node is another entry of the cache.
		if node = v.cache.get(n, item.Version()); node != nil {
			return nil
		}
		if node, err = disk.DecodeNode(b); err == nil {
			v.cache.put(n, item.Version(), node, len(b))
		}
		return err
	})
	if err == nil && !found {
		err = v.note(store.ErrCorrupt)
	}
	if err != nil {
		return nil, fmt.Errorf("read node number %d: %w", n, err)
	}
	return node, nil
}

// idAt returns the ID of a number, which must be stored.
func (v view) idAt(n disk.Number) (id store.ID, err error) {
	if id = v.cache.id(n); id != "" {
		return id, nil
	}
	found, err := v.get(disk.NodeKey(n), func(_ *badger.Item, b []byte) error {
		id, _, err = disk.DecodeID(b)
		return err
	})
	if err == nil && !found {
		err = v.note(store.ErrCorrupt)
	}
	if err != nil {
		return "", fmt.Errorf("read node number %d: %w", n, err)
	}
	return id, nil
}

// nodes returns the nodes with ids in the same order; nil for an unknown one.
func (v view) nodes(ctx context.Context, ids []store.ID) ([]store.Node, error) {
	nodes := make([]store.Node, len(ids))
	for i, id := range ids {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n, err := v.node(id)
		if err != nil {
			return nil, err
		}
		nodes[i] = n
	}
	return nodes, nil
}

// support returns the statements behind a derived edge, or none if the edge does not exist.
func (v view) support(source disk.Number, t store.EdgeType, target disk.Number) (shares []disk.Share, err error) {
	_, err = v.get(disk.DerivedKey(source, t, target), func(_ *badger.Item, b []byte) error {
		shares, err = disk.DecodeSupport(b)
		return err
	})
	return shares, err
}
