package pages

import (
	"encoding/json"
	"os"
	"testing"
)

// What a spreadsheet may take for a formula has an apostrophe before it. The table is the one of web/src/download.
func TestDefused(t *testing.T) {
	b, err := os.ReadFile("testdata/formulas.json")
	if err != nil {
		t.Fatal(err)
	}
	var table []struct {
		Cell    string
		Guarded bool
	}
	if err := json.Unmarshal(b, &table); err != nil {
		t.Fatal(err)
	}
	if len(table) < 30 {
		t.Errorf("the table has %d rows only", len(table))
	}
	for _, row := range table {
		want := row.Cell
		if row.Guarded {
			want = "'" + row.Cell
		}
		if got := defused([]any{row.Cell})[0]; got != want {
			t.Errorf("%q: got %q, want %q", row.Cell, got, want)
		}
	}
}
