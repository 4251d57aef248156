package typeface_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"forumgraph/web/pages/typeface"
)

// A width is the sum of the characters' advances, and grows with the size.
func TestFace_Width(t *testing.T) {
	one, two := typeface.Sans.Width("Forced", 10), typeface.Sans.Width("ForcedForced", 20)
	if one < 20 || one > 45 || math.Abs(two-4*one) > 1e-9 {
		t.Errorf("Forced is %v wide at 10, twice as long and large %v", one, two)
	}
	if bold := typeface.SansBold.Width("Forced", 10); bold <= one {
		t.Errorf("the bold word is %v wide, the regular one %v", bold, one)
	}
}

// Characters outside of the measured ones count as wide ones.
func TestFace_Width_unknown(t *testing.T) {
	if got, want := typeface.Sans.Width("ᐃ", 10), typeface.Sans.Width("M", 10); got != want {
		t.Errorf("an unknown character is %v wide, want %v", got, want)
	}
}

func TestFace_Shorten(t *testing.T) {
	width := typeface.Sans.Width("a long name", 12)
	if got := typeface.Sans.Shorten("a long name", 12, width); got != "a long name" {
		t.Errorf("a name that fits became %q", got)
	}
	if got := typeface.Sans.Shorten("a long name", 12, width-1); got != "a long na…" && got != "a long nam…" {
		t.Errorf("a name that is too long became %q", got)
	}
}

func TestFace_Wrap(t *testing.T) {
	width := typeface.Sans.Width("one two", 12)
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"one two", []string{"one two"}},
		{"one two six", []string{"one two", "six"}},
		{"one\u00a0two\u00a0six ten", []string{"one\u00a0two\u00a0six", "ten"}}, // a no-break space holds its words together
		{"", []string{""}},
	} {
		if diff := cmp.Diff(tt.want, typeface.Sans.Wrap(tt.text, 12, width)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}
