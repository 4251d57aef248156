// Package topology answers questions about how nodes hang together: what is around a node, and which paths join two. It is
// also what filters, orders and measures read: see [Topology.Ends], [Topology.Place] and [Set].
//
// [Build] reads one store.Snapshot into a [Topology], a compact adjacency in memory. [Topology.Neighborhood] returns
// the [Subgraph] around a node, ready for drawing; [Topology.Paths] returns the shortest paths between two nodes and the
// next shortest ones. Both name edges by their store.EdgeKey, so that a caller reads citations and support from the
// snapshot of the same version. Every answer is a function of the graph and the question: equal ones give equal answers.
//
// Out of scope: labels, citations and support (the snapshot has them), text search, measures of many nodes at once (package
// network), and keeping a Topology up to date: it belongs to one version, and whoever serves several builds the next one
// beside it and swaps.
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
// A node takes 37 bytes and its ID, an edge 20 bytes: 10 at each end. A corpus of 209,000 nodes and 721,000 edges is 30 MB
// with IDs of 35 bytes. A statement takes 7 bytes more, and one for each of its voices; a node of another kind with a name
// takes its sort keys and 70 bytes. Build needs about 60 bytes a node more while it runs. Each question that runs at the
// same time borrows 24 bytes a node of scratch space, which is kept for the next one until the garbage collector wants it.
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
