// Package httpserver protects the routes of the program from the internet.
//
// [New] wraps the routes in a [Guard]. It numbers and logs each request, decides which pages of other origins may read
// and which hosts it answers for, limits what one client and all clients together can take ([Limits]), and compresses.
// [Guard.Server] returns its server, which no slow client can block. [ParseOrigin] and [ParseProxy] parse the
// operator's settings.
//
// Out of scope: the routes themselves, the content of their Content-Security-Policy, TLS (a proxy in front terminates
// it), users, and the cost of a query, which package graph computes and passes to [Guard.Admit].
//
// # Order
//
// From outside to inside; each layer relies on those before it:
//
//	connections                  a maximum in all and per client, and a few more for probes and refusals
//	draining                     reads the unread rest of a request after its answer, which would otherwise be lost
//	request ID, log, recovery    sees every answer, also the refusals below
//	reserve                      on a connection beyond the limits only probes are answered
//	headers for browsers         on every answer
//	hosts                        a foreign name that points here gets no answer, not even to a preflight
//	CORS                         answers preflights; pages that may send requests can read the refusals below
//	cross-origin protection      a page that may not send requests does not use up its reader's share
//	rate limit                   nothing below runs for a client that sends too many requests
//	arrival                      from here on nothing waits for the client to send
//	sending                      from here on nothing waits for the client to read, unless the answer is very long
//	compression                  the log counts the bytes that are sent
//	routes                       they call Guard.Admit before work that takes the processor
//
// # Decisions
//
// Who is the client? Options: the peer of the connection, or the address in X-Forwarded-For. Decision: the peer, unless
// the operator trusts it as a proxy; then the rightmost address in the header that is not a trusted proxy's. The client
// itself can write the addresses further left.
//
// How does a probe get through when clients use everything up? Options: a separate listener; a few connections in
// reserve. Decision: the reserve. It needs no setting, and a request beyond the limits must be read anyway to get a
// refusal. Clients with many addresses can crowd it too; operators who expect that can probe the metrics address.
//
// In what order do operations wait? Options: one queue; a share of time per client, which needs interruptible
// operations; turns by client, in classes by cost. Decision: turns, see gate. An operation whose cost is far too low
// takes the slots of cheap ones until it has overrun.
//
// When is an answer sent? Options: as it is written; when it is complete. Decision: when it is complete, up to 8 MiB,
// at the price of a copy. While a client reads slowly, its operation then holds neither a slot nor a version of the
// graph, the waiting bytes are counted exactly, and a failure halfway is still an error and not half an answer.
//
// What if there is no room for a finished answer? It becomes a refusal. This is rare, because no operation starts for a
// client, or for anyone, while most of the room is taken.
//
// What is one client in IPv6? A /64, the least that one subscriber gets; counted by address, a subscriber would be 2^64
// clients.
//
// Which clients are forgotten when there are too many? The one without a request for longest. A client that returns
// loses nothing (its bucket is full again), and one with very many addresses has a share for each anyway.
//
// For which hosts does a server answer? If a page's name is made to point at this machine after the page was loaded
// (DNS rebinding), a browser takes the page and the server for one origin, and the page can read answers, with the
// words of an attached copy, despite CORS and cross-origin protection. Options: any host; those that an operator lists.
// Decision: a server on a loopback address answers for the names of this machine, the host it listens on and its public
// one, since no other name is legitimate there. A server on any other address answers for all hosts: only its operator
// knows its names, and it is open to others anyway.
//
// When is Strict-Transport-Security sent? Only when the operator says that TLS is in front. Without TLS browsers must
// ignore it, and on a host that must stay reachable without TLS, it locks readers out for as long as it is valid. It
// covers neither subdomains nor a preload list: those are decisions about hosts that this program does not serve.
//
// Does compression reveal secrets to an eavesdropper (BREACH)? That needs a secret in the answer next to text that the
// attacker chose. Answers hold no secret: there are no users, cookies or tokens, and every client gets the same answer.
// A change that adds a secret must leave its answers uncompressed.
//
// What does the log record about people? By default, only that a request was made: no address, no query string, no
// query. Who reads what at a forum on violence must stay private. Operators can opt in to addresses.
package httpserver
