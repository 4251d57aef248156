// Package stock is a GraphQL server as gqlgen generates it from a small schema, over linked and sorted records in memory. It
// shows how much of an answer is gqlgen's own time. forumgraph is measured against it (graph/internal/measure/scale); no program
// serves it.
//
// It is given every advantage: fields are read off Go structs and methods, lists are sorted and neighborhoods found
// beforehand, nothing is limited, counted or translated. Its answers to W1, W2, W3 and W6 of graph/internal/workload are
// those of forumgraph.
package stock

//go:generate go tool gqlgen generate
