// Package drawing serves the discourse side of the graph as a network is drawn: each node with its place, and
// each edge between them, in one JSON document. It holds all of it, up to the 50,000 nodes of a layout. [NewHandler]
// returns the handler; "forumgraph serve" has it at /drawing.json.
//
// Why not GraphQL? The API returns everything about a few nodes; a picture needs a little of every node. As named
// objects that little would be five times as long: hence columns, and a separate endpoint.
//
// # The request
//
//	GET /drawing.json?lang=en
//	GET /drawing.json?lang=en&around=person:ada,issue:night-noise&depth=2
//
// lang is the language of labels, en (the default) or fr. A label that exists only in the other language is given in
// that one. around names up to 50 nodes: the answer then holds these and the nodes within depth edges of them, 1 (the
// default) to 3. It has at most 500 nodes around each, most relevant first, whether or not the whole drawing has them.
// Unknown IDs are skipped; if all are unknown, the answer has no nodes.
//
// The answer shows one version of the graph, and equal graphs give equal answers. It has a weak ETag; a request that
// names it in If-None-Match gets 304 without a body until the graph or the program changes. Cache-Control is no-cache:
// a client may keep the answer but revalidates it on each use.
//
// Errors have the shape of the API's, {"errors":[{"message":"…","extensions":{"code":"…"}}]}:
//
//	400 INVALID_ARGUMENT   lang or depth is invalid, or around names too many nodes
//	503 UNAVAILABLE        the graph is being loaded, or the layout of this version is still being computed; retry after the
//	                       seconds in Retry-After
//	500 INTERNAL           everything else
//
// An answer that cannot be finished is aborted, so that no client takes a part for the whole.
//
// # The document
//
//	{
//	  "version": 1,                     the version of the graph
//	  "lang": "en",
//	  "counts": {"nodes": 21, "edges": 49, "cut": 0, "statements": 3},   cut is the number of further nodes without a place;
//	                                    statements is the number of statements among all nodes, with a place or without;
//	                                    both are of the whole graph, also in a part
//	  "bounds": [-62.3, -55.3, 44.4, 54.1],   the box around all circles: left, bottom, right, top, in graph units
//	  "kinds":   ["PERSON", …],         the word for each code in nodes.kind
//	  "types":   ["AFFILIATED_WITH", …],    … in edges.type
//	  "stances": ["", "FOR", "AGAINST", "MIXED"],   … in edges.stance; 0 is none, and used for all types but POSITION
//	  "nodes": {                        one array per column, each with counts.nodes elements, by ID within each kind
//	    "id":         the ID, as in the API
//	    "kind":       a code
//	    "label":      plain text, never markup; at most 80 characters, with … where it is cut
//	    "x", "y":     the place in graph units, with one decimal; y grows upwards
//	    "statements": the number of the node's statements: made, about it, with a position on it, in it; 1 for a statement
//	    "voices":     the number of distinct voices that made these
//	    "degree":     the number of the node's ties, as edges.tie defines them; a part does not have this column
//	  },
//	  "edges": {                        likewise, with counts.edges elements, by source, type and target
//	    "source", "target":  indexes in the columns of the nodes, from 0
//	    "type":       a code
//	    "weight":     for a derived edge the number of statements that support it, for an asserted one 1
//	    "stance":     a code
//	    "derived":    1 if it follows from statements by a rule, 0 if the source asserts it
//	    "tie":        0 if it only says that two were in one room (PRESENTED_AT, IN_SESSION, HOSTED, PART_OF between
//	                  sessions) or leads to the event as a whole: it makes no claim and is drawn only on request; else 1
//	  }
//	}
//
// # Claims
//
// [NewClaimsHandler] serves, at /claims.json?lang=en, what voices said, statement by statement, of the whole graph and
// without places: what a picture of who raised what is counted from. It takes no other parameter, never waits for a
// layout, and is otherwise answered as the drawing is. Labels are whole. All numbers are codes, or indexes from 0 in the
// columns of another kind, -1 for none:
//
//	{
//	  "version": 1, "lang": "en",
//	  "kinds": ["PERSON", "ORGANIZATION", "COLLECTIVE"], "quantifiers": ["", "CONSENSUS", …],
//	  "does": ["RAISES", …], "stances": ["FOR", "AGAINST", "MIXED"],
//	  "voices":          {"id", "label", "kind", "quantifier", "session", "organizations": [[…], …]},
//	  "issues":          {"id", "label", "broader": [[…], …]},
//	  "recommendations": {"id", "label", "issues": [[…], …], "rivals": [[…], …]},
//	  "sessions":        {"id", "label", "order", "parent"},
//	  "statements":      {"id", "does", "session", "voices": [[…], …], "through": [[…], …], "issues": [[…], …],
//	                      "positions": [[recommendation, stance, …], …]}
//	}
//
// through are the organizations that raise the statement's issues through a person who spoke, and not by themselves.
//
// # Circles
//
// Circles drawn with a radius of min(16, 2√(1+statements)) graph units do not overlap, except for nodes of a part that
// have no place in the whole: they are near the nodes they are tied to. Sources, sections and passages are not in the
// document. Later versions may add members to the document, to nodes and to edges, and words to the lists; clients must
// ignore what they do not know. testdata/example.en.json is the small graph that tests share.
//
// # Decisions
//
// What does a request get while the layout is being computed? Options: an older drawing, a drawing without places, 503
// at once, or waiting. Decision: the request waits up to serve's --timeout (2 seconds by default), then gets 503 with
// Retry-After. The forum is ready before a reader notices; with 50,000 nodes, the maximum, a client succeeds after a
// retry or two, and serve computes the layout before the first request or reads it from a file. An older drawing would
// disagree with the API's answers beside it.
//
// How does a client draw nodes without a place? Options: the API's neighborhood, as objects or for graphology; parts of
// this document. Decision: parts. A client adds a part to the whole by its columns: the same counts, codes, ties and
// short labels, which the API does not have in one answer. The whole holds all edges between two nodes with a place, so
// the only new edges of a part are those of its new nodes.
//
// How does a client show progress? HTTP has no header for the uncompressed length of a compressed body, and a
// Content-Length would need the whole answer in memory first. The document begins with its counts, which give its
// length: about 40 bytes in all per edge.
//
// Is the answer kept? Browsers keep it and revalidate it with the ETag. The server does not, because writing it takes
// no longer than sending it. Measurements are in ../MEASUREMENTS.md.
package drawing
