package drawing

import (
	"bytes"
	"strings"
	"testing"
)

// A label of up to 80 characters stays as it is; a longer one is cut after a word where there is one, never within a
// character.
func TestShortened(t *testing.T) {
	word := strings.Repeat("é", 79)
	for label, want := range map[string]string{
		"":                                   "",
		"Night noise":                        "Night noise",
		strings.Repeat("é", 80):              strings.Repeat("é", 80),
		strings.Repeat("é", 81):              word + "…",
		strings.Repeat("quay, ", 20):         strings.Repeat("quay, ", 12) + "quay…",
		strings.Repeat("x", 70) + " " + word: strings.Repeat("x", 70) + "…",
	} {
		if got := shortened(label); got != want {
			t.Errorf("%q: %q, want %q", label, got, want)
		}
	}
}

// Numbers have one decimal at most, and there is no negative zero.
func TestEncoder_decimal(t *testing.T) {
	var b bytes.Buffer
	e := newEncoder(t.Context(), &b)
	for i, v := range []float64{0, -0.04, 12.34, -7.95, 1000, 123456.789} {
		e.separator(i).decimal(v)
	}
	if err := e.flush(); err != nil {
		t.Fatal(err)
	}
	if want := "0,0,12.3,-8,1000,123456.8"; b.String() != want {
		t.Errorf("%s, want %s", &b, want)
	}
}
