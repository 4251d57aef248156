// Package execution answers an operation. Code generated from the schema takes the fields of its plan one after another,
// gets the value of each from a convention, a list or a resolver, and writes it into one buffer. All fields of an answer
// see one snapshot, a loader reads its nodes in batches, and an error makes its field null.
//
// An [Executor] serves all requests; an [Execution] is one run. The other exported types and methods are what gqlgen
// binds the schema to.
//
// Most fields are answered by a convention: an ID loads its node, a text takes lang, a list has its source in a table.
// A resolver in *.resolvers.go answers a field that needs a decision. Lower packages compute what is not in a record:
// store/selection filters, orders and facets; store/topology paths and neighborhoods; store/network matrices and network
// measures; store/search full-text search. This package converts, loads nodes by ID, and says an edge in words
// ([Relationship.Sentence]).
//
// # Words
//
// In addition to those of package graph:
//
//	selection     the fields that an operation selects at one place
//	place         where the current value is in the answer
//	list          the nodes that a field leads to, before the client's criteria
//	criteria      a client's filter and order for a list
//	listing       a list as one field requests it: selected once for page, count and facets
//	page          a part of a list; a connection is a page as the API shows it
//	end           one end of an edge, seen from the node at the other; a relationship is an edge as the API shows it
//	topology      the adjacency of one version in memory, the basis of lists, paths and measures
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
//	recorded.txtar            in graph/testdata: what gqlgen's own code answered to randomly drawn documents
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
// Which lists are not connections? The parts of one record (the voices of a statement, the parts of a session,
// citations), and the results of one measure, which has limits of its own. Lists that grow with the graph are
// connections.
package execution
