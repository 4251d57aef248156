// Package badgerstore keeps a graph store in a Badger database: the engine that forumgraph uses.
//
// [Open] gives a [Store]; its [Snapshot] values read one version each through one Badger transaction. The contract is
// that of package store; this package says how it is kept. Below it,
//
//   - internal/disk is the format: keys, records and their codes;
//   - internal/bulk writes a whole graph at once;
//   - internal/rawfile reads Badger's files without Badger, to find damage and to save what is whole.
//
// # Decisions
//
// How large can a change be? A change set is one version, so it is never split over transactions. One that fits a Badger
// transaction, which [Options.MaxChangeBytes] sizes, is one. One that does not, and [Store.Load], write the whole graph
// anew beside the database in use and put it in its place in one step (writeanew.go): seconds for 200,000 nodes, which would take
// transactions of any size minutes.
//
// Are tables compressed? Options: not at all, Snappy, or Zstandard at its fastest. Decision: Zstandard. Records repeat
// field names and the beginnings of IDs, so it makes a third of them, and a load takes less time since it writes less.
//
// How is damage found? Badger's iterators leave out a block that they cannot read, its lookups then find nothing, and neither
// says so; a manifest that was cut opens as an empty database, and a log is cut at the first record that does not fit. So
// Badger is not asked. Closing a store writes a seal: the size and sum of every file, the version, its log record's hash and
// the counts (seal.go). Options: compare the sums at every open, or trust the sizes and look at blocks as they are read.
// Decision: compare at every open. It takes a tenth of the time of Badger's own checksums, and no read needs to doubt the answer.
//
// What if the last process did not close the store? Badger would mend what it finds, for better or worse. So it opens a copy,
// in which tables are hard links, and the copy must hold every acknowledged version (recover.go).
//
// What if the disk fails later? A scan compares what it saw with the counts, a record that is not found is looked for in the
// tables without Badger (absent.go), a panic in Badger is caught, and [Store.Scrub] compares the sums again. After the first
// damage nothing is answered any more (faults.go).
//
// # Caveats
//
// Commits are synced to disk before Apply returns. While the store is open its folder holds sparse files, much longer than
// what they use; Close cuts them.
//
// A version is acknowledged by the seal, which is written after the commit. After a crash between the two the store is one
// version ahead of its seal, and that version counts.
package badgerstore
