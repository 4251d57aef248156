package seed_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"forumgraph/store"
)

// The documentation of the format has the table of texts that the store keeps.
func TestDoc_texts(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range store.TextClasses() {
		lines := "one line"
		if c.Lines {
			lines = "lines"
		}
		row := fmt.Sprintf("//\t%-10s  %4d  %-8s  %s\n", c.Name, c.Longest, lines, c.Fields)
		if !strings.Contains(string(doc), row) {
			t.Errorf("doc.go lacks the row\n%s", row)
		}
	}
}
