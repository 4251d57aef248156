package topology

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"forumgraph/store"
)

// Follow returns the topology of the graph that snap shows, equal to what [Build] would return. records are those of
// the store's log after t's version, up to snap's; none may leave out nodes.
//
// The work is in proportion to the changes, plus copying the columns. It reads from snap only where a passage moved:
// the nodes that cite it. t does not change.
//
// Errors: store.ErrInvalid if the records do not lead from t to snap; store.ErrCorrupt if they contradict the graph;
// those of reading snap.
func (t *Topology) Follow(ctx context.Context, records []store.LogRecord, snap store.Snapshot) (*Topology, error) {
	next, err := t.follow(ctx, records, snap)
	if err != nil {
		return nil, fmt.Errorf("follow the log from version %d to %d: %w", t.version, snap.Version(), err)
	}
	return next, nil
}

func (t *Topology) follow(ctx context.Context, records []store.LogRecord, snap store.Snapshot) (*Topology, error) {
	at := t.version
	for _, rec := range records {
		if at++; rec.Version != at || rec.Left > 0 {
			return nil, fmt.Errorf("record %d in the place of %d, with %d nodes left out: %w", rec.Version, at, rec.Left, store.ErrInvalid)
		}
	}
	if at != snap.Version() {
		return nil, fmt.Errorf("the records end at version %d: %w", at, store.ErrInvalid)
	}
	f := newFollower(t, records)
	if err := f.number(); err != nil {
		return nil, err
	}
	for _, step := range []func() error{f.assert, f.derive, f.applyEdits, func() error { return f.fillColumns(ctx, snap) }} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := step(); err != nil {
			return nil, err
		}
	}
	return f.next, nil
}

// follower makes the next topology from the last one.
type follower struct {
	last, next *Topology
	// nodes holds the nodes that the records touch, as they are after the last record; nil means deleted.
	nodes map[store.ID]store.Node
	ids   []store.ID // of nodes, ascending
	// records holds what is kept of the nodes that remain.
	records map[store.ID]*record

	renumber []Number // by the last topology's numbers: the next one's, or gone
	origin   []Number // by the next topology's numbers: the last one's, or gone
	edits    map[store.EdgeKey]edgeState
}

// gone marks a node without a number.
const gone = ^Number(0)

func newFollower(t *Topology, records []store.LogRecord) *follower {
	f := &follower{
		last: t, next: &Topology{version: t.version + uint64(len(records))}, nodes: make(map[store.ID]store.Node),
		records: make(map[store.ID]*record), edits: make(map[store.EdgeKey]edgeState),
	}
	for _, rec := range records {
		for _, n := range rec.Put {
			f.nodes[n.Base().ID] = n
		}
		for _, id := range rec.Delete {
			f.nodes[id] = nil
		}
	}
	maps.DeleteFunc(f.nodes, func(id store.ID, n store.Node) bool {
		_, was := t.Find(id)
		return n == nil && !was // added and deleted again
	})
	f.ids = slices.Sorted(maps.Keys(f.nodes))
	return f
}

// number gives the nodes of the next topology their numbers.
func (f *follower) number() error {
	last, next := f.last, f.next
	var texts arena
	size := len(last.ids)
	for _, id := range f.ids {
		_, was := last.Find(id)
		if n := f.nodes[id]; n != nil {
			r := recordOf(n, &texts)
			f.records[id] = &r
			if !was {
				size++
			}
			continue
		}
		size--
	}
	next.ids, next.classes = make([]store.ID, 0, size), make([]uint8, 0, size)
	f.renumber, f.origin = make([]Number, len(last.ids)), make([]Number, 0, size)
	from := 0
	keep := func(to int) {
		for n := from; n < to; n++ {
			f.renumber[n] = Number(len(f.origin))
			f.origin = append(f.origin, Number(n))
		}
		next.ids, next.classes = append(next.ids, last.ids[from:to]...), append(next.classes, last.classes[from:to]...)
		from = to
	}
	for _, id := range f.ids {
		at, was := slices.BinarySearch(last.ids, id)
		keep(at)
		r := f.records[id]
		switch {
		case r == nil:
			f.renumber[at] = gone
			from++
		case was:
			keep(at + 1)
			next.classes[len(next.classes)-1] = r.class
		default:
			f.origin = append(f.origin, gone)
			next.ids, next.classes = append(next.ids, r.id), append(next.classes, r.class)
		}
	}
	keep(len(last.ids))
	next.setRanges()
	return nil
}

// edgeState is an edge after the change; weight 0 means no edge.
type edgeState struct {
	weight uint32
	stance store.Stance
}

