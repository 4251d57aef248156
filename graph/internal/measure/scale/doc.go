// Command scale measures forumgraph on made-up corpora and, in the same run and on the same machine, the limits that it is
// compared with. It prints tables in Markdown.
//
//	go -C graph/internal/measure run ./scale -reports 1000
//	go -C graph/internal/measure run ./scale -reports 10,1000,10000 -stores /tmp/corpora
//	go -C graph/internal/measure run ./scale -reports 10,1000,10000 -write scale/MEASUREMENTS.md
//
// For each corpus it imports the output of "forumgraph synth", unless the folder of -stores holds the store and the figures of
// an earlier import; starts "forumgraph serve"; and asks the questions of graph/internal/workload over loopback: with one
// client for latencies and with 8 for answers a second, each time about other nodes and without the answer cache, then with 8
// and the cache. The limits are
//
//	a bare handler of net/http that writes one of the answers
//	gqlgen as it comes, with the same answer in memory (graph/internal/measure/stock)
//	a bidirectional search over slices, for the shortest path
//	Badger alone, for a load and a start (store/badgerstore/bare)
//
// With -sqlite it loads the same reports in prose into SQLite and imports them, by turns, and asks both for an ordered first
// page (graph/internal/measure/sqlite). SQLite is built from C and needs the tag sqlite_fts5: make bench-sqlite gives it.
//
// Each server is a process of its own, so that none pays for another's garbage collector. One client serves all: it keeps its
// connections and only reads answers (client.go).
package main
