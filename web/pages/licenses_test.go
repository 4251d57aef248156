package pages

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	found "forumgraph/web/internal/licenses"
)

// Every Go module that the program is built of and every npm package that the views may hold is on /about with its license,
// and nothing else. With -update the list is made anew; a license that is unknown or not accepted fails either way.
func TestLicenses(t *testing.T) {
	modules, err := found.Modules(t.Context(), "../..")
	if err != nil {
		t.Fatal(err)
	}
	packages, err := found.Packages("../package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	want := licenses{Go: shipping(t, modules), NPM: shipping(t, packages)}
	if flag.Lookup("update").Value.String() == "true" {
		b, err := json.MarshalIndent(want, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("licenses.json", append(b, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := readLicenses()
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("what ships differs from licenses.json; run this test with -update (-ships +listed):\n%s", diff)
	}
}

// shipping returns what ships of all, and fails the test for each license that is not accepted, of tools too.
func shipping(t *testing.T, all []found.Licensed) []licensed {
	t.Helper()
	var ships []licensed
	for _, l := range all {
		if problem := l.Problem(); problem != "" {
			t.Errorf("%s, %q: %s", l.Name, l.License, problem)
		}
	}
	for _, l := range found.Shipping(all) {
		ships = append(ships, licensed{l.Name, l.License})
	}
	return ships
}
