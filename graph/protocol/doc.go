// Package protocol speaks GraphQL over HTTP: it reads what a request asks, agrees on a media type, and has the codes and
// statuses of answers. It knows neither the schema nor the graph.
//
// [ReadBody] and [FromBody], or [FromURL], give the [Params] of a request; what is not GraphQL over HTTP is an [Error] with
// its status and a text for people that repeats nothing of the request.
//
// # Decisions
//
// Which status does an answer have? For a client that takes application/graphql-response+json the one that says how the
// request went: 294 where some fields failed, 4xx or 5xx where the operation did not run. For application/json, the default,
// always 200 if the request was well-formed. The specification has come to recommend 422 where its audits still ask for 400;
// the audits win, since clients test with them.
package protocol
