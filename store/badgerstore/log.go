package badgerstore

import (
	"context"
	"fmt"

	"github.com/dgraph-io/badger/v4"

	"forumgraph/store"
)

// Log implements store.Store. Times come back in UTC.
func (s *Store) Log(ctx context.Context, after uint64, limit int) ([]store.LogRecord, error) {
	if err := s.acquire(); err != nil {
		return nil, fmt.Errorf("log after %d: %w", after, err)
	}
	defer s.release()
	if limit <= 0 {
		limit = defaultLogLimit
	}
	limit = min(limit, maxLogLimit)
	v := view{txn: s.db.NewTransaction(false)}
	defer v.txn.Discard()
	records := []store.LogRecord{}
	if after+1 == 0 {
		return records, ctx.Err()
	}
	err := v.eachLog(ctx, after+1, func(version uint64, value []byte) (bool, error) {
		rec, err := decodeLog(version, value)
		records = append(records, rec)
		return len(records) < limit, err
	})
	if err == nil {
		err = ctx.Err()
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
		if err != nil {
			return false, err
		}
		err = valueOf(item, func(_ *badger.Item, value []byte) error {
			more, err = f(k.version, value)
			return err
		})
		return more, err
	})
}
