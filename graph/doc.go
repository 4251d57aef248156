// Package graph serves the graph as a GraphQL API.
//
// A [Handler] answers over HTTP, and in process with [Handler.Execute]. Both take a request through the same folders:
//
//	protocol             the HTTP request: its parameters, and the media type of the answer
//	internal/query       the document: parsed, within limits, validated, priced; the variables: checked
//	graph                the engine: kept answers, admission, one snapshot
//	internal/execution   the operation: its fields answered in turn and written into one buffer
//
// # Words
//
// One word for each notion here; package store defines the words of the graph itself.
//
//	request       what a client sends, over HTTP or in process
//	document      the parsed text of a request; it holds operations, of which one runs
//	plan          an operation's fields and cost, kept with its document
//	answer        the JSON for the client; a result is what it is made from
//	cost          the work of an operation, computed before it runs; a limit bounds what a document may hold
//	refuse        not run an operation, and say why; an error is what went wrong with a field or a request
//
// Out of scope: changing the graph, rate limits, and any protocol other than GraphQL.
//
// # Decisions
//
// When does a request open its snapshot? Before its operation runs, and it closes it when the answer is complete: a
// response is one operation, since there are no subscriptions. The snapshot's version is in the answer's
// extensions.graph, also when the answer is an error.
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
