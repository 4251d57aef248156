package synth

import "forumgraph/store"

// alone makes a report self-contained: it adds the nodes of earlier documents, up to report number from, that the
// report names. They come after the passages, each with its name and the citation of the first edge that leads to it.
// Nodes in repeated are left out, and the added ones are recorded there.
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

// repeat returns a record that says only that a shared node is named at a citation.
func (c *Corpus) repeat(id store.ID, cite store.Citation) store.Node {
	n := store.NewNode(id.Kind())
	*n.Base() = c.meta(id, cite)
	return n
}
