package graph

import (
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"forumgraph/store"
)

// lru keeps what was used last, bounded by number and by bytes. Safe for concurrent use.
type lru[K comparable, V any] struct {
	maxBytes int

	mu      sync.Mutex
	entries *simplelru.LRU[K, sized[V]]
	bytes   int

	hits, misses uint64
}

type sized[V any] struct {
	value V
	bytes int
}

func newLRU[K comparable, V any](most, maxBytes int) *lru[K, V] {
	c := &lru[K, V]{maxBytes: maxBytes}
	// The only error is a size below one.
	c.entries, _ = simplelru.NewLRU(most, func(_ K, e sized[V]) { c.bytes -= e.bytes })
	return c
}

func (c *lru[K, V]) get(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.entries.Get(key)
	if ok {
		c.hits++
	} else {
		c.misses++
	}
	return e.value, ok
}

// use returns the use of the cache under a name.
func (c *lru[K, V]) use(name string) store.CacheUse {
	c.mu.Lock()
	defer c.mu.Unlock()
	return store.CacheUse{
		Name: name, Bytes: int64(c.bytes), Limit: int64(c.maxBytes), Entries: int64(c.entries.Len()), Hits: c.hits, Misses: c.misses,
	}
}

// add keeps value, which takes bytes; what would be more than an eighth of everything is not kept.
func (c *lru[K, V]) add(key K, value V, bytes int) {
	if bytes > c.maxBytes/8 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries.Remove(key) // a second add of the key would not count the first out
	c.entries.Add(key, sized[V]{value, bytes})
	c.bytes += bytes
	for c.bytes > c.maxBytes {
		c.entries.RemoveOldest()
	}
}
