// Package protocol implements GraphQL over HTTP: it reads the parameters of a request, negotiates a media type, and
// defines the codes and statuses of answers. It knows neither the schema nor the graph.
//
// [ReadBody] and [FromBody], or [FromURL], return the [Params] of a request. For a request that is not GraphQL over
// HTTP they return an [Error] with its status and a text for people that repeats nothing of the request.
//
// # Decisions
//
// Which status does an answer have? For a client that accepts application/graphql-response+json, the status says how
// the request went: 294 if some fields failed, 4xx or 5xx if the operation did not run. For application/json, the
// default, it is 200 for every well-formed request. Where the specification now recommends 422 but its audits require
// 400, the audits win, since clients test with them.
package protocol
