package store

// CacheUse is what a cache holds, and how often it had what was asked of it since it was made. Caches forget what they
// please, so that nothing but speed depends on these numbers.
type CacheUse struct {
	// Name distinguishes the cache from others in the process: "nodes", "answers".
	Name string
	// Bytes is about how much memory the cache takes, and Limit what it may take.
	Bytes, Limit int64
	Entries      int64
	Hits, Misses uint64
}
