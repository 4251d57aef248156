// Package storetest is the suite that every engine of the graph store must pass: [Run] for the contract, [Agree] for random
// changes held against another engine, [Bench] for speed. [Example] is the small graph that tests elsewhere share too.
//
// An engine's test file is a constructor and three calls. No part can be left out by a flag. Every test ends with the
// store's own Check.
package storetest
