package execution

import (
	"strings"

	"forumgraph/store"
)

// references appends to ids those IDs in n's own record that begin with prefix: the nodes that a query that reached n
// may need next. An ID may occur more than once.
//
// Symmetric edges are left out: either of two records may state one, so their fields read the graph and not the record.
func references(ids []store.ID, n store.Node, prefix string) []store.ID {
	if prefix == passages {
		ids = appendPassages(ids, n.Base().Citations)
		if p, ok := n.(*store.Person); ok {
			for _, a := range p.Affiliations {
				ids = appendPassages(ids, a.Citations)
			}
		}
	}
	store.EachNamed(n, func(id store.ID, edge store.EdgeType) {
		if strings.HasPrefix(string(id), prefix) && !edge.Info().Symmetric {
			ids = append(ids, id)
		}
	})
	return ids
}

// passages is the prefix of the IDs that citations name.
const passages = "passage:"

func appendPassages(ids []store.ID, cites []store.Citation) []store.ID {
	for _, c := range cites {
		ids = append(ids, c.Passage)
	}
	return ids
}
