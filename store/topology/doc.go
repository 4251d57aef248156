// Package topology holds the adjacency of one version of the graph in memory. It finds the neighborhood of a node and
// the paths between two, and it serves filters, orders and measures: see [Topology.Along], [Topology.CitedAt] and
// [Set].
//
// [Build] scans one store.Snapshot into a [Topology]. [Topology.Neighborhood] returns the [Subgraph] around a node,
// ready for drawing; [Topology.Paths] returns the shortest paths between two nodes and the next shortest ones. Both
// name edges by their store.EdgeKey, so that a caller reads citations and support from the snapshot of the same
// version. Equal graphs and options give equal results.
//
// A topology is immutable. [Topology.Follow] makes the next one from the change log, and [Latest] shares the latest
// one, in memory and in a file.
//
// Out of scope: labels, citations and support (the snapshot has them), text search, and measures of many nodes at once
// (package network).
//
// The files are in four groups: what a topology holds (topology, way, class, columns, endcolumns, names, set, nodes),
// how it is made (build, arrange, record; follow*; file*; latest*), neighborhoods (neighborhood, cut) and paths (paths,
// shortest, join, yen). They are one package because all of them read the columns.
//
// # What does not connect
//
// Edges are followed in both directions. By default, these are not followed:
//
//   - sources, sections and passages: everything cites something, so everything would be two steps from everything;
//   - PRESENTED_AT, IN_SESSION, HOSTED, and PART_OF between sessions: attending the same session is not a tie;
//   - the root of each tree of sessions, the event itself, however it is reached.
//
// Options can admit them: by edge type, and for neighborhoods also by node kind. Naming edge types admits only edges of
// these types. Naming CITES or REPORTED_IN, or the kind of a source, section or passage, admits these nodes. Naming one
// of the session types admits the root. The nodes that a query names by ID are always admitted.
//
// # Memory
//
// A node takes 45 bytes and its ID, an edge 20 bytes: 10 at each end. A statement takes 7 bytes more, and one for each
// of its voices; a node of another kind with a name takes its sort keys and 70 bytes. While it runs, Build needs some
// 250 bytes a node and 10 bytes an edge end more. Paths and neighborhoods use scratch space of 24 bytes a node for each
// processor.
//
// # Where a topology comes from
//
// Built: [Build] scans nodes and edge ends in the engine's order, by the engine's numbers, and sorts both. [Builder]
// does the same while a load writes the graph.
//
// Followed: the log records say which nodes changed. Their old records, which the last topology reflects, and their new
// ones give the changed edges; the weights of derived edges change by the shares (store.Shares) of the statements
// concerned. Following therefore reads nothing from the store unless a passage moved, and merges a few edits into
// copied columns. Tests compare the result with Build, field by field, after random changes.
//
// Loaded: file.go draws the file. It holds the digest of the log record that made its version, so a file of another
// store, or of versions that a restored backup does not have, is ignored.
//
// # What a query reads
//
// Hubs decide the cost. Most paths between two people lead over two hubs, whose edges are looked up in each other's
// lists instead of read (join.go). A neighborhood reads what is next to its center once, and stops when it is full.
// What it left out is counted only on request ([Topology.Cut]), because that reads the neighbors of all nodes. A list
// by name compares ranks ([Topology.NameRank]), and a first page is selected without sorting the rest.
//
// # Decisions
//
// How are nodes numbered: as they come, by degree (better locality), or in order? By kind, in the order of the ID
// prefixes, then by ID. Numbers then compare as IDs do: every "ties by ID" is a comparison of integers, and a binary
// search finds an ID without a map.
//
// One list of edge ends for each node, or one for each direction? One, in the order of Snapshot.Neighbors, with the
// direction next to the type. No query here follows one direction alone.
//
// How is a topology kept up to date: in place under a lock, with a list of changes that every query reads, or by
// copying the columns with the edits? By copying. Queries need no lock and see one version, and only the first query of
// a version waits.
//
// What is in the file: the memory layout, to be mapped, or columns, to be copied? Columns. They are portable
// (little-endian), can be checked before use, and copying is fast enough.
//
// Is a path a sequence of edges or of nodes? Of nodes; each hop lists all its edges. RELATED, BROADER and CO_RAISED can
// join the same two issues, and as sequences of edges the first results would be one path three times.
//
// How are the next shortest paths found: by enumeration up to a limit, or by Yen's algorithm with Lawler's refinement?
// By Yen's. Enumeration depends on the order of the walk and misses heavier paths behind a hub. Yen's algorithm is
// exact, and its work grows with the number of paths returned.
//
// Which nodes does a cut neighborhood keep: by degree, by centrality, or by their ties to what is shown? By depth, then
// by the sum of the weights of the edges to the nodes selected before, then by ID. A reader can check this in the
// picture, and it favors what is tied to the center over what is tied to everything. The sum is not returned: it must
// not become a score of persons.
package topology
