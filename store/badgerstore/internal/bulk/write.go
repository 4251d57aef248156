package bulk

import (
	"cmp"
	"errors"
	"iter"
	"slices"

	"golang.org/x/sync/errgroup"

	"forumgraph/store"
	"forumgraph/store/badgerstore/internal/disk"
)

// written is what a worker made from a row of nodes.
type written struct {
	first   disk.Number
	records [][]byte
	ids     []store.ID
	logPart []byte
	// ends and support are records for the sorters, in sequence.
	ends, support []byte
	edges         map[byte]int // by type
	climbs        []climb
	wrong         []wrongNode
	asserted      []store.Edge // of the current node
}

// wrongNode is a node that breaks rules.
type wrongNode struct {
	number   disk.Number
	problems []store.Problem
}

// write is the second pass: it checks the nodes and writes all records of the database.
//
// Errors: errLeftOut if the load goes on without some of the nodes; *store.LoadError.
func (l *load) write(out *Tables) (disk.State, error) {
	w := &loadWriter{
		load: l, out: out, state: disk.NewState(),
		ends:    newSorter(l.folder, endSize, l.MemoryBytes/6),
		support: newSorter(l.folder, shareSize, l.MemoryBytes/6),
	}
	defer w.close()
	w.state.Version, w.state.Next = l.Version, disk.Number(len(l.ordered)+1)
	if l.Watcher != nil {
		l.Watcher.Begin(l.Version, len(l.ordered))
	}
	for _, step := range []func() error{w.writeNodes, w.cycles, w.writeEdgesAndIDs, w.writeMeta} {
		if err := l.ctx.Err(); err != nil {
			return disk.State{}, err
		}
		if err := step(); err != nil {
			return disk.State{}, err
		}
	}
	return w.state, nil
}

// writeEdgesAndIDs writes the edges in one goroutine, since they must be in order, and the index of IDs concurrently.
func (w *loadWriter) writeEdgesAndIDs() error {
	var group errgroup.Group
	if w.stored() {
		group.SetLimit(1)
	}
	group.Go(func() error {
		if err := w.writeSupport(); err != nil {
			return err
		}
		return w.writeEdges()
	})
	group.Go(w.writeIDs)
	return group.Wait()
}

// writeIDs writes the index of IDs.
func (w *loadWriter) writeIDs() error {
	out := w.out.stream(disk.PrefixID)
	for i, at := range w.ordered {
		w.yield()
		if err := out.Set(disk.IDKey(w.nodes[at].id), disk.EncodeNumber(disk.Number(i+1))); err != nil {
			return err
		}
	}
	return out.close()
}

func (w *loadWriter) writeMeta() error {
	st, err := disk.Marshal(w.state)
	if err != nil {
		return err
	}
	out := w.out.stream(disk.PrefixMeta)
	return errors.Join(
		out.Set(disk.MetaKey(disk.MetaFormat), disk.EncodeNumber(disk.FormatVersion)),
		out.Set(disk.MetaKey(disk.MetaState), st),
		out.close(),
	)
}

// loadWriter is one run of the second pass.
type loadWriter struct {
	*load
	out     *Tables
	state   disk.State
	ends    *sorter // see appendEnd
	support *sorter // see appendShare
	climbs  []climb
	wrong   []wrongNode
	run     []store.End  // the ends passed to the watcher at a time
	citing  []store.Kind // of the current passage
}

func (w *loadWriter) close() {
	w.ends.close()
	w.support.close()
}

// rows yields half-open ranges of indexes in ordered, one for a worker at a time.
func (w *loadWriter) rows() iter.Seq2[[2]int, error] {
	return func(yield func([2]int, error) bool) {
		for from := 0; from < len(w.ordered); from += BatchRecords {
			if !yield([2]int{from, min(from+BatchRecords, len(w.ordered))}, nil) {
				return
			}
		}
	}
}

// writeNodes checks and writes the nodes, and the log.
func (w *loadWriter) writeNodes() error {
	nodes, log := w.out.stream(disk.PrefixNode), w.out.stream(disk.PrefixLog)
	writeLog := w.Log
	if writeLog == nil {
		writeLog = w.writeLogHead
	}
	if err := writeLog(log); err != nil {
		return err
	}
	part := uint32(0)
	err := inOrder(w.ctx, w.workers(), w.rows(), w.makeRow, func(row *written) error {
		for i, record := range row.records {
			w.yield()
			disk.Count(w.state.Nodes, disk.KindCodes.Code[row.ids[i].Kind()], 1)
			if err := nodes.Set(disk.NodeKey(row.first+disk.Number(i)), record); err != nil {
				return err
			}
		}
		if row.logPart != nil {
			if err := log.Set(disk.LogPartKey(w.Version, part), row.logPart); err != nil {
				return err
			}
			part++
		}
		for code, n := range row.edges {
			disk.Count(w.state.Edges, code, n)
		}
		w.climbs = append(w.climbs, row.climbs...)
		w.wrong = append(w.wrong, row.wrong...)
		w.tell(store.LoadWriting, int(row.first)-1+len(row.records), len(w.ordered))
		return errors.Join(w.ends.add(row.ends), w.support.add(row.support))
	})
	if err != nil {
		return err
	}
	if err := errors.Join(nodes.close(), log.close()); err != nil {
		return err
	}
	return w.leaveOut()
}

