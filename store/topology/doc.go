// Package topology holds the adjacency of one version of the graph in memory. It finds what is around a node and which paths join
// two, and it is what filters, orders and measures read: see [Topology.Along], [Topology.CitedAt] and [Set].
//
// [Build] scans one store.Snapshot into a [Topology]. [Topology.Neighborhood] returns the [Subgraph] around a node, ready for
// drawing; [Topology.Paths] returns the shortest paths between two nodes and the next shortest ones. Both name edges by their
// store.EdgeKey, so that a caller reads citations and support from the snapshot of the same version. Equal graphs and questions
// give equal answers.
//
// A topology never changes. [Topology.Follow] makes the next one from the change log, and [Latest] keeps the latest, in memory
// and in a file, for all who ask.
//
// Out of scope: labels, citations and support (the snapshot has them), text search, and measures of many nodes at once
// (package network).
//
// The files are in four groups: what a topology holds (topology, way, class, columns, endcolumns, names, set, nodes), how it is
// made (build, arrange, record; follow*; file*; latest*), neighborhoods (neighborhood, cut) and paths (paths, shortest, join,
// yen). They stay one package since all read the columns.
//
// # What does not connect
//
// Edges are followed in both directions. Unless asked for, these are not:
//
//   - sources, sections and passages: everything cites something, so everything would be two steps from everything;
//   - PRESENTED_AT, IN_SESSION, HOSTED, and PART_OF between sessions: having been in one room is not a tie;
//   - the root of each tree of sessions, the event itself, however it is reached.
//
// Asking is by edge type, and by node kind where a question has kinds. Naming a type in a question's Types admits edges of
// it, and then only the named ones. Naming CITES or REPORTED_IN admits the document's nodes; so does naming their kind.
// Naming one of the session types admits the root. The nodes that a question names by ID, its ends, are always admitted.
//
// # Memory
//
// A node takes 45 bytes and its ID, an edge 20 bytes: 10 at each end. A corpus of 209,000 nodes and 721,000 edges is 32 MB
// with IDs of 35 bytes. A statement takes 7 bytes more, and one for each of its voices; a node of another kind with a name
// takes its sort keys and 70 bytes. While it runs, Build needs some 250 bytes a node and 10 bytes an edge end more. Paths and
// neighborhoods use scratch space of 24 bytes a node, one for each processor.
//
// # Where a topology comes from
//
// Built: [Build] scans nodes and edge ends in the engine's order, by the engine's numbers, and sorts both. Most of its time
// decodes nodes, makes sort keys, and decompresses tables. [Builder] does the same while a load writes the graph.
//
// Followed: the log records say which nodes changed. The last topology has the edges that these stated before, their records
// those that they state now; the weights of derived edges change by the shares (store.Shares) of the statements concerned. So
// following reads nothing from the store, unless a passage moved, and merges a few edits into columns that are copied.
// Random changes in the tests give the same columns as Build, field by field.
//
// Loaded: file.go draws the file. It holds the digest of the log record that made its version: a file of another store, or of
// versions that a restored backup does not have, is ignored.
//
// # What a question reads
//
// Hubs decide: the busiest issue of 10,000 reports has 139,000 edges. A path between two people leads over two hubs most of the
// time, and those are looked for in each other's lists (join.go): reading one took ten times as long as the rest. A
// neighborhood reads what is next to its middle once, and stops when it is full; what it left out is counted only for those
// who ask ([Topology.Cut]), since it takes the neighbors of all. A list by name compares ranks ([Topology.NameRank]), and a
// first page is chosen without ordering the rest.
//
// # Decisions
//
// How are nodes numbered? Options: as they come, by degree (better locality), or in order. Decision: by kind, the kinds in
// the order of their ID prefixes, then by ID. As no prefix begins another, numbers then compare as IDs do, byte by byte:
// every "ties by ID" is a comparison of integers, and an ID is found by bisection, without a map.
//
// One list of edge ends for each node, or one for each direction? Decision: one, in the order of Snapshot.Neighbors, with
// the direction beside the type. No question here follows one direction alone.
//
// How is a topology kept up to date? Options: change it in place under a lock; keep what changed beside it, as one more list
// that every question looks at; or copy the columns around the edits. Decision: the last. Questions need no lock and see one
// version, and copying 40 MB takes ten milliseconds, for which nobody waits but the first to ask about a version.
//
// What is in the file? Options: what memory holds, mapped as it is; or columns that are copied. Decision: copied. Little-endian
// columns are portable and can be checked before they are used, and copying is quick enough.
//
// What is a path: a sequence of edges, or of nodes? Two issues can be joined by RELATED, BROADER and CO_RAISED at once; as
// sequences of edges, the first answers would be one path three times over. Decision: of nodes; each hop lists all its
// edges.
//
// How are the next shortest paths found? Options: enumerate and stop at a limit, which depends on the order of the walk and
// misses heavier paths behind a hub; or Yen's algorithm with Lawler's refinement, a few shortest-path searches for each
// path returned. Decision: the latter. It is exact, and its work grows with the answer and not with the number of paths.
//
// What is relevant when a neighborhood is cut? Options: degree, centrality, or the ties to what is shown. Decision: depth,
// then the sum of the weights of the edges to the nodes chosen before, then ID. A reader can check it by looking at the
// picture, and it favors what is tied to the question over what is tied to everything. The sum is not returned: it serves
// the cut, and must not become a score of persons.
package topology
