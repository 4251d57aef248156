// Package badgerstore keeps a graph store in a Badger database: the engine that forumgraph uses.
//
// [Open] gives a [Store]; its [Snapshot] values read one version each through one Badger transaction. The contract is
// that of package store; what is told here is how it is kept. keys.go draws every key, block.go and record.go every value.
//
// # Decisions
//
// How is adjacency packed? Options: one key for each edge; blocks for each (node, type, direction); one sequence of
// blocks for each node, ordered by type, direction and neighbor. Decision: one sequence. Most nodes have few edges of many
// types, so one record holds them all, with their counts in front: degree and neighbors are one read, and a change set
// writes a sixth of the keys. A hub's sequence is cut into blocks that a seek finds.
//
// Where is a sequence cut? Options: when a block grows past a size, or where the content says. Decision: by content, at
// IDs with a certain hash. Equal edges then give equal blocks whatever happened before; cut by size, derived edges that
// are dropped and rebuilt would come back in other bytes.
//
// Are an edge's citations stored with it? Decision: no. A node's record states its edges (see package store); the
// adjacency is an index that repeats only what a neighbor list shows, and [Snapshot.Edges] reads the rest off the record.
//
// How large can a change be? A change set is one version, so it is never split over transactions. One that fits a Badger
// transaction, which [Options.MaxChangeBytes] sizes, is one. One that does not, and [Store.Load], write the whole graph
// anew in the order of its keys, beside the database in use, and put it in its place in one step (generation.go). A graph
// of 200,000 nodes takes seconds so, and transactions of any size would take minutes.
//
// Are tables compressed? Options: not at all, Snappy, or Zstandard at its fastest. Decision: Zstandard. Records repeat
// field names and the beginnings of IDs: it makes a third of them, and a load of what is written to disk less slow. Reading
// costs a few microseconds where neither the cache of nodes nor that of blocks has what is asked for.
//
// # Caveats
//
// Who finds damage? Badger's iterators end early at a damaged block and say nothing, and some damaged tables end the
// process. [Open] therefore verifies the checksums of all tables first, up to 16 MiB whole, beyond that their indexes only;
// [Store.Check] always reads everything. A torn end of a log is not damage: it is the commit that a crash cut off.
//
// Commits are synced to disk before Apply returns. While the store is open its folder holds files much longer than
// what they use (sparse files); Close cuts them.
package badgerstore
