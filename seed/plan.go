package seed

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"forumgraph/store"
)

// Plan returns the change set that brings a dataset into the graph of a snapshot. It expects the snapshot's version;
// the caller fills in author, time and reason. If the graph already holds the dataset, the change set is empty.
//
// Afterwards, what the graph says from the dataset's sources is what the dataset says:
//
//   - A record that cites only these sources equals the dataset's, or is deleted if the dataset does not have it. The
//     same holds for the sections and passages of the sources.
//   - A record that also cites other sources is merged. Its citations of other sources stay, and so do the references
//     and affiliations that these support and all its aliases; the dataset's are added. A reference without citations
//     of its own rests on all citations of its record, so merging writes them out.
//   - Everything else, such as a name or a description, must be equal on both sides or empty on one.
//
// Errors: [Errors] with every clash and every rule that the graph would break; the context's error; ErrClosed.
func Plan(ctx context.Context, snap store.Snapshot, d *Dataset) (store.ChangeSet, error) {
	p := planner{ctx: ctx, snap: snap, data: d, ours: make(map[store.ID]bool), stored: make(map[store.ID]store.Node)}
	cs, err := p.plan()
	if err != nil {
		return store.ChangeSet{}, fmt.Errorf("plan import: %w", err)
	}
	return cs, nil
}

type planner struct {
	ctx  context.Context
	snap store.Snapshot
	data *Dataset
	// ours are the sources of the dataset with their sections and passages, from the graph and from the dataset.
	ours map[store.ID]bool
	// stored are the graph's records that the dataset also holds, that belong to its sources, or that cite these.
	stored   map[store.ID]store.Node
	problems Errors
}

func (p *planner) plan() (store.ChangeSet, error) {
	if err := p.read(); err != nil {
		return store.ChangeSet{}, err
	}
	version := p.snap.Version()
	cs := store.ChangeSet{Expect: &version}
	inData := make(map[store.ID]bool, len(p.data.Nodes))
	for _, n := range p.data.Nodes {
		id := n.Base().ID
		inData[id] = true
		old := p.stored[id]
		if old != nil && p.citesOthers(old) {
			n = p.merge(n, old)
		}
		if old == nil || !store.Equal(old, n) {
			cs.Put = append(cs.Put, n)
		}
	}
	for id, old := range p.stored {
		switch {
		case inData[id]:
		case p.citesOthers(old):
			cs.Put = append(cs.Put, p.without(old))
		default:
			cs.Delete = append(cs.Delete, id)
		}
	}
	slices.SortFunc(cs.Put, canonical)
	slices.SortFunc(cs.Delete, compareIDs)
	if err := p.problems.err(); err != nil {
		return cs, err
	}
	return cs, p.validate(cs)
}

// validate reports the problems of the change set at their places in the dataset.
func (p *planner) validate(cs store.ChangeSet) error {
	err := store.Validate(p.ctx, p.snap, cs)
	var invalid *store.InvalidError
	if errors.As(err, &invalid) {
		return p.data.place(invalid.Problems, nil).err()
	}
	return err
}

// read finds every stored record that the change may affect. It follows edges, so its cost depends on the sources and
// not on the size of the graph.
func (p *planner) read() error {
	ids := make([]store.ID, 0, len(p.data.Nodes))
	for _, n := range p.data.Nodes {
		id := n.Base().ID
		ids = append(ids, id)
		if id.Kind().IsDocument() {
			p.ours[id] = true
		}
	}
	for _, source := range p.data.Sources() {
		parts, err := p.parts(source)
		if err != nil {
			return err
		}
		ids = append(ids, parts...)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	for batch := range slices.Chunk(ids, store.MaxPage) {
		nodes, err := p.snap.Nodes(p.ctx, batch)
		if err != nil {
			return err
		}
		for i, n := range nodes {
			if n != nil {
				p.stored[batch[i]] = n
			}
		}
	}
	return nil
}

// parts returns the stored sections and passages of a source and the records that cite them.
func (p *planner) parts(source store.ID) ([]store.ID, error) {
	sections, err := p.sources(source, store.PartOf)
	if err != nil {
		return nil, err
	}
	all := sections
	for _, section := range sections {
		p.ours[section] = true
		below, err := p.sources(section, store.PartOf)
		if err != nil {
			return nil, err
		}
		for _, part := range below {
			p.ours[part] = true
			if part.Kind() != store.KindPassage {
				continue
			}
			citing, err := p.sources(part, store.Cites)
			if err != nil {
				return nil, err
			}
			all = append(append(all, part), citing...)
		}
	}
	return all, nil
}

// sources returns the sources of the edges of type t that lead to id; none if id is not stored.
func (p *planner) sources(id store.ID, t store.EdgeType) ([]store.ID, error) {
	neighbors, err := p.snap.Neighbors(p.ctx, id)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	var ids []store.ID
	for _, n := range neighbors {
		if n.Type == t && n.Direction == store.In {
			ids = append(ids, n.ID)
		}
	}
	return ids, nil
}

// citesOthers reports whether a record cites a passage of a source outside the dataset.
func (p *planner) citesOthers(n store.Node) bool {
	if n.Base().ID.Kind().IsDocument() {
		return false
	}
	return slices.ContainsFunc(store.AssertedEdges(n), func(e store.Edge) bool {
		return e.Type == store.Cites && !p.ours[e.Target]
	})
}
