package badgerstore

import (
	"github.com/dgraph-io/ristretto/v2"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// nodeCache caches decoded nodes. It may drop any of them at any time, and returns a node only for its own version.
//
// It finds nodes by number and version of the record, which Badger has to look up, and by ID and version of the graph,
// which needs no read while the graph does not change.
type nodeCache struct {
	nodes   *ristretto.Cache[uint64, cachedNode]
	current *ristretto.Cache[string, currentNode]
}

type currentNode struct {
	version uint64 // of the graph
	node    store.Node
}

type cachedNode struct {
	version uint64
	node    store.Node
}

// decodedSize is roughly how many times larger a decoded node is than its record.
const decodedSize = 4

func newNodeCache(bytes int64) (*nodeCache, error) {
	currentBytes := bytes / 5
	nodes, err := ristretto.NewCache(&ristretto.Config[uint64, cachedNode]{
		NumCounters: max((bytes-currentBytes)/200, 100), // ten for each node that fits
		MaxCost:     bytes - currentBytes,
		BufferItems: 64,
		Metrics:     true,
	})
	if err != nil {
		return nil, err
	}
	current, err := ristretto.NewCache(&ristretto.Config[string, currentNode]{
		NumCounters: max(currentBytes/10, 100),
		MaxCost:     currentBytes,
		BufferItems: 64,
		Metrics:     true,
	})
	if err != nil {
		nodes.Close()
		return nil, err
	}
	return &nodeCache{nodes, current}, nil
}

// at returns the node with an ID in a version of the graph, or nil if it is not cached. Version 0 has no entries.
func (c *nodeCache) at(id store.ID, version uint64) store.Node {
	if hit, ok := c.current.Get(string(id)); ok && hit.version == version && version > 0 {
		return hit.node
	}
	return nil
}

// currentSize is roughly the size of an entry of current without the node, which nodes counts.
const currentSize = 100

func (c *nodeCache) putAt(id store.ID, version uint64, node store.Node) {
	if version > 0 {
		c.current.Set(string(id), currentNode{version, node}, int64(len(id))+currentSize)
	}
}

func (c *nodeCache) get(n disk.Number, version uint64) store.Node {
	if hit, ok := c.nodes.Get(uint64(n)); ok && hit.version == version {
		return hit.node
	}
	return nil
}

// id returns the ID of a node, or "" if it is not cached. A number never changes its ID.
func (c *nodeCache) id(n disk.Number) store.ID {
	if hit, ok := c.nodes.Get(uint64(n)); ok {
		return hit.node.Base().ID
	}
	return ""
}

func (c *nodeCache) put(n disk.Number, version uint64, node store.Node, size int) {
	c.nodes.Set(uint64(n), cachedNode{version, node}, int64(size)*decodedSize)
}

func (c *nodeCache) close() {
	c.nodes.Close()
	c.current.Close()
}

// Caches returns the use of the store's caches: "nodes" holds decoded nodes by record, "current_nodes" the same by ID
// while the graph does not change, and "blocks" recently read, decompressed parts of tables.
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