// writeLogHead writes the log record of a first version; the nodes follow in parts.
func (w *loadWriter) writeLogHead(log *Stream) error {
	head, err := disk.EncodeLogHead(store.ChangeSet{Author: w.Author, Time: w.Time, Reason: w.Reason}, len(w.ordered), nil)
	if err != nil {
		return err
	}
	return log.Set(disk.LogKey(w.Version), head)
}

// leaveOut refuses the nodes that break rules.
func (w *loadWriter) leaveOut() error {
	if len(w.wrong) == 0 {
		return nil
	}
	slices.SortStableFunc(w.wrong, func(a, b wrongNode) int {
		return cmp.Compare(w.line(a.number), w.line(b.number))
	})
	for _, wrong := range w.wrong {
		at := w.ordered[wrong.number-1]
		r := store.Record{Line: w.line(wrong.number)}
		if w.Reject != nil {
			n, err := w.node(at)
			if err != nil {
				return err
			}
			if r.JSON, err = store.EncodeJSON(n); err != nil {
				return err
			}
			w.nodes[at].out = true
		}
		if err := w.refuse(r, wrong.problems); err != nil {
			return err
		}
	}
	if err := w.err(); err != nil {
		return err
	}
	return errLeftOut
}

// line returns the line of a node.
func (w *loadWriter) line(n disk.Number) int { return int(w.nodes[w.ordered[n-1]].line) }

// makeRow checks a row of nodes and finds their edges.
func (w *loadWriter) makeRow(row [2]int) (*written, error) {
	made := &written{first: disk.Number(row[0] + 1), edges: make(map[byte]int)}
	records, err := w.recordsOf(w.ordered[row[0]:row[1]])
	if err != nil {
		return nil, err
	}
	c := &rowChecker{load: w.load}
	nodes := make([]store.Node, 0, row[1]-row[0])
	for i := row[0]; i < row[1]; i++ {
		w.yield()
		at := w.ordered[i]
		record := records[i-row[0]]
		n, err := disk.DecodeNode(record)
		if err != nil {
			return nil, err
		}
		if !w.stored() {
			if problems := store.ValidateNode(n, c.get); len(problems) > 0 {
				made.wrong = append(made.wrong, wrongNode{disk.Number(i + 1), problems})
				continue
			}
		}
		made.records = append(made.records, record)
		made.ids = append(made.ids, w.nodes[at].id)
		nodes = append(nodes, n)
		w.asserted(made, disk.Number(i+1), n)
		if s, ok := n.(*store.Statement); ok {
			w.shares(made, s)
		}
	}
	if len(made.wrong) > 0 {
		// So that the written records do not stay in memory.
		return &written{first: made.first, wrong: made.wrong}, nil
	}
	if w.Watcher != nil {
		w.Watcher.Nodes(uint64(made.first), nodes)
	}
	made.asserted = nil
	if w.stored() {
		return made, nil
	}
	made.logPart, err = disk.EncodeLogPart(made.records)
	return made, err
}

// asserted adds the edges that a node states. All their ends exist.
func (w *loadWriter) asserted(made *written, own disk.Number, n store.Node) {
	id := n.Base().ID
	of := func(end store.ID) disk.Number {
		if end == id {
			return own
		}
		return w.numberOf(end)
	}
	made.asserted = store.AppendAssertedEdges(made.asserted[:0], n)
	for i := range made.asserted {
		e := &made.asserted[i]
		source, target := of(e.Source), of(e.Target)
		code, stance := disk.TypeCodes.Code[e.Type], disk.StanceCodes.Code[e.Stance]
		made.edges[code]++
		made.ends = appendEnd(made.ends, source, disk.GroupOf(e.Type, store.Out), target, stance, 1)
		made.ends = appendEnd(made.ends, target, disk.GroupOf(e.Type, store.In), source, stance, 1)
		if (e.Type == store.Broader || e.Type == store.PartOf) && e.Source.Kind() != store.KindPassage {
			made.climbs = append(made.climbs, climb{code, source, target})
		}
	}
}

// shares adds what a statement adds to derived edges.
func (w *loadWriter) shares(made *written, s *store.Statement) {
	own := w.numberOf(s.ID)
	for key, share := range store.Shares(s, func(id store.ID) []store.ID { return w.affiliations[id] }) {
		through := disk.Number(0)
		if share.Through != "" {
			through = w.numberOf(share.Through)
		}
		made.support = appendShare(made.support, w.numberOf(key.Source), disk.TypeCodes.Code[key.Type], w.numberOf(key.Target), own, through)
	}
}

// rowChecker looks up the targets of references for store.ValidateNode.
type rowChecker struct {
	*load
	passage store.Passage
	section store.Section
}

// aNode stands for a node that only needs to exist.
var aNode = new(store.Meta)

// get returns what is known of the node with an ID. The result is valid until the next call.
func (c *rowChecker) get(id store.ID) store.Node {
	at, ok := c.byID[id]
	if !ok || c.numbers[at] == 0 {
		return nil
	}
	if p := c.nodes[at].passage; p > 0 {
		facts := c.passages[p-1]
		c.passage.SHA256, c.passage.Length = facts.sha256, int(facts.length)
		return &c.passage
	}
	if source, ok := c.sections[at]; ok {
		c.section.Source = source
		return &c.section
	}
	return aNode
}
