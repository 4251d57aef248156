// Package store holds forumgraph's domain types and the contract of the graph store.
//
// # Words
//
// One word for each notion, here and in the packages below:
//
//	kind, type        of a node; of an edge. A row of a table describes each: [KindInfo], [EdgeTypeInfo]
//	node, record      a thing in the graph; the fields that are stored of it
//	edge              a typed, directed link between two nodes; asserted by a record, or derived from statements by a rule
//	end               an edge as seen from one of its two nodes: the other node, the type and the direction
//	tie               in pictures and measures: an edge that counts there, or the sum of such edges between two nodes
//	relationship      the word of the API for an edge; not used in store
//	discourse         the nodes of what was said: all but the document's
//	document          sources, sections and passages
//	event             the session at the root of a tree of sessions, and all that is below it
//	statement, voice  a claim that somebody made; who made it
//	through           of a claim: counted for an organization because an affiliated person made it
//	citation          where a source says so: passage, span, hash
//	snapshot          one version of the graph, as a reader sees it
//	topology          the adjacency of one version in memory, with what filters, orders and measures read
//	number, class,    a node, a kind, and an edge type with a direction as small integers inside package topology; words
//	way               are used at its border
//	place             the kind PLACE; where the document first cites a node is its topology.CitedAt
//	filter, set       what narrows a list; the nodes that pass
//	text, role        a wording in a record; what it is to the node: name, alias, definition, summary
//
// # Where to begin
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
