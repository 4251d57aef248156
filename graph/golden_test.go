package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/graph"
	"forumgraph/store/storetest"
)

var update = flag.Bool("update", false, "rewrite the answers in testdata")

// Each query of testdata gets the answer in the file of the same name, errors included, from every engine. A first line
// "# name: value" is a header of the request, such as Accept-Language; "# source: attached" attaches a copy of the source;
// variables stand in a file name.variables.json.
func TestGolden(t *testing.T) {
	queries, err := filepath.Glob("testdata/*.graphql")
	if err != nil {
		t.Fatal(err)
	}
	if len(queries) == 0 {
		t.Fatal("testdata holds no queries")
	}
	for engine, open := range engines() {
		t.Run(engine, func(t *testing.T) {
			o := graph.Options{
				Store: filled(t, open(t), storetest.Example()),
				NewID: func() string { return "REQUEST" },
			}
			bare := newHandler(o)
			o.Texts = attached{}
			withTexts := newHandler(o)
			for _, file := range queries {
				name := strings.TrimSuffix(file, ".graphql")
				t.Run(filepath.Base(name), func(t *testing.T) {
					query := read(t, file)
					h, headers := bare, []string(nil)
					if line, _, _ := strings.Cut(query, "\n"); strings.HasPrefix(line, "# ") {
						key, value, _ := strings.Cut(strings.TrimPrefix(line, "# "), ": ")
						if key == "source" {
							h = withTexts
						} else {
							headers = []string{key, value}
						}
					}
					body := map[string]any{"query": query}
					if variables, err := os.ReadFile(name + ".variables.json"); err == nil {
						body["variables"] = json.RawMessage(variables)
					}
					b, err := json.Marshal(body)
					if err != nil {
						t.Fatal(err)
					}
					_, answer := send(t, h, "POST", "/graphql", string(b), headers...)
					got := indented(t, answer)
					if *update {
						if err := os.WriteFile(name+".json", []byte(got), 0o644); err != nil {
							t.Fatal(err)
						}
					}
					if diff := cmp.Diff(read(t, name+".json"), got); diff != "" {
						t.Errorf("answer (-want +got):\n%s", diff)
					}
				})
			}
		})
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

func indented(t *testing.T, answer string) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(answer), "", "  "); err != nil {
		t.Fatalf("%v: %s", err, answer)
	}
	return strings.TrimSpace(b.String()) + "\n"
}
