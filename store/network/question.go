package network

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// question is a measure in progress: the graph, the statements that count, and the steps until the next look at the
// context.
type question struct {
	*topology.Topology
	statements topology.Set // nil admits all
	ctx        context.Context
	left       int
}

// patience is how many small steps are taken between two checks of the context: well below a millisecond.
const patience = 1 << 12

// ask starts a question. Errors: store.ErrInvalid for a set of another topology; the context's error.
func ask(ctx context.Context, t *topology.Topology, statements topology.Set) (*question, error) {
	if words := (t.NodeCount() + 63) / 64; statements != nil && len(statements) != words {
		return nil, fmt.Errorf("the set of statements belongs to another version of the graph; make it from this one: %w", store.ErrInvalid)
	}
	return &question{Topology: t, statements: statements, ctx: ctx, left: patience}, ctx.Err()
}

// spend counts n steps about to be taken. It returns the context's error if a check is due and the context has ended.
func (q *question) spend(n int) error {
	if q.left -= n; q.left > 0 {
		return nil
	}
	q.left = patience
	return q.ctx.Err()
}

// admits reports whether node n is a statement that counts.
func (q *question) admits(n topology.Number) bool {
	return q.Kind(n) == store.KindStatement && (q.statements == nil || q.statements.Has(n))
}

// all returns the statements that count, by ID.
func (q *question) all() iter.Seq[topology.Number] {
	if q.statements == nil {
		return q.Of(store.KindStatement)
	}
	return func(yield func(topology.Number) bool) {
		for n := range q.statements.All() {
			if q.Kind(n) == store.KindStatement && !yield(n) {
				return
			}
		}
	}
}

// positions returns the ends of the positions that statement s takes.
func (q *question) positions(s topology.Number) topology.Ends {
	return q.Along(s, topology.PositionOut)
}

// find returns the number of the node with id. Errors: store.ErrNotFound; store.ErrInvalid if its kind is not among
// kinds.
func (q *question) find(id store.ID, kinds ...store.Kind) (topology.Number, error) {
	n, ok := q.Find(id)
	if !ok {
		return 0, fmt.Errorf("node %.80s: %w", id, store.ErrNotFound)
	}
	if !slices.Contains(kinds, q.Kind(n)) {
		return 0, fmt.Errorf("%.80s is of kind %s; name one of %v: %w", id, q.Kind(n), kinds, store.ErrInvalid)
	}
	return n, nil
}

// share is a statement's part in something: direct, or only through persons affiliated with an organization.
type share struct {
	statement topology.Number
	through   bool
}

// voices returns the number of distinct voices of the statements.
func (q *question) voices(shares []share) int {
	var all []topology.Number
	for _, s := range shares {
		all = append(all, q.Voices(s.statement).Nodes()...)
	}
	slices.Sort(all)
	return len(slices.Compact(all))
}

// direct returns the number of direct shares.
func direct(shares []share) int {
	count := 0
	for _, s := range shares {
		if !s.through {
			count++
		}
	}
	return count
}

// statementIDs returns the IDs of the statements.
func (q *question) statementIDs(shares []share) []store.ID {
	ids := make([]store.ID, len(shares))
	for i, s := range shares {
		ids[i] = q.ID(s.statement)
	}
	return ids
}

// inRange returns n, or otherwise if n is 0. Errors: store.ErrInvalid if n is negative or above most.
func inRange(name string, n, otherwise, most int) (int, error) {
	if n < 0 || n > most {
		return 0, fmt.Errorf("%s is %d; it goes from 1 to %d: %w", name, n, most, store.ErrInvalid)
	}
	if n == 0 {
		return otherwise, nil
	}
	return n, nil
}

// oneOf returns word, or otherwise if it is empty. Errors: store.ErrInvalid if it is not in words.
func oneOf[T ~string](name string, word, otherwise T, words []T) (T, error) {
	if word == "" {
		return otherwise, nil
	}
	if !slices.Contains(words, word) {
		return "", fmt.Errorf("%s is %.40q; use one of %v: %w", name, word, words, store.ErrInvalid)
	}
	return word, nil
}

// Stances counts by stance. MIXED is a value of its own, not part of the others.
type Stances struct{ For, Against, Mixed int }

// at returns the count of a stance.
func (s *Stances) at(stance store.Stance) *int {
	switch stance {
	case store.For:
		return &s.For
	case store.Against:
		return &s.Against
	}
	return &s.Mixed
}
