package seed_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
	"forumgraph/store"
)

// lines returns findings as text.
func lines(found []seed.Finding) []string {
	var all []string
	for _, f := range found {
		all = append(all, f.String())
	}
	return all
}

// runCheck returns what the check with name finds.
func runCheck(t *testing.T, d *seed.Dataset, name string) []string {
	t.Helper()
	for _, c := range seed.Checks() {
		if c.Name == name {
			return lines(c.Find(d))
		}
	}
	t.Fatalf("no check %q", name)
	return nil
}

// Each check finds what breaks its rule, at the place to mend, and nothing in a dataset that keeps it.
func TestChecks(t *testing.T) {
	bad := load(t, `-- x.yaml --
issues:
  - { id: issue:bare, name: Bare, citations: [3/sol/1] }
recommendations:
  - { id: recommendation:bare, name: Bare, citations: [3/sol/1] }
places:
  - { id: place:alone, name: Alone, citations: [3/1] }
setAside:
  - { passages: [3/1], reason: TITLE }
`)
	good := load(t, people+statements+`-- y.yaml --
statements:
  - { id: statement:2, kind: DESCRIBES, summary: S, voices: [person:ana-sol], issues: [issue:access], citations: [3/sol/2] }
`)
	for _, tt := range []struct {
		name string
		want []string
	}{
		{"open passages", []string{
			"forum/source.yaml:8:5: passage:forum/3/sol/1: open; code what it says, or set it aside with a reason",
			"forum/source.yaml:9:5: passage:forum/3/sol/2: open; code what it says, or set it aside with a reason",
		}},
		{"set aside and cited", []string{
			"forum/x.yaml:8:5: passage:forum/3/1: set aside, but cited by place:alone; do one",
		}},
		{"complete issues", []string{
			"forum/x.yaml:2:5: issue:bare: no definition; say what the issue covers and what it does not",
			"forum/x.yaml:2:29: issue:bare: no French name; add one",
			"forum/x.yaml:2:5: issue:bare: no statement raises it; name it in one or remove it",
		}},
		{"complete recommendations", []string{
			"forum/x.yaml:4:5: recommendation:bare: addresses no issue; name one",
			"forum/x.yaml:4:5: recommendation:bare: no statement takes a position on it; name it in one or remove it",
		}},
		{"isolated nodes", []string{
			"forum/x.yaml:2:5: issue:bare: no edge but its citations; join it to what it belongs to, or remove it",
			"forum/x.yaml:4:5: recommendation:bare: no edge but its citations; join it to what it belongs to, or remove it",
			"forum/x.yaml:6:5: place:alone: no edge but its citations; join it to what it belongs to, or remove it",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, runCheck(t, bad, tt.name)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if tt.name == "set aside and cited" || tt.name == "complete issues" {
				return // good's title is set aside and cited; its second issue has no French name
			}
			if got := runCheck(t, good, tt.name); got != nil {
				t.Errorf("findings in a sound dataset: %v", got)
			}
		})
	}
}

// An item is open until a statement cites it; a narrative passage may be coded by any node but an editorial one.
func TestDataset_Open(t *testing.T) {
	for _, tt := range []struct {
		name, yaml string
		want       []store.ID
	}{
		{"nothing coded", "", []store.ID{"passage:forum/3/1", "passage:forum/3/sol/1", "passage:forum/3/sol/2"}},
		{
			"cited by a place", "places: [{ id: place:a, name: A, citations: [3/1, 3/sol/1, 3/sol/2] }]\n",
			[]store.ID{"passage:forum/3/sol/1"},
		},
		{
			"cited by an issue, set aside", "issues: [{ id: issue:a, name: A, citations: [3/1, 3/sol/1, 3/sol/2] }]\nsetAside: [{ section: 3, reason: TITLE }]\n",
			[]store.ID{"passage:forum/3/sol/1", "passage:forum/3/sol/2"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := load(t, "-- x.yaml --\n"+tt.yaml)
			if diff := cmp.Diff(tt.want, d.Open(), cmp.Transformer("nil", func(ids []store.ID) []store.ID { return append([]store.ID{}, ids...) })); diff != "" {
				t.Errorf("Open (-want +got):\n%s", diff)
			}
		})
	}
}

// Eight words in a row of the source are found in our texts, whatever their case and punctuation; seven are not, nor are
// names and aliases.
func TestSharedRuns(t *testing.T) {
	const text = "Intro. The quick brown fox jumps over the lazy dog, twice; every\nsingle day and every night."
	d := load(t, `-- x.yaml --
issues:
  - id: issue:a
    name: the quick brown fox jumps over the lazy dog twice
    aliases: [the quick brown fox jumps over the lazy dog twice]
    definition:
      en: Quick brown fox jumps over the lazy.
      fr: "Où: the QUICK brown fox - jumps over the (lazy) dog, est venu."
    citations: [3/1]
places:
  - { id: place:a, name: A, citations: [3/1] }
statements:
  - id: statement:a
    kind: RAISES
    summary: A quick brown fox jumps over the lazy cat; the lazy dog twice every single day and every week.
    voices: [person:ana-sol]
    citations: [3/1]
`+people)
	want := []string{
		"forum/x.yaml:7:11: issue:a: definition.fr repeats 9 words of the source (the quick brown fox jumps over the lazy dog); say it in your own words",
		"forum/x.yaml:14:14: statement:a: summary repeats 9 words of the source (the lazy dog twice every single day and every); say it in your own words",
	}
	if diff := cmp.Diff(want, lines(seed.SharedRuns(d, text))); diff != "" {
		t.Errorf("SharedRuns (-want +got):\n%s", diff)
	}
}
