// Package badgerstore implements package store with a Badger database: the engine of forumgraph.
//
// [Open] returns a [Store]; each of its [Snapshot] values reads one version through one Badger transaction. The
// contract is that of package store; this package documents only how it is kept. Below it,
//
//   - internal/disk is the format: keys, records and their codes;
//   - internal/bulk writes a whole graph at once;
//   - internal/rawfile reads Badger's files without Badger, to find damage and to recover what is intact.
//
// # Decisions
//
// How large can a change be? A change set is one version, so it is never split over transactions. If it fits a Badger
// transaction, whose size [Options.MaxChangeBytes] sets, it is one. Otherwise, and for [Store.Load], the store writes
// the whole graph to a new database next to the one in use and then switches to it atomically (writeanew.go), which is
// far faster than many transactions.
//
// Are tables compressed: not at all, with Snappy, or with Zstandard at its fastest? With Zstandard. It reduces records
// to a third, and a load takes less time because it writes less.
//
// How is damage found? Not by Badger. Its iterators silently leave out a block that they cannot read, and its lookups
// then find nothing; a truncated manifest opens as an empty database, and a log is cut at the first record that does
// not fit. Closing a store writes a seal instead: the size and checksum of every file, the version, the hash of its log
// record and the counts (seal.go). Every open compares the checksums, rather than trusting the sizes and checking
// blocks as they are read. It is faster than Badger's own checksums, and no read needs to doubt its result.
//
// What if the last process did not close the store? Badger would repair what it finds, for better or worse. We let it
// open a copy, in which tables are hard links, and the copy must hold every acknowledged version (recover.go).
//
// What if the disk fails later? A scan compares what it read with the counts, a record that is not found is looked up
// in the tables without Badger (absent.go), a panic in Badger is caught, and [Store.Scrub] compares the checksums
// again. After the first damage, every read fails (faults.go).
//
// # Caveats
//
// Commits are synced to disk before Apply returns. While the store is open its folder holds sparse files, much longer
// than what they use; Close truncates them.
//
// A version is acknowledged by the seal, which is written after the commit. After a crash between the two the store is
// one version ahead of its seal, and that version counts.
package badgerstore
