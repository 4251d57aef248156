package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"slices"

	"forumgraph/graph"
	"forumgraph/graph/internal/measure/stock"
	"forumgraph/graph/internal/workload"
	"forumgraph/store"
	"forumgraph/store/badgerstore"
	"forumgraph/store/topology"
)

// stockHandler returns gqlgen's own server over what the store in a folder holds.
func stockHandler(ctx context.Context, dir string) (_ http.Handler, err error) {
	st, err := badgerstore.Open(dir, badgerstore.Options{})
	if err != nil {
		return nil, err
	}
	corpus, err := stockCorpus(ctx, st)
	if err := errors.Join(err, st.Close()); err != nil {
		return nil, err
	}
	runtime.GC() // what it was read from is no part of it
	return stock.NewHandler(corpus), nil
}

// stockCorpus reads what is asked for in W1, W2, W3 and W6 into memory.
func stockCorpus(ctx context.Context, st store.Store) (*stock.Corpus, error) {
	topologies := topology.NewLatest(st)
	defer topologies.Close()
	snap, err := st.Snapshot()
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	t, err := topologies.Of(ctx, snap)
	if err != nil {
		return nil, err
	}
	r := stockReader{
		t: t, recommendations: make(map[string]*stock.Recommendation),
		corpus: &stock.Corpus{
			Persons: make(map[string]*stock.Person), Issues: make(map[string]*stock.Issue),
			Organizations: make(map[string]*stock.Organization), Neighborhoods: make(map[string]*stock.Neighborhood),
		},
	}
	if err := r.nodes(ctx, snap); err != nil {
		return nil, err
	}
	r.lists()
	return r.corpus, r.neighborhoods(ctx, snap, graph.Options{Store: st, Topologies: topologies})
}

type stockReader struct {
	t               *topology.Topology
	corpus          *stock.Corpus
	recommendations map[string]*stock.Recommendation
}

// nodes reads the nodes.
func (r *stockReader) nodes(ctx context.Context, snap store.Snapshot) error {
	for _, kind := range []store.Kind{store.KindOrganization, store.KindIssue, store.KindRecommendation, store.KindPerson} {
		for n, err := range snap.AllOf(ctx, kind) {
			if err != nil {
				return err
			}
			r.node(n)
		}
	}
	return nil
}

func (r *stockReader) node(n store.Node) {
	id, label := string(n.Base().ID), n.Label(store.EN)
	switch n := n.(type) {
	case *store.Organization:
		r.corpus.Organizations[id] = &stock.Organization{ID: id, Name: label}
	case *store.Issue:
		r.corpus.Issues[id] = &stock.Issue{ID: id, Label: label}
	case *store.Recommendation:
		r.recommendations[id] = &stock.Recommendation{ID: id, Label: label}
	case *store.Person:
		p := &stock.Person{ID: id, Name: label}
		for _, a := range n.Affiliations {
			affiliation := &stock.Affiliation{Organization: r.corpus.Organizations[string(a.Organization)]}
			if a.Role != "" {
				affiliation.Role = &a.Role
			}
			p.Affiliations = append(p.Affiliations, affiliation)
		}
		r.corpus.Persons[id] = p
	}
}

// lists links organizations, issues and recommendations, in the order that is asked for.
func (r *stockReader) lists() {
	for n := range r.t.Of(store.KindIssue) {
		issue := r.corpus.Issues[string(r.t.ID(n))]
		for _, o := range r.byName(r.t.Ends(n, store.Raised, store.In).Nodes(), store.KindOrganization) {
			issue.RaisedByList = append(issue.RaisedByList, r.corpus.Organizations[string(r.t.ID(o))])
		}
		for _, o := range r.t.Ends(n, store.Addresses, store.In).Nodes() {
			if r.t.Kind(o) == store.KindRecommendation {
				issue.RecommendationList = append(issue.RecommendationList, r.recommendations[string(r.t.ID(o))])
			}
		}
	}
	for n := range r.t.Of(store.KindOrganization) {
		organization := r.corpus.Organizations[string(r.t.ID(n))]
		for _, i := range r.byName(r.t.Ends(n, store.Raised, store.Out).Nodes(), store.KindIssue) {
			organization.RaisedList = append(organization.RaisedList, r.corpus.Issues[string(r.t.ID(i))])
		}
	}
}

// byName returns the nodes of a kind in the order of their names, ties by ID.
func (r *stockReader) byName(nodes []topology.Number, kind store.Kind) []topology.Number {
	all := slices.DeleteFunc(slices.Clone(nodes), func(n topology.Number) bool { return r.t.Kind(n) != kind })
	slices.SortFunc(all, func(a, b topology.Number) int {
		return cmp.Or(cmp.Compare(r.t.SortKey(a, store.EN), r.t.SortKey(b, store.EN)), cmp.Compare(a, b))
	})
	return all
}

// neighborhoods asks for those that will be asked for.
func (r *stockReader) neighborhoods(ctx context.Context, snap store.Snapshot, o graph.Options) error {
	busy, err := workload.Busiest(ctx, snap, store.KindOrganization)
	if err != nil {
		return err
	}
	const query = `query($id: ID!) { neighborhood(id: $id, depth: 2, first: 100) { graphology
		nodes { depth node { id } } relationships { type source { id } target { id } weight } } }`
	api := graph.NewHandler(o)
	for _, id := range busy {
		answer := api.Execute(ctx, query, map[string]any{"id": string(id)})
		if len(answer.Errors) > 0 {
			return fmt.Errorf("neighborhood of %s: %w", id, answer.Errors)
		}
		var data struct{ Neighborhood *stock.Neighborhood }
		if err := json.Unmarshal(answer.Data, &data); err != nil {
			return fmt.Errorf("neighborhood of %s: %w", id, err)
		}
		r.corpus.Neighborhoods[string(id)] = data.Neighborhood
	}
	return nil
}
