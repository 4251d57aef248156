package badgerstore

import (
	"github.com/dgraph-io/ristretto/v2"

	"forumgraph/store"
)

// nodeCache keeps decoded nodes. It may forget any of them at any time and never answers for another version than it is
// asked for, so nothing depends on what it holds.
//
// It finds a node in two ways: by number and version of the record, which Badger has to be asked for, and by ID and version
// of the graph, which needs no reading at all as long as the graph does not change.
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

// decodedSize is about how much larger a decoded node is than its record.
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

// at returns the node with an ID in a version of the graph, or nil if the cache does not know it. Version 0 knows nothing.
func (c *nodeCache) at(id store.ID, version uint64) store.Node {
	if hit, ok := c.current.Get(string(id)); ok && hit.version == version && version > 0 {
		return hit.node
	}
	return nil
}

// currentSize is about what an entry of current takes beside the node, which nodes counts.
const currentSize = 100

func (c *nodeCache) putAt(id store.ID, version uint64, node store.Node) {
	if version > 0 {
		c.current.Set(string(id), currentNode{version, node}, int64(len(id))+currentSize)
	}
}

func (c *nodeCache) get(n number, version uint64) store.Node {
	if hit, ok := c.nodes.Get(uint64(n)); ok && hit.version == version {
		return hit.node
	}
	return nil
}

// id returns the ID of a node, or "" if the cache does not know it. Numbers are given once, so every version of a node has
// the same.
func (c *nodeCache) id(n number) store.ID {
	if hit, ok := c.nodes.Get(uint64(n)); ok {
		return hit.node.Base().ID
	}
	return ""
}

func (c *nodeCache) put(n number, version uint64, node store.Node, size int) {
	c.nodes.Set(uint64(n), cachedNode{version, node}, int64(size)*decodedSize)
}

func (c *nodeCache) close() {
	c.nodes.Close()
	c.current.Close()
}
