package execution

import (
	"testing"

	"forumgraph/store"
)

// A source's address leads to the web or is null, also in a store that was written when any text was taken.
func TestSource_URL(t *testing.T) {
	for url, want := range map[string]bool{
		"https://forum.example/report": true, "": false, "javascript:alert(1)": false, "data:text/html,x": false,
		"https://a@forum.example": false, "ftp://forum.example": false,
	} {
		got, err := (&sourceResolver{}).URL(t.Context(), &store.Source{URL: url})
		if err != nil || (got != nil) != want || want && *got != url {
			t.Errorf("%q: got %v, %v", url, got, err)
		}
	}
}
