// Package store holds forumgraph's domain types and the contract of the graph store.
//
// A [Node] is a thing in the graph: a [Person], an [Organization], an [Issue], a [Statement], a [Passage] of the
// source. A node's fields are the only source of truth for its asserted edges: [AssertedEdges] reads them off, so that
// an edge never outlives the record that says it. A [Store] takes [ChangeSet] values, one version each, and answers from
// a [Snapshot], which sees exactly one version. Engines live below this package (badgerstore, memstore); the suite that
// both must pass is storetest.
//
// Out of scope: the text of a source (only lengths and hashes are stored; see package seed for attaching a copy), full
// text search (see package search below this one), and everything that speaks GraphQL.
//
// # Decisions
//
// Where do edges live? Options: as records of their own, or read off the nodes that state them. Decision: read off the
// nodes. One owner for each edge makes a delete complete, an import idempotent, and a citation impossible to lose; the
// engines keep packed adjacency as an index over it. The owner is the edge's source or its target, never a third node.
//
// Which derived edges are stored? RAISED, BACKS, OPPOSES and CO_RAISED: each statement adds its own share, so they follow
// a change at the cost of the change. CONGRUENT and CONFLICTING relate all voices that hold a position on one
// recommendation, pairwise: stored, one proposition discussed at a thousand forums would be millions of edges. They are
// computed when asked for, from BACKS and OPPOSES.
//
// Does a person's claim count for their organization? Only in RAISED, and only marked: the support names the person it
// came through. Positions never travel: an organization backs what it is itself reported to back.
package store
