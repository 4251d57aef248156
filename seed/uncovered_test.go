package seed_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
)

// A list item of 30 characters is a gap while statements cite fewer than 18 of them, however their spans overlap; what
// other nodes cite does not count.
func TestDataset_Uncovered(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spans [][2]int
		want  []seed.Gap
	}{
		{"open", nil, nil},
		{"one span, too short", [][2]int{{5, 22}}, []seed.Gap{{Passage: "passage:forum/3/sol/1", Cited: 17, Length: 30}}},
		{"one span, long enough", [][2]int{{5, 23}}, nil},
		{"two spans apart", [][2]int{{20, 29}, {0, 9}}, nil},
		{"two spans that overlap", [][2]int{{6, 15}, {0, 9}}, []seed.Gap{{Passage: "passage:forum/3/sol/1", Cited: 15, Length: 30}}},
		{"one span inside the other", [][2]int{{0, 16}, {4, 8}}, []seed.Gap{{Passage: "passage:forum/3/sol/1", Cited: 16, Length: 30}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			yaml := "places: [{ id: place:a, name: A, citations: [3/sol/1] }]\nstatements:\n"
			for i, s := range tt.spans {
				yaml += fmt.Sprintf("  - { id: statement:%d, kind: RAISES, summary: S, voices: [person:ana-sol], citations: [3/sol/2, "+
					"{ passage: 3/sol/1, span: [%d, %d], sha256: %s }] }\n", i, s[0], s[1], hash("d"))
			}
			d := load(t, people+"-- x.yaml --\n"+yaml)
			if diff := cmp.Diff(tt.want, d.Uncovered()); diff != "" {
				t.Errorf("Uncovered (-want +got):\n%s", diff)
			}
		})
	}
}
