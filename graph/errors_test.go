package graph_test

import (
	"os"
	"strings"
	"testing"
)

// The README says of every code what to do about it, those of the server around the API included.
func TestCodes_documented(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range append([]string{"RATE_LIMITED", "CROSS_ORIGIN"}, everyCode...) {
		if !strings.Contains(string(readme), "`"+code+"`") {
			t.Errorf("README.md does not tell of %s", code)
		}
	}
}
