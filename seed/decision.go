package seed

import "forumgraph/store"

// Verdict is what a decision says about look-alike nodes.
type Verdict string

// Distinct says that no two of the nodes are the same. Nodes that are the same are merged, which needs no record.
const Distinct Verdict = "DISTINCT"

// Verdicts returns every verdict.
func Verdicts() []Verdict { return []Verdict{Distinct} }

// Decision records what the coders decided about nodes whose names look alike. It is a note on the coding and not part
// of the graph, so no store holds it.
type Decision struct {
	Position
	// Nodes are two or more nodes of one kind. The verdict holds for each pair of them.
	Nodes   []store.ID
	Verdict Verdict
	// Reason explains the decision in our own words.
	Reason string
}

// readDecision reads an entry of the list "decisions". All records are read before, so their IDs are known.
func (d *decoder) readDecision(v *yamlValue) {
	m := d.mapping(v, "a decision", "", v.pos.String())
	if m == nil {
		return
	}
	c := Decision{
		Position: v.pos,
		Nodes:    list(m, "nodes", m.idOf),
		Verdict:  enum(m, "decision", Verdicts(), ""),
		Reason:   m.text("reason"),
	}
	m.done()
	if c.Reason == "" && !d.told[fieldKey{"", m.field("reason")}] {
		m.missing("reason", "say why in a sentence of your own")
	}
	d.checkNodes(m, c.Nodes)
	d.decisions = append(d.decisions, c)
}

// checkNodes reports what prevents comparing the nodes of a decision.
func (d *decoder) checkNodes(m *mapping, ids []store.ID) {
	if len(ids) < 2 {
		if !d.told[fieldKey{"", m.field("nodes")}] {
			m.problem(m.v.pos, "nodes", "a decision about fewer than two nodes; name those that look alike")
		}
		return
	}
	list := m.v.field("nodes").value
	seen := make(map[store.ID]bool, len(ids))
	for i, id := range ids {
		at := list.items[i].pos
		_, known := d.origins[id]
		switch {
		case id == "": // already reported
		case seen[id]:
			d.problem(at, "%s appears twice in one decision; keep one", id)
		case !known && !d.partial:
			d.problem(at, "unknown %s; correct the ID, or remove a decision that is settled", id)
		case id.Kind() != ids[0].Kind() && ids[0] != "":
			d.problem(at, "%s is of kind %s, but %s of kind %s; decide on nodes of one kind", id, id.Kind(), ids[0], ids[0].Kind())
		}
		seen[id] = true
	}
}
