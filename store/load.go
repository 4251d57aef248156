package store

import (
	"context"
	"fmt"
	"iter"
	"time"
)

// Loader is a [Store] that can be filled at once with more nodes than a change set can hold.
type Loader interface {
	// Load fills an empty store as one version. The records may come in any order. Until it is done, and if it fails, the
	// store stays empty.
	//
	// Errors: *LoadError (an ErrInvalid) with what is wrong, by line; *InvalidError for l.Author and l.Reason; ErrConflict if the
	// store is not empty; ErrTooLarge if l.MemoryBytes does not suffice; the error of l.Records; ErrClosed; the context's error.
	Load(ctx context.Context, l Load) (Commit, error)
}

// Load is the change that fills a store.
type Load struct {
	Author string
	Time   time.Time
	Reason string
	// Records yields the nodes as [EncodeJSON] writes them; their texts are normalized. An error ends the load.
	Records iter.Seq2[Record, error]
	// MemoryBytes bounds what the load holds in memory at a time: about 150 bytes for each node; the rest goes to sorting,
	// in files where it does not fit. 0 means [DefaultLoadMemory].
	MemoryBytes int64
	// Reject, if it is set, is called with each record that breaks a rule, in the order of lines, and the load goes on without it,
	// and without those that need it. An error ends the load. If it is nil, one such record ends the load.
	Reject func(Rejection) error
	// Watcher, if it is set, receives what will be in the store.
	Watcher LoadWatcher
	// Progress, if it is set, is called now and then with how far the load is, from one goroutine at a time.
	Progress func(LoadProgress)
}

// LoadWatcher receives the graph that a load writes, so that what is derived from the graph need not be read from the store
// again. What it received counts only if the load succeeds.
type LoadWatcher interface {
	// Begin says that all of so many nodes follow, and then their edges, which will be a version of the graph. If it is
	// called again, what came before is void.
	Begin(version uint64, nodes int)
	// Nodes tells nodes in the order of their IDs; first is the number of the first of them, in all from 1 on, and the others
	// follow without gaps. Several goroutines call it at once, with no order among the calls.
	Nodes(first uint64, nodes []Node)
	// Ends tells edge ends as [Snapshot.ScanEnds] does, after all nodes, by their numbers. The run's slice is only valid during the
	// call.
	Ends(run EndRun)
	// Written says that nothing more comes. What is left of the load is to write it.
	Written()
}

// DefaultLoadMemory is what a load holds in memory by default: 512 MiB.
const DefaultLoadMemory = 512 << 20

// Record is a node on its way into a store: a line of JSON with its number, from 1.
type Record struct {
	Line int
	// JSON is only read until the next record is asked for.
	JSON []byte
}

// Rejection is a record that a load leaves out.
type Rejection struct {
	Record
	// Problems are all the rules that it breaks, at least one.
	Problems []Problem
}

// LoadProgress says how far a load is.
type LoadProgress struct {
	// Stage is what the load does.
	Stage LoadStage
	// Done counts the nodes that the stage is through with. Nodes is how many there are, 0 while that is not known.
	Done, Nodes int
}

// LoadStage is a part of a load.
type LoadStage string

// The stages of a load, in order. With Load.Reject, checking and writing may begin anew.
const (
	LoadReading LoadStage = "reading"
	LoadWriting LoadStage = "checking and writing"
)

// LoadProblem is a rule that the record in a line breaks.
type LoadProblem struct {
	Line int
	Problem
}

// String returns the problem as "line:column: ID field: message", without what is not known.
func (p LoadProblem) String() string {
	if p.Column == 0 {
		return fmt.Sprintf("%d: %s", p.Line, p.Problem)
	}
	return fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Problem)
}

// LoadError tells what is wrong with the records of a load. It is an [ErrInvalid].
type LoadError struct {
	// Problems are the first ones by line, at most [MaxLoadProblems].
	Problems []LoadProblem
	// More counts those beyond them.
	More int
}

// MaxLoadProblems is how many problems a [LoadError] lists.
const MaxLoadProblems = 1000

// Error tells how many problems there are, and the first.
func (e *LoadError) Error() string {
	n := len(e.Problems) + e.More
	if n == 1 {
		return "line " + e.Problems[0].String()
	}
	return fmt.Sprintf("%d problems; the first is in line %s", n, e.Problems[0])
}

// Unwrap returns [ErrInvalid].
func (e *LoadError) Unwrap() error { return ErrInvalid }
