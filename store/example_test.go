package store_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"forumgraph/store"
	"forumgraph/store/memstore"
	"forumgraph/store/storetest"
)

// A change set becomes a version; a snapshot answers from one version. Derived edges follow from the statements.
func Example() {
	ctx := context.Background()
	st := memstore.New()
	defer st.Close()
	commit, err := st.Apply(ctx, storetest.Example())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("version", commit.Version)

	snap, err := st.Snapshot()
	if err != nil {
		log.Fatal(err)
	}
	defer snap.Close()
	neighbors, err := snap.Neighbors(ctx, "person:ada")
	if err != nil {
		log.Fatal(err)
	}
	for _, n := range neighbors {
		if !n.Type.IsDerived() {
			continue
		}
		edges, err := snap.Edges(ctx, []store.EdgeKey{n.Key("person:ada")})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(n.Type, n.ID, "because of")
		for _, s := range edges[0].Support {
			fmt.Println("  ", s.Statement)
		}
	}
	// Output:
	// version 1
	// RAISED issue:ferry-fares because of
	//    statement:fares
	// RAISED issue:night-noise because of
	//    statement:fares
	//    statement:noise
	// BACKS recommendation:quiet-hours because of
	//    statement:noise
}

// A change that breaks a rule is refused whole, with every problem.
func ExampleInvalidError() {
	st := memstore.New()
	defer st.Close()
	_, err := st.Apply(context.Background(), store.ChangeSet{
		Author: "ada",
		Time:   time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC),
		Reason: "an issue that no passage names",
		Put: []store.Node{
			&store.Issue{
				Meta:    store.Meta{ID: "issue:night-noise", Name: store.Text{EN: "Night noise"}},
				Broader: []store.Ref{{ID: "issue:noise"}},
			},
		},
	})
	var invalid *store.InvalidError
	if errors.As(err, &invalid) {
		for _, p := range invalid.Problems {
			fmt.Println(p)
		}
	}
	// Output:
	// issue:night-noise citations: no citation; cite the passage that says so
	// issue:night-noise broader[0]: unknown issue:noise; add it or correct the ID
}

// The edges that a record states are read off its fields.
func ExampleAssertedEdges() {
	edges := store.AssertedEdges(&store.Person{
		Meta:         store.Meta{ID: "person:ada"},
		Affiliations: []store.Affiliation{{Organization: "organization:rope-works", Role: "foreman"}},
	})
	for _, e := range edges {
		fmt.Println(e.Source, e.Type, e.Target, e.Role)
	}
	// Output:
	// person:ada AFFILIATED_WITH organization:rope-works foreman
}
