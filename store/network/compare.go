package network

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// The limits of each list of a comparison.
const (
	DefaultCompared = 50
	MaxCompared     = 200
)

// CompareOptions says how to compare two nodes. The zero value is useful.
type CompareOptions struct {
	// Through makes an organization raise what persons affiliated with it raised as SPEAKERs. Positions are never
	// passed on.
	Through bool
	// First limits each list, 1 to [MaxCompared]; 0 means [DefaultCompared].
	First int
	// Statements are the statements that count; nil means all.
	Statements topology.Set
}

// Comparison is what two nodes share and where they differ. Lists that do not apply to the pair are nil.
type Comparison struct {
	Version uint64
	A, B    store.ID
	// Issues are those that two voices raised, or that were raised in two sessions.
	Issues *Overlap
	// Recommendations are those that two voices back; those that address two issues, with or without a statement saying
	// so; or those that a position was taken on in two sessions.
	Recommendations *Overlap
	// Voices are those that raised two issues, or that made statements in two sessions.
	Voices *Overlap
	// Oppositions are where two voices oppose each other.
	Oppositions *Oppositions
	// Mixed are the recommendations on which one of two voices, or both, hold a MIXED position; the sides hold those
	// statements. MIXED is not in any other list.
	Mixed *Items
}

// Overlap splits what two nodes have into what both have and what only one of them has.
type Overlap struct{ Shared, OnlyA, OnlyB Items }

// Items is a list, cut to its first elements.
type Items struct {
	// Items are ordered by the number of statements of both sides, larger first, then by ID.
	Items []Item
	// Cut is how many items were left out.
	Cut int
}

// Item is a node that one side has, or both.
type Item struct {
	ID   store.ID
	A, B Evidence
}

// Evidence is the statements of one side.
type Evidence struct {
	// Statements are by ID.
	Statements []store.ID
	// Count is the number of all statements, Direct the number without those that came through a person of an
	// organization.
	Count, Direct int
}

// Oppositions is a list, cut to its first elements, in the order of [Items], with A's ID before B's.
type Oppositions struct {
	Items []Opposition
	Cut   int
}

// Opposition is a pair of opposed positions: one backs what the other opposes, or the two back rivals, recommendations
// that CONTRADICT each other.
type Opposition struct{ A, B Side }

// Side is one voice's side of an opposition.
type Side struct {
	Recommendation store.ID
	// Stance is FOR or AGAINST.
	Stance   store.Stance
	Evidence Evidence
}

// Compare compares two voices, two issues or two sessions. A session includes its parts.
//
// Errors: store.ErrInvalid for any other pair, for a node and itself, for a session and a part of it, or an option out of
// range; store.ErrNotFound for an unknown node; the context's error.
func Compare(ctx context.Context, t *topology.Topology, a, b store.ID, opts CompareOptions) (*Comparison, error) {
	c, err := compare(ctx, t, a, b, opts)
	if err != nil {
		return nil, fmt.Errorf("compare %.80s with %.80s: %w", a, b, err)
	}
	return c, nil
}

func compare(ctx context.Context, t *topology.Topology, a, b store.ID, opts CompareOptions) (*Comparison, error) {
	q, err := ask(ctx, t, opts.Statements)
	if err != nil {
		return nil, err
	}
	most, err := inRange("first", opts.First, DefaultCompared, MaxCompared)
	if err != nil {
		return nil, err
	}
	c := &comparing{question: q, through: opts.Through, most: most, result: &Comparison{Version: t.Version(), A: a, B: b}}
	for i, id := range []store.ID{a, b} {
		n, ok := q.Find(id)
		if !ok {
			return nil, fmt.Errorf("node %.80s: %w", id, store.ErrNotFound)
		}
		c.nodes[i] = n
	}
	kindA, kindB := q.Kind(c.nodes[0]), q.Kind(c.nodes[1])
	switch {
	case a == b:
		return nil, fmt.Errorf("a node has everything in common with itself; name two: %w", store.ErrInvalid)
	case kindA.IsVoice() && kindB.IsVoice():
		return c.result, c.voicesPair()
	case kindA == store.KindIssue && kindB == store.KindIssue:
		return c.result, c.issuesPair()
	case kindA == store.KindSession && kindB == store.KindSession:
		return c.result, c.sessionsPair()
	}
	return nil, fmt.Errorf("%s and %s have nothing to compare; name two voices, two issues or two sessions: %w",
		kindA, kindB, store.ErrInvalid)
}

// comparing is a comparison in progress.
type comparing struct {
	*question
	nodes   [2]topology.Number
	through bool
	most    int
	result  *Comparison
}

// having is what one side has: for each node, the statements that show it.
type having map[topology.Number][]share

func (h having) add(values []value, s share) {
	for _, v := range values {
		h[v.node] = append(h[v.node], share{s.statement, s.through || v.through})
	}
}

// overlap splits what the two sides have.
func (c *comparing) overlap(sides [2]having) *Overlap {
	var shared, onlyA, onlyB []item
	for n, a := range sides[0] {
		if b, ok := sides[1][n]; ok {
			shared = append(shared, item{n, a, b})
		} else {
			onlyA = append(onlyA, item{n, a, nil})
		}
	}
	for n, b := range sides[1] {
		if _, ok := sides[0][n]; !ok {
			onlyB = append(onlyB, item{n, nil, b})
		}
	}
	return &Overlap{Shared: c.items(shared), OnlyA: c.items(onlyA), OnlyB: c.items(onlyB)}
}

// union lists what either side has.
func (c *comparing) union(sides [2]having) *Items {
	both := maps.Clone(sides[0])
	maps.Copy(both, sides[1])
	var all []item
	for n := range both {
		all = append(all, item{n, sides[0][n], sides[1][n]})
	}
	items := c.items(all)
	return &items
}

type item struct {
	node topology.Number
	a, b []share
}

func (c *comparing) items(all []item) Items {
	slices.SortFunc(all, func(x, y item) int {
		return cmp.Or(cmp.Compare(len(y.a)+len(y.b), len(x.a)+len(x.b)), cmp.Compare(x.node, y.node))
	})
	cut := max(0, len(all)-c.most)
	items := Items{Items: []Item{}, Cut: cut}
	for _, i := range all[:len(all)-cut] {
		items.Items = append(items.Items, Item{c.ID(i.node), c.evidence(i.a), c.evidence(i.b)})
	}
	return items
}

func (c *comparing) evidence(list []share) Evidence {
	return Evidence{Statements: c.statementIDs(list), Count: len(list), Direct: direct(list)}
}
