package synth

import "forumgraph/store"

// alone returns the nodes of a report together with those of earlier documents that they name, up to report number from,
// so that they stand on their own: after the passages, each with its name and with the citation of the first edge that
// leads to it. What is in repeated is left out, and what is repeated goes in there.
func (c *Corpus) alone(nodes []store.Node, from int, repeated map[store.ID]bool) []store.Node {
	own := make(map[store.ID]bool, len(nodes))
	for _, n := range nodes {
		own[n.Base().ID] = true
	}
	var shared []store.Node
	document := 0
	for _, n := range nodes {
		if n.Base().ID.Kind().IsDocument() {
			document++
			continue
		}
		for _, e := range store.AssertedEdges(n) {
			if e.Type == store.Cites {
				continue
			}
			for _, id := range []store.ID{e.Source, e.Target} {
				if own[id] || repeated[id] {
					continue
				}
				if o, ok := originOf(id); ok && o.report > from {
					continue
				}
				repeated[id] = true
				shared = append(shared, c.repeat(id, e.Citations[0]))
			}
		}
	}
	all := append([]store.Node{}, nodes[:document]...)
	return append(append(all, shared...), nodes[document:]...)
}

// repeat returns a record that says no more of a shared node than that it is named at a citation.
func (c *Corpus) repeat(id store.ID, cite store.Citation) store.Node {
	n := store.NewNode(id.Kind())
	*n.Base() = c.meta(id, cite)
	return n
}
