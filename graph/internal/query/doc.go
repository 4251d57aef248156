// Package query prepares documents: everything about an operation that needs no graph but its size.
//
// [Documents.Prepare] parses a document, checks its limits, validates it and keeps it. Each of its operations has a [Plan]:
// the fields that it selects, collected once for each type of object, and its cost. [Coerce] checks the variables.
//
//	text > tokens > limits > validation > Document > Plan > cost > execution
//
// # Decisions
//
// Why are limits checked before validation? Validation compares every two fields that meet in the answer; its own time grows
// with the square of what the limits bound.
//
// What does an operation cost? See cost.go. The weights and lengths are in the schema, @cost and @listSize, where whoever
// adds a field sees them. Of an abstract type the fragments are added up: simpler than the costliest type, and no less than
// it.
//
// # Limits
//
// A document has at most 2000 tokens, 10 operations, 50 fragments, 60 aliases and 8 directives in one place; one selection set
// mentions a field 20 times; with fragments expanded an operation has 20 fields at its root, 15 levels, 1000 fields, and 50
// that share one place of the answer. An operation costs at most 10000.
package query
