// Package memstore keeps a graph store in memory: the small twin of badgerstore, for tests.
//
// It is written to be plainly right, not fast: each change rebuilds every index and derives every edge anew with
// store.DeriveAll, so badgerstore, which follows changes step by step, can be held against it. Nothing outlives the
// process.
package memstore
