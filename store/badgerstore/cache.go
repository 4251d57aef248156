package badgerstore

import (
	"github.com/dgraph-io/ristretto/v2"

	"forumgraph/store"
)

// nodeCache keeps decoded nodes. It may forget any of them at any time and never answers for another version than it is
// asked for, so nothing depends on what it holds.
type nodeCache struct {
	nodes *ristretto.Cache[uint64, cachedNode]
}

type cachedNode struct {
	version uint64
	node    store.Node
}

// decodedSize is about how much larger a decoded node is than its record.
const decodedSize = 4

func newNodeCache(bytes int64) (*nodeCache, error) {
	c, err := ristretto.NewCache(&ristretto.Config[uint64, cachedNode]{
		NumCounters: max(bytes/200, 100), // ten for each node that fits
		MaxCost:     bytes,
		BufferItems: 64,
	})
	if err != nil {
		return nil, err
	}
	return &nodeCache{c}, nil
}

func (c *nodeCache) get(n number, version uint64) store.Node {
	if hit, ok := c.nodes.Get(uint64(n)); ok && hit.version == version {
		return hit.node
	}
	return nil
}

func (c *nodeCache) put(n number, version uint64, node store.Node, size int) {
	c.nodes.Set(uint64(n), cachedNode{version, node}, int64(size)*decodedSize)
}

func (c *nodeCache) close() { c.nodes.Close() }
