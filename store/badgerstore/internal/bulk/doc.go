// Package bulk writes a whole graph at once, in the order of its keys: into tables, without transactions, logs or
// compaction. It serves the load of an empty store and changes that are too large for a transaction.
//
// [Write] takes the nodes in any order. Nodes get their numbers in the order of their IDs, so that edges sort by
// numbers as they do by IDs. The path of a record:
//
//	a line of JSON, or a stored record
//	  |  first pass, read.go: decoded, normalized and encoded by several goroutines
//	  v
//	file of records        in memory: ID, place in the file, what references are checked against
//	  |  numbers are given
//	  |  second pass, write.go: read in the order of numbers, decoded and checked by several goroutines
//	  v
//	its key, 'n'           and the log's, 'l', written as they come
//	its edge ends          sorter --> 'e', edges.go
//	its shares in edges    sorter --> derived edges: 'd', and their ends --> 'e', edges.go
//	its ID                 in order in memory --> 'i', write.go
//	its steps up           in memory --> refused if they close a cycle, cycles.go
//
// A record that breaks a rule ends the load or is left out. If it is left out, the second pass starts over, because
// records that refer to it now break a rule too.
//
// The sorters (sorter.go) keep within [store.Load.MemoryBytes] and put the rest into files.
//
// # Decisions
//
// How many processors does it use? A load has no readers and uses all of them. A large change runs alongside readers:
// it leaves them one processor and yields between nodes. Otherwise Go's scheduler would let it run for ten
// milliseconds, and a read takes a fiftieth of one.
package bulk
