// Package selection filters and orders nodes, and counts them by field.
//
// A [Selector] works on a topology.Topology, the adjacency of one version of the graph. [Selector.Statements] and
// [Selector.Nodes] turn a [StatementFilter] or a [NodeFilter] into a set of nodes; [Selector.List] puts nodes in an
// [Order] and pages through them with cursors that hold the last key seen; [Selector.Facet] counts nodes by the values
// of a field.
//
// Out of scope: reading records, words of a text (a [Matcher] finds those), and GraphQL.
//
// # Decisions
//
// How are filters evaluated: by a predicate over records, by posting lists in the store for each property, or by sets
// over the topology? By sets. A filter by issue, voice or session is the union of a few neighbor lists that the
// topology already has in memory, and and, or and not are bit operations. No record is read, and every combination
// composes.
//
// Does a short list pay for the size of the graph? No. A list under a node is a listed topology.Nodes, a filter by kind
// takes a part of it, a first page is selected without sorting the rest, names compare by rank, and the support of a
// list's edges is collected on first use. A set for each list would cost more than everything else.
//
// What does a facet count: always statements, or the elements of the list? The elements. The count of a value is the
// length of the list with the value added to its filter (for lists of other nodes: to the filter's statements). A
// reader who clicks a count gets that many.
//
// What rolls up? Sessions and places do: a statement made in a workshop was made in the round of workshops. Issues and
// populations do only with Narrower: raising a broader issue does not raise a narrower one.
//
// Why is there no descending order? Names and document order are read from the start, and counts are wanted from the
// largest; last with before walks any list from its end.
package selection
