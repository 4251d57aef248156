package scene

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
)

// The view in the browser must know the types of edges that this package knows, in the same order: all but CITES.
func TestEdgeTypes(t *testing.T) {
	var want strings.Builder
	want.WriteString("// Written by \"go test ./web/pages/scene -update\" from the tables in store/; do not edit.\n\n" +
		"/** The types of edges that the view draws; derived ones first. */\nexport const edgeTypes = [\n")
	for _, word := range edgeTypes {
		fmt.Fprintf(&want, "  %q,\n", word)
	}
	want.WriteString("] as const;\n")
	const file = "../../src/graph/edge-types.ts"
	if flag.Lookup("update").Value.String() == "true" { // it belongs to the tests of the drawing
		if err := os.WriteFile(file, []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want.String(), read(t, file)); diff != "" {
		t.Errorf("%s is out of date; run with -update (-want +got):\n%s", file, diff)
	}
	if n := len(store.EdgeTypes()) - 1; len(edgeTypes) != n {
		t.Errorf("the view draws %d types of edges, want %d", len(edgeTypes), n)
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
