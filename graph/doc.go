// Package graph serves the graph as a GraphQL API.
//
// A [Handler] answers over HTTP, and by [Handler.Execute] in the same process. Both take a request through the same rooms:
//
//	protocol          what the HTTP request asks, and in which form it wants the answer
//	internal/query    the document: parsed, within limits, validated, priced; the variables: checked
//	graph             the engine: kept answers, admission, one snapshot; then the generated code, which writes the answer
//	                  field by field, and the lists, edges and measures that its fields return
//
// Most fields are answered by a convention: an ID loads its node, a text takes lang, a list has its source in a table. Where
// there is something to decide, a resolver in *.resolvers.go does. A loader, one for each request, reads nodes in batches.
//
// What the API answers beyond records comes from below: filters, orders and facets from store/selection, paths and
// neighborhoods from store/topology, matrices and network measures from store/network, words from store/search. This
// package converts, loads what IDs name, and says an edge in words ([Relationship.Sentence]).
//
// # Words
//
// One word for each notion here; those of the graph itself stand in package store.
//
//	request       what a client sends, over HTTP or in process
//	document      the text of a request, parsed; it holds operations, of which one runs
//	plan          what an operation selects and costs, kept with its document
//	selection     what one place of an operation asks of the objects that stand there
//	place         where in the answer the value at hand stands
//	answer        the JSON that goes out; a result is what becomes one
//	list          the nodes that a field leads to, before the client's criteria
//	criteria      the filter and the order that a client asks of a list
//	listing       a list as one field asks for it: selected once for page, count and facets
//	page          a part of a list; a connection is a page as the API shows it
//	end           one end of an edge, seen from the node at the other; a relationship is an edge as the API shows it
//	cost          what an operation takes, counted before it runs; a limit is what a document may hold
//	refuse        not run an operation, and say why; an error is what went wrong with a field or a request
//	topology      the adjacency of one version in memory, from which lists, paths and measures come
//
// Out of scope: changing the graph, rate limits, and serving anything but GraphQL.
//
// # Decisions
//
// How are nodes loaded in batches? Options: a loader that waits a moment for more keys; prefetching in every parent
// resolver; a loader that knows what else will be asked for. Decision: the last. Fields are resolved one after the other;
// the first to miss reads, besides its own node, every node of the same kind that the nodes seen so far refer to, or that
// was announced. The others then find theirs. No field waits for a clock, and the number of reads depends on the shape of
// the query, never on the length of a page. The price is that a read may fetch nodes nobody asks for; they are bounded by
// the references of the nodes that were.
//
// Why is nothing resolved side by side? gqlgen starts a goroutine for each field that has a resolver and for each element
// of a list. Here resolvers read memory or one batch, and a busy server has another request for the other core: the
// goroutines took half of the time of an answer. Options: workers limited to one, which keeps the goroutines; fields without
// resolvers, which cannot choose a language or load a node; generating the code otherwise. Decision: the last.
//
// How is an answer written? As gqlgen's code makes it, each field of each object has a context that knows its place, a map
// of arguments, some closures and a value that writes itself when all are there: forty allocations for an edge of a
// neighborhood with its two ends, and most of the time of W6. Options: fewer of them, by editing what gqlgen wrote; another
// library, whose resolvers are found by reflection; code of our own. Decision: the last. gqlgen reads the schema, binds it
// to Go and keeps the resolvers' signatures; internal/generate drives its packages and writes the rest from templates of our
// own. In *.answer.generated.go an object's function appends its fields to one buffer, in turn; one that must not be null
// but is takes its object back to where it began. In arguments.generated.go fields that take the same arguments share one
// struct and what reads it. What is the same for all objects of a place is done once, and kept with the document where no
// variable decides it: which fields there are for a type, with fragments expanded (plan.go), and the arguments of each
// (arguments.go). Where a value stands is a stack of steps (place.go); the contexts that gqlgen's errors take their path from
// are made from it when there is an error.
// testdata/recorded.txtar has what gqlgen's code answered to documents drawn at random.
//
// Who answers a field? Options: a resolver for each field that Go cannot give as it is, which were 255, all but a few one
// line long; directives in the schema, which is published; conventions in the generator. Decision: the last, and a table for
// the sources of lists (internal/generate, conventions.go and lists.go). A field that no convention covers gets an empty
// resolver when the code is generated; resolver: true in gqlgen.yml asks for one where Go has a member of that name which
// must not be shown as it is.
//
// Where do lists come from? Options: the store's cursors for a list as its description names it, and the topology for one with
// a filter, an order or facets; or the topology for all. Decision: the topology. What is filtered and counted must be all of a
// list, so that there is no doing without it, and it is in memory by the first answer; a page is then as quick as with the
// store's cursors or quicker. The price is that no list is answered until the topology is there, after the first start or a
// very large change. Every list is one idea: its nodes ([list]), what a client asks of them ([listing]), and a page
// ([Connection]). Nodes and edges are read from the store when something of theirs is asked for. In a list of derived edges, the
// statements of a node are those that tie it to the node above: "who raised this issue in that session" must not find a voice
// for what it said there about something else. Two lists are not of nodes: the edges at a node ([edgesAt]) and what words find.
//
// When does a request see its snapshot? One response is one operation, since there are no subscriptions: the snapshot is
// opened before the operation runs and closed when its answer is complete. Its version is in the answer's
// extensions.graph, also when the answer is an error.
//
// Which lists are no connections? What one record holds (the voices of a statement, the parts of a session, citations), and
// what one measure returns, which has limits of its own. Lists that grow with the graph are connections.
//
// Whose transport is it? Options: gqlgen's server with its transports; gqlgen's executor behind a transport of ours; the
// generated code alone. Decision: the last. gqlgen's server passes 55 of the 61 audits of graphql-http and writes the
// request's body into its errors; its executor parses and validates in one step, and validation is what documents must be
// small enough for. What the executor does besides is one screen of code, in engine.go.
//
// What may a client keep? An answer by GET without errors, under a tag drawn from the version of the graph, the document,
// its variables and operation, the language, the media type and the attached copy: everything it depends on. The tag is
// compared before anything is read. Cache-Control is no-cache: keep it, and ask each time, since any change of the graph
// may change any answer; with a copy of the source attached also private, since its words are the reader's and not for a
// cache that serves others. Stores have no identity of their own, so each handler draws a part of its tags at random: a
// restart forgets them, and two servers side by side do not know each other's, but a replaced data folder or a new build
// never passes for the old one.
//
// How are answers kept here? Off by default; with [Options].CacheBytes as the bytes that went out, under the same key
// without the media type. No answer outlives its version. Requests for the same key at the same time run once, on the
// time of the first and detached from its client. Clients repeat themselves byte for byte: a body that was sent before
// leads to the digest of what it asks, and is neither decoded nor its document looked up. With [Options].Compress an answer
// is also kept compressed: making that anew would take longer than all else that is done for a kept answer.
//
// What bounds memory? An answer is written into one buffer, and its lists end when that is longer than an answer may be;
// then it is dropped. Cost bounds how many values resolvers hold at a time, and the deadline how long they take.
//
// # Limits
//
// A body or a query string has at most 100 KiB and an answer 5 MiB; a request may take 2 seconds unless Options says
// otherwise. What a document may hold and an operation may cost stands in internal/query. Every answer tells its cost in
// extensions.cost, as far as it got to be counted.
//
// # Measurements
//
// AMD EPYC, 2 cores, Go 1.26.8, November 2026. Refusing the worst documents takes 0.01 to 0.5 ms; the slowest found to pass the
// limits takes validation 2 ms (go test -run - -bench Execute_refused ./graph). Over loopback with 8 clients, the forum's
// graph in Badger, as the share of the requests per second of a bare handler that writes the same bytes
// (go test -run - -bench HTTP -benchtime 10000x ./graph; in brackets requests per second, p50, p99):
//
//	organization by ID with affiliations, answer not kept   0.83   (42,000; 0.15 ms; 0.7 ms)
//	                                      answer kept       0.95   (48,000; 0.11 ms; 2 ms)
//	page of 20 who raised an issue, with one statement each,
//	                                      answer not kept   0.39   (14,300; 0.51 ms; 1.3 ms)
//	                                      answer kept       0.97   (37,000; 0.16 ms; 2 ms)
//
// Profile, of the third query, at first: half of the time in the goroutines of gqlgen, a third in Badger's reads, of which
// most asked for the IDs of statements in support. Then: fields in turn; nodes by ID and version in the store's cache; one
// page of the support instead of all of it sorted. Writing the answer and the contexts of its fields were left as most of
// what there was, of W6 nine tenths. Now: no allocation for a field or an object but what its resolver makes; what is left of
// a small question is net/http, and of a large one what finds the answer. The processor's time of 8,000 questions by 8
// clients about a made-up corpus of 20 reports, with that of the clients and of as many to a bare handler, in seconds, with
// gqlgen's code for answers and now (go test -run - -bench Scale/W.*/clients=8 -benchtime 8001x ./graph):
//
//	W1   a person with affiliations                   0.7    0.5
//	W2   who raised an issue                          1.1    0.6
//	W3   25 issues with 5 recommendations each        2.8    1.2
//	W6   the 100 nodes around one, as objects        13.3    3.3
package graph

//go:generate go run ./internal/generate
