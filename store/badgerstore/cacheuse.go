package badgerstore

import (
	"github.com/dgraph-io/ristretto/v2"

	"forumgraph/store"
)

// Caches returns the use of the store's caches: "nodes" has decoded nodes by record, "current_nodes" the same by ID as long
// as the graph stays as it is, and "blocks" the parts of tables that were read last, without compression.
//
// Errors: store.ErrClosed.
func (s *Store) Caches() ([]store.CacheUse, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, store.ErrClosed
	}
	nodes, current := s.files.cache.nodes, s.files.cache.current
	return []store.CacheUse{
		cacheUse("nodes", nodes.Metrics, nodes.MaxCost()),
		cacheUse("current_nodes", current.Metrics, current.MaxCost()),
		cacheUse("blocks", s.files.db.BlockCacheMetrics(), s.opts.CacheBytes/2),
	}, nil
}

func cacheUse(name string, m *ristretto.Metrics, limit int64) store.CacheUse {
	return store.CacheUse{
		Name:    name,
		Bytes:   int64(m.CostAdded() - m.CostEvicted()),
		Limit:   limit,
		Entries: int64(m.KeysAdded() - m.KeysEvicted()),
		Hits:    m.Hits(),
		Misses:  m.Misses(),
	}
}
