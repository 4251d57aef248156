package graph

import (
	"strings"

	"forumgraph/store"
)

// references appends to ids those that n's own record refers to and that begin with prefix: what a query that reached n may
// ask for next. An ID may come more than once.
func references(ids []store.ID, n store.Node, prefix string) []store.ID {
	w := &walker{prefix: prefix, found: ids}
	w.citations(n.Base().Citations)
	switch n := n.(type) {
	case *store.Person:
		for _, a := range n.Affiliations {
			w.ids(a.Organization)
			w.citations(a.Citations)
		}
	case *store.Organization:
		w.refs(n.PartOf, n.LocatedIn)
	case *store.Collective:
		w.ids(n.Session)
	case *store.Session:
		w.ids(n.Parent, n.Section)
		w.refs(n.Presenters, n.Hosts)
	case *store.Issue:
		w.refs(n.Broader)
	case *store.Recommendation:
		w.refs(n.Addressees, n.Issues)
	case *store.Initiative:
		w.refs(n.RunBy, n.FundedBy, n.Partners, n.PartOf, n.LocatedIn, n.Issues)
	case *store.Publication:
		w.refs(n.PublishedBy)
	case *store.Population:
		w.refs(n.Broader)
	case *store.Place:
		w.refs(n.PartOf)
	case *store.Figure:
		w.refs(n.Places, n.ReportedBy, n.Studies, n.Issues)
	case *store.Statement:
		w.statement(n)
	case *store.Section:
		w.ids(n.Source, n.Parent)
	case *store.Passage:
		w.ids(n.Source, n.Section)
	}
	return w.found
}

// walker collects the IDs that begin with prefix.
type walker struct {
	prefix string
	found  []store.ID
}

func (w *walker) ids(ids ...store.ID) {
	for _, id := range ids {
		if strings.HasPrefix(string(id), w.prefix) {
			w.found = append(w.found, id)
		}
	}
}

func (w *walker) refs(lists ...[]store.Ref) {
	for _, refs := range lists {
		for _, r := range refs {
			w.ids(r.ID)
		}
	}
}

// passages is what the IDs that citations name begin with.
const passages = "passage:"

func (w *walker) citations(cites []store.Citation) {
	if w.prefix != passages {
		return // as for most: they are most of what records refer to
	}
	for _, c := range cites {
		w.ids(c.Passage)
	}
}

func (w *walker) statement(s *store.Statement) {
	for _, v := range s.Voices {
		w.ids(v.Voice)
	}
	for _, p := range s.Positions {
		w.ids(p.Recommendation)
	}
	w.ids(s.Session)
	for _, ids := range [][]store.ID{
		s.Issues, s.Addressees, s.Populations, s.Places, s.Figures, s.Mentions, s.Quotes, s.Restates,
	} {
		w.ids(ids...)
	}
}
