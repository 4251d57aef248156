// Package httpserver is what stands between the internet and the routes of the program.
//
// [New] wraps the routes in a [Guard], which numbers and logs each request, says which pages of other origins may read and
// which hosts it answers for, bounds what one client and all of them take ([Limits]), and compresses. [Guard.Server] gives it
// a server that no slow client can hold up. [ParseOrigin] and [ParseProxy] read what an operator wrote.
//
// Out of scope: the routes themselves, what their Content-Security-Policy says, TLS (a proxy in front ends it), users, and
// what a query costs, which package graph computes and passes to [Guard.Admit].
//
// # Order
//
// From outside to inside, so that each layer may count on those before it:
//
//	connections                  so many in all and by client, and a few more for probes and refusals
//	draining                     reads what a request has left unread once it is answered, or the answer is lost
//	request ID, log, recovery    sees every answer, also the refusals below
//	reserve                      on a connection beyond the limits only probes are answered
//	headers for browsers         on every answer
//	hosts                        a name that somebody let point here gets no answer, not even a preflight's
//	CORS                         answers preflights; a refusal below can be read by the pages that may ask
//	cross-origin protection      a page that may not ask does not use up its reader's share
//	rate limit                   nothing below runs for a client that asks too often
//	arrival                      from here on nothing waits for the client to send
//	sending                      from here on nothing waits for the client to read, unless the answer is very long
//	compression                  the log counts the bytes that are sent
//	routes                       they call Guard.Admit before whatever takes the processor
//
// # Decisions
//
// Who is the client? Options: the peer of the connection, or whoever X-Forwarded-For names. Decision: the peer, unless it
// is a proxy that the operator trusts by address; then the rightmost address in the header that no trusted proxy has.
// Addresses further left are the client's own writing.
//
// How does a probe get through when clients use everything up? Options: a listener of its own; a few connections in reserve.
// Decision: the reserve. It needs no setting, and what is beyond the limits has to be read anyway to be refused in words. A
// reserve can be crowded too, by clients with many addresses: operators who fear that ask at the address of the metrics, which
// answers probes as well.
//
// Who waits for whom? Options: one queue; a share of time for each client, which needs operations that can be interrupted; turns
// by client, in classes by cost. Decision: the last, see gate. A class is only as good as
// the cost: an operation whose cost says far too little takes the slots of cheap ones until it has overrun.
//
// When is an answer sent? Options: as it is written; when it is complete. Decision: when it is complete, up to 8 MiB. Its
// operation then neither holds a slot nor a version of the graph while a client reads slowly, what waits is counted exactly, and a
// failure halfway is still an error and not half an answer. It costs a copy.
//
// What if there is no room for an answer that was made? It becomes a refusal. Nothing is begun for a client, or for anybody,
// while most of the room is taken, so that this is rare.
//
// What is one client in IPv6? Decision: a /64. That is what one subscriber is given at least; counted by address, each
// would be 2^64 clients.
//
// What is forgotten when there are too many clients to remember? Decision: who has not asked for longest. It costs a
// client that returns nothing (its bucket is full again), and one with very many addresses has a share for each anyway.
//
// For which hosts does a server answer? To a browser, a page whose name is made to point at this machine after it was
// loaded (DNS rebinding) is of one origin with the server: it reads answers, words of an attached copy among them, past
// CORS and cross-origin protection. Options: any; those that an operator lists. Decision: a server that listens on a
// loopback address answers for the names of this machine, the host it listens on and its public one, since
// no other is right there; one that listens wider has names that only its operator knows, and is open to others anyway.
//
// Is Strict-Transport-Security always sent? Decision: only when the operator says that TLS is in front. Without TLS
// browsers must ignore it, and on a host that is to stay reachable without, it locks readers out for as long as it holds.
// It covers neither subdomains nor a preload list: those are decisions about hosts that this program does not serve.
//
// Does compression let a reader of the wire guess what it hides (BREACH)? That needs a secret in the answer beside text
// that the attacker chose. Answers hold no secret: there are no users, no cookies and no tokens, and each answer is what
// anyone who asks is answered. Whoever adds one must leave its answers uncompressed.
//
// What does the log tell of people? Decision: by default, that somebody asked. No address, no query string, no query:
// who takes an interest in what at a forum on violence is nobody's business. Addresses are an operator's opt-in.
package httpserver
