// Package bulk writes a whole graph at once, in the order of its keys: into tables, without transactions, logs or compaction.
// It serves the load of an empty store and changes that are too large for a transaction.
//
// [Write] takes the nodes in any order. Nodes get their numbers in the order of their IDs, so that edges sort by numbers as they
// do by IDs. A record goes this way:
//
//	a line of JSON, or a stored record
//	  |  first pass, read.go: decoded, normalized and encoded by several goroutines
//	  v
//	file of records        in memory: ID, place in the file, what references are checked against
//	  |                    sorter: its names
//	  |  numbers are given
//	  |  second pass, write.go: read in the order of numbers, decoded and checked by several goroutines
//	  v
//	its key, 'n'           and the log's, 'l', written as they come
//	its edge ends          sorter --> 'e', edges.go
//	its shares in edges    sorter --> derived edges: 'd', and their ends --> 'e', edges.go
//	its ID, kind, names    in order in memory, or sorted --> 'i', 'k', 'b', indexes.go
//	its steps up           in memory --> refused if they close a cycle, cycles.go
//
// A record that breaks a rule ends the load, or is left out; then the second pass begins anew, since records that refer to it
// break a rule now.
//
// The sorters (sorter.go) keep within [store.Load.MemoryBytes] and put the rest into files.
//
// # Decisions
//
// Who has the processors? A load has no readers, and takes all of them. A large change is made beside readers: it leaves them a
// processor and yields between nodes, since Go's scheduler would otherwise let it run on for ten milliseconds, and a read
// takes a fiftieth of one.
package bulk
