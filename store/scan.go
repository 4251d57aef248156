package store

import "context"

// Scanner is a [Snapshot] that can be read whole in the order in which its engine keeps it, at a fraction of the cost of
// reading it page by page. An engine need not offer it: who reads a whole graph takes it where it is there, and pages
// where it is not.
//
// Nodes go by numbers of the engine's own, from 1 on, which only the two methods of one snapshot have in common: they do
// not follow the order of IDs and may have gaps. Both methods may run at the same time; each calls f from one goroutine at
// a time, and ends with f's first error. Other errors are those of Snapshot.
type Scanner interface {
	Snapshot

	// ScanNodes calls f with every node, once, by number.
	ScanNodes(ctx context.Context, f func(number uint64, n Node) error) error

	// ScanEnds calls f with every edge end, in runs that share the node, the type and the direction: all runs of a node one
	// after the other, in the order of Neighbors. The ends of one type and direction may come in several runs. A node
	// without edges has none. The run's slice is only valid during the call.
	ScanEnds(ctx context.Context, f func(run EndRun) error) error
}

// EndRun is a part of the edge ends at one node.
type EndRun struct {
	Node      uint64
	Type      EdgeType
	Direction Direction
	Ends      []End
}

// End is one end of an edge as a [Scanner] tells it.
type End struct {
	// Other is the number of the node at the other end.
	Other uint64
	// Weight is the edge's [Edge.Weight].
	Weight int
	// Stance is set on POSITION edges.
	Stance Stance
}
