package seed_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
	"forumgraph/seed/seedtest"
	"forumgraph/store"
)

// Each rule of the coding is told where it is broken, and not where it is kept.
func TestChecks_Rules(t *testing.T) {
	for _, tt := range []struct {
		check, name, yaml string
		want              []string
	}{
		{"French labels", "missing", `
collectives:
  - { id: collective:a, name: A, quantifier: ONE, basis: Somebody., citations: [3/1] }
sessions:
  - { id: session:a, name: { en: A }, citations: [3/1] }
recommendations:
  - { id: recommendation:a, name: A, citations: [3/1] }
populations:
  - { id: population:a, name: A, citations: [3/1] }
`, []string{
			"forum/x.yaml:2:31: collective:a: no French name; add one",
			"forum/x.yaml:4:28: session:a: no French name; add one",
			"forum/x.yaml:6:35: recommendation:a: no French name; add one",
			"forum/x.yaml:8:31: population:a: no French name; add one",
		}},
		{"French labels", "kept, or of kinds that are French only where printed", `
populations:
  - { id: population:a, name: { en: A, fr: À }, citations: [3/1] }
organizations:
  - { id: organization:a, name: A, citations: [3/1] }
`, nil},
		{"addresses of views", "a page, a list, a node, and none of them", `
people:
  - { id: person:b, name: B, citations: [3/1] }
issues:
  - { id: issue:a, name: A, definition: A., citations: [3/1] }
statements:
  - { id: statement:a, kind: RAISES, summary: A., voices: [person:b], issues: [issue:a], citations: [3/sol/1] }
stories:
  - slug: walk
    title: { en: A walk, fr: Une promenade }
    stops:
      - { title: { en: A, fr: A }, text: { en: A., fr: A. }, address: "/matrix?rows=session", statements: [statement:a] }
      - { title: { en: A, fr: A }, text: { en: A., fr: A. }, address: "/list/statements?issue=issue:a", statements: [statement:a] }
      - { title: { en: A, fr: A }, text: { en: A., fr: A. }, address: /issue/a, statements: [statement:a] }
      - { title: { en: A, fr: A }, text: { en: A., fr: A. }, address: /issue/b, statements: [statement:a] }
      - { title: { en: A, fr: A }, text: { en: A., fr: A. }, address: "/network?select=issue:b", statements: [statement:a] }
`, []string{
			"forum/x.yaml:14:71: source:forum: stories[0].stops[3].address: no page has the address /issue/b; write /network, /matrix, /agreement, /connect, /sessions, /list, /search, or the page of a node",
			"forum/x.yaml:15:71: source:forum: stories[0].stops[4].address: select names the unknown issue:b; correct the ID",
		}},
		{"presentation in French", "a story in English alone", `
people:
  - { id: person:b, name: B, citations: [3/1] }
stories:
  - slug: walk
    title: A walk
    stops:
      - { title: A, text: { en: A., fr: A. }, address: /matrix, statements: [statement:a] }
statements:
  - { id: statement:a, kind: RAISES, summary: A., voices: [person:b], citations: [3/sol/1] }
`, []string{
			"forum/x.yaml:5:12: source:forum: stories[0].title has no French wording; add one",
			"forum/x.yaml:7:18: source:forum: stories[0].stops[0].title has no French wording; add one",
		}},
		{"credited members", "a person and a collective, both speakers", `
collectives:
  - { id: collective:a, name: A, quantifier: ONE, basis: Somebody., citations: [3/1] }
people:
  - { id: person:b, name: B, citations: [3/1] }
statements:
  - id: statement:a
    kind: RAISES
    summary: A.
    voices: [collective:a, person:b]
    citations: [3/sol/1]
`, []string{
			"forum/x.yaml:9:13: statement:a: collective:a and person:b both speak; a collective's claim is no member's: make two statements, or correct a role",
		}},
		{"credited members", "one tells what the other holds", `
collectives:
  - { id: collective:a, name: A, quantifier: ONE, basis: Somebody., citations: [3/1] }
organizations:
  - { id: organization:b, name: B, citations: [3/1] }
statements:
  - id: statement:a
    kind: RAISES
    summary: A.
    voices: [collective:a, { id: organization:b, role: REPORTED }]
    citations: [3/sol/1]
`, nil},
		{"silent people", "only mentioned", `
people:
  - { id: person:a, name: A, citations: [3/1] }
  - { id: person:b, name: B, citations: [3/1] }
  - { id: person:c, name: C, citations: [3/1] }
sessions:
  - { id: session:a, name: A, presenters: [person:c], citations: [3/1] }
statements:
  - id: statement:a
    kind: RAISES
    summary: A.
    voices: [{ id: person:b, role: QUOTED }]
    mentions: [person:a]
    citations: [3/sol/1]
`, []string{
			"forum/x.yaml:2:5: person:a: neither presents nor is a voice; add the session that lists this person among its presenters, or remove the record",
		}},
		{"missing presenters", "introduced in the section of a session or below it", `
people:
  - id: person:a
    name: A
    affiliations: [{ organization: organization:a, citations: [3/1, 3/sol/1] }]
    citations: [3/1]
  - { id: person:b, name: B, affiliations: [{ organization: organization:a }], citations: [3/sol/2] }
organizations:
  - { id: organization:a, name: A, citations: [3/1] }
sessions:
  - { id: session:a, name: A, section: 3, presenters: [person:b], citations: [3/1] }
`, []string{
			"forum/x.yaml:10:55: session:a: without person:a, whom passage:forum/3/1 introduces; add the presenter or correct the citation",
		}},
		{"missing presenters", "quoted, or introduced where no session is reported", `
people:
  - { id: person:a, name: A, affiliations: [{ organization: organization:a }], citations: [3/sol/1] }
  - { id: person:b, name: B, affiliations: [{ organization: organization:a }], citations: [3/1] }
organizations:
  - { id: organization:a, name: A, citations: [3/1] }
sessions:
  - { id: session:a, name: A, section: 3/sol, citations: [3/1] }
  - { id: session:b, name: B, citations: [3/1] }
statements:
  - id: statement:a
    kind: RAISES
    summary: A.
    voices: [{ id: person:a, role: QUOTED }]
    citations: [3/sol/1]
`, nil},
		{"unused figures", "in no statement", `
figures:
  - { id: figure:a, measures: A., value: 1, unit: cases, citations: [3/1] }
  - { id: figure:b, measures: B., value: 2, unit: cases, citations: [3/1] }
people:
  - { id: person:a, name: A, citations: [3/1] }
statements:
  - id: statement:a
    kind: REPORTS
    summary: A.
    voices: [person:a]
    figures: [figure:b]
    citations: [3/sol/1]
`, []string{"forum/x.yaml:2:5: figure:a: no statement gives it; name it in one or remove it"}},
		{"related in hierarchy", "over two steps, from either side", `
issues:
  - { id: issue:a, name: A, related: [issue:c], citations: [3/1] }
  - { id: issue:b, name: B, broader: [issue:a], citations: [3/1] }
  - { id: issue:c, name: C, broader: [issue:b], citations: [3/1] }
  - { id: issue:d, name: D, broader: [issue:b], related: [issue:c, issue:a], citations: [3/1] }
`, []string{
			"forum/x.yaml:2:39: issue:a: related to issue:c, which is narrower; remove it here",
			"forum/x.yaml:5:68: issue:d: related to issue:a, which is broader; remove it here",
		}},
	} {
		t.Run(tt.check+"/"+tt.name, func(t *testing.T) {
			d := load(t, "-- x.yaml --"+tt.yaml)
			if diff := cmp.Diff(tt.want, runCheck(t, d, tt.check)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// The first corpus is fit for publication: no check finds anything, and no text of ours repeats the report.
func TestChecks_Forum(t *testing.T) {
	d, err := seed.Load(seed.Forum(), "seed/forum")
	if err != nil {
		t.Fatalf("Load:\n%v", err)
	}
	for _, c := range seed.Checks() {
		t.Run(c.Name, func(t *testing.T) {
			for _, f := range c.Find(d) {
				t.Error(f)
			}
		})
	}
	t.Run("shared runs", func(t *testing.T) {
		for _, f := range seed.SharedRuns(d, seedtest.Report(t)) {
			t.Error(f)
		}
	})
}

// The codebook and the questions, too, tell the report in our own words. The answers in JSON come from the dataset, which
// TestForum checks; there, names that stand next to each other make runs of their own.
func TestForum_Papers(t *testing.T) {
	answers := regexp.MustCompile("(?s)```json\n.*?```")
	files, err := filepath.Glob("forum/*.md")
	if err != nil || len(files) < 2 {
		t.Fatalf("got the files %q and the error %v, want README.md and QUESTIONS.md", files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := &seed.Dataset{Nodes: []store.Node{&store.Source{Note: store.Text{EN: answers.ReplaceAllString(string(text), "")}}}}
		for _, f := range seed.SharedRuns(d, seedtest.Report(t)) {
			t.Errorf("%s: %s", file, f)
		}
	}
}
