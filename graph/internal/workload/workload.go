// Package workload asks a made-up corpus what a busy server is asked: the questions W1 to W7 by which forumgraph is measured,
// each about one node after another, the busiest included. The benchmarks of package graph ask them, and so does
// graph/internal/measure/scale, which is in another module.
package workload

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"forumgraph/store"
)

// Question is one question with what it is asked about, by turns.
type Question struct {
	// Name is short and without spaces, such as "W1_person".
	Name string
	// Title says in a few words what is asked for.
	Title string
	// Query is the GraphQL document.
	Query string
	// Goal is how many answers a second are wanted of 8 clients at a thousand reports, without the answer cache.
	Goal int
	// variables returns those of the i-th request.
	variables func(i int) map[string]any
}

// distinct is after how many requests a question repeats itself. It is a prime, so that all combinations come up of what is
// chosen by turns.
const distinct = 997

// Bodies returns the requests of a question as they are posted, each another one.
//
// Errors: those of JSON, of which there are none.
func (q Question) Bodies() ([][]byte, error) {
	bodies := make([][]byte, distinct)
	for i := range bodies {
		body, err := json.Marshal(map[string]any{"query": q.Query, "variables": q.variables(i)})
		if err != nil {
			return nil, fmt.Errorf("request %d of %s: %w", i, q.Name, err)
		}
		bodies[i] = body
	}
	return bodies, nil
}

// busy is how many of the busiest nodes W2, W3 and W6 are asked about.
const busy = 40

// matrixSources is how many reports W7 looks at.
const matrixSources = 100

// words come up from nearly everywhere, two of three nodes, to hardly anywhere; the last is nowhere.
var words = []string{
	"made", "made report", "recommendation", "issue statement", "organization", "collective 7", "participants", "session 134", "housing",
}

// Of returns the questions about the graph of a snapshot, which must have persons, organizations, issues and sources.
//
// Errors: those of reading the snapshot.
func Of(ctx context.Context, snap store.Snapshot) ([]Question, error) {
	persons, err := listed(ctx, snap, store.KindPerson)
	if err != nil {
		return nil, err
	}
	sources, err := listed(ctx, snap, store.KindSource)
	if err != nil {
		return nil, err
	}
	sources = sources[min(1, len(sources)-1):] // the first holds what all reports share
	organizations, err := Busiest(ctx, snap, store.KindOrganization)
	if err != nil {
		return nil, err
	}
	issues, err := Busiest(ctx, snap, store.KindIssue)
	if err != nil {
		return nil, err
	}
	at := func(name string, ids []store.ID) func(int) map[string]any {
		return func(i int) map[string]any { return map[string]any{name: ids[i%len(ids)]} }
	}
	return []Question{{
		"W1_person", "a person with affiliations by name",
		`query($id: ID!) { person(id: $id) { name affiliations { role organization { id name } } } }`,
		22_000, func(i int) map[string]any { return map[string]any{"id": persons[i*7%len(persons)]} },
	}, {
		"W2_raisedBy", "who raised one of the 40 busiest issues: count, first 20 by name",
		`query($id: ID!) { issue(id: $id) { raisedBy(first: 20, orderBy: NAME, filter: { kind: [ORGANIZATION] }) { totalCount nodes { id name } } } }`,
		8_000, at("id", issues),
	}, {
		"W3_raised", "25 issues that a busy organization raised, 5 recommendations on each",
		`query($id: ID!) { organization(id: $id) { raised(first: 25, orderBy: NAME) { nodes { id label recommendations(first: 5, orderBy: ID) { nodes { id label } } } } } }`,
		5_000, at("id", organizations),
	}, {
		"W4_path", "the shortest path between two people",
		`query($from: ID!, $to: ID!) { paths(from: $from, to: $to, maxLength: 6, first: 1) { length nodes { id } } }`,
		15_000, func(i int) map[string]any {
			from, to := i*7%len(persons), (i*11+5)%len(persons)
			if from == to {
				to = (to + 1) % len(persons)
			}
			return map[string]any{"from": persons[from], "to": persons[to]}
		},
	}, {
		"W5_search", "search for one or two words: count and best 10",
		`query($text: String!) { search(text: $text, first: 10) { totalCount nodes { id } } }`,
		1_500, func(i int) map[string]any { return map[string]any{"text": words[i%len(words)]} },
	}, {
		"W6_neighborhood", "the 100 nodes around a busy organization, as objects",
		`query($id: ID!) { neighborhood(id: $id, depth: 2, first: 100) { nodes { depth node { id } } relationships { type source { id } target { id } weight } } }`,
		1_200, at("id", organizations),
	}, {
		"W6_graphology", "the same as one value for graphology",
		`query($id: ID!) { neighborhood(id: $id, depth: 2, first: 100) { graphology } }`,
		4_000, at("id", organizations),
	}, {
		"W7_matrix", "30 organizations by 30 issues over 100 reports",
		`query($sources: [ID!]) { matrix(rows: ORGANIZATION, columns: ISSUE, maxRows: 30, maxColumns: 30, filter: { source: $sources }) { count cells { row column count } } }`,
		1_000, func(i int) map[string]any {
			var some []store.ID
			for j := range min(matrixSources, len(sources)) {
				some = append(some, sources[(i+j)%len(sources)])
			}
			return map[string]any{"sources": some}
		},
	}}, nil
}

// Busiest returns the 40 nodes of a kind with the most edges, the busiest first.
//
// Errors: those of reading the snapshot.
func Busiest(ctx context.Context, snap store.Snapshot, kind store.Kind) ([]store.ID, error) {
	ids, err := listed(ctx, snap, kind)
	if err != nil {
		return nil, err
	}
	degrees := make(map[store.ID]int, len(ids))
	for _, id := range ids {
		neighbors, err := snap.Neighbors(ctx, id)
		if err != nil {
			return nil, err
		}
		degrees[id] = len(neighbors)
	}
	slices.SortStableFunc(ids, func(a, b store.ID) int { return degrees[b] - degrees[a] })
	return ids[:min(busy, len(ids))], nil
}

// listed returns the IDs of all nodes of a kind, in order.
func listed(ctx context.Context, snap store.Snapshot, kind store.Kind) ([]store.ID, error) {
	var ids []store.ID
	for n, err := range snap.AllOf(ctx, kind) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, n.Base().ID)
	}
	return ids, nil
}
