package seed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"forumgraph/store"
)

// PlanJSONL is [Plan] for a JSONL dataset that need not fit into memory. It reads the dataset twice, each time from
// open: first it records the IDs, then it compares each record with the graph. A record that equals the graph's takes
// about 300 bytes of memory, for its ID and, for a passage, its hash and length; a record that differs is kept whole in
// the change set. Messages begin with name and the number of the line. normalized counts as Dataset.Normalized does.
//
// Errors: as of [ReadJSONL] and [Plan]; store.ErrTooLarge if the plan needs more than memory, in bytes; those of open.
func PlanJSONL(ctx context.Context, snap store.Snapshot, open func() (io.ReadCloser, error), name string, memory int64) (cs store.ChangeSet, normalized int, err error) {
	p := linePlanner{
		planner: planner{
			ctx: ctx, snap: snap, data: &Dataset{origins: make(map[store.ID]origin)},
			ours: make(map[store.ID]bool), stored: make(map[store.ID]store.Node),
		},
		name: name, memory: memory, passages: make(map[store.ID]passageFacts), sections: make(map[store.ID]store.ID),
	}
	for _, pass := range []func(store.Record) error{p.note, p.compare} {
		if err := p.eachRecord(open, pass); err != nil {
			return store.ChangeSet{}, 0, err
		}
		// A record that is invalid by itself is reported before one that clashes with the graph.
		if err := p.invalid.err(); err != nil {
			return store.ChangeSet{}, 0, err
		}
		if err := p.problems.err(); err != nil {
			return store.ChangeSet{}, 0, fmt.Errorf("plan import: %w", err)
		}
	}
	if cs, err = p.finish(); err != nil {
		return store.ChangeSet{}, 0, fmt.Errorf("plan import: %w", err)
	}
	return cs, p.data.Normalized, nil
}

// linePlanner is a planner that holds one row of the dataset's records at a time.
type linePlanner struct {
	planner
	name         string
	memory, held int64 // bytes
	passages     map[store.ID]passageFacts
	sections     map[store.ID]store.ID // the source of each
	fromSources  []store.ID            // the graph's parts of the dataset's sources, and the records that cite these
	invalid      Errors
	row          []lineNode
	put          []store.Node
}

// passageFacts is what a citation of a passage is checked against.
type passageFacts struct {
	sha256 store.Hash
	length int
}

// lineNode is a record with the length of its line.
type lineNode struct {
	node   store.Node
	length int
}

// notedBytes is roughly what each record takes. One that differs takes about changedTimes the length of its line,
// including what applying it takes.
const (
	notedBytes   = 300
	changedTimes = 8
)

// eachRecord calls pass with each record and then compares the last row.
func (p *linePlanner) eachRecord(open func() (io.ReadCloser, error), pass func(store.Record) error) (err error) {
	in, err := open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	for r, err := range JSONLRecords(in, p.name) {
		var problems Errors
		if errors.As(err, &problems) {
			p.invalid = append(p.invalid, problems...)
			break
		}
		if err == nil {
			err = pass(r)
		}
		if err != nil {
			return err
		}
	}
	return p.compareRow()
}

// hold counts bytes that stay in memory and fails if they are too many.
func (p *linePlanner) hold(line, bytes int) error {
	if p.held += int64(bytes); p.held > p.memory {
		return fmt.Errorf("%s:%d: the changes so far take more than %d MiB of memory; allow more, or import into a new store: %w",
			p.name, line, p.memory>>20, store.ErrTooLarge)
	}
	return p.ctx.Err()
}

// note is the first pass: it records the ID of each record and what later checks need of it.
func (p *linePlanner) note(r store.Record) error {
	n, problem := p.data.take(p.name, r)
	if problem != nil {
		p.invalid = append(p.invalid, *problem)
		return nil
	}
	id := n.Base().ID
	if id.Kind().IsDocument() {
		p.ours[id] = true
	}
	switch n := n.(type) {
	case *store.Source:
		parts, err := p.parts(id)
		if err != nil {
			return err
		}
		p.fromSources = append(p.fromSources, parts...)
	case *store.Section:
		p.sections[id] = n.Source
	case *store.Passage:
		p.passages[id] = passageFacts{n.SHA256, n.Length}
	}
	return p.hold(r.Line, notedBytes)
}

// compare is the second pass: it checks each record, and keeps those that differ from the graph.
func (p *linePlanner) compare(r store.Record) error {
	n, err := store.DecodeJSON(r.JSON)
	if err != nil || p.data.origins[n.Base().ID].at.Line != r.Line {
		return fmt.Errorf("%s:%d: the dataset changed while it was read; import it again", p.name, r.Line)
	}
	store.NormalizeTexts(n)
	p.invalid = append(p.invalid, p.data.place(store.ValidateNode(n, p.get), nil)...)
	if p.row = append(p.row, lineNode{n, len(r.JSON)}); len(p.row) < store.MaxPage {
		return nil
	}
	return p.compareRow()
}

func (p *linePlanner) compareRow() error {
	row := p.row
	p.row = p.row[:0]
	if len(p.invalid) > 0 {
		return nil // the dataset is refused
	}
	ids := make([]store.ID, len(row))
	for i, r := range row {
		ids[i] = r.node.Base().ID
	}
	stored, err := p.snap.Nodes(p.ctx, ids)
	if err != nil {
		return err
	}
	for i, r := range row {
		n, old := r.node, stored[i]
		if old != nil && p.citesOthers(old) {
			n = p.merge(n, old)
		}
		if old != nil && store.Equal(old, n) {
			continue
		}
		p.put = append(p.put, n)
		if err := p.hold(p.data.origins[ids[i]].at.Line, changedTimes*r.length); err != nil {
			return err
		}
	}
	return nil
}

// get returns a node of the dataset with the fields that store.ValidateNode reads, or nil.
func (p *linePlanner) get(id store.ID) store.Node {
	if _, ok := p.data.origins[id]; !ok {
		return nil
	}
	if facts, ok := p.passages[id]; ok {
		return &store.Passage{SHA256: facts.sha256, Length: facts.length}
	}
	if source, ok := p.sections[id]; ok {
		return &store.Section{Source: source}
	}
	return new(store.Meta)
}

// finish adds the records of the dataset's sources that the dataset no longer has, as deletions or without its
// citations.
func (p *linePlanner) finish() (store.ChangeSet, error) {
	version := p.snap.Version()
	cs := store.ChangeSet{Expect: &version, Put: p.put}
	gone := slices.DeleteFunc(p.fromSources, func(id store.ID) bool { _, has := p.data.origins[id]; return has })
	slices.Sort(gone)
	for batch := range slices.Chunk(slices.Compact(gone), store.MaxPage) {
		nodes, err := p.snap.Nodes(p.ctx, batch)
		if err != nil {
			return cs, err
		}
		for i, old := range nodes {
			switch {
			case old == nil:
			case p.citesOthers(old):
				cs.Put = append(cs.Put, p.without(old))
			default:
				cs.Delete = append(cs.Delete, batch[i])
			}
		}
	}
	slices.SortFunc(cs.Put, canonical)
	slices.SortFunc(cs.Delete, compareIDs)
	return cs, p.validate(cs)
}
