package store_test

import (
	"errors"
	"testing"

	"forumgraph/store"
)

// The address of a view is one of this site, without language, host and story, as a browser shows it.
func TestCheckAddress(t *testing.T) {
	for _, good := range []string{"/", "/matrix", "/matrix?rows=session&columns=issue", "/network?select=issue:a", "/issue/a", "/list/statements?voice=person:a"} {
		if err := store.CheckAddress(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{
		"", "matrix", "https://example.org/matrix", "//example.org/matrix", "/en/matrix", "/fr/", "/matrix/", "/a/../matrix", "/matrix#top",
		"/matrix?story=a", "/matrix?rows=session&stop=1", "/matrix?q=é", "/matrix?q=a b", "javascript:alert(1)", `/\example.org`,
	} {
		if err := store.CheckAddress(bad); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s: %v, want an ErrInvalid", bad, err)
		}
	}
}
