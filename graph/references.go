package graph

import (
	"strings"

	"forumgraph/store"
)

// references appends to ids those that n's own record refers to and that begin with prefix: what a query that reached n may
// ask for next. An ID may come more than once.
//
// Symmetric edges are left out: either of two records may state one, so fields for them read the graph and not the record.
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

// passages is what the IDs that citations name begin with.
const passages = "passage:"

func appendPassages(ids []store.ID, cites []store.Citation) []store.ID {
	for _, c := range cites {
		ids = append(ids, c.Passage)
	}
	return ids
}
