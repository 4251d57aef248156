package badgerstore

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
)

// Log implements store.Store. Times come back in UTC.
func (s *Store) Log(ctx context.Context, after uint64, limit int) ([]store.LogRecord, error) {
	g, err := s.acquire()
	if err != nil {
		return nil, fmt.Errorf("log after %d: %w", after, err)
	}
	defer s.release(g)
	if limit <= 0 {
		limit = defaultLogLimit
	}
	limit = min(limit, maxLogLimit)
	v := g.read()
	defer v.txn.Discard()
	records := []store.LogRecord{}
	if after+1 == 0 {
		return records, ctx.Err()
	}
	st, err := v.state()
	if err != nil {
		return nil, fmt.Errorf("log after %d: %w", after, err)
	}
	err = v.eachLog(ctx, after+1, func(version uint64, value []byte) (bool, error) {
		rec, err := decodeLog(version, value)
		if next := after + 1 + uint64(len(records)); err == nil && version != next {
			err = corrupt("log record %d is missing", next)
		}
		records = append(records, rec)
		return len(records) < limit, err
	})
	if err == nil {
		err = ctx.Err()
	}
	if last := after + uint64(len(records)); err == nil && len(records) < limit && last < st.Version {
		err = v.note(corrupt("log record %d is missing", last+1))
	}
	if err != nil {
		return nil, fmt.Errorf("log after %d: %w", after, err)
	}
	return records, nil
}

const (
	defaultLogLimit = 100
	maxLogLimit     = 1000
)

// eachLog calls f for the log's records from version on, oldest first; the value is only valid during the call.
func (v view) eachLog(ctx context.Context, version uint64, f func(version uint64, value []byte) (bool, error)) error {
	return v.scan(ctx, []byte{prefixLog}, logKey(version), false, func(item *badger.Item, rawKey []byte) (more bool, err error) {
		k, err := parseKey(rawKey)
		if err != nil || k.part != nil {
			return err == nil, err
		}
		err = valueOf(item, func(_ *badger.Item, value []byte) error {
			more, err = f(k.version, value)
			return err
		})
		return more, err
	})
}

// LogNodes implements store.Store. It holds one part of a large change in memory.
func (s *Store) LogNodes(ctx context.Context, version uint64) iter.Seq2[store.Node, error] {
	return func(yield func(store.Node, error) bool) {
		err := s.logNodes(ctx, version, func(n store.Node) error {
			if !yield(n, nil) {
				return errStopped
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStopped) {
			yield(nil, fmt.Errorf("nodes of version %d: %w", version, err))
		}
	}
}

// errStopped ends a walk that nobody follows any more.
var errStopped = errors.New("stopped")

func (s *Store) logNodes(ctx context.Context, version uint64, f func(store.Node) error) error {
	g, err := s.acquire()
	if err != nil {
		return err
	}
	defer s.release(g)
	v := g.read()
	defer v.txn.Discard()
	if err := ctx.Err(); err != nil {
		return err
	}
	var e logEntry
	found, err := v.get(logKey(version), func(_ *badger.Item, b []byte) error { return unmarshal(b, &e) })
	if err != nil {
		return err
	}
	if !found {
		return store.ErrNotFound
	}
	records := func(put [][]byte) error {
		for _, b := range put {
			n, err := decodeNode(b)
			if err != nil {
				return err
			}
			if err := f(n); err != nil {
				return err
			}
		}
		return nil
	}
	if err := records(e.Put); err != nil || e.Left == 0 {
		return err
	}
	left := 0
	err = v.eachLogPart(ctx, version, func(put [][]byte) error {
		left += len(put)
		return records(put)
	})
	if err == nil && left != e.Left {
		err = v.note(corrupt("log record %d has %d of its %d nodes", version, left, e.Left))
	}
	return err
}

// eachLogPart calls f for each part of a version, in order.
func (v view) eachLogPart(ctx context.Context, version uint64, f func(put [][]byte) error) error {
	return v.eachRaw(ctx, logKey(version), func(rawKey, value []byte) error {
		k, err := parseKey(rawKey)
		if err != nil || k.part == nil {
			return err
		}
		put, err := decodeLogPart(value)
		if err != nil {
			return fmt.Errorf("log record %d, part %d: %w", version, *k.part, err)
		}
		return f(put)
	})
}
