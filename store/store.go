package store

import (
	"context"
	"iter"
	"time"
)

// Store keeps one graph and its change log. All methods are safe for concurrent use.
//
// The graph is a materialized view of the log: applying the log's records to an empty store gives an equal one.
type Store interface {
	// Snapshot returns a view of the latest version. It sees no later change and must be closed.
	//
	// Errors: ErrClosed.
	Snapshot() (Snapshot, error)

	// Apply checks a change set and writes it, its log record, and all edges that follow from it, as one new version.
	// Either all of it becomes visible or none. A change set that changes nothing gives no new version.
	//
	// Errors: *InvalidError (an ErrInvalid) with every problem; ErrConflict if cs.Expect is not the store's version;
	// ErrClosed; the context's error.
	Apply(ctx context.Context, cs ChangeSet) (Commit, error)

	// Log returns up to limit records (1 to 1000; 0 means 100) with versions above after, oldest first. At the end
	// of the log it returns none and no error.
	Log(ctx context.Context, after uint64, limit int) ([]LogRecord, error)

	// LogNodes yields the nodes that a version put, also where its record leaves them out (see [LogRecord.Left]), in the
	// order of the record.
	//
	// Errors: ErrNotFound if there is no such version; ErrClosed; the context's error.
	LogNodes(ctx context.Context, version uint64) iter.Seq2[Node, error]

	// RebuildDerived drops all derived edges and derives them again from the statements. A sound store is left
	// with the same bytes; the version stays.
	RebuildDerived(ctx context.Context) error

	// Check reads everything and returns an ErrCorrupt that lists what breaks the store's own rules: an edge missing
	// from one direction, a reference to nowhere, a wrong count, a derived edge that its statements do not support.
	Check(ctx context.Context) error

	// Close releases the store. Snapshots still open stay readable until they are closed; closing twice is no error.
	Close() error
}

// Snapshot answers from one version of the graph. Methods are safe for concurrent use. Nodes are shared: do not change
// them. All methods return ErrClosed after Close, and the context's error when it ends.
type Snapshot interface {
	// Version returns the number of change sets applied so far; an empty store has version 0.
	Version() uint64

	// Node returns the node with id. Errors: ErrNotFound.
	Node(ctx context.Context, id ID) (Node, error)

	// Nodes returns the nodes with ids, in the same order and of the same length; nil stands for an unknown one.
	Nodes(ctx context.Context, ids []ID) ([]Node, error)

	// AllOf yields every node of a kind, by ID; an unknown kind has none.
	//
	// Errors: ErrCorrupt if there are more or fewer nodes than [Snapshot.Stats] counts.
	AllOf(ctx context.Context, kind Kind) iter.Seq2[Node, error]

	// Neighbors returns the edge ends at id, ordered by the code of the edge type (see [EdgeTypeInfo]), then direction (out
	// before in), then neighbor ID.
	//
	// Errors: ErrNotFound if id is not stored.
	Neighbors(ctx context.Context, id ID) ([]Neighbor, error)

	// Edges returns the edges with keys, in the same order and of the same length; nil stands for an unknown one.
	Edges(ctx context.Context, keys []EdgeKey) ([]*Edge, error)

	// Stats returns the counts of the whole graph without reading it.
	Stats(ctx context.Context) (Stats, error)

	// ScanNodes calls f with every node, once, in the order in which the engine keeps them, at a fraction of the cost of AllOf.
	//
	// Nodes go by numbers of the engine's own, from 1 on, which only ScanNodes and ScanEnds of one snapshot have in common:
	// they ascend, do not follow the order of IDs, and may have gaps. Both methods may run at the same time; each calls f from
	// one goroutine at a time, and ends with f's first error.
	ScanNodes(ctx context.Context, f func(number uint64, n Node) error) error

	// ScanEnds calls f with every edge end, in runs that share the node, the type and the direction: all runs of a node one
	// after the other, in the order of Neighbors. The ends of one type and direction may come in several runs. A node
	// without edges has none. The run's slice is only valid during the call.
	ScanEnds(ctx context.Context, f func(run EndRun) error) error

	// Close releases the snapshot; closing twice is no error.
	Close()
}