// was returns an edge as the last topology has it.
func (f *follower) was(key store.EdgeKey) edgeState {
	source, ok := f.last.Find(key.Source)
	if !ok {
		return edgeState{}
	}
	ends := f.last.Ends(source, key.Type, store.Out)
	i, ok := slices.BinarySearchFunc(ends.Nodes(), key.Target, func(n Number, id store.ID) int {
		return strings.Compare(string(f.last.ids[n]), string(id))
	})
	if !ok {
		return edgeState{}
	}
	return edgeState{f.last.weights[ends.from+i], ends.Stance(i)}
}

// edit records the new state of an edge if it changes.
func (f *follower) edit(key store.EdgeKey, state edgeState) {
	if f.was(key) != state {
		f.edits[key] = state
	}
}

// assert edits the asserted edges: those that the changed records state now and did not before, and the reverse.
func (f *follower) assert() error {
	for _, id := range f.ids {
		now := make(map[store.EdgeKey]bool)
		if n := f.nodes[id]; n != nil {
			for _, e := range store.AssertedEdges(n) {
				now[e.EdgeKey] = true
				f.edit(e.EdgeKey, edgeState{1, e.Stance})
			}
		}
		n, ok := f.last.Find(id)
		if !ok {
			continue
		}
		for _, typ := range store.AssertedTypes() {
			direction := store.Out
			if typ.IsStatedByTarget() {
				direction = store.In
			}
			for _, other := range f.last.Ends(n, typ, direction).Nodes() {
				key := store.Neighbor{ID: f.last.ids[other], Type: typ, Direction: direction}.Key(id)
				if !now[key] {
					f.edit(key, edgeState{})
				}
			}
		}
	}
	return nil
}

// derive edits the derived edges: it subtracts what each statement added to their weights, and adds what it adds now.
// It covers the statements that changed, and those made by persons whose organizations changed.
func (f *follower) derive() error {
	affected := make(map[store.ID]bool)
	for _, id := range f.ids {
		switch id.Kind() {
		case store.KindStatement:
			affected[id] = true
		case store.KindPerson:
			person, was := f.last.Find(id)
			if !was || slices.Equal(f.affiliations(id, false), f.affiliations(id, true)) {
				continue
			}
			for _, s := range f.last.Ends(person, store.Made, store.Out).Nodes() {
				affected[f.last.ids[s]] = true
			}
		}
	}
	changes := make(map[store.EdgeKey]int64)
	for id := range affected {
		old, was := f.last.statement(id)
		if was {
			for key := range store.Shares(old, func(person store.ID) []store.ID { return f.affiliations(person, false) }) {
				changes[key]--
			}
		}
		now := old
		if n, changed := f.nodes[id]; changed {
			now, _ = n.(*store.Statement)
		}
		if now != nil {
			for key := range store.Shares(now, func(person store.ID) []store.ID { return f.affiliations(person, true) }) {
				changes[key]++
			}
		}
	}
	for key, change := range changes {
		weight := int64(f.was(key).weight) + change
		if weight < 0 {
			return fmt.Errorf("edge %s %s %s: weight %d: %w", key.Source, key.Type, key.Target, weight, store.ErrCorrupt)
		}
		f.edit(key, edgeState{weight: weightOf(int(weight))})
	}
	return nil
}

// affiliations returns the organizations of a person, in order, before or after the change.
func (f *follower) affiliations(person store.ID, after bool) []store.ID {
	if n, changed := f.nodes[person]; changed && after {
		return store.AffiliationsOf(n)
	}
	n, ok := f.last.Find(person)
	if !ok {
		return nil
	}
	return f.last.idsOf(f.last.Ends(n, store.AffiliatedWith, store.Out))
}

func (t *Topology) idsOf(e Ends) []store.ID {
	var ids []store.ID
	for _, n := range e.Nodes() {
		ids = append(ids, t.ids[n])
	}
	return ids
}

// statement returns the part of a statement that [store.Shares] reads.
func (t *Topology) statement(id store.ID) (*store.Statement, bool) {
	n, ok := t.Find(id)
	if !ok {
		return nil, false
	}
	s := &store.Statement{Meta: store.Meta{ID: id}, Issues: t.idsOf(t.Ends(n, store.About, store.Out))}
	voices := t.Voices(n)
	for i, voice := range t.idsOf(voices.Ends) {
		s.Voices = append(s.Voices, store.StatementVoice{Voice: voice, Role: voices.Role(i)})
	}
	positions := t.Ends(n, store.PositionOn, store.Out)
	for i, recommendation := range t.idsOf(positions) {
		s.Positions = append(s.Positions, store.Position{Recommendation: recommendation, Stance: positions.Stance(i)})
	}
	return s, true
}
