package topology

import (
	"iter"
	"slices"

	"forumgraph/store"
)

// Nodes are some of the nodes of one topology, ascending and distinct. They are a list, whose cost is their number; a
// [Set], whose cost is the size of the graph and which suits many; or all of a kind, which costs nothing. The zero
// value is empty.
type Nodes struct {
	listed []Number
	set    Set  // nil if they are a list or all of a kind
	all    span // empty unless they are all of a kind
}

// FindAll returns the numbers of the IDs that exist. The IDs must ascend; the search for each starts where the previous
// one ended.
func (t *Topology) FindAll(ids []store.ID) Nodes {
	found := make([]Number, 0, len(ids))
	from := 0
	for _, id := range ids {
		step := 1
		for from+step < len(t.ids) && t.ids[from+step] < id {
			step *= 2
		}
		at, ok := slices.BinarySearch(t.ids[from:min(from+step+1, len(t.ids))], id)
		if from += at; ok {
			found = append(found, Number(from))
		}
	}
	return Listed(found)
}

// AllOf returns all nodes of a kind.
func (t *Topology) AllOf(kind store.Kind) Nodes { return Nodes{all: t.rangeOf(kind)} }

// Listed returns the nodes of a list, which must be ascending and distinct. It is not copied and must not change.
func Listed(nodes []Number) Nodes { return Nodes{listed: nodes} }

// Nodes returns the nodes of the set, which must not change while they are used.
func (s Set) Nodes() Nodes { return Nodes{set: s} }

// Len returns the number of nodes.
func (ns Nodes) Len() int {
	if ns.set != nil {
		return ns.set.Len()
	}
	return len(ns.listed) + int(ns.all.end-ns.all.first)
}

// All returns the nodes in ascending order.
func (ns Nodes) All() iter.Seq[Number] {
	if ns.set != nil {
		return ns.set.All()
	}
	if ns.listed == nil {
		return ns.all.numbers()
	}
	return slices.Values(ns.listed)
}

// Indexed returns the same nodes in a form on which At costs nothing.
func (ns Nodes) Indexed() Nodes {
	if ns.set != nil {
		return Listed(ns.List())
	}
	return ns
}

// At returns the i-th node of [Nodes.Indexed].
func (ns Nodes) At(i int) Number {
	if ns.listed == nil {
		return ns.all.first + Number(i)
	}
	return ns.listed[i]
}

// List returns the nodes in a slice that must not be changed.
func (ns Nodes) List() []Number {
	if ns.set != nil {
		return slices.AppendSeq(make([]Number, 0, ns.set.Len()), ns.set.All())
	}
	if ns.listed == nil {
		return slices.AppendSeq(make([]Number, 0, ns.Len()), ns.all.numbers())
	}
	return ns.listed
}

// SetOfNodes returns a new set of the nodes.
func (t *Topology) SetOfNodes(ns Nodes) Set {
	if ns.set != nil {
		return slices.Clone(ns.set)
	}
	s := t.NewSet()
	s.fill(ns.all.first, ns.all.end)
	for _, n := range ns.listed {
		s.Add(n)
	}
	return s
}

// Within returns the nodes that are also in the set.
func (ns Nodes) Within(s Set) Nodes {
	if ns.set != nil {
		both := slices.Clone(ns.set)
		both.Intersect(s)
		return both.Nodes()
	}
	var both []Number
	for n := range ns.All() {
		if s.Has(n) {
			both = append(both, n)
		}
	}
	return Listed(both)
}

// OfKinds returns the nodes that are of one of the kinds. In a list, those of one kind are contiguous: numbers ascend
// as IDs do, and an ID begins with its kind.
func (t *Topology) OfKinds(ns Nodes, kinds ...store.Kind) Nodes {
	if ns.set != nil {
		return ns.Within(t.SetOf(kinds...))
	}
	ns = Listed(ns.List())
	if len(kinds) == 1 {
		return Listed(t.part(ns.listed, kinds[0]))
	}
	ordered := slices.Clone(kinds)
	slices.SortFunc(ordered, func(a, b store.Kind) int { return int(t.rangeOf(a).first) - int(t.rangeOf(b).first) })
	var all []Number
	for _, kind := range slices.Compact(ordered) {
		all = append(all, t.part(ns.listed, kind)...)
	}
	return Listed(all)
}

// part returns the nodes of a kind from a list.
func (t *Topology) part(nodes []Number, kind store.Kind) []Number {
	r := t.rangeOf(kind)
	from, _ := slices.BinarySearch(nodes, r.first)
	to, _ := slices.BinarySearch(nodes, r.end)
	return nodes[from:to:to]
}
