package scene

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
)

// The view in the browser must know the types of edges that this package knows, in the same order: all but CITES.
func TestEdgeTypes(t *testing.T) {
	code := "/** The types of edges that the view draws; derived ones first. */\nexport const edgeTypes = [\n"
	for _, word := range EdgeTypes {
		code += fmt.Sprintf("  %q,\n", word)
	}
	checkWritten(t, "edge-types.ts", code+"] as const;\n")
	if n := len(store.EdgeTypes()) - 1; len(EdgeTypes) != n {
		t.Errorf("the view draws %d types of edges, want %d", len(EdgeTypes), n)
	}
}

// The view in the browser must know the kinds of the discourse, in the order of the legend, and their forms. Each kind must have a color in each color scheme, and the class that uses it.
func TestKinds(t *testing.T) {
	list, forms := "", ""
	tokens, classes := read(t, "../../styles/tokens.css"), read(t, "../../styles/view.css")
	for _, word := range Kinds {
		list += fmt.Sprintf("  %q,\n", word)
		forms += fmt.Sprintf("  %s: %q,\n", word, store.Kind(strings.ToUpper(word)).Info().Form)
		if n := strings.Count(tokens, "--kind-"+word+":"); n != 3 {
			t.Errorf("tokens.css defines --kind-%s %d times, want 3: light, dark and forced colors", word, n)
		}
		if rule := ".kind-" + word + " { color: var(--kind-" + word + "); }"; !strings.Contains(classes, rule) {
			t.Errorf("view.css lacks %s", rule)
		}
	}
	checkWritten(t, "kinds.ts", "/** The kinds that the view draws, in the order of its legend. */\nexport const kinds = [\n"+list+"] as const;\n\n"+
		"/** The form of each kind. */\nexport const forms = {\n"+forms+"} as const;\n")
}

// checkWritten compares a file of web/src/graph with the code that it must have, or writes it with -update.
func checkWritten(t *testing.T, file, code string) {
	t.Helper()
	file = "../../src/graph/" + file
	want := "// Written by \"go test ./web/pages/scene -update\" from the tables in store/; do not edit.\n\n" + code
	if flag.Lookup("update").Value.String() == "true" { // it belongs to the tests of the drawing
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, read(t, file)); diff != "" {
		t.Errorf("%s is out of date; run with -update (-want +got):\n%s", file, diff)
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
