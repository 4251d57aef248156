package seed_test

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/store"
)

var update = flag.Bool("update", false, "rewrite the lists of keys in doc.go")

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

// The documentation of the format lists the keys of each kind of the discourse as the types of package store have them.
func TestDoc_keys(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for _, kind := range store.Kinds() {
		if !kind.IsDocument() {
			want.WriteString(keysOf(kind))
		}
	}
	lists := regexp.MustCompile(`(?s)//\tpeople:.*//\tdecisions:`)
	got := strings.TrimSuffix(string(lists.Find(doc)), "//\tdecisions:")
	if *update {
		doc = []byte(strings.Replace(string(doc), got, want.String(), 1))
		if err := os.WriteFile("doc.go", doc, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want.String(), got); diff != "" {
		t.Errorf("the keys in doc.go are out of date; run with -update (-want +got):\n%s", diff)
	}
}

// keysOf returns the keys of a kind in YAML as doc.go lists them.
func keysOf(kind store.Kind) string {
	keys := "id"
	if !kind.Info().Unnamed {
		keys += ", name, aliases"
	}
	record := reflect.TypeOf(store.NewNode(kind)).Elem()
	for i := range record.NumField() {
		key, _, _ := strings.Cut(record.Field(i).Tag.Get("json"), ",")
		if key != "" && key != "order" {
			keys += ", " + key
		}
	}
	const margin, width = "//\t                 ", 117
	row := fmt.Sprintf("//\t%-16s", kind.Info().Plural+":")
	var rows string
	for word := range strings.FieldsSeq(keys + ", citations") {
		if len(row)+1+len(word) > width {
			rows, row = rows+row+"\n", margin[:len(margin)-1]
		}
		row += " " + word
	}
	return rows + row + "\n"
}
