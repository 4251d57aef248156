// Package drawing serves the discourse side of the graph as the network view draws it: each node with its place, each edge
// between them, in one JSON document. It is the whole of it up to the 50,000 nodes that a layout has room for. [NewHandler] is
// the handler; "forumgraph serve" has it at /drawing.json.
//
// GraphQL answers questions about a few nodes with all there is to know of them. A picture needs little of all of them, and
// as objects with names that little would be five times as long: hence columns, and an endpoint of its own.
//
// # The request
//
//	GET /drawing.json?lang=en
//	GET /drawing.json?lang=en&around=person:ada,issue:night-noise&depth=2
//
// lang is en or fr, the language of labels; without it, en. A label that exists in the other language only is given in that
// one. around names up to 50 nodes: the answer then holds these and what is within depth edges of them, 1 (the default) to
// 3, at most 500 nodes around each, most relevant first, whether the whole drawing has them or not. IDs of no node are
// passed over, so that an answer without nodes says that there are none. The answer is of one version of the graph, and
// equal for equal graphs. It has a weak ETag; a request that names it in If-None-Match gets 304 without a body as long as
// neither the graph nor the program changed. Cache-Control is no-cache: keep it, and ask each time whether it still holds.
//
// Errors have the shape of the API's, {"errors":[{"message":"…","extensions":{"code":"…"}}]}:
//
//	400 INVALID_ARGUMENT   lang or depth is something else, or around names too many
//	503 UNAVAILABLE        the graph is being loaded, or the places of this version are being computed, which goes on;
//	                       ask again after the seconds in Retry-After
//	500 INTERNAL           everything else
//
// An answer that cannot be finished is broken off, so that no client takes a part for the whole.
//
// # The document
//
//	{
//	  "version": 1,                     the version of the graph
//	  "lang": "en",
//	  "counts": {"nodes": 21, "edges": 49, "cut": 0, "statements": 3},   cut is how many more nodes there are that have no
//	                                    place, statements how many of all nodes, with a place or without, are statements;
//	                                    both are of the whole graph, also in a part
//	  "bounds": [-62.3, -55.3, 44.4, 54.1],   the box around all circles: left, bottom, right, top, in graph units
//	  "kinds":   ["PERSON", …],         the word behind each code in nodes.kind
//	  "types":   ["AFFILIATED_WITH", …],    … in edges.type
//	  "stances": ["", "FOR", "AGAINST", "MIXED"],   … in edges.stance; 0 is none, and stands wherever it is no POSITION
//	  "nodes": {                        one array for each column, all of counts.nodes elements, by ID within each kind
//	    "id":         the ID, as in the API
//	    "kind":       a code
//	    "label":      plain text, never markup; at most 80 characters, with … where it was cut
//	    "x", "y":     the place in graph units, with one decimal; y grows upwards
//	    "statements": how many statements the node has: made, about it, with a position on it, in it; of a statement, 1
//	    "voices":     how many distinct voices made these
//	    "degree":     how many ties the node has, as edges.tie counts them; a part does not have this column
//	  },
//	  "edges": {                        likewise, of counts.edges elements, by source, type and target
//	    "source", "target":  places in the columns of the nodes, from 0
//	    "type":       a code
//	    "weight":     of a derived edge the number of statements that support it, of an asserted one 1
//	    "stance":     a code
//	    "derived":    1 if it follows from statements by a rule, 0 if the source asserts it
//	    "tie":        0 if it only says that two were in one room (PRESENTED_AT, IN_SESSION, HOSTED, PART_OF between
//	                  sessions) or leads to the event as a whole: not a claim, and not drawn unless a reader asks; else 1
//	  }
//	}
//
// Circles drawn with a radius of min(16, 2√(1+statements)) graph units do not overlap, but for nodes of a part that have no
// place in the whole: they are near those they are tied to. Sources, sections and passages are not in the document. New
// members may be added to the document and to nodes and edges, and words to the lists; a client passes over what it does not
// know. testdata/example.en.json is the small graph that tests share.
//
// # Decisions
//
// What is answered while places are being computed? Options: an older drawing, a drawing without places, 503 at once, or
// waiting. Decision: the request waits as long as any may (serve's --timeout, 2 seconds), then it is 503 with Retry-After. The forum
// is ready in a twentieth of a second, so that a reader notices nothing; with 50,000 nodes, the most that are drawn, a client
// that asks again finds it ready after a try or two, and serve computes it before the first one, or has it in a file. An older
// drawing would disagree with the answers of the API beside it.
//
// How does a client draw what has no place? Options: the neighborhood of the API, by objects or for graphology; parts of this
// document. Decision: parts. A client adds a part to the whole by its columns: the same counts, codes, ties and short labels,
// none of which the API has in one answer. All edges between two nodes with a place are in the whole, so that of a part only
// edges of new nodes are new.
//
// How does a client show progress? HTTP has no header for the length of what a compressed body holds, and a
// Content-Length would take the whole answer in memory first. The document begins with its counts: they say how much is
// to come, some 40 bytes in all for each edge.
//
// Is the answer kept? Browsers keep it, and ask with the ETag. To write it takes as long as it is to send.
//
// # Figures
//
// go test -bench . ./graph/drawing, one core of an AMD EPYC, 2026-11-24; sizes in bytes:
//
//	                      nodes      as it is       gzip     written in
//	the forum               981       193,526     45,167     5 ms, compressed and received by curl
//	made up              10,000     1,974,867    259,428      18 ms
//	made up              50,000    10,427,068  1,396,168     377 ms, while others used the machine
package drawing
