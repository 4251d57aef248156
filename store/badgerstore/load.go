package badgerstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"forumgraph/store"
)

var _ store.Loader = (*Store)(nil)

// Load implements store.Loader.
//
// It works in two passes. The first, in loadread.go, reads the records, keeps each in a file, and learns which IDs there
// are. Nodes then get their numbers in the order of their IDs, so that edges sort by numbers as they sort by IDs. The
// second, in loadwrite.go, checks each record against the others, derives its edges, sorts what it finds, and writes the
// next generation's database table by table, without transactions. Records that are left out make the second pass begin
// anew: those that referred to them break a rule now.
func (s *Store) Load(ctx context.Context, l store.Load) (store.Commit, error) {
	done, err := s.load(ctx, l)
	if err != nil {
		return store.Commit{}, fmt.Errorf("load: %w", s.noSpace(err))
	}
	return done, nil
}

func (s *Store) load(ctx context.Context, l store.Load) (store.Commit, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	g, err := s.acquire()
	if err != nil {
		return store.Commit{}, err
	}
	defer s.release(g)
	before, err := g.state()
	if err != nil {
		return store.Commit{}, err
	}
	if before.Version != 0 {
		return store.Commit{}, fmt.Errorf("only an empty store is loaded, this one is at version %d: %w", before.Version, store.ErrConflict)
	}
	if problems := store.ValidateReason(l.Author, l.Reason); len(problems) > 0 {
		return store.Commit{}, &store.InvalidError{Problems: problems}
	}
	ld, err := newLoad(ctx, s.dir, l)
	if err != nil {
		return store.Commit{}, err
	}
	defer ld.close()
	if err := ld.read(l.Records); err != nil {
		return store.Commit{}, err
	}
	next := g.number + 1
	made, err := ld.writeUntilValid(func() (state, error) {
		return s.writeGeneration(next, func(out *tables) (state, error) { return ld.write(out) })
	})
	if err != nil {
		return store.Commit{}, err
	}
	if made.Next == 1 {
		return store.Commit{}, nil // no node, no version
	}
	if err := s.use(next); err != nil {
		return store.Commit{}, err
	}
	return store.Commit{Version: made.Version, Added: int(made.Next - 1), Normalized: ld.normalized}, nil
}

// state returns the counts of the latest version.
func (g *generation) state() (state, error) {
	v := g.read()
	defer v.txn.Discard()
	return v.state()
}

// load is a load under way.
type load struct {
	store.Load
	ctx context.Context
	// version is the one that the load makes. log writes the change log up to it; nil stands for that of a store's first
	// version, which puts all nodes.
	version uint64
	log     func(out *stream) error
	// normalized counts the texts that store.NormalizeTexts changed.
	normalized int
	// trusted is set if the nodes are known to break no rule.
	trusted bool
	// beside is set if the store is read meanwhile.
	beside bool
	folder string // for what does not stay
	told   time.Time

	records *os.File
	size    int64
	names   *sorter // keys of the name index, each followed by the node's place in nodes

	nodes   []loadNode
	byID    map[store.ID]uint32 // places in nodes
	ordered []uint32            // places in nodes, by ID; without what is left out
	numbers []number            // by place in nodes: the number, from 1, in the order of IDs; 0 for what is left out

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
	// passage is the place in passages of a passage, from 1.
	passage uint32
	out     bool // left out
}

// passageFacts are what a citation is checked against, and what coverage counts.
type passageFacts struct {
	sha256   store.Hash
	length   int32
	kind     store.PassageKind
	setAside bool
}

// nodeMemory is about what a load holds in memory for each node.
const nodeMemory = 150

// loadFolder begins the name of a folder for what a load keeps while it works.
const loadFolder = "graph-load."

func newLoad(ctx context.Context, dir string, l store.Load) (*load, error) {
	folder, err := os.MkdirTemp(dir, loadFolder)
	if err != nil {
		return nil, err
	}
	records, err := os.Create(filepath.Join(folder, "records"))
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	l.MemoryBytes = cmp.Or(l.MemoryBytes, store.DefaultLoadMemory)
	return &load{
		Load: l, ctx: ctx, version: 1, folder: folder, records: records,
		names:        newSorter(folder, l.MemoryBytes/6),
		byID:         make(map[store.ID]uint32),
		affiliations: make(map[store.ID][]store.ID),
		sections:     make(map[uint32]store.ID),
	}, nil
}

// close removes everything the load kept. The files are of no use to anybody, so that they cannot be removed is no error;
// the next Open tries again.
func (l *load) close() {
	_ = l.names.close()
	_ = l.records.Close()
	_ = os.RemoveAll(l.folder)
}

// workers returns how many goroutines make rows of nodes. Beside readers a processor is left to them.
func (l *load) workers() int {
	if l.beside {
		return max(1, runtime.GOMAXPROCS(0)-1)
	}
	return runtime.GOMAXPROCS(0)
}

// yield lets readers go first. A goroutine that works on without waiting for anything would keep its processor for ten
// milliseconds, and a read takes a fiftieth of one.
func (l *load) yield() {
	if l.beside {
		runtime.Gosched()
	}
}

// tell reports progress a few times a second.
func (l *load) tell(stage store.LoadStage, done, nodes int) {
	if l.Progress == nil || time.Since(l.told) < 100*time.Millisecond {
		return
	}
	l.told = time.Now()
	l.Progress(store.LoadProgress{Stage: stage, Done: done, Nodes: nodes})
}

// problem notes a rule that a record breaks, or too many of them to note.
func (l *load) problem(line int, p store.Problem) {
	if len(l.problems) == store.MaxLoadProblems {
		l.more++
		return
	}
	l.problems = append(l.problems, store.LoadProblem{Line: line, Problem: p})
}

// err returns the problems noted as one error, or nil.
func (l *load) err() error {
	if len(l.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(l.problems, func(a, b store.LoadProblem) int { return cmp.Compare(a.Line, b.Line) })
	return &store.LoadError{Problems: l.problems, More: l.more}
}

// refuse notes what is wrong with a record, or leaves the record out if the load goes on without such.
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
	l.numbers = make([]number, len(l.nodes))
	for i, at := range l.ordered {
		l.numbers[at] = number(i + 1)
	}
}

// numberOf returns the number of the node with an ID, or 0 if there is none.
func (l *load) numberOf(id store.ID) number {
	if at, ok := l.byID[id]; ok {
		return l.numbers[at]
	}
	return 0
}

// node returns the node at a place in nodes.
func (l *load) node(at uint32) (store.Node, error) {
	record := make([]byte, l.nodes[at].length)
	if _, err := l.records.ReadAt(record, l.nodes[at].at); err != nil {
		return nil, err
	}
	return decodeNode(record)
}

// recordsOf returns the records at some places in nodes. Those that stand together in the file, as the nodes of one kind in one
// source mostly do, are read at once.
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

// writeUntilValid calls write until no record is left out any more.
func (l *load) writeUntilValid(write func() (state, error)) (state, error) {
	for {
		l.number()
		made, err := write()
		if !errors.Is(err, errLeftOut) {
			return made, err
		}
	}
}

// errLeftOut says that records were left out, so that what was written has to be written again without them.
var errLeftOut = errors.New("records were left out")
