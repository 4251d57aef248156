package seed_test

import (
	"bytes"
	"testing"

	"forumgraph/seed"
	"forumgraph/store"
)

// A dataset written node by node is its header, then a line for each node in the order in which they came.
func TestJSONLWriter(t *testing.T) {
	const head = `{"format":"forumgraph-dataset","version":1}` + "\n"
	for _, test := range []struct {
		name  string
		nodes []store.Node
		want  string
	}{
		{"nothing", nil, head},
		{"nodes", []store.Node{
			&store.Place{Meta: store.Meta{ID: "place:b", Name: store.Text{EN: "B"}}},
			&store.Issue{Meta: store.Meta{ID: "issue:a", Name: store.Text{EN: "A"}}},
		}, head + `{"id":"place:b","name":{"en":"B"}}` + "\n" + `{"id":"issue:a","name":{"en":"A"}}` + "\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got bytes.Buffer
			w := seed.NewJSONLWriter(&got)
			for _, n := range test.nodes {
				if err := w.Write(n); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
			if got.String() != test.want {
				t.Errorf("got %q, want %q", got.String(), test.want)
			}
		})
	}
}
