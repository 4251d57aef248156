package seed_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"forumgraph/seed"
	"forumgraph/store"
)

// The list of sections must be read in order, whatever else the file holds.
func TestReadOutline(t *testing.T) {
	file := `
sources: [{ id: "source:made-up" }]
sections:
  - { path: "3", name: { en: Panel, fr: Table ronde }, heading: "3. Panel: a start" }
  - path: 3/lee
    name: { en: Ann Lee }
    heading: Ann Lee, Acme
    speaker: ann-lee
`
	got, err := seed.ReadOutline(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	want := seed.Outline{
		{Path: "3", Name: store.Text{EN: "Panel", FR: "Table ronde"}, Heading: "3. Panel: a start"},
		{Path: "3/lee", Name: store.Text{EN: "Ann Lee"}, Heading: "Ann Lee, Acme", Speaker: "ann-lee"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("outline (-want +got):\n%s", diff)
	}
	if got, want := got[1].Parent(), "3"; got != want {
		t.Errorf("parent %q, want %q", got, want)
	}
}

// A file that is no outline must be refused.
func TestReadOutline_Errors(t *testing.T) {
	broken := errors.New("disk on fire")
	tests := []struct {
		name  string
		input io.Reader
		want  string
		is    error
	}{
		{"broken_yaml", strings.NewReader("sections:\n  - {"), "read outline: [2:5]", store.ErrInvalid},
		{"other_type", strings.NewReader("sections: 1"), "read outline: [1:11]", store.ErrInvalid},
		{"no_sections", strings.NewReader("people: []"), "outline: no sections; list them: invalid", store.ErrInvalid},
		{"broken_rule", strings.NewReader("sections: [{path: a/b, heading: Start}]"), "outline: section a/b: no section a before it; add it: invalid", store.ErrInvalid},
		{"unreadable", iotest.ErrReader(broken), "read outline: disk on fire", broken},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := seed.ReadOutline(test.input)
			if got := fmt.Sprint(err); !strings.HasPrefix(got, test.want) || !errors.Is(err, test.is) {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
