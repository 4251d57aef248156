// Package query prepares documents: all work on an operation that needs nothing of the graph but its size.
//
// [Documents.Prepare] parses a document, checks its limits, validates it and keeps it. Each of its operations has a
// [Plan]: its fields, collected once per type of object, and its cost. [Coerce] checks the variables.
//
//	text > tokens > limits > validation > Document > Plan > cost > execution
//
// # Decisions
//
// Why are limits checked before validation? Validation compares every two fields that meet in the answer, so its time
// grows with the square of what the limits bound.
//
// What does an operation cost? See cost.go. The weights and lengths are in the schema, as @cost and @listSize, where
// the author of a field sees them. For an abstract type the fragments are added up, which is simpler than finding the
// costliest type and never less.
//
// # Limits
//
// A document has at most 2000 tokens, 10 operations, 50 fragments, 60 aliases and 8 directives in one place; one
// selection set names a field at most 20 times. With fragments expanded an operation has at most 20 fields at its root,
// 15 levels, 1000 fields, and 50 that share one place of the answer. An operation costs at most 10000.
package query
