package pages

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The cited words are marked where the span has them, also when the passage says them twice; nothing else is ever marked.
func TestInPlace(t *testing.T) {
	str := func(s string) *string { return &s }
	for _, tt := range []struct {
		name  string
		text  *string
		quote *string
		start int
		want  [3]string
	}{
		{"a span counts no spaces", str("The rent rises in May."), str("rises"), 7, [3]string{"The rent ", "rises", " in May."}},
		{"the second of two", str("no, no and no"), str("no"), 7, [3]string{"no, no and ", "no", ""}},
		{"the first of two", str("no, no and no"), str("no"), 0, [3]string{"", "no", ", no and no"}},
		{"words that the passage has otherwise", str("The rent-\nrises"), str("rentrises"), 3, [3]string{"", "rentrises", ""}},
		{"words that do not match their hash", str("The rent rises"), nil, 3, [3]string{}},
		{"no copy", nil, nil, 0, [3]string{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := citation{Start: tt.start, Quote: tt.quote}
			c.Passage.Text = tt.text
			p := inPlace(c)
			if diff := cmp.Diff(tt.want, [3]string{p.Before, p.Words, p.After}); diff != "" {
				t.Error(diff)
			}
		})
	}
}
