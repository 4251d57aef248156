package seed_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
	"forumgraph/store"
)

const twoIssues = `-- a.yaml --
issues:
  - { id: issue:a, name: A, citations: [3/1] }
  - { id: issue:b, name: B, citations: [3/1] }
`

// Decisions come out in the order of the files, each with its place, and may stand before the records they name.
func TestLoad_Decisions(t *testing.T) {
	d := load(t, `-- 0.yaml --
decisions:
  - { nodes: [issue:b, issue:a], decision: DISTINCT, reason: "Two letters." }
`+twoIssues)
	want := []seed.Decision{{
		Position: seed.Position{File: "forum/0.yaml", Line: 2, Column: 5},
		Nodes:    []store.ID{"issue:b", "issue:a"},
		Verdict:  seed.Distinct,
		Reason:   "Two letters.",
	}}
	if diff := cmp.Diff(want, d.Decisions); diff != "" {
		t.Errorf("Decisions (-want +got):\n%s", diff)
	}
}

// A decision that says nothing, or about nothing, refuses the dataset.
func TestLoad_DecisionProblems(t *testing.T) {
	for _, tt := range []struct {
		name, decision string
		want           []string
	}{
		{"not a mapping", "issue:a", []string{"forum/x.yaml:2:5: want a decision as key: value, got a text; write its keys"}},
		{"nothing", "{ }", []string{
			"forum/x.yaml:2:5: a decision about fewer than two nodes; name those that look alike",
			"forum/x.yaml:2:5: a decision without decision; add one of DISTINCT",
			"forum/x.yaml:2:5: a decision without reason; say why in a sentence of your own",
		}},
		{"one node", "{ nodes: [issue:a], decision: DISTINCT, reason: R. }", []string{
			"forum/x.yaml:2:5: a decision about fewer than two nodes; name those that look alike",
		}},
		{"no list", "{ nodes: issue:a, decision: DISTINCT, reason: R. }", []string{
			`forum/x.yaml:2:14: nodes: want a list, got a text; write [...], or each entry on a line of its own after "- "`,
		}},
		{"twice", "{ nodes: [issue:a, issue:a], decision: DISTINCT, reason: R. }", []string{
			"forum/x.yaml:2:24: issue:a appears twice in one decision; keep one",
		}},
		{"unknown", "{ nodes: [issue:a, issue:z], decision: DISTINCT, reason: R. }", []string{
			"forum/x.yaml:2:24: unknown issue:z; correct the ID, or remove a decision that is settled",
		}},
		{"no ID", "{ nodes: [[], issue:a, issue:b], decision: DISTINCT, reason: R. }", []string{
			"forum/x.yaml:2:15: nodes[0]: want an ID, got a list; an ID reads kind:slug, such as issue:forced-marriage",
		}},
		{"two kinds", "{ nodes: [issue:a, source:forum], decision: DISTINCT, reason: R. }", []string{
			"forum/x.yaml:2:24: source:forum is of kind SOURCE, but issue:a of kind ISSUE; decide on nodes of one kind",
		}},
		{"verdict and key", "{ nodes: [issue:a, issue:b], decision: SAME, reasons: R., reason: R. }", []string{
			`forum/x.yaml:2:44: decision: "SAME" is none of DISTINCT; use one of them`,
			`forum/x.yaml:2:50: unknown key "reasons" in a decision; did you mean "reason"?`,
		}},
		{"reason of another form", "{ nodes: [issue:a, issue:b], decision: DISTINCT, reason: [] }", []string{
			"forum/x.yaml:2:62: reason: want a text, got a list; write one text",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, problems(t, files(t, twoIssues+"-- x.yaml --\ndecisions:\n  - "+tt.decision+"\n"))); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// A reason is a text of ours: it may not repeat the source.
func TestSharedRuns_Decisions(t *testing.T) {
	d := load(t, twoIssues+`-- x.yaml --
decisions:
  - { nodes: [issue:a, issue:b], decision: DISTINCT, reason: "For one two three four five six seven eight nine." }
`)
	want := []string{"forum/x.yaml:2:5: reason repeats 8 words of the source (one two three four five six seven eight); say it in your own words"}
	if diff := cmp.Diff(want, lines(seed.SharedRuns(d, "One, two, three, four, five, six, seven, eight."))); diff != "" {
		t.Errorf("SharedRuns (-want +got):\n%s", diff)
	}
}
