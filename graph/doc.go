// Package graph serves the graph as a GraphQL API.
//
// A [Handler] answers over HTTP, and in process with [Handler.Execute]. Both take a request through the same folders:
//
//	protocol          the HTTP request: its parameters, and the media type of the answer
//	internal/query    the document: parsed, within limits, validated, priced; the variables: checked
//	graph             the engine: kept answers, admission, one snapshot; then the generated code, which writes the answer
//	                  field by field, and the lists, edges and measures that its fields return
//
// Most fields are answered by a convention: an ID loads its node, a text takes lang, a list has its source in a table.
// A resolver in *.resolvers.go answers a field that needs a decision. A loader, one per request, reads nodes in
// batches.
//
// Lower packages compute what is not in a record: store/selection filters, orders and facets; store/topology paths and
// neighborhoods; store/network matrices and network measures; store/search full-text search. This package converts,
// loads nodes by ID, and says an edge in words ([Relationship.Sentence]).
//
// # Words
//
// One word for each notion here; package store defines the words of the graph itself.
//
//	request       what a client sends, over HTTP or in process
//	document      the parsed text of a request; it holds operations, of which one runs
//	plan          an operation's fields and cost, kept with its document
//	selection     the fields that an operation selects at one place
//	place         where the current value is in the answer
//	answer        the JSON for the client; a result is what it is made from
//	list          the nodes that a field leads to, before the client's criteria
//	criteria      a client's filter and order for a list
//	listing       a list as one field requests it: selected once for page, count and facets
//	page          a part of a list; a connection is a page as the API shows it
//	end           one end of an edge, seen from the node at the other; a relationship is an edge as the API shows it
//	cost          the work of an operation, computed before it runs; a limit bounds what a document may hold
//	refuse        not run an operation, and say why; an error is what went wrong with a field or a request
//	topology      the adjacency of one version in memory, the basis of lists, paths and measures
//
// Out of scope: changing the graph, rate limits, and any protocol other than GraphQL.
//
// # Decisions
//
// How are nodes loaded in batches? Options: wait a moment for more keys; prefetch in every parent resolver; foresee
// keys. Decision: foresee. The first field to miss a node also reads every node of the same kind that was announced or
// that the nodes seen so far refer to. No field waits for a timer, and the number of reads depends on the shape of the
// query, not on the length of a page. In return, a read may fetch nodes that no field needs, at most those that the
// nodes seen refer to.
//
// Why are fields resolved one at a time? gqlgen starts a goroutine for each field with a resolver and each list
// element, which took half of the time of an answer. Options: limit gqlgen to one worker, which keeps the goroutines;
// fields without resolvers, which cannot choose a language or load a node; generate different code. Decision: generate.
// Resolvers here read memory or one batch, and a busy server has other requests for its other cores.
//
// How is an answer written? gqlgen's code makes a context, a map of arguments, closures and a value that writes itself
// for each field: forty allocations for an edge with its two ends. Options: edit gqlgen's output; use another library,
// which finds resolvers by reflection; write our own code. Decision: our own. gqlgen still reads the schema, binds it
// to Go and keeps the resolvers' signatures; internal/generate drives its packages and adds our templates.
//
//	*.answer.generated.go     an object's function appends its fields to one buffer; a null in a non-null field rolls
//	                          the buffer back to the start of the object
//	arguments.generated.go    fields with the same arguments share one struct and its reader
//	query.Plan, arguments.go  what all objects of a place share, computed once, and kept with the document unless a
//	                          variable affects it: the fields of a type, with fragments expanded, and their arguments
//	place.go                  a stack of steps to the current value, and the contexts for gqlgen's errors, made only when
//	                          there is an error
//	testdata/recorded.txtar   what gqlgen's own code answered to randomly drawn documents
//
// Who answers a field? Options: a resolver for each field that Go cannot give directly, nearly all of them one line
// long; directives in the schema, which is published; conventions in the generator. Decision: conventions, and a table
// for the sources of lists (internal/generate, conventions.go and lists.go). A field that no convention covers gets an
// empty resolver when the code is generated. If Go has a member of its name that must not be shown unchanged, resolver:
// true in gqlgen.yml forces a resolver.
//
// Where do lists come from? Options: the store's cursors for plain lists, and the topology for lists with a filter, an
// order or facets; or the topology for all. Decision: the topology for all. Filters and counts need the whole list in
// memory anyway, and a page from there is at least as fast. In return, after the first start or a very large change no
// list is answered until the topology is built. Every list is then one idea: its nodes ([list]), a client's use of it
// ([listing]), and a page ([Connection]). In a list of derived edges, the statements of a node are those that tie it to
// the node above: "who raised this issue in that session" must not find a voice for what it said there about something
// else. Two lists are not lists of nodes: the edges at a node ([edgesAt]) and search results.
//
// When does a request open its snapshot? Before its operation runs, and it closes it when the answer is complete: a
// response is one operation, since there are no subscriptions. The snapshot's version is in the answer's
// extensions.graph, also when the answer is an error.
//
// Which lists are not connections? The parts of one record (the voices of a statement, the parts of a session,
// citations), and the results of one measure, which has limits of its own. Lists that grow with the graph are
// connections.
//
// Whose transport is it? Options: gqlgen's server; gqlgen's executor behind our transport; only the generated code.
// Decision: only the generated code. gqlgen's server fails 6 of the 61 audits of graphql-http and writes the request's
// body into its errors. Its executor parses and validates in one step, but documents must pass the limits before
// validation; the rest of its work is one screen of code, in engine.go.
//
// What may a client keep? A GET answer without errors. Its entity tag covers everything it depends on: the version of
// the graph, the document, its variables and operation, the language, the media type and the attached copy. Clients
// must revalidate (no-cache), since any change of the graph may change any answer; answers with an attached copy are
// also private, since its words belong to the reader. Stores have no identity, so each handler draws a part of its tags
// at random: a restart invalidates them, and two servers do not share them, but a replaced data folder or a new build
// never passes for the old one.
//
// How are answers kept here? Not at all by default; [Options].CacheBytes keeps the bytes sent, under the key above
// without the media type. No answer outlives its version. Simultaneous requests for the same key share one run, which
// has the deadline of the first and does not end with its client. A body that was sent before, byte for byte, maps to
// the digest of its operation, and is neither decoded nor is its document looked up. With [Options].Compress an answer
// is also kept compressed, since compressing it again would take longer than everything else in serving it.
//
// What bounds memory? An answer is written into one buffer; when that exceeds the limit for answers, lists end and the
// answer is dropped. Cost bounds how many values resolvers hold at a time, and the deadline bounds how long.
//
// # Limits
//
// A body or a query string has at most 100 KiB and an answer 5 MiB; a request may take 2 seconds unless Options says
// otherwise. The limits of documents and the cost of operations are in internal/query. Every answer reports its cost,
// once known, in extensions.cost. MEASUREMENTS.md says how fast answers are.
package graph

//go:generate go run ./internal/generate
