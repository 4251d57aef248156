// Package badgerstore keeps a graph store in a Badger database: the engine that forumgraph uses.
//
// [Open] gives a [Store]; its [Snapshot] values read one version each through one Badger transaction. The contract is
// that of package store; this one says how it is kept. keys.go draws every key, block.go and record.go every value.
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
// What does a load cost? A profile of the import of a thousand made-up reports (207,000 nodes, 721,000 edges, 84 MB of JSONL) with
// all its indexes showed 30 s of a processor. A third was the garbage collector: its limit counted arenas for transactions
// that no load makes, and what Badger keeps of eight tables of 8 MB each. The rest was lines parsed twice by encoding/json,
// nodes decoded three times, once for each index, tables of Unicode for every name, and copies in sorters that grow. Now the
// store has room for small transactions, tables have 2 MB, plain lines are read without encoding/json, a [store.LoadWatcher]
// makes the indexes of nodes that the load has in its hands, and sorters take chunks that are sorted in the background. It takes
// 7.4 to 8.7 s of a processor, and so at least 4 s of two that have nothing else to do (6.3 s where others took a part of both, and
// 19 s before); 0.43 GB of memory and 137 bytes of disk an edge, of which 91 are this package's. Of these seconds the load by
// itself takes 4.8. Decoding the lines (0.35) and writing the same keys and values by Badger's stream writer, most of it
// compression (1.9), are what it cannot do without; see BenchmarkStore_Load_floor. Of what is left above that, no part is more
// than 0.4 s: checking, decoding records, edges, sorting, collecting garbage. The layout takes 1.7 s, the text index 0.8, the
// compact graph 0.3.
//
// How are readers served meanwhile? [Store.Load] has no readers and takes all processors. A change that is too large for a
// transaction is made beside them: it makes rows in one goroutine less than there are processors, one thing after the other,
// and yields between nodes, as Go's scheduler would otherwise let it run on for ten milliseconds, and a read takes a fiftieth of
// one. For one reader on two processors the 99th percentile beside a change is that of reads alone, or less, with or without
// this; it is for more readers. See BenchmarkStore_Apply_beside.
//
// How is damage found? Badger's iterators leave out a block that they cannot read, its lookups then find nothing, and neither
// says so; a manifest that was cut opens as an empty database, and a log is cut at the first record that does not fit. So
// Badger is not asked. Closing a store writes a seal: the size and sum of every file, the version, its log record's hash and
// the counts (seal.go). Options: compare the sums at every open, or trust the sizes and look at blocks as they are read.
// Decision: compare at every open. Sums of whole files take a tenth of what it takes to decompress the blocks and verify
// Badger's own checksums, 0.2 s a gigabyte where the files are in memory, and no read needs to doubt the answer then.
//
// What if the last process did not close the store? Badger would mend what it finds, for better or worse. So it is let loose on
// a copy in which tables are hard links, and the copy must hold every version that was acknowledged (recover.go).
//
// What if the disk fails later? A scan compares what it saw with the counts, a record that is not found is looked for in the
// tables without Badger (absent.go), a panic in Badger is caught, and [Store.Scrub] compares the sums again. After the first
// damage that is met, nothing is answered any more (faults.go).
//
// # Caveats
//
// Commits are synced to disk before Apply returns. While the store is open its folder holds files much longer than
// what they use (sparse files); Close cuts them.
//
// A version is acknowledged by the seal, which is written after the commit. A crash between the two leaves a version more than
// the seal says, which counts.
package badgerstore
