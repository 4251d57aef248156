// Package lru keeps what was used last, bounded by number and by bytes.
package lru

import (
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"forumgraph/store"
)

// Cache keeps what was used last, bounded by number and by bytes. Safe for concurrent use.
type Cache[K comparable, V any] struct {
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

// New returns an empty cache of at most so many entries, which together take at most maxBytes.
func New[K comparable, V any](most, maxBytes int) *Cache[K, V] {
	c := &Cache[K, V]{maxBytes: maxBytes}
	// The only error is a size below one.
	c.entries, _ = simplelru.NewLRU(most, func(_ K, e sized[V]) { c.bytes -= e.bytes })
	return c
}

func (c *Cache[K, V]) Get(key K) (V, bool) {
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

// Peek is Get for a caller that has asked before: it counts neither a hit nor a miss.
func (c *Cache[K, V]) Peek(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.entries.Peek(key)
	return e.value, ok
}

// Use returns the use of the cache under a name.
func (c *Cache[K, V]) Use(name string) store.CacheUse {
	c.mu.Lock()
	defer c.mu.Unlock()
	return store.CacheUse{
		Name: name, Bytes: int64(c.bytes), Limit: int64(c.maxBytes), Entries: int64(c.entries.Len()), Hits: c.hits, Misses: c.misses,
	}
}

// Add keeps a value that takes so many bytes. It does not keep one of more than an eighth of what the cache may hold.
func (c *Cache[K, V]) Add(key K, value V, bytes int) {
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
