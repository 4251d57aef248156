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
	if diff := cmp.Diff(edgeTypes, listIn(t, "graph/vocabulary.ts", "edgeTypes")); diff != "" {
		t.Errorf("types in the browser (-here +there):\n%s", diff)
	}
}

// Each kind of the discourse must have a place in the legend, a color in each color scheme, and the class that uses it.
func TestKinds(t *testing.T) {
	var want []string
	for _, k := range store.Kinds() {
		if !k.IsDocument() {
			want = append(want, strings.ToLower(string(k)))
		}
	}
	got := listIn(t, "settings.ts", "kinds")
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kinds in settings.ts (-store +there):\n%s", diff)
	}
	tokens, classes := read(t, "../../styles/tokens.css"), read(t, "../../styles/view.css")
	for _, kind := range want {
		if n := strings.Count(tokens, "--kind-"+kind+":"); n != 3 {
			t.Errorf("tokens.css defines --kind-%s %d times, want 3: light, dark and forced colors", kind, n)
		}
		if rule := ".kind-" + kind + " { color: var(--kind-" + kind + "); }"; !strings.Contains(classes, rule) {
			t.Errorf("view.css lacks %s", rule)
		}
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// listIn returns the words of a list in a file of web/src.
func listIn(t *testing.T, file, name string) (words []string) {
	t.Helper()
	list := regexp.MustCompile(`(?s)` + name + ` = \[(.*?)\]`).FindStringSubmatch(read(t, "../../src/"+file))
	if list == nil {
		t.Fatalf("%s has no list %s", file, name)
	}
	for _, word := range regexp.MustCompile(`"([a-z-]+)"`).FindAllStringSubmatch(list[1], -1) {
		words = append(words, word[1])
	}
	return words
}
