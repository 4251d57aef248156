package store

import (
	"context"
	"slices"
)

// Lookup is what [Validate] reads of a graph: a [Snapshot] is one.
type Lookup interface {
	Nodes(ctx context.Context, ids []ID) ([]Node, error)
	Neighbors(ctx context.Context, id ID) ([]Neighbor, error)
}

// Validate checks a change set against the graph it would change: every rule that needs no text of the source.
//
// It returns an [*InvalidError] with all problems, those of author and reason first, then in the order of cs.Put and of
// cs.Delete, or nil. Other errors are those of reading the graph.
func Validate(ctx context.Context, stored Lookup, cs ChangeSet) error {
	v := &validation{ctx: ctx, stored: stored, put: make(map[ID]Node, len(cs.Put))}
	v.rules = rules{get: v.after, deleted: make(map[ID]bool, len(cs.Delete)), problems: ValidateReason(cs.Author, cs.Reason)}
	for _, id := range cs.Delete {
		v.deleted[id] = true
	}
	for _, n := range cs.Put {
		id := n.Base().ID
		if _, err := ParseID(string(id)); err != nil {
			v.problem(id, "id", "%v", Reason(err, ErrInvalid))
			continue
		}
		if v.put[id] != nil {
			v.problem(id, "id", "appears twice in one change set; keep one record")
		}
		v.put[id] = n
	}
	if err := v.load(cs.Put); err != nil {
		return err
	}
	for _, n := range cs.Put {
		if v.put[n.Base().ID] != nil {
			v.node(n)
		}
	}
	if err := v.cycles(cs.Put); err != nil {
		return err
	}
	for _, id := range cs.Delete {
		if err := v.deletion(id); err != nil {
			return err
		}
	}
	if len(v.problems) > 0 {
		return &InvalidError{Problems: v.problems}
	}
	return nil
}

type validation struct {
	rules
	ctx    context.Context
	stored Lookup
	put    map[ID]Node
	found  map[ID]Node // stored nodes that the change set refers to
}

// load reads all stored nodes that the change set's records name, in one call.
func (v *validation) load(put []Node) error {
	var ids []ID
	for _, n := range put {
		for _, e := range AssertedEdges(n) {
			for _, id := range []ID{e.Source, e.Target} {
				if v.put[id] == nil {
					ids = append(ids, id)
				}
			}
		}
		EachNamed(n, func(id ID, edge EdgeType) {
			if edge == "" && v.put[id] == nil {
				ids = append(ids, id)
			}
		})
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	nodes, err := v.stored.Nodes(v.ctx, ids)
	if err != nil {
		return err
	}
	v.found = make(map[ID]Node, len(ids))
	for i, n := range nodes {
		if n != nil {
			v.found[ids[i]] = n
		}
	}
	return nil
}

// after returns the node as it will be after the change.
func (v *validation) after(id ID) Node {
	if n := v.put[id]; n != nil {
		return n
	}
	if v.deleted[id] {
		return nil
	}
	return v.found[id]
}

// cycles refuses hierarchies that lead back to where they start.
func (v *validation) cycles(put []Node) error {
	for _, n := range put {
		for _, t := range []EdgeType{Broader, PartOf} {
			path, err := v.cycle(n.Base().ID, t)
			if err != nil {
				return err
			}
			// Each cycle is reported once, at its smallest ID.
			if path != nil && n.Base().ID == slices.Min(path) {
				v.problems = append(v.problems, CycleProblem(n, t, path))
			}
		}
	}
	return nil
}

// cycle returns the nodes on a way from id along edges of type t back to id, or nil.
func (v *validation) cycle(id ID, t EdgeType) ([]ID, error) {
	seen := map[ID]bool{}
	var walk func(at ID, path []ID) ([]ID, error)
	walk = func(at ID, path []ID) ([]ID, error) {
		n, err := v.fetch(at)
		if err != nil || n == nil {
			return nil, err
		}
		for _, e := range AssertedEdges(n) {
			if e.Type != t || e.Source != at {
				continue
			}
			if e.Target == id {
				return append(path, at), nil
			}
			if seen[e.Target] {
				continue
			}
			seen[e.Target] = true
			if found, err := walk(e.Target, append(path, at)); found != nil || err != nil {
				return found, err
			}
		}
		return nil, nil
	}
	return walk(id, nil)
}

// fetch is get for nodes that the change set does not refer to itself.
func (v *validation) fetch(id ID) (Node, error) {
	if n := v.get(id); n != nil || v.deleted[id] {
		return n, nil
	}
	nodes, err := v.stored.Nodes(v.ctx, []ID{id})
	if err != nil {
		return nil, err
	}
	if nodes[0] != nil {
		v.found[id] = nodes[0]
	}
	return nodes[0], nil
}

func (v *validation) deletion(id ID) error {
	nodes, err := v.stored.Nodes(v.ctx, []ID{id})
	if err != nil {
		return err
	}
	if nodes[0] == nil {
		v.problem(id, "", "is not stored; nothing to delete")
		return nil
	}
	neighbors, err := v.stored.Neighbors(v.ctx, id)
	if err != nil {
		return err
	}
	var from []ID
	for _, n := range neighbors {
		if n.states() {
			from = append(from, n.ID)
		}
	}
	slices.Sort(from)
	for _, r := range slices.Compact(from) {
		// A record that is put anew has had its references checked above; one that is deleted takes them along.
		if r != id && !v.deleted[r] && v.put[r] == nil {
			v.problem(id, "", "still referenced by %s; change or delete that record too", r)
		}
	}
	return nil
}
