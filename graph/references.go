package graph

import (
	"iter"

	"forumgraph/store"
)

// references returns the IDs of the nodes that n's own record refers to: what a query that reached n may ask for next.
// An ID may come more than once.
func references(n store.Node) iter.Seq[store.ID] {
	return func(yield func(store.ID) bool) {
		w := &walker{yield: yield}
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
	}
}

// walker yields until it is told to stop.
type walker struct {
	yield   func(store.ID) bool
	stopped bool
}

func (w *walker) ids(ids ...store.ID) {
	for _, id := range ids {
		if !w.stopped && id != "" {
			w.stopped = !w.yield(id)
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

func (w *walker) citations(cites []store.Citation) {
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