// EndRun is a part of the edge ends at one node.
type EndRun struct {
	Node      uint64
	Type      EdgeType
	Direction Direction
	Ends      []End
}

// End is one end of an edge, as a scan yields it.
type End struct {
	// Other is the number of the node at the other end.
	Other uint64
	// Weight is the edge's [Edge.Weight].
	Weight int
	// Stance is set on POSITION edges.
	Stance Stance
}

// Page asks for a part of a list.
type Page struct {
	// First is the most that a page holds: 1 to [MaxPage]; 0 means [DefaultPage].
	First int
	// After is the cursor of the last element already seen, "" to begin. Cursors stay valid across restarts and changes,
	// and belong to one list and order.
	After Cursor
	// Reverse walks the list from its end.
	Reverse bool
}

// The default and the largest size of a page.
const (
	DefaultPage = 50
	MaxPage     = 1000
)

// Size returns First with the default filled in and the limits applied.
func (p Page) Size() int {
	if p.First <= 0 {
		return DefaultPage
	}
	return min(p.First, MaxPage)
}

// Range returns which elements of a list of a length the page holds, from up to to, and whether the list goes on in the direction
// of the walk. at is the place of the element that After names, or the place where it would be if it is not there any more.
func (p Page) Range(length, at int, there bool) (from, to int, more bool) {
	from, to = 0, length
	switch {
	case p.After == "":
	case p.Reverse:
		to = at
	case there:
		from = at + 1
	default:
		from = at
	}
	more = to-from > p.Size()
	if p.Reverse {
		return max(from, to-p.Size()), to, more
	}
	return from, min(to, from+p.Size()), more
}

// Direction selects the edges at a node by which end the node is.
type Direction uint8

// Both is the zero value; Out selects edges whose source the node is, In those whose target it is.
const (
	Both Direction = iota
	Out
	In
)

// Neighbor is one end of an edge, seen from the other.
type Neighbor struct {
	ID   ID
	Type EdgeType
	// Direction is Out if the node asked about is the edge's source, else In.
	Direction Direction
	// Weight is the edge's [Edge.Weight].
	Weight int
	// Stance is set on POSITION edges.
	Stance Stance
}

// Key returns the key of the edge that leads from, or to, the node asked about.
func (n Neighbor) Key(of ID) EdgeKey {
	if n.Direction == In {
		return EdgeKey{n.ID, n.Type, of}
	}
	return EdgeKey{of, n.Type, n.ID}
}

// states reports whether the record of the neighbor, and not that of the node asked about, states the edge. No record
// states a derived one.
func (n Neighbor) states() bool {
	return !n.Type.IsDerived() && n.Type.IsStatedByTarget() == (n.Direction == Out)
}

// Stats counts the graph.
type Stats struct {
	Nodes    map[Kind]int
	Edges    map[EdgeType]int
	Coverage Coverage
}

// Coverage says how much of the sources is coded: Passages = Cited + SetAside + Open.
type Coverage struct {
	Passages, Cited, SetAside, Open int
}

// ChangeSet is one change of the graph: nodes to put, whole, and nodes to delete.
type ChangeSet struct {
	Author string
	Time   time.Time
	Reason string
	// Expect is the version that the author looked at; nil applies to any version.
	Expect *uint64
	// Put replaces or adds nodes. Records equal to the stored ones are dropped.
	Put []Node
	// Delete removes nodes; one that is still referenced by a remaining record is refused.
	Delete []ID
}

// Commit reports what a change set did.
type Commit struct {
	// Version is the store's version now.
	Version uint64
	// Added, Changed and Deleted count nodes.
	Added, Changed, Deleted int
	// Normalized counts the texts that [NormalizeTexts] changed while a load read them. Apply changes none.
	Normalized int
}

// LogRecord is a change set as it was applied. Put holds only nodes that were new or differed.
type LogRecord struct {
	Version uint64
	Author  string
	Time    time.Time
	Reason  string
	Put     []Node
	Delete  []ID
	// Left counts the nodes that Put would hold but leaves out, because a change so large is not read at once:
	// [Store.LogNodes] yields them. It is 0, or Put is empty.
	Left int
}
