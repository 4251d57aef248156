package badgerstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// Log implements store.Store. Times are in UTC.
func (s *Store) Log(ctx context.Context, after uint64, limit int) ([]store.LogRecord, error) {
	if limit <= 0 {
		limit = defaultLogLimit
	}
	limit = min(limit, maxLogLimit)
	records := []store.LogRecord{}
	if after+1 == 0 {
		return records, ctx.Err()
	}
	err := s.read(func(v view, st disk.State) error {
		err := v.scan(ctx, []byte{disk.PrefixLog}, disk.LogKey(after+1), func(item *badger.Item, rawKey []byte) (bool, error) {
			k, err := disk.ParseKey(rawKey)
			if err != nil || k.Part != nil {
				return err == nil, err
			}
			next := after + 1 + uint64(len(records))
			if k.Version != next {
				return false, missingLog(next)
			}
			err = valueOf(item, func(_ *badger.Item, value []byte) error {
				rec, err := disk.DecodeLog(next, value)
				records = append(records, rec)
				return err
			})
			return len(records) < limit, err
		})
		if last := after + uint64(len(records)); err == nil && len(records) < limit && last < st.Version {
			err = v.note(missingLog(last + 1))
		}
		return cmp.Or(err, ctx.Err())
	})
	if err != nil {
		return nil, fmt.Errorf("log after %d: %w", after, err)
	}
	return records, nil
}

const (
	defaultLogLimit = 100
	maxLogLimit     = 1000
)

func missingLog(version uint64) error { return disk.Corrupt("log record %d is missing", version) }

// logWalk follows the log in the order of its keys: versions without a gap, each with all of its nodes.
type logWalk struct {
	version uint64 // of the last record
	left    int    // how many of its nodes are still to come
}

// next takes the record at a key and returns the records of the nodes that it puts, and the IDs of those it deletes.
//
// Errors: store.ErrCorrupt.
func (w *logWalk) next(rawKey, value []byte) (put [][]byte, deleted []store.ID, err error) {
	k, err := disk.ParseKey(rawKey)
	if err != nil {
		return nil, nil, err
	}
	if k.Part != nil {
		if k.Version != w.version {
			return nil, nil, missingLog(k.Version)
		}
		if put, err = disk.DecodeLogPart(value); err != nil {
			return nil, nil, fmt.Errorf("log record %d, part %d: %w", k.Version, *k.Part, err)
		}
		w.left -= len(put)
		return put, nil, nil
	}
	if err := w.end(k.Version - 1); err != nil {
		return nil, nil, err
	}
	var e disk.LogEntry
	if err := disk.Unmarshal(value, &e); err != nil {
		return nil, nil, fmt.Errorf("log record %d: %w", k.Version, err)
	}
	w.version, w.left = k.Version, e.Left
	return e.Put, e.Delete, nil
}

// end reports whether the log is complete up to a version. Errors: store.ErrCorrupt.
func (w *logWalk) end(version uint64) error {
	if w.left != 0 {
		return disk.Corrupt("the nodes of log record %d are not complete", w.version)
	}
	if w.version != version {
		return missingLog(w.version + 1)
	}
	return nil
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

// errStopped ends an iteration that the caller has stopped.
var errStopped = errors.New("stopped")

func (s *Store) logNodes(ctx context.Context, version uint64, f func(store.Node) error) error {
	return s.read(func(v view, _ disk.State) error {
		walk := logWalk{version: version - 1}
		found := false
		err := v.eachRaw(ctx, disk.LogKey(version), func(rawKey, value []byte) error {
			found = true
			put, _, err := walk.next(rawKey, value)
			for _, b := range put {
				n, err := disk.DecodeNode(b)
				if err != nil {
					return err
				}
				if err := f(n); err != nil {
					return err
				}
			}
			return err
		})
		switch {
		case err != nil:
			return err
		case !found:
			return cmp.Or(ctx.Err(), store.ErrNotFound)
		}
		return v.note(walk.end(version))
	})
}
