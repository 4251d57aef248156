// Package selection says which nodes a question means, in which order, and how they are distributed.
//
// A [Selector] works on a topology.Topology, the adjacency of one version of the graph. [Selector.Statements] and
// [Selector.Nodes] turn a [StatementFilter] or a [NodeFilter] into a set of nodes; [Selector.List] puts nodes in an [Order]
// and pages through them with cursors that hold the last key seen; [Selector.Facet] counts nodes by the values of a field.
//
// Out of scope: reading records, words of a text (a [Matcher] finds those), and GraphQL.
//
// # Decisions
//
// How are filters evaluated? Options: a predicate over records, read one by one; posting lists kept in the store for each
// property; or sets over the topology. Decision: sets. A filter by issue, voice or session is the union of a few
// neighbor lists that the topology has in memory already; and, or and not are operations on bits. No record is read to
// decide, the cost of a part is a bit for each node of the graph and its neighbor lists, and every combination composes.
//
// Does a short list pay for the whole graph? No: a list under a node comes as topology.Nodes that list it, a filter by kind
// takes a part of that, a first page is chosen without ordering the rest, names compare by rank, and what supports a list's
// edges is gathered when something asks about it. With 200,000 nodes each list was a set of 26 KB and several more beside:
// of a question for 25 lists of 5 that was three quarters.
//
// What does a facet count? Options: statements everywhere, or the elements of the list. Decision: the elements. The count
// of a value is the length that the list would have if the value were added to its filter (for other lists than those of
// statements: to the filter's statements, the same statements that the filter asks for). A reader who clicks a count gets
// that many.
//
// Do sessions roll up? Yes, and places: a statement made in a workshop was made in the round of workshops. Issues and
// populations do so only where asked (Narrower): a narrower issue is not said to be raised when the broader one is.
//
// Why is there no descending order? Names and places in the document are read from the start, and of counts one wants the
// largest; last with before walks any list from its end.
package selection
