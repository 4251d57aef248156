package bulk

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// Source is the graph that [Write] writes.
type Source struct {
	// Load has the records and the caller's options. Its version has all nodes in its log record.
	store.Load
	// Version is the version to write, of a graph that the store already holds, and Log writes its log. Records are
	// then the stored ones, of valid nodes, and the store has readers meanwhile. If Log is nil, Version is 1.
	Version uint64
	Log     func(out *Stream) error
}

// Write writes a database that holds a graph, in scratch what it keeps while it works. begin calls its argument with where to
// write; it is called first when all records are read, and again when records were left out; what was written before is then void.
//
// It returns the counts, and how many texts it normalized. Errors: those of store.Loader and of begin; store.ErrCorrupt if the
// stored graph is damaged.
func Write(ctx context.Context, scratch string, from Source, begin func(write func(*Tables) (disk.State, error)) (disk.State, error)) (made disk.State, normalized int, err error) {
	l, err := newLoad(ctx, scratch, from)
	if err != nil {
		return disk.State{}, 0, err
	}
	defer l.close()
	if err := l.read(); err != nil {
		return disk.State{}, 0, err
	}
	for {
		l.number()
		if made, err = begin(l.write); !errors.Is(err, errLeftOut) {
			return made, l.normalized, err
		}
	}
}

// errLeftOut means that records were left out, so that everything has to be written again without them.
var errLeftOut = errors.New("records were left out")

// load is a load in progress.
type load struct {
	Source
	ctx context.Context
	// normalized counts the texts that store.NormalizeTexts changed.
	normalized int
	folder     string // for temporary files
	told       time.Time

	records *os.File
	size    int64

	nodes   []loadNode
	byID    map[store.ID]uint32 // indexes in nodes
	ordered []uint32            // indexes in nodes, by ID; without those left out
	numbers []disk.Number       // by index in nodes: the number, from 1, in the order of IDs; 0 if left out

	affiliations map[store.ID][]store.ID
	passages     []passageFacts
	sections     map[uint32]store.ID // the source of each section

	problems []store.LoadProblem
	more     int
}

// loadNode is a record in the file of records.
type loadNode struct {
	id     store.ID
	at     int64
	length uint32
	line   uint32
	// passage is the index in passages, from 1, if it is a passage.
	passage uint32
	out     bool // left out
}

// passageFacts is what a citation is checked against, and what coverage counts.
type passageFacts struct {
	sha256   store.Hash
	length   int32
	kind     store.PassageKind
	setAside bool
}

// nodeMemory is roughly the memory a load holds for each node.
const nodeMemory = 150

func newLoad(ctx context.Context, scratch string, from Source) (*load, error) {
	records, err := os.Create(filepath.Join(scratch, "records"))
	if err != nil {
		return nil, err
	}
	from.MemoryBytes = cmp.Or(from.MemoryBytes, store.DefaultLoadMemory)
	from.Version = cmp.Or(from.Version, 1)
	return &load{
		Source: from, ctx: ctx, folder: scratch, records: records,
		byID:         make(map[store.ID]uint32),
		affiliations: make(map[store.ID][]store.ID),
		sections:     make(map[uint32]store.ID),
	}, nil
}

// stored reports whether the store already holds the graph; see Source.
func (l *load) stored() bool { return l.Log != nil }

// close releases what the load holds. Its files are removed with the scratch folder.
func (l *load) close() { _ = l.records.Close() }

// workers returns how many goroutines make rows of nodes. With readers, one processor is left to them.
func (l *load) workers() int {
	if l.stored() {
		return max(1, runtime.GOMAXPROCS(0)-1)
	}
	return runtime.GOMAXPROCS(0)
}

// yield lets readers go first; see the package's decisions.
func (l *load) yield() {
	if l.stored() {
		runtime.Gosched()
	}
}

// tell reports progress at most ten times a second.
func (l *load) tell(stage store.LoadStage, done, nodes int) {
	if l.Progress == nil || time.Since(l.told) < 100*time.Millisecond {
		return
	}
	l.told = time.Now()
	l.Progress(store.LoadProgress{Stage: stage, Done: done, Nodes: nodes})
}

// problem records a rule that a record breaks; beyond store.MaxLoadProblems it only counts.
func (l *load) problem(line int, p store.Problem) {
	if len(l.problems) == store.MaxLoadProblems {
		l.more++
		return
	}
	l.problems = append(l.problems, store.LoadProblem{Line: line, Problem: p})
}

// err returns the recorded problems as one error, or nil.
func (l *load) err() error {
	if len(l.problems) == 0 {
		return nil
	}
	if l.stored() { // it has no lines
		return disk.Corrupt("a stored node breaks a rule: %s", l.problems[0].Problem)
	}
	slices.SortStableFunc(l.problems, func(a, b store.LoadProblem) int { return cmp.Compare(a.Line, b.Line) })
	return &store.LoadError{Problems: l.problems, More: l.more}
}

// refuse records the problems of a record, or passes the record to Reject if the load goes on without it.
func (l *load) refuse(r store.Record, problems []store.Problem) error {
	if l.Reject != nil {
		return l.Reject(store.Rejection{Record: r, Problems: problems})
	}
	for _, p := range problems {
		l.problem(r.Line, p)
	}
	return nil
}

// number gives the nodes their numbers, in the order of their IDs.
func (l *load) number() {
	l.ordered = l.ordered[:0]
	for i := range l.nodes {
		if !l.nodes[i].out {
			l.ordered = append(l.ordered, uint32(i))
		}
	}
	slices.SortFunc(l.ordered, func(a, b uint32) int {
		return strings.Compare(string(l.nodes[a].id), string(l.nodes[b].id))
	})
	l.numbers = make([]disk.Number, len(l.nodes))
	for i, at := range l.ordered {
		l.numbers[at] = disk.Number(i + 1)
	}
}

// numberOf returns the number of the node with an ID, or 0 if it does not exist.
func (l *load) numberOf(id store.ID) disk.Number {
	if at, ok := l.byID[id]; ok {
		return l.numbers[at]
	}
	return 0
}

// node returns the node at an index in nodes.
func (l *load) node(at uint32) (store.Node, error) {
	record := make([]byte, l.nodes[at].length)
	if _, err := l.records.ReadAt(record, l.nodes[at].at); err != nil {
		return nil, err
	}
	return disk.DecodeNode(record)
}

// recordsOf returns the records at some indexes in nodes. Records that are contiguous in the file, as the nodes of one
// kind in one source mostly are, are read at once.
func (l *load) recordsOf(places []uint32) ([][]byte, error) {
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	node := func(i int) *loadNode { return &l.nodes[places[order[i]]] }
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(l.nodes[places[a]].at, l.nodes[places[b]].at) })
	records := make([][]byte, len(places))
	for from := 0; from < len(order); {
		to := from + 1
		size := int64(node(from).length)
		for to < len(order) && node(to).at == node(from).at+size {
			size += int64(node(to).length)
			to++
		}
		run := make([]byte, size)
		if _, err := l.records.ReadAt(run, node(from).at); err != nil {
			return nil, err
		}
		for ; from < to; from++ {
			length := node(from).length
			records[order[from]], run = run[:length:length], run[length:]
		}
	}
	return records, nil
}
