package seed_test

import (
	"context"
	"fmt"
	"log"
	"testing/fstest"
	"time"

	"forumgraph/seed"
	"forumgraph/store/memstore"
)

// harbour is a corpus about a made-up source of one passage, in one file. Here the passage's words are known; a real
// dataset holds their length and hash alone, which "forumgraph draft passages" writes.
var harbour = fstest.MapFS{"harbour.yaml": {Data: []byte(`
sources:  [{ id: source:harbour, name: Harbour report, length: 30, sha256: ` + hash("a") + ` }]
sections: [{ path: 1, name: Opening }]
passages: [{ path: 1/1, kind: NARRATIVE, ranges: [[0, 30]], length: 30, sha256: ` + hash("b") + ` }]
people:   [{ id: person:ada, name: Ada, citations: [1/1] }]
issues:   [{ id: issue:night-noise, name: Night noise, citations: [1/1] }]
statements:
  - id: statement:noise
    kind: RAISES
    summary: Ada says that the harbour is loud at night.
    voices: [person:ada]
    issues: [issue:night-noise]
    citations: [{ passage: 1/1, span: [0, 12], sha256: ` + hash("c") + ` }]
`)}}

// A dataset is loaded and checked, compared with the graph, and applied as one change set. A second import changes nothing.
func Example() {
	ctx := context.Background()
	data, err := seed.Load(harbour, "harbour")
	if err != nil {
		log.Fatal(err)
	}
	st := memstore.New()
	defer st.Close()
	for range 2 {
		snap, err := st.Snapshot()
		if err != nil {
			log.Fatal(err)
		}
		cs, err := seed.Plan(ctx, snap, data)
		snap.Close()
		if err != nil {
			log.Fatal(err)
		}
		cs.Author, cs.Reason, cs.Time = "ada", "import harbour", time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
		commit, err := st.Apply(ctx, cs)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("version", commit.Version, "added", commit.Added)
	}
	// Output:
	// version 1 added 6
	// version 1 added 0
}

// Errors name the place and the fix, all of them at once.
func ExampleLoad_errors() {
	_, err := seed.Load(fstest.MapFS{"people.yaml": {Data: []byte(`people:
  - { id: person:ada, name: Ada, role: [clerk] }
  - { id: person:ben, nickname: Ben }
`)}}, "harbour")
	fmt.Println(err)
	// Output:
	// harbour: no source; add a list "sources" with one entry
	// harbour/people.yaml:2:40: role: want a text, got a list; write one text
	// harbour/people.yaml:3:23: unknown key "nickname" in a person; use one of id, name, aliases, citations, role, affiliations
}

// Spans and hashes are taken from the folded text, which two copies share however they are wrapped and punctuated.
func ExampleFold() {
	fmt.Println(seed.Fold("The night-\nferry costs “2.50”."))
	fmt.Println(seed.Fold("The night-ferry costs '2.50'"))
	// Output:
	// Thenightferrycosts2.50
	// Thenightferrycosts2.50
}
