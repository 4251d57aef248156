package badgerstore

import (
	"context"
	"fmt"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
	"forumgraph/store/internal/place"
)

// List implements store.Snapshot.
func (s *Snapshot) List(ctx context.Context, kind store.Kind, order store.ListOrder, page store.Page) (found store.NodePage, err error) {
	err = s.read(ctx, func() (err error) {
		found, err = s.list(ctx, kind, order, page)
		return err
	})
	if err != nil {
		return store.NodePage{}, fmt.Errorf("list %s: %w", kind, err)
	}
	return found, nil
}

func (s *Snapshot) list(ctx context.Context, kind store.Kind, order store.ListOrder, page store.Page) (store.NodePage, error) {
	list, err := place.NewList(kind, order)
	if err != nil {
		return store.NodePage{}, err
	}
	after, err := list.After(page.After)
	if err != nil {
		return store.NodePage{}, err
	}
	prefix := disk.KindPrefix(kind)
	if order != store.ByID {
		prefix = disk.NamePrefix(kind, list.Lang())
	}
	var from []byte
	if after != "" {
		from = append(append([]byte(nil), prefix...), after...)
		from = append(from, 0)
	}
	found := store.NodePage{Nodes: []store.Node{}, Cursors: []store.Cursor{}}
	err = s.view.scan(ctx, prefix, from, page.Reverse, func(item *badger.Item, key []byte) (bool, error) {
		at := string(key[len(prefix) : len(key)-1])
		if at == after {
			return true, nil
		}
		if len(found.Nodes) == page.Size() {
			found.More = true
			return false, nil
		}
		n, err := s.view.nodeOf(item)
		if err != nil {
			return false, err
		}
		found.Nodes = append(found.Nodes, n)
		found.Cursors = append(found.Cursors, list.Cursor(at))
		return true, nil
	})
	if err == nil && after == "" && !found.More { // the whole list
		err = s.complete(nil, string(kind), len(found.Nodes), s.state.Nodes[disk.KindCodes.Code[kind]])
	}
	return found, err
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
