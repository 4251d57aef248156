package web_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"forumgraph/web"
)

// Every operation in the view's files of questions is among its documents, each a document by itself, and nothing else is.
func TestDocuments(t *testing.T) {
	var want []string
	files, err := filepath.Glob("src/api/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatalf("files of questions: %v, %v", files, err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^(?:query|mutation|subscription) (\w+)`).FindAllStringSubmatch(string(b), -1) {
			want = append(want, m[1])
		}
	}
	var got []string
	for _, document := range web.Documents() {
		parsed, err := parser.ParseQuery(&ast.Source{Input: document})
		if err != nil {
			t.Errorf("%v in:\n%s", err, document)
			continue
		}
		for _, operation := range parsed.Operations {
			got = append(got, operation.Name)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("operations (-want +got):\n%s", diff)
	}
}
