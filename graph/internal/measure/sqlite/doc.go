// Package sqlite keeps a dataset in SQLite as one would who knows SQLite well: what forumgraph's import and its ordered
// lists are measured against. No program serves it.
//
// A record is a row with its JSON, its names and their sort keys. Edges, derived ones with the statements behind them
// included, stand in the order of their source, and in an index in the order of their target and of the names at the other
// end, so that a first page by name is one range. Words are in FTS5, stemmed, without their text. That is what the
// questions of graph/internal/workload ask for.
//
// It has every advantage: it writes in one transaction without a journal, rows in the order of their keys, indexes after
// the rows; and it leaves out what forumgraph's import does besides: checking each record by the rules, the change log,
// sums of all that is written, the compact graph and the places of the drawing.
package sqlite
