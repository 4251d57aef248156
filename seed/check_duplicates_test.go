package seed_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
	"forumgraph/store/memstore"
)

// Labels look alike if little but form tells them apart. One word more or another one is little if two are shared.
func TestChecks_NearDuplicates(t *testing.T) {
	for _, tt := range []struct {
		name, a, b string
		alike      bool
	}{
		{"case, accents and punctuation", "Féderation: women", "FEDERATION, WOMEN", true},
		{"plural", "Exit strategies", "Exit strategie", true},
		{"order and small words", "Rights of the workers", "workers' rights", true},
		{"one word more, two shared", "Migrant labour rights", "Labour rights", true},
		{"another word, two shared", "National hotline, missing women", "National taskforce, missing women", true},
		{"another word, one shared", "Labour rights", "Human rights", false},
		{"two words more", "Training", "Training of judges", false},
		{"two other words", "Peer outreach and support by day", "Peer outreach and help by night", false},
		{"parentheses", "One participant (labour)", "One participant (law)", true},
		{"nothing but parentheses", "(labour)", "(law)", false},
		{"a slip in eight letters", "Organisation", "Organization", true},
		{"a slip in a short name", "Lee", "Lea", false},
		{"two slips in ten letters", "Organised x", "Organazid x", false},
		{"no words", "—", "…", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := load(t, fmt.Sprintf("-- x.yaml --\nissues:\n  - { id: issue:b, name: %q, citations: [3/1] }\n  - { id: issue:a, name: %q, citations: [3/1] }\n", tt.b, tt.a))
			var want []string
			if tt.alike {
				want = []string{fmt.Sprintf("forum/x.yaml:3:26: issue:a: %q looks like %q of issue:b; merge the two, or record under decisions why not", tt.a, tt.b)}
			}
			if diff := cmp.Diff(want, runCheck(t, d, "near duplicates")); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// Names of both languages and aliases are compared, within a kind and between nodes; a decision settles each two of its
// nodes.
func TestChecks_NearDuplicatesDecided(t *testing.T) {
	const alike = `-- x.yaml --
issues:
  - { id: issue:a, name: { en: Shelter, fr: Maison sûre }, citations: [3/1] }
  - { id: issue:b, name: House, aliases: [{ text: "Maisons sures", lang: FR }], citations: [3/1] }
  - { id: issue:c, name: Home, aliases: [shelters, Homes], citations: [3/1] }
  - { id: issue:d, name: houses, citations: [3/1] }
places:
  - { id: place:a, name: Shelter, citations: [3/1] }
`
	for _, tt := range []struct {
		name, decisions string
		want            []string
	}{
		{"none", "", []string{
			`forum/x.yaml:2:26: issue:a: "Maison sûre" looks like "Maisons sures" of issue:b; merge the two, or record under decisions why not`,
			`forum/x.yaml:2:26: issue:a: "Shelter" looks like "shelters" of issue:c; merge the two, or record under decisions why not`,
			`forum/x.yaml:3:26: issue:b: "House" looks like "houses" of issue:d; merge the two, or record under decisions why not`,
		}},
		{"one pair", "decisions: [{ nodes: [issue:d, issue:b], decision: DISTINCT, reason: As agreed. }]\n", []string{
			`forum/x.yaml:2:26: issue:a: "Maison sûre" looks like "Maisons sures" of issue:b; merge the two, or record under decisions why not`,
			`forum/x.yaml:2:26: issue:a: "Shelter" looks like "shelters" of issue:c; merge the two, or record under decisions why not`,
		}},
		{"all", "decisions: [{ nodes: [issue:c, issue:d, issue:b, issue:a], decision: DISTINCT, reason: As agreed. }]\n", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, runCheck(t, load(t, alike+tt.decisions), "near duplicates")); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// Where decisions cannot be recorded, look-alikes are not held against the dataset.
func TestChecks_NearDuplicatesUnrecorded(t *testing.T) {
	authored := load(t, "-- x.yaml --\nplaces:\n  - { id: place:a, name: Shelter, citations: [3/1] }\n  - { id: place:b, name: Shelters, citations: [3/1] }\n")
	if got := runCheck(t, authored, "near duplicates"); len(got) != 1 {
		t.Errorf("findings in the YAML = %q, want one", got)
	}
	s := memstore.New()
	importInto(t, s, authored)
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var jsonl bytes.Buffer
	if err := seed.WriteJSONL(t.Context(), &jsonl, snap); err != nil {
		t.Fatal(err)
	}
	d, err := seed.ReadJSONL(strings.NewReader(jsonl.String()), "x.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if got := runCheck(t, d, "near duplicates"); got != nil {
		t.Errorf("findings in the JSONL = %q, want none", got)
	}
}
