// Package disk is the format on disk: keys, their records, and the codes in both. It does not depend on Badger.
//
// keys.go draws every key; record.go, logrecord.go and block.go draw every value. Whatever decodes must encode to the
// same bytes, so that equal graphs are equal files; anything else is refused as store.ErrCorrupt.
//
// # Decisions
//
// How is adjacency stored: one key for each edge, blocks for each (node, type, direction), or one sequence of blocks
// for each node, ordered by type, direction and neighbor? One sequence. Most nodes have few edges of many types, so one
// record holds them all, and a change set writes a sixth of the keys. The counts in front say how many ends to expect,
// so that no part can go missing unnoticed. A hub's sequence is cut into blocks, so that a change rewrites few of them.
//
// Where is a sequence cut: at a size, or by content? By content, at IDs with a certain hash. Equal edges then give
// equal blocks whatever happened before; cut by size, derived edges that are dropped and rebuilt would have other
// bytes.
//
// Are an edge's citations stored with it? No. A node's record states its edges (see package store); the adjacency is an
// index that repeats only what a neighbor list shows.
package disk
