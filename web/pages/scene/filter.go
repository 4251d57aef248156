package scene

import "slices"

// Filter is what a filter of statements admits. A nil filter admits everything.
type Filter struct {
	// Counts is how many admitted statements each statement, voice, issue, recommendation and session has, by ID; an
	// organization also has those of its people.
	Counts map[string]int
	// Claims are the derived edges that an admitted statement supports.
	Claims map[Key]bool
}

// counted are the edge types that statements support.
var counted = []string{"raised", "backs", "opposes", "co-raised"}

// countedKinds are the kinds of Filter.Counts. Nodes of other kinds have the statements that lead to them.
var countedKinds = append([]string{"statement", "issue", "recommendation", "session"}, VoiceKinds...)

// count returns how many statements of a node the filter admits; without a filter, how many it has.
func (d *Drawing) count(f *Filter, n int) int {
	x := d.node(n)
	switch {
	case f == nil:
		return x.statements
	case slices.Contains(countedKinds, x.kind):
		return f.Counts[x.id]
	}
	admitted := 0
	for e := range d.at(n) {
		if other := d.node(d.other(e, n)); other.kind == "statement" && f.Counts[other.id] > 0 {
			admitted++
		}
	}
	return admitted
}

// supported reports whether the filter admits an edge and its ends. A node that must be drawn anyway is admitted.
func (d *Drawing) supported(f *Filter, e, anyway int) bool {
	if f == nil {
		return true
	}
	x := d.edge(e)
	return (!slices.Contains(counted, x.typ) || f.Claims[d.key(e)]) &&
		(x.source == anyway || d.count(f, x.source) > 0) && (x.target == anyway || d.count(f, x.target) > 0)
}
