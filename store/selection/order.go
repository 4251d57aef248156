package selection

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"forumgraph/store"
	"forumgraph/store/topology"
)

// Order is the order of a list.
type Order string

// The orders. Ties are broken by ID.
const (
	// ByID orders by ID.
	ByID Order = "ID"
	// ByName orders by [store.SortKey] of the label in Ordering.Lang.
	ByName Order = "NAME"
	// ByStatements orders by the number of distinct statements, largest first.
	ByStatements Order = "STATEMENTS"
	// ByVoices orders by the number of distinct voices that made statements about the node, largest first; for a
	// statement, its own voices.
	ByVoices Order = "VOICES"
	// ByDocument orders by the earliest citation of the node's record, source by source; nodes without citations come
	// last.
	ByDocument Order = "DOCUMENT_ORDER"
)

// Default orders of some lists. They are not among [Orders].
const (
	// ByEvent orders sessions as in their event, event by event.
	ByEvent Order = "EVENT_ORDER"
	// ByPlace orders the sections or the passages of one source by their position in it.
	ByPlace Order = "PLACE"
)

// Orders returns every order that a client can request.
func Orders() []Order { return []Order{ByID, ByName, ByStatements, ByVoices, ByDocument} }

// Ordering says how to order a selection.
type Ordering struct {
	Order Order
	// Lang is the language of names.
	Lang store.Lang
	// Statements are the statements that STATEMENTS and VOICES count; nil counts all.
	Statements topology.Set
	// Weight is what STATEMENTS counts instead of a node's statements, such as the weight of the edge that led to it.
	Weight func(topology.Number) int
}

// Cursors is what the cursors of a list hold besides the place: Name distinguishes the list and its order from others,
// and Prefix begins each place.
type Cursors struct{ Name, Prefix string }

// Cursors returns the cursors of a list in this order.
func (o Ordering) Cursors(list string) Cursors {
	name := list + "/" + string(o.Order)
	if o.Order == ByName {
		name += "/" + string(o.Lang)
	}
	return Cursors{Name: name}
}

// List is a selection in order. Not safe for concurrent use.
type List struct {
	selector *Selector
	ordering Ordering
	cursors  Cursors
	nodes    topology.Nodes          // indexed
	counts   map[topology.Number]int // for STATEMENTS and VOICES
	sorted   []topology.Number       // see All
}

// List orders nodes.
//
// Errors: store.ErrInvalid for an unknown order; the context's error.
func (s *Selector) List(ctx context.Context, cursors Cursors, nodes topology.Nodes, o Ordering) (*List, error) {
	l := &List{selector: s, ordering: o, cursors: cursors, nodes: nodes.Indexed()}
	switch o.Order {
	case ByID, "":
		return l, nil // numbers ascend as IDs do
	case ByName, ByDocument, ByPlace, ByEvent:
	case ByStatements, ByVoices:
		if err := l.count(ctx); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("unknown order %.40q: %w", o.Order, store.ErrInvalid)
	}
	return l, ctx.Err()
}

// count fills l.counts.
func (l *List) count(ctx context.Context) error {
	l.counts = make(map[topology.Number]int, l.nodes.Len())
	d := distinct{seen: l.selector.topology.NewSet()}
	for n := range l.nodes.All() {
		if err := ctx.Err(); err != nil {
			return err
		}
		switch {
		case l.ordering.Order == ByVoices:
			l.counts[n] = l.selector.voices(n, l.ordering.Statements, &d)
		case l.ordering.Weight != nil:
			l.counts[n] = l.ordering.Weight(n)
		default:
			l.counts[n] = l.selector.CountStatements(n, l.ordering.Statements)
		}
	}
	return nil
}

// CountStatements returns the number of distinct statements of node n that are in the set; nil counts all.
func (s *Selector) CountStatements(n topology.Number, statements topology.Set) int {
	var seen []topology.Number
	s.visit(n, func(statement topology.Number) bool {
		if statements == nil || statements.Has(statement) {
			seen = append(seen, statement)
		}
		return true
	})
	slices.Sort(seen)
	return len(slices.Compact(seen))
}

// distinct counts nodes, each once. Between counts, seen is empty.
type distinct struct {
	seen  topology.Set
	found []topology.Number
}

func (d *distinct) add(n topology.Number) {
	if !d.seen.Has(n) {
		d.seen.Add(n)
		d.found = append(d.found, n)
	}
}

// count returns how many nodes were added, and resets.
func (d *distinct) count() int {
	n := len(d.found)
	for _, v := range d.found {
		d.seen.Remove(v)
	}
	d.found = d.found[:0]
	return n
}

// voices returns the number of distinct voices of node n's statements.
func (s *Selector) voices(n topology.Number, statements topology.Set, d *distinct) int {
	add := func(statement topology.Number) bool {
		if statements == nil || statements.Has(statement) {
			for _, v := range s.topology.Along(statement, topology.MadeIn).Nodes() {
				d.add(v)
			}
		}
		return true
	}
	if s.topology.Kind(n) == store.KindStatement {
		add(n)
	} else {
		s.visit(n, add)
	}
	return d.count()
}

func (l *List) compare(a, b topology.Number) int {
	t := l.selector.topology
	order := 0
	switch l.ordering.Order {
	case ByName:
		order = cmp.Compare(t.NameRank(a, l.ordering.Lang), t.NameRank(b, l.ordering.Lang))
	case ByStatements, ByVoices:
		order = cmp.Compare(l.counts[b], l.counts[a])
	case ByDocument, ByPlace:
		order = t.CitedAt(a).Compare(t.CitedAt(b))
	case ByEvent:
		order = t.CompareEventOrder(a, b)
	}
	return cmp.Or(order, cmp.Compare(a, b))
}

// key returns what a cursor holds of node n: the keys of one list compare, byte by byte, as [List.compare] compares
// their nodes.
func (l *List) key(n topology.Number) string {
	t, id := l.selector.topology, string(l.selector.topology.ID(n))
	switch l.ordering.Order {
	case ByName:
		return t.SortKey(n, l.ordering.Lang) + "\x00" + id
	case ByStatements, ByVoices:
		// Larger counts come first.
		return fmt.Sprintf("%010d\x00%s", 9_999_999_999-l.counts[n], id)
	case ByDocument:
		place := t.CitedAt(n)
		if place.Order == 0 {
			return "~\x00" + id // after every source: an ID begins with a letter
		}
		return fmt.Sprintf("%s\x00%010d.%010d\x00%s", t.ID(place.Source), place.Order, place.Start, id)
	case ByPlace:
		return fmt.Sprintf("%010d %s", t.CitedAt(n).Order, id)
	case ByEvent:
		event, at := t.EventOrder(n)
		return fmt.Sprintf("%s\x00%010d\x00%s", t.ID(event), at, id)
	}
	return id
}
