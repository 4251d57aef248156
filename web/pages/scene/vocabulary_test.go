package scene

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
)

// Each type of edge but those that lead into the document must have its place in the view's order, the one here and the same
// in the browser: an edge of a type that is left out is not drawn.
func TestEdgeTypes(t *testing.T) {
	var want []string
	for _, typ := range store.EdgeTypes() {
		if typ != store.Cites {
			want = append(want, strings.ToLower(strings.ReplaceAll(string(typ), "_", "-")))
		}
	}
	got := slices.Clone(edgeTypes)
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("types here (-want +got):\n%s", diff)
	}
	source, err := os.ReadFile("../../src/graph/vocabulary.ts")
	if err != nil {
		t.Fatal(err)
	}
	list := regexp.MustCompile(`(?s)edgeTypes = \[(.*?)\]`).FindSubmatch(source)
	if list == nil {
		t.Fatal("vocabulary.ts has no list edgeTypes")
	}
	var inBrowser []string
	for _, word := range regexp.MustCompile(`"([a-z-]+)"`).FindAllSubmatch(list[1], -1) {
		inBrowser = append(inBrowser, string(word[1]))
	}
	if diff := cmp.Diff(edgeTypes, inBrowser); diff != "" {
		t.Errorf("types in the browser (-here +there):\n%s", diff)
	}
}
