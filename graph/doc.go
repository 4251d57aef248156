// Package graph serves the graph as a GraphQL API.
//
// [NewHandler] answers over HTTP, [Execute] in the same process. Both run the code that gqlgen generates from the files
// in schema/ on the resolvers in *.resolvers.go, one file for each file of the schema. A resolver converts its arguments,
// names a list or a set of nodes, and leaves the reading to the types here: a list is read page by page and becomes a
// [Connection]; a loader, one for each request, reads nodes in batches.
//
// Out of scope: changing the graph, full text search, paths and network measures, rate limits, and serving anything but
// GraphQL.
//
// # Decisions
//
// How are nodes loaded in batches? Options: a loader that waits a moment for more keys; prefetching in every parent
// resolver; a loader that knows what else will be asked for. Decision: the last. gqlgen resolves the fields of a list
// concurrently, so the first of them to miss takes the loader's lock and reads, besides its own node, every node of the
// same kind that the nodes seen so far refer to. The other fields then find theirs. No field waits for a clock, and the
// number of reads depends on the shape of the query, never on the length of a page. The price is that a read may fetch
// nodes nobody asks for; they are bounded by the references of the nodes that were.
//
// Adjacency is read once for each list, since each list has its own page: lists nested in a list of twenty nodes are
// twenty reads. That is the one thing that grows with a page, and only where a query asks for it.
//
// When does a request see its snapshot? One response is one operation, since there are no subscriptions: the snapshot is
// opened before the operation runs and closed when its answer is complete. Its version is in the answer's
// extensions.graph, also when the answer is an error.
//
// Why are people, sessions and hosted plain lists rather than connections? Their order is not that of an index, they are
// bounded by what one event holds, and clients want them whole. Lists that grow with the graph are connections.
//
// # Limits
//
// A body or a query string has at most 100 KiB, a document at most 2000 tokens and 1000 fields with fragments expanded;
// a request may take 10 seconds unless Options says otherwise. The cost of long pages is not counted.
package graph

//go:generate go tool gqlgen generate
